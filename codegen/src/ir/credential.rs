//! Credentials: how requests are authorized.

use super::{Docs, SettingId, Template, TemplatePart};

/// Index into [`super::Api::credentials`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CredentialId(pub usize);

/// A way to authorize requests; operations that share it refer to the same one.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// What is sent, and how.
    pub kind: CredentialKind,
    /// Where the collection has it from.
    pub docs: Docs,
}

/// What is sent. Every [`Template`] is completed from settings when the client is built.
#[derive(Debug, Clone, PartialEq)]
pub enum CredentialKind {
    /// A header written by hand, such as `Authorization: Bearer {{token}}` or `X-Api-Key: {{key}}`.
    Header {
        /// The header's name as written.
        name: String,
        /// The value.
        value: Template,
    },
    /// `basic`.
    Basic {
        /// The user's name.
        username: Template,
        /// The password.
        password: Template,
    },
    /// `bearer`. Nothing is sent when the token is empty.
    Bearer {
        /// The token.
        token: Template,
    },
    /// `apikey`.
    ApiKey {
        /// The name of the header or parameter.
        name: Template,
        /// The key.
        value: Template,
        /// Where it goes.
        placement: TokenPlacement,
    },
    /// `oauth2`: a token that was obtained before.
    OAuth2 {
        /// The access token.
        token: Template,
        /// Where it goes.
        placement: TokenPlacement,
        /// The word before the token in the header; empty for none.
        prefix: Template,
    },
    /// Several credentials at once, such as two headers.
    All(Vec<CredentialId>),
    /// A kind that computes what it sends (`oauth1`, `digest`, `ntlm`, `awsv4`, `hawk`, `edgegrid`, `jwt`, `asap`), with
    /// its parameters by Postman's names.
    Signer {
        /// Postman's type name.
        kind: SignerKind,
        /// Parameters, by Postman's names, in alphabetical order.
        parameters: Vec<(String, Template)>,
    },
}

impl CredentialKind {
    /// What it is completed from; nothing of the parts of several at once, which are credentials of their own.
    pub fn templates(&self) -> Vec<&Template> {
        match self {
            Self::Header { value, .. } => vec![value],
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer { token } => vec![token],
            Self::ApiKey { name, value, .. } => vec![name, value],
            Self::OAuth2 { token, prefix, .. } => vec![token, prefix],
            Self::All(_) => Vec::new(),
            Self::Signer { parameters, .. } => parameters.iter().map(|(_, value)| value).collect(),
        }
    }

    /// The setting that it sends as a token, and the word that is written before it in a header written by hand.
    pub fn token(&self) -> Option<(SettingId, &str)> {
        match self {
            Self::Bearer { token } | Self::OAuth2 { token, .. } => match token.parts.as_slice() {
                [TemplatePart::Setting(id)] => Some((*id, "")),
                _ => None,
            },
            Self::Header { name, value } if name.eq_ignore_ascii_case("authorization") => {
                match value.parts.as_slice() {
                    [TemplatePart::Text(text), TemplatePart::Setting(id)] => {
                        let word = text.strip_suffix(' ')?;
                        (!word.is_empty() && word.trim() == word).then_some((*id, word))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// Where the token of a setting can be fetched by OAuth 2, as far as the collection or the hints say it.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenEndpoint {
    /// The setting of the token.
    pub token: SettingId,
    /// The address.
    pub url: Template,
    /// The id of the client.
    pub client_id: Option<Template>,
    /// Parameters of its requests, such as `scope` and `audience`.
    pub parameters: Vec<(String, Template)>,
    /// Whether the client's id and secret go into the body.
    pub secret_in_body: bool,
}

/// The kinds that compute what they send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignerKind {
    /// `oauth1`.
    OAuth1,
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
}

impl SignerKind {
    /// Postman's name of the kind, which the runtime's module has too.
    pub fn name(self) -> &'static str {
        match self {
            Self::OAuth1 => "oauth1",
            Self::Digest => "digest",
            Self::Ntlm => "ntlm",
            Self::AwsV4 => "awsv4",
            Self::Hawk => "hawk",
            Self::EdgeGrid => "edgegrid",
            Self::Jwt => "jwt",
            Self::Asap => "asap",
        }
    }
}

/// Where a token goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenPlacement {
    /// A header.
    Header,
    /// The query.
    Query,
}
