//! Credentials: how requests are authorized.

use super::{Docs, Template};

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
        /// The token endpoint, for token sources.
        token_url: Option<Template>,
        /// Scopes, for token sources.
        scope: Option<Template>,
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

/// Where a token goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenPlacement {
    /// A header.
    Header,
    /// The query.
    Query,
}
