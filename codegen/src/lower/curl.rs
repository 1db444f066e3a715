//! The request as a curl command, for documentation.

use deunicode::deunicode;
use heck::ToShoutySnakeCase;

use super::body::as_sent;
use super::context::Context;
use crate::hints::{MediaType, MemberHint};
use crate::postman::{Auth, AuthKind, Body, FormPartValue};
use crate::resolve::{ResolvedRequest, Segment, has_variable, reference, segments};

/// Most characters of a body on one line.
const LINE: usize = 60;
/// Most characters of a line of a longer body.
const LONGEST_LINE: usize = 200;
/// Most lines of a body.
const LINES: usize = 40;

/// The command, one option a line. Variables are shell variables in upper case; nothing of it is secret. Of a form,
/// what the collection sends; everything where only the hints know it.
pub(super) fn curl(context: &Context<'_>) -> String {
    let request = context.request;
    let item = &request.item.request;
    let stated = context.stated_body();
    let is_stated_form = stated.is_some_and(|(kind, _)| kind != MediaType::Json);
    let mut lines = vec![format!(
        "curl -X {} {}",
        plain(&item.method),
        quoted(&url(request))
    )];
    lines.extend(credential(request));
    for header in item.headers.iter().filter(|header| !header.disabled) {
        // It names another body than there is.
        if is_stated_form && header.name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        lines.push(format!(
            "-H {}",
            quoted(&format!("{}: {}", header.name, header.value))
        ));
    }
    lines.extend(match stated {
        Some((kind, hint)) => stated_data(kind, hint),
        None => data(request),
    });
    lines.join(" \\\n  ")
}

/// The options that make curl send a body of which only the members are known.
fn stated_data(kind: MediaType, hint: &MemberHint) -> Vec<String> {
    let is_file = |name: &str| hint.property(name).is_some_and(|member| member.is_file());
    let option = |name: &str| match kind {
        MediaType::Json => None,
        MediaType::Multipart if is_file(name) => Some(part(name, "@FILE")),
        MediaType::Multipart => Some(part(name, &reference(name))),
        MediaType::Form => Some(entry(name, &reference(name))),
    };
    hint.additions().filter_map(option).collect()
}

fn entry(name: &str, value: &str) -> String {
    format!("--data-urlencode {}", quoted(&format!("{name}={value}")))
}

fn part(name: &str, value: &str) -> String {
    format!("-F {}", quoted(&format!("{name}={value}")))
}

/// The options that make curl send the body of the collection.
fn data(request: &ResolvedRequest) -> Vec<String> {
    match &request.item.request.body {
        None => Vec::new(),
        Some(Body::Raw { text, .. }) if text.trim().is_empty() => Vec::new(),
        Some(Body::Raw { text, language }) => {
            let sent = as_sent(request, language.as_ref(), text);
            vec![format!("--data-raw {}", quoted(&body(&sent)))]
        }
        Some(Body::Urlencoded(entries)) => {
            let shown = entries.iter().filter(|entry| !entry.disabled);
            let pairs = shown.flat_map(|shown| {
                let values = shown.values.iter();
                values.map(|value| entry(&shown.name, value))
            });
            pairs.collect()
        }
        Some(Body::Multipart(parts)) => {
            let shown = parts.iter().filter(|part| !part.disabled);
            let parts = shown.map(|shown| match &shown.value {
                FormPartValue::Text(text) => part(&shown.name, text),
                FormPartValue::Files(files) => {
                    let path = files.first().map_or("FILE", String::as_str);
                    part(&shown.name, &format!("@{path}"))
                }
                FormPartValue::Inline(_) => part(&shown.name, "@FILE"),
            });
            parts.collect()
        }
        Some(Body::File(file)) => {
            let path = file.path.as_deref().unwrap_or("FILE");
            vec![format!("--data-binary {}", quoted(&format!("@{path}")))]
        }
        Some(Body::GraphQl(graphql)) => {
            let query = graphql.query.as_deref().unwrap_or_default();
            let body = serde_json::json!({ "query": query }).to_string();
            vec![format!("--data-raw {}", quoted(&body))]
        }
    }
}

fn url(request: &ResolvedRequest) -> String {
    let mut url = request.item.request.url.clone();
    url.query.retain(|entry| !entry.disabled);
    url.hash = None;
    url.userinfo = None;
    let text = url.to_text_with_variables();
    match effective_auth(request).and_then(query_credential) {
        Some((name, value)) if text.contains('?') => format!("{text}&{name}={value}"),
        Some((name, value)) => format!("{text}?{name}={value}"),
        None => text,
    }
}

/// The auth object, unless a header written by hand stands for it.
fn effective_auth(request: &ResolvedRequest) -> Option<&Auth> {
    let mut headers = request.item.request.headers.iter();
    let has_own =
        headers.any(|header| !header.disabled && header.name.eq_ignore_ascii_case("authorization"));
    request.auth.as_ref().filter(|_| !has_own)
}

/// The entry of the query that a credential is.
fn query_credential(auth: &Auth) -> Option<(&str, String)> {
    match auth.kind {
        AuthKind::ApiKey if auth.get("in") == Some("query") => {
            Some((auth.get("key")?, secret(auth, "value", "api_key")))
        }
        AuthKind::OAuth2 if auth.get("addTokenTo") == Some("queryParams") => {
            let token = secret(auth, "accessToken", "access_token");
            Some(("access_token", token))
        }
        _ => None,
    }
}

/// The option that makes curl send a credential; none for what curl cannot sign.
fn credential(request: &ResolvedRequest) -> Option<String> {
    let auth = effective_auth(request).filter(|auth| query_credential(auth).is_none())?;
    let user = || {
        let name = auth.get("username").unwrap_or_default();
        quoted(&format!("{name}:{}", secret(auth, "password", "password")))
    };
    let header = |name: &str, value: &str| format!("-H {}", quoted(&format!("{name}: {value}")));
    Some(match auth.kind {
        AuthKind::Basic => format!("-u {}", user()),
        AuthKind::Digest => format!("--digest -u {}", user()),
        AuthKind::Ntlm => format!("--ntlm -u {}", user()),
        AuthKind::Bearer => {
            let token = secret(auth, "token", "token");
            header("Authorization", &format!("Bearer {token}"))
        }
        AuthKind::OAuth2 => {
            let prefix = auth.get("headerPrefix").unwrap_or("Bearer").trim();
            let token = secret(auth, "accessToken", "access_token");
            header("Authorization", format!("{prefix} {token}").trim_start())
        }
        AuthKind::ApiKey => header(auth.get("key")?, &secret(auth, "value", "api_key")),
        _ => return None,
    })
}

/// A secret parameter; a variable where it is none.
fn secret(auth: &Auth, parameter: &str, variable: &str) -> String {
    match auth.get(parameter) {
        Some(value) if has_variable(value) => value.to_owned(),
        _ => reference(variable),
    }
}

/// A body on one line when it fits there, else with a member a line; very long ones are cut, the documentation shows
/// their fields.
fn body(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().count() <= LINE {
        return joined;
    }
    let indented = serde_json::from_str::<serde_json::Value>(text)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| text.trim().to_owned());
    let mut lines = indented.lines().map(|line| {
        let line = line.trim_end();
        match line.char_indices().nth(LONGEST_LINE) {
            Some((end, _)) => [line.get(..end).unwrap_or_default(), "…"].concat(),
            None => line.to_owned(),
        }
    });
    let shown: Vec<String> = lines.by_ref().take(LINES).collect();
    let more = if lines.next().is_some() { "\n…" } else { "" };
    shown.join("\n") + more
}

/// Shell quoting: double quotes where a variable must be filled, single quotes elsewhere.
fn quoted(text: &str) -> String {
    if !has_variable(text) {
        return format!("'{}'", text.replace('\'', "'\\''"));
    }
    let mut quoted = String::from("\"");
    for piece in segments(text) {
        match piece {
            Segment::Text(text) => {
                for c in text.chars() {
                    if matches!(c, '"' | '\\' | '$' | '`') {
                        quoted.push('\\');
                    }
                    quoted.push(c);
                }
            }
            Segment::Variable(name) => quoted.push_str(&shell_variable(name)),
        }
    }
    quoted.push('"');
    quoted
}

/// A variable in letters that a shell knows.
fn shell_variable(name: &str) -> String {
    let ascii = deunicode(name).replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let words = ascii.to_shouty_snake_case();
    let mark = if words.starts_with(|c: char| c.is_ascii_alphabetic()) {
        ""
    } else {
        "V"
    };
    format!("${{{mark}{words}}}")
}

fn plain(method: &str) -> String {
    method
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}
