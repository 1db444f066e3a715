//! URLs, as text or as objects.

use serde_json::{Map, Value};

use super::{
    entry::{Entry, entries},
    reader::{Reader, Trail, describe},
    value::{joined, scalar_text, string_text},
    variable::read_path_variables,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    postman::{Format, QueryEntry, Url, url::mask_variables},
};

/// Reads the member `url` of a request.
pub(super) fn read_url(value: Option<&Value>, trail: &Trail<'_>, reader: &mut Reader) -> Url {
    match value {
        None | Some(Value::Null) => Url::default(),
        Some(Value::String(text)) => Url::parse(text),
        Some(Value::Object(members)) => read_object(members, trail, reader),
        Some(other) => {
            reader.malformed(trail, format!("the URL is {}", describe(other)));
            Url::default()
        }
    }
}

fn read_object(members: &Map<String, Value>, trail: &Trail<'_>, reader: &mut Reader) -> Url {
    let mut url = Url {
        protocol: read_protocol(members, trail, reader),
        userinfo: read_userinfo(members.get("auth")),
        host: match members.get("host") {
            Some(Value::Array(labels)) => joined(labels, "."),
            _ => reader.text(members, "host", trail).unwrap_or_default(),
        },
        port: reader.text(members, "port", trail),
        path: read_path(members, trail, reader),
        query: read_query(members.get("query"), &trail.member("query"), reader),
        hash: members
            .get("hash")
            .and_then(Value::as_str)
            .map(ToOwned::to_owned),
        variables: read_path_variables(members.get("variable"), &trail.member("variable"), reader),
    };
    match members
        .get("raw")
        .and_then(Value::as_str)
        .filter(|raw| !raw.is_empty())
    {
        Some(raw) if url.to_text().is_empty() && url.query.is_empty() => {
            let message = "the URL has only `raw`, which Postman does not read";
            reader.push(
                Diagnostic::new(Code::RawUrlOnly, trail.place(), message)
                    .instead("the URL is read from `raw`"),
            );
            let parsed = Url::parse(raw);
            let variables = if url.variables.is_empty() {
                parsed.variables
            } else {
                url.variables
            };
            Url {
                variables,
                ..parsed
            }
        }
        _ => {
            settle(&mut url);
            url
        }
    }
}

fn read_protocol(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<String> {
    let text = reader.text(members, "protocol", trail)?;
    Some(text.strip_suffix("://").unwrap_or(&text).to_owned()).filter(|text| !text.is_empty())
}

/// `auth {user, password}`; only text counts.
fn read_userinfo(value: Option<&Value>) -> Option<(String, String)> {
    let text = |key| value?.get(key)?.as_str().map(ToOwned::to_owned);
    match (text("user"), text("password")) {
        (None, None) => None,
        (user, password) => Some((user.unwrap_or_default(), password.unwrap_or_default())),
    }
}

/// A path as text loses one leading slash; as a list its segments are taken as they are.
fn read_path(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<Vec<String>> {
    let Some(Value::Array(list)) = members.get("path") else {
        let text = reader
            .text(members, "path", trail)
            .filter(|text| !text.is_empty())?;
        return Some(
            text.strip_prefix('/')
                .unwrap_or(&text)
                .split('/')
                .map(ToOwned::to_owned)
                .collect(),
        );
    };
    let way = trail.member("path");
    let mut segments = Vec::with_capacity(list.len().max(1));
    for (index, segment) in list.iter().enumerate() {
        if segment.is_object() {
            reader.malformed(
                &way.element(index),
                "a path segment is an object, which Postman sends as `[object Object]`",
            );
        }
        segments.push(if segment.is_null() {
            String::new()
        } else {
            string_text(segment)
        });
    }
    if segments.is_empty() {
        segments.push(String::new());
    }
    Some(segments)
}

/// Reads a query: a list, a map, or text (a leading `?` is kept, as in the SDK).
pub(super) fn read_query(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<QueryEntry> {
    match value {
        Some(Value::String(text)) if text.is_empty() => return Vec::new(),
        Some(Value::String(text)) => return Url::parse_query(text),
        _ => {}
    }
    let mut query = Vec::new();
    for entry in entries(value, trail, reader) {
        let way = entry.trail(trail);
        match entry.value {
            Value::String(text) if entry.key.is_none() => {
                query.extend(Url::parse_query(text).into_iter().map(|part| QueryEntry {
                    index: entry.index,
                    ..part
                }));
            }
            value if entry.key.is_none() && entry.object().is_none() => {
                reader.malformed(
                    &way,
                    format!("a query entry is {}, not an object", describe(value)),
                );
            }
            _ => query.push(read_query_entry(&entry, &way, reader)),
        }
    }
    query
}

fn read_query_entry(entry: &Entry<'_>, trail: &Trail<'_>, reader: &mut Reader) -> QueryEntry {
    let name = match entry.name() {
        Some(Value::String(name)) => name,
        Some(other) if reader.format == Format::V3 => scalar_text(&other).unwrap_or_default(),
        _ => String::new(),
    };
    let value = match entry.content() {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(value) if reader.format == Format::V3 => Some(string_text(value)),
        Some(value) => {
            let message = format!(
                "the value of query entry `{name}` is {}, so Postman sends the name alone",
                describe(value)
            );
            reader.malformed(trail, message);
            None
        }
    };
    let (description, disabled) = (entry.description(trail, reader), entry.is_disabled(reader));
    QueryEntry {
        name,
        value,
        disabled,
        description,
        index: entry.index,
    }
}

/// Moves syntax that hides in a component to where it belongs (`host: ["https://h/v1"]`), as Postman does when it writes
/// the URL as text and parses it again.
fn settle(url: &mut Url) {
    let hides_syntax = |text: &str, syntax: &[char]| mask_variables(text).contains(syntax);
    let in_host = hides_syntax(&url.host, &['/', '\\', '?', '#', ':', '@']);
    let in_path = url
        .path
        .iter()
        .flatten()
        .any(|segment| hides_syntax(segment, &['/', '\\', '?', '#']));
    if !in_host && !in_path {
        return;
    }
    let front = Url::parse(&url.to_text_before_query());
    if front.query.is_empty() && front.hash.is_none() {
        url.protocol = front.protocol;
        url.userinfo = front.userinfo;
        url.host = front.host;
        url.port = front.port;
        url.path = front.path;
        return;
    }
    let whole = Url::parse(&url.to_text());
    let disabled = std::mem::take(&mut url.query)
        .into_iter()
        .filter(|entry| entry.disabled);
    let variables = std::mem::take(&mut url.variables);
    *url = Url { variables, ..whole };
    url.query.extend(disabled);
}
