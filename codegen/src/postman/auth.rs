//! Auth objects.

/// The kind of an auth object. Type names are exact: `Bearer` is unknown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuthKind {
    /// `noauth`: nothing, and inheritance ends.
    None,
    /// `basic`.
    Basic,
    /// `bearer`.
    Bearer,
    /// `apikey`.
    ApiKey,
    /// `oauth1`.
    OAuth1,
    /// `oauth2`.
    OAuth2,
    /// `digest`.
    Digest,
    /// `ntlm`.
    Ntlm,
    /// `awsv4`.
    AwsV4,
    /// `hawk`.
    Hawk,
    /// `edgegrid`.
    EdgeGrid,
    /// `jwt`.
    Jwt,
    /// `asap`.
    Asap,
    /// Any other word: Postman warns, sends nothing, and inheritance ends.
    Unknown(String),
}

/// An auth object with a text `type`. Anything else inherits and is not read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Auth {
    /// The kind.
    pub kind: AuthKind,
    /// Parameters, in order; the last of a name wins, `disabled` is ignored.
    pub parameters: Vec<AuthParameter>,
}

impl Auth {
    /// The value of a parameter; the last one of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .rev()
            .find(|parameter| parameter.name == name)
            .map(|parameter| parameter.value.as_str())
    }
}

/// A parameter of an auth object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AuthParameter {
    /// The name, such as `token`.
    pub name: String,
    /// The value as text: numbers and booleans printed, objects as JSON.
    pub value: String,
}
