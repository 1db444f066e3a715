//! Literal secrets, taken out of a collection before anything else sees it.
//!
//! A literal token, password or key is replaced by a variable, `{{token}}` say, so that the rest of the pipeline treats
//! it like a credential that the author had kept in a variable. The values themselves are given to the caller of the
//! library, for wire checks, and never reach code, documentation, tests or logs.

mod json;
mod name;
mod token;

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::{ResolvedRequest, Segment, has_variable, segments};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::postman::{Auth, AuthKind, AuthParameter, Body, FormPartValue, Header, Request, Url};

pub(crate) use name::is_credential_header;
pub use name::is_secret_name;
pub use token::mask_tokens;

/// A literal that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretValue {
    /// The variable that stands for it.
    pub variable: String,
    /// The literal.
    pub value: String,
}

/// Replaces every literal secret in the requests and their saved responses.
pub(super) fn take_out(
    requests: &mut [ResolvedRequest],
    taken: BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<SecretValue> {
    let mut vault = Vault {
        taken,
        used: requests.iter().flat_map(used_variables).collect(),
        found: Vec::new(),
    };
    for request in requests {
        let mut visit = Visit {
            vault: &mut vault,
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
            for parameter in &mut auth.parameters {
                visit.value(&parameter.name, &mut parameter.value, || {
                    place.member("auth")
                });
            }
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
    vault.found
}

/// The literals found so far, each with its variable.
struct Vault {
    taken: BTreeSet<String>,
    /// Variables without a value: each may hold what an export left blank, but no literal.
    used: BTreeSet<String>,
    found: Vec<SecretValue>,
}

impl Vault {
    /// The variable for a literal that stands in a place of this name; equal literals share one.
    fn variable(&mut self, place: &str, value: &str) -> String {
        let wanted = name::variable_for(place);
        let is_same = |known: &&SecretValue| {
            known.value == value
                && (!value.is_empty()
                    || known.variable.trim_end_matches(char::is_numeric) == wanted)
        };
        if let Some(known) = self.found.iter().find(is_same) {
            return known.variable.clone();
        }
        let mut variable = wanted.clone();
        let mut number = 2;
        while (!value.is_empty() && self.used.contains(&variable))
            || !self.taken.insert(variable.clone())
        {
            variable = format!("{wanted}_{number}");
            number += 1;
        }
        self.found.push(SecretValue {
            variable: variable.clone(),
            value: value.to_owned(),
        });
        variable
    }
}

/// The variables that a request refers to.
fn used_variables(request: &ResolvedRequest) -> BTreeSet<String> {
    let auth = request.auth.iter().flat_map(|auth| &auth.parameters);
    let mut texts: Vec<&str> = auth.map(|parameter| parameter.value.as_str()).collect();
    let inner = &request.item.request;
    texts.extend(inner.headers.iter().map(|header| header.value.as_str()));
    match &inner.body {
        Some(Body::Raw { text, .. }) => texts.push(text),
        Some(Body::Urlencoded(entries)) => {
            texts.extend(
                entries
                    .iter()
                    .flat_map(|entry| &entry.values)
                    .map(String::as_str),
            );
        }
        Some(Body::Multipart(parts)) => {
            texts.extend(parts.iter().filter_map(|part| match &part.value {
                FormPartValue::Text(text) | FormPartValue::Inline(text) => Some(text.as_str()),
                FormPartValue::Files(_) => None,
            }));
        }
        Some(Body::GraphQl(graphql)) => texts.extend(graphql.variables.as_deref()),
        Some(Body::File(file)) => texts.extend(file.content.as_deref()),
        None => {}
    }
    let url = inner.url.to_text_with_variables();
    texts.push(&url);
    let segments = texts.into_iter().flat_map(segments);
    let names = segments.filter_map(|segment| match segment {
        Segment::Variable(name) => Some(name.to_owned()),
        Segment::Text(_) => None,
    });
    names.collect()
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
                let value = format!("{{{{{variable}}}}}");
                auth.parameters.push(AuthParameter {
                    name: (*parameter).to_owned(),
                    value,
                });
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
        let (scheme, credential) = match header.value.split_once(' ') {
            Some((scheme, rest))
                if scheme
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') =>
            {
                (Some(scheme.to_owned()), rest.to_owned())
            }
            _ => (None, header.value.clone()),
        };
        let mut credential = credential;
        self.replace(&header.name, &mut credential, place);
        header.value = scheme.map_or_else(
            || credential.clone(),
            |scheme| format!("{scheme} {credential}"),
        );
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
        } else if token::looks_like_token(value) {
            self.replace("token", value, place);
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
        for range in token::tokens(text).into_iter().rev() {
            let mut value = text[range.clone()].to_owned();
            self.replace("token", &mut value, &place);
            text.replace_range(range, &value);
        }
    }

    /// Puts a variable in place of a literal that is not a placeholder.
    fn replace(&mut self, name: &str, value: &mut String, place: impl Fn() -> Place) {
        if value.trim().is_empty() || has_variable(value) || name::is_placeholder(name, value) {
            return;
        }
        let known = self.vault.found.len();
        let variable = self.vault.variable(name, value);
        if self.vault.found.len() > known {
            self.diagnostics.push(
                Diagnostic::new(Code::LiteralSecret, place(), format!("`{name}` holds a literal secret"))
                    .item(self.path)
                    .instead(format!("the variable `{{{{{variable}}}}}`"))
                    .help("keep it in a variable of type `secret`, and change it if the collection was shared"),
            );
        }
        *value = format!("{{{{{variable}}}}}");
    }
}

/// The parameters without which an auth object sends nothing useful, each with the name of its variable.
fn required_parameters(kind: &AuthKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        AuthKind::Basic => &[("username", "username"), ("password", "password")],
        AuthKind::Bearer => &[("token", "token")],
        AuthKind::ApiKey => &[("value", "api_key")],
        AuthKind::OAuth2 => &[("accessToken", "access_token")],
        _ => &[],
    }
}

fn is_enabled_authorization(header: &Header) -> bool {
    !header.disabled && header.name.eq_ignore_ascii_case("authorization")
}

#[cfg(test)]
mod tests;
