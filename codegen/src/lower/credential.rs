//! Credentials: auth objects, hand-written headers and userinfo.

use heck::ToSnakeCase;

use super::Lower;
use super::context::Context;
use super::setting::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    Credential, CredentialId, CredentialKind, Docs, Origin, SignerKind, Template, TokenPlacement,
};
use crate::postman::{Auth, AuthKind, Header};
use crate::resolve::{ResolvedRequest, Variables, is_credential};

/// The credentials met so far; equal ones are one.
#[derive(Default)]
pub(super) struct Credentials {
    list: Vec<Credential>,
}

impl Lower<'_> {
    /// The credential of a request: headers written by hand, then its auth. An auth object removes a hand-written
    /// header of the same name, as Postman's helpers do.
    pub(super) fn credential(&mut self, context: &Context<'_>) -> Option<CredentialId> {
        let (request, origin) = (context.request, context.origin());
        let (settings, credentials) = (&mut self.settings, &mut self.credentials);
        let mut found = Vec::new();
        let auth = request.auth.as_ref();
        let from_auth = auth.and_then(|auth| kind_of(auth, settings, origin));
        for header in credential_headers(request, &self.resolved.variables) {
            let is_replaced = |kind| replaces(kind, &header.name);
            if from_auth.as_ref().is_some_and(is_replaced) {
                continue;
            }
            let value = settings.template(&header.value, origin);
            found.push(credentials.id(CredentialKind::Header {
                name: header.name.clone(),
                value,
            }));
        }
        if let Some(kind) = from_auth {
            found.push(credentials.id(kind));
        } else if found.is_empty()
            && let Some((user, password)) = &request.item.request.url.userinfo
        {
            let username = settings.template(user, origin);
            let password = settings.template(password, origin);
            found.push(credentials.id(CredentialKind::Basic { username, password }));
        }
        self.report_browser_grant(request);
        match found.as_slice() {
            [] => None,
            [only] => Some(*only),
            _ => Some(self.credentials.id(CredentialKind::All(found))),
        }
    }

    /// Says once what of an auth object is left to the caller.
    fn report_browser_grant(&mut self, request: &ResolvedRequest) {
        let auth = request.auth.as_ref();
        let grant = auth
            .filter(|auth| auth.kind == AuthKind::OAuth2)
            .and_then(|auth| auth.get("grant_type"));
        let needs_browser = grant.is_some_and(|grant| grant.starts_with("authorization_code"));
        if needs_browser && self.credentials.as_slice().len() == 1 {
            let place = request.item.place.member("request").member("auth");
            self.diagnostics.push(
                Diagnostic::new(
                    Code::Unsupported,
                    place,
                    "the authorization code grant needs a browser",
                )
                .item(&request.path)
                .instead("an access token that the caller provides, or a token source"),
            );
        }
    }
}

impl Credentials {
    fn id(&mut self, kind: CredentialKind) -> CredentialId {
        if let Some(index) = self.list.iter().position(|known| known.kind == kind) {
            return CredentialId(index);
        }
        let docs = Docs::sentence(describe(&kind));
        self.list.push(Credential { kind, docs });
        CredentialId(self.list.len() - 1)
    }

    pub(super) fn as_slice(&self) -> &[Credential] {
        &self.list
    }

    pub(super) fn finish(self) -> Vec<Credential> {
        self.list
    }
}

/// The enabled headers of a request that carry a credential.
pub(super) fn credential_headers<'q>(
    request: &'q ResolvedRequest,
    variables: &'q Variables,
) -> impl Iterator<Item = &'q Header> {
    let headers = request.item.request.headers.iter();
    headers.filter(move |header| carries_credential(header, variables))
}

/// Whether a header is enabled and carries a credential.
pub(super) fn carries_credential(header: &Header, variables: &Variables) -> bool {
    !header.disabled && is_credential(&header.name, &header.value, variables)
}

/// What an auth object sends; `None` when it sends nothing, as a bearer or OAuth 2 object without a token, beside which a
/// header written by hand stays.
fn kind_of(auth: &Auth, settings: &mut Settings<'_>, origin: &Origin) -> Option<CredentialKind> {
    let is_missing = |name| auth.get(name).is_none_or(str::is_empty);
    let mut text =
        |name: &str, default: &str| settings.template(auth.get(name).unwrap_or(default), origin);
    Some(match &auth.kind {
        AuthKind::None | AuthKind::Unknown(_) => return None,
        AuthKind::Bearer if is_missing("token") => return None,
        AuthKind::OAuth2 if is_missing("accessToken") => return None,
        AuthKind::Basic => CredentialKind::Basic {
            username: text("username", ""),
            password: text("password", ""),
        },
        AuthKind::Bearer => CredentialKind::Bearer {
            token: text("token", ""),
        },
        AuthKind::ApiKey => CredentialKind::ApiKey {
            name: text("key", ""),
            value: text("value", ""),
            placement: placement(auth.get("in"), "query"),
        },
        AuthKind::OAuth2 if auth.get("tokenType") == Some("mac") => return None,
        AuthKind::OAuth2 => CredentialKind::OAuth2 {
            token: text("accessToken", ""),
            placement: placement(auth.get("addTokenTo"), "queryParams"),
            prefix: text("headerPrefix", "Bearer"),
        },
        AuthKind::OAuth1 => signer(SignerKind::OAuth1, auth, settings, origin),
        AuthKind::Digest => signer(SignerKind::Digest, auth, settings, origin),
        AuthKind::Ntlm => signer(SignerKind::Ntlm, auth, settings, origin),
        AuthKind::AwsV4 => signer(SignerKind::AwsV4, auth, settings, origin),
        AuthKind::Hawk => signer(SignerKind::Hawk, auth, settings, origin),
        AuthKind::EdgeGrid => signer(SignerKind::EdgeGrid, auth, settings, origin),
        AuthKind::Jwt => signer(SignerKind::Jwt, auth, settings, origin),
        AuthKind::Asap => signer(SignerKind::Asap, auth, settings, origin),
    })
}

fn placement(value: Option<&str>, query: &str) -> TokenPlacement {
    if value == Some(query) {
        TokenPlacement::Query
    } else {
        TokenPlacement::Header
    }
}

fn signer(
    kind: SignerKind,
    auth: &Auth,
    settings: &mut Settings<'_>,
    origin: &Origin,
) -> CredentialKind {
    let mut parameters: Vec<(String, Template)> = Vec::new();
    for parameter in &auth.parameters {
        let value = settings.template(&parameter.value, origin);
        match parameters.binary_search_by(|(name, _)| name.as_str().cmp(&parameter.name)) {
            Ok(at) => parameters[at].1 = value,
            Err(at) => parameters.insert(at, (parameter.name.clone(), value)),
        }
    }
    CredentialKind::Signer { kind, parameters }
}

/// Whether the credential takes the place of a header of this name. An API key does so if the words are the same, however
/// they are written: `X_API_KEY` and `xApiKey` are `X-API-Key`.
fn replaces(kind: &CredentialKind, header: &str) -> bool {
    let is_authorization = header.eq_ignore_ascii_case("authorization");
    match kind {
        CredentialKind::Header { name, .. } => {
            is_authorization && name.eq_ignore_ascii_case(header)
        }
        CredentialKind::ApiKey {
            name, placement, ..
        } => {
            let words = |text: &str| text.to_snake_case();
            *placement == TokenPlacement::Header
                && name
                    .as_text()
                    .is_some_and(|name| words(name) == words(header))
        }
        // OAuth 2 removes the header also where its token goes into the query.
        CredentialKind::OAuth2 { .. }
        | CredentialKind::Bearer { .. }
        | CredentialKind::Basic { .. } => is_authorization,
        CredentialKind::All(_) => false,
        CredentialKind::Signer { kind, parameters } => {
            let says = |parameter: &str, word: &str| {
                let mut all = parameters.iter();
                all.any(|(name, value)| name == parameter && value.as_text() == Some(word))
            };
            is_authorization
                && match kind {
                    SignerKind::Digest | SignerKind::Ntlm => false,
                    SignerKind::Jwt => !says("addTokenTo", "queryParam"),
                    // OAuth 1 removes one spelling wherever its parameters go.
                    SignerKind::OAuth1 => {
                        header == "Authorization" || says("addParamsToHeader", "true")
                    }
                    _ => true,
                }
        }
    }
}

/// Whether every operation that is authorized at all is authorized in one way.
pub(super) fn is_one(credentials: &[Credential]) -> bool {
    match credentials {
        [_] => true,
        [
            parts @ ..,
            Credential {
                kind: CredentialKind::All(all),
                ..
            },
        ] => all.len() == parts.len(),
        _ => false,
    }
}

fn describe(kind: &CredentialKind) -> String {
    match kind {
        CredentialKind::Header { name, .. } => format!("The header `{name}`."),
        CredentialKind::Basic { .. } => "Basic authentication.".to_owned(),
        CredentialKind::Bearer { .. } => "A bearer token.".to_owned(),
        CredentialKind::ApiKey {
            placement: TokenPlacement::Header,
            ..
        } => "An API key in a header.".to_owned(),
        CredentialKind::ApiKey {
            placement: TokenPlacement::Query,
            ..
        } => "An API key in the query.".to_owned(),
        CredentialKind::OAuth2 { .. } => "An OAuth 2 access token.".to_owned(),
        CredentialKind::All(_) => "Several credentials at once.".to_owned(),
        CredentialKind::Signer { kind, .. } => format!("{} authentication.", signer_title(*kind)),
    }
}

fn signer_title(kind: SignerKind) -> &'static str {
    match kind {
        SignerKind::OAuth1 => "OAuth 1",
        SignerKind::Digest => "Digest",
        SignerKind::Ntlm => "NTLM",
        SignerKind::AwsV4 => "AWS Signature Version 4",
        SignerKind::Hawk => "Hawk",
        SignerKind::EdgeGrid => "Akamai EdgeGrid",
        SignerKind::Jwt => "JWT bearer",
        SignerKind::Asap => "ASAP",
    }
}
