//! Literal secrets, taken out of a collection before anything else sees it.
//!
//! A literal token, password or key is replaced by a variable, `{{token}}` say, so that the rest of the pipeline treats
//! it like a credential that the author had kept in a variable. The values themselves are given to the caller of the
//! library, for wire checks, and never reach code, documentation, tests or logs.

mod json;
mod prose;
mod vault;

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::{ResolvedRequest, has_variable, reference};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::postman::{Auth, AuthKind, AuthParameter, Body, FormPartValue, Header, Request, Url};

use crate::secret::{
    is_credential_header, is_placeholder, is_secret_name, looks_like_token, tokens,
};
pub(super) use prose::mask_descriptions;
pub use vault::SecretValue;
use vault::Vault;

/// Replaces every literal secret in the requests and their saved responses.
pub(super) fn take_out(
    requests: &mut [ResolvedRequest],
    taken: BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<SecretValue> {
    let mut vault = Vault::new(taken, requests);
    for request in requests.iter_mut() {
        visit(request, &mut vault, diagnostics);
    }
    if vault.watches_for_repetitions() {
        for request in requests {
            visit(request, &mut vault, diagnostics);
        }
    }
    vault.found
}

/// Replaces the literal secrets of one request.
fn visit(request: &mut ResolvedRequest, vault: &mut Vault, diagnostics: &mut Diagnostics) {
    let mut visit = Visit {
        vault,
        diagnostics,
        path: &request.path,
    };
    let place = request.item.place.member("request");
    if let Some(auth) = &mut request.auth {
        if !request
            .item
            .request
            .headers
            .iter()
            .any(is_enabled_authorization)
        {
            visit.name_missing(auth);
        }
        visit.auth(auth, &place.member("auth"));
    }
    for header in &mut request.item.request.headers {
        visit.name_missing_in(header);
    }
    visit.request(&mut request.item.request, &place);
    for response in &mut request.item.responses {
        let place = request
            .item
            .place
            .member("response")
            .element(response.index);
        if let Some(original) = &mut response.original_request {
            visit.request(original, &place.member("originalRequest"));
        }
        if let Some(body) = &mut response.body {
            visit.text(body, || place.member("body"));
        }
    }
}

/// One request on its way through the vault.
struct Visit<'v> {
    vault: &'v mut Vault,
    diagnostics: &'v mut Diagnostics,
    path: &'v [String],
}

impl Visit<'_> {
    /// Gives a variable to what an auth object leaves empty: exports blank out secrets, and the client needs a setting.
    fn name_missing(&mut self, auth: &mut Auth) {
        for (parameter, place) in required_parameters(&auth.kind) {
            if auth.get(parameter).is_none_or(str::is_empty) {
                let variable = self.vault.variable(place, "");
                let value = reference(&variable);
                auth.parameters.push(AuthParameter {
                    name: (*parameter).to_owned(),
                    value,
                });
            }
        }
    }

    /// The same for a header that was written by hand and holds nothing, or no more than a scheme (`Bearer`).
    fn name_missing_in(&mut self, header: &mut Header) {
        if header.disabled || !is_credential_header(&header.name) {
            return;
        }
        let scheme = header.value.trim();
        let is_authorization = header.name.eq_ignore_ascii_case("authorization");
        let is_scheme = ["bearer", "basic", "token"].contains(&&*scheme.to_ascii_lowercase());
        header.value = match scheme {
            // The scheme is a part of it.
            "" if is_authorization => reference(&self.vault.variable("authorization_header", "")),
            "" => reference(&self.vault.variable(&header.name, "")),
            scheme if is_scheme && is_authorization => {
                let token = reference(&self.vault.variable("token", ""));
                format!("{scheme} {token}")
            }
            _ => return,
        };
    }

    fn auth(&mut self, auth: &mut Auth, place: &Place) {
        let key = auth.get("key").filter(|key| !has_variable(key));
        let key = key.unwrap_or("api_key").to_owned();
        let password = auth.get("password").unwrap_or_default().to_owned();
        for AuthParameter { name, value } in &mut auth.parameters {
            if is_key_value(&auth.kind, name) {
                self.replace(&key, value, || place.clone());
            } else if name == "username" && *value == password {
                // A user name that is the password, too, would tell it.
                self.replace(name, value, || place.clone());
            } else {
                self.value(name, value, || place.clone());
            }
        }
    }

    fn request(&mut self, request: &mut Request, place: &Place) {
        self.url(&mut request.url, &place.member("url"));
        for header in &mut request.headers {
            let index = header.index;
            self.header(header, || place.member("header").element(index));
        }
        if let Some(body) = &mut request.body {
            self.body(body, &place.member("body"));
        }
    }

    fn url(&mut self, url: &mut Url, place: &Place) {
        if let Some((user, password)) = &mut url.userinfo {
            // Postman makes basic credentials of what they stand for.
            for text in [user, &mut *password] {
                *text = percent_decode_str(text).decode_utf8_lossy().into_owned();
            }
            self.value("password", password, || place.clone());
        }
        for segment in url.path.iter_mut().flatten() {
            self.tokens(segment, || place.member("path"));
        }
        for variable in &mut url.variables {
            if let Some(value) = &mut variable.value {
                self.value(&variable.name, value, || {
                    place.member("variable").element(variable.index)
                });
            }
        }
        for entry in &mut url.query {
            if let Some(value) = &mut entry.value {
                self.value(&entry.name, value, || {
                    place.member("query").element(entry.index)
                });
            }
        }
    }

    /// A header; the scheme word before a credential (`Bearer`, `Basic`) is not part of the secret.
    fn header(&mut self, header: &mut Header, place: impl Fn() -> Place) {
        if !is_credential_header(&header.name) {
            self.value(&header.name, &mut header.value, place);
            return;
        }
        let (scheme, mut credential) = match header.value.split_once(' ') {
            Some((scheme, rest))
                if scheme
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') =>
            {
                (Some(scheme.to_owned()), rest.to_owned())
            }
            _ => (None, header.value.clone()),
        };
        self.replace(&header.name, &mut credential, place);
        header.value = match scheme {
            Some(scheme) => format!("{scheme} {credential}"),
            None => credential,
        };
    }

    fn body(&mut self, body: &mut Body, place: &Place) {
        match body {
            Body::Raw { text, .. } => self.text(text, || place.member("raw")),
            Body::Urlencoded(entries) => {
                for entry in entries {
                    let place = || place.member("urlencoded").element(entry.index);
                    for value in &mut entry.values {
                        self.value(&entry.name, value, place);
                    }
                }
            }
            Body::Multipart(parts) => {
                for part in parts {
                    let place = || place.member("formdata").element(part.index);
                    if let FormPartValue::Text(value) | FormPartValue::Inline(value) =
                        &mut part.value
                    {
                        self.value(&part.name, value, place);
                    }
                }
            }
            Body::GraphQl(graphql) => {
                if let Some(variables) = &mut graphql.variables {
                    self.text(variables, || place.member("graphql"));
                }
            }
            Body::File(file) => {
                if let Some(content) = &mut file.content {
                    self.value("file", content, || place.member("file"));
                }
            }
        }
    }

    /// A value with a name: secret by its name or by its look.
    fn value(&mut self, name: &str, value: &mut String, place: impl Fn() -> Place) {
        if is_secret_name(name) {
            self.replace(name, value, place);
        } else if looks_like_token(value) {
            self.replace("token", value, place);
        } else {
            self.vault.replace_repetitions(value);
        }
    }

    /// Text that may hold secrets: members of JSON by their names, tokens by their look.
    fn text(&mut self, text: &mut String, place: impl Fn() -> Place) {
        let secrets = json::secret_members(text);
        for secret in secrets.into_iter().rev() {
            let mut value = text[secret.range.clone()].to_owned();
            self.replace(&secret.name, &mut value, &place);
            text.replace_range(secret.range, &value);
        }
        self.tokens(text, place);
    }

    /// Text that may hold tokens, which are known by their look.
    fn tokens(&mut self, text: &mut String, place: impl Fn() -> Place) {
        for range in tokens(text).into_iter().rev() {
            let mut value = text[range.clone()].to_owned();
            self.replace("token", &mut value, &place);
            text.replace_range(range, &value);
        }
        self.vault.replace_repetitions(text);
    }

    /// Puts a variable in place of a literal that is not a placeholder.
    fn replace(&mut self, name: &str, value: &mut String, place: impl Fn() -> Place) {
        if value.trim().is_empty() || has_variable(value) || is_placeholder(name, value) {
            return;
        }
        let known = self.vault.found.len();
        let variable = self.vault.variable(name, value);
        if self.vault.found.len() > known {
            self.diagnostics.push(
                Diagnostic::new(Code::LiteralSecret, place(), format!("`{name}` holds a literal secret"))
                    .item(self.path)
                    .instead(format!("the variable `{}`", reference(&variable)))
                    .help("keep it in a variable of type `secret`, and change it if the collection was shared"),
            );
        }
        *value = reference(&variable);
    }
}

/// Whether a parameter of an auth object is a secret, whatever its value looks like.
pub(super) fn is_secret_parameter(kind: &AuthKind, name: &str) -> bool {
    is_key_value(kind, name) || is_secret_name(name)
}

/// Whether a parameter is what an API key sends, whose name says nothing: `value`.
fn is_key_value(kind: &AuthKind, name: &str) -> bool {
    *kind == AuthKind::ApiKey && name == "value"
}

/// The parameters without which an auth object sends nothing useful, each with the name of its variable.
fn required_parameters(kind: &AuthKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        AuthKind::Bearer => &[("token", "token")],
        AuthKind::ApiKey => &[("value", "api_key")],
        AuthKind::OAuth2 => &[("accessToken", "access_token")],
        AuthKind::Basic | AuthKind::Digest | AuthKind::Ntlm => {
            &[("username", "username"), ("password", "password")]
        }
        AuthKind::AwsV4 => &[("accessKey", "access_key"), ("secretKey", "secret_key")],
        AuthKind::Hawk => &[("authId", "auth_id"), ("authKey", "auth_key")],
        AuthKind::OAuth1 => &[
            ("consumerKey", "consumer_key"),
            ("consumerSecret", "consumer_secret"),
        ],
        AuthKind::EdgeGrid => &[
            ("accessToken", "access_token"),
            ("clientToken", "client_token"),
            ("clientSecret", "client_secret"),
        ],
        _ => &[],
    }
}

/// Whether a text holds a secret: in a member of JSON by its name, or anywhere by its look.
pub(crate) fn holds_secret(text: &str) -> bool {
    !json::secret_members(text).is_empty() || !tokens(text).is_empty()
}

fn is_enabled_authorization(header: &Header) -> bool {
    !header.disabled && header.name.eq_ignore_ascii_case("authorization")
}

#[cfg(test)]
mod tests;
