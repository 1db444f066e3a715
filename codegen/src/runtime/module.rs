//! The parts that a client is put together from.

/// A part of the runtime that a client may need or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Module {
    /// Everything that every client has.
    Core,
    /// Multipart forms: `Draft::part_text`, `Draft::part_file`.
    Multipart,
    /// GraphQL bodies: `Draft::graphql`.
    GraphQl,
    /// Tokens from a token endpoint: `OAuth2`.
    OAuth2,
    /// `Call::to_curl`.
    Curl,
    /// `Call::send_blocking`, with the feature `blocking`.
    Blocking,
    /// One span for each call, with the feature `tracing`. It goes with [`Module::Core`].
    Tracing,
    /// A transport in memory: `Mock`, with the feature `mock`.
    Mock,
    /// Downloads, uploads, server-sent events and JSON lines, with the feature `stream`.
    Stream,
    /// Lists page by page: `Pages`, with the feature `stream`.
    Paginate,
    /// The collection's own values, with the feature `examples`: `Values`.
    Examples,
    /// The collection's own JSON text, with the feature `examples`: `Call::json_layout`.
    Layout,
    /// Checks that nothing is lost between JSON and types, with the feature `round-trip`.
    RoundTrip,
    /// Types of which there are several forms.
    Union,
    /// Text that stands for a value of a type that the configuration names: `Formatted`.
    Formatted,
    /// The types of `time`: their crate, and `Iso8601`.
    Time,
    /// The crate `jiff`.
    Jiff,
    /// The crate `chrono`.
    Chrono,
    /// The crate `uuid`.
    Uuid,
    /// The crate `url`.
    Url,
    /// The crate `rust_decimal`.
    RustDecimal,
    /// What all signers share: `Credential::signer`.
    Sign,
    /// Private keys in PEM, for signers.
    Key,
    /// Signed tokens, for [`Module::Jwt`] and [`Module::Asap`].
    Jose,
    /// The signer `auth::oauth1::OAuth1`.
    OAuth1,
    /// The signer `auth::digest::Digest`.
    Digest,
    /// The signer `auth::ntlm::Ntlm`.
    Ntlm,
    /// The signer `auth::awsv4::AwsV4`.
    AwsV4,
    /// The signer `auth::hawk::Hawk`.
    Hawk,
    /// The signer `auth::edgegrid::EdgeGrid`.
    EdgeGrid,
    /// The signer `auth::jwt::Jwt`.
    Jwt,
    /// The signer `auth::asap::Asap`.
    Asap,
}

impl Module {
    /// The module that brings the crate of a type that the configuration names; `None` for one that is the user's own.
    pub fn of_crate(name: &str) -> Option<Self> {
        Some(match name {
            "time" => Self::Time,
            "jiff" => Self::Jiff,
            "chrono" => Self::Chrono,
            "uuid" => Self::Uuid,
            "url" => Self::Url,
            "rust_decimal" => Self::RustDecimal,
            _ => return None,
        })
    }

    /// Every module, in the order of the table.
    pub const ALL: [Self; 32] = [
        Self::Core,
        Self::Multipart,
        Self::GraphQl,
        Self::OAuth2,
        Self::Curl,
        Self::Blocking,
        Self::Tracing,
        Self::Mock,
        Self::Stream,
        Self::Paginate,
        Self::Examples,
        Self::Layout,
        Self::RoundTrip,
        Self::Union,
        Self::Formatted,
        Self::Time,
        Self::Jiff,
        Self::Chrono,
        Self::Uuid,
        Self::Url,
        Self::RustDecimal,
        Self::Sign,
        Self::Key,
        Self::Jose,
        Self::OAuth1,
        Self::Digest,
        Self::Ntlm,
        Self::AwsV4,
        Self::Hawk,
        Self::EdgeGrid,
        Self::Jwt,
        Self::Asap,
    ];
}
