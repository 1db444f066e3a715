//! Request bodies.

use serde_json::{Map, Value};

use super::{
    entry::{Entry, entries},
    reader::{Reader, Trail, describe},
    url::read_query,
    value::{json_text, scalar_text, truthy},
};
use crate::postman::{
    Body, FileSource, FormPart, FormPartValue, Format, GraphQl, RawLanguage, UrlencodedEntry,
    url::mask_variables,
};

/// Reads the member `body` of a request. Text is a raw body; without a `mode`, or when disabled, there is none; an
/// unknown mode is raw.
pub(super) fn read_body(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<Body> {
    let members = match value? {
        Value::Null => return None,
        Value::String(text) => {
            return Some(Body::Raw {
                text: text.clone(),
                language: None,
            });
        }
        Value::Object(members) => members,
        other => {
            reader.malformed(trail, format!("the body is {}", describe(other)));
            return None;
        }
    };
    let mode = members
        .get("mode")
        .filter(|mode| truthy(mode))
        .and_then(scalar_text)?
        .to_lowercase();
    if members.get("disabled").is_some_and(truthy) {
        return None;
    }
    let content = members.get(&mode).filter(|content| truthy(content));
    let way = trail.member(&mode);
    match mode.as_str() {
        "urlencoded" => Some(Body::Urlencoded(read_urlencoded(content, &way, reader))),
        "formdata" => Some(Body::Multipart(read_form(content, &way, reader))),
        "file" => Some(Body::File(read_file(content, &way, reader))),
        // Postman sends an empty object where there is nothing.
        "graphql" => Some(read_graphql(content.unwrap_or(&Value::Null))),
        _ => Some(Body::Raw {
            text: raw_text(members.get("raw")),
            language: read_language(members),
        }),
    }
}

/// Raw content: text as it is, anything else but numbers as JSON; nothing for what JavaScript takes for false.
pub(super) fn raw_text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) if truthy(value) && !value.is_number() => json_text(value),
        _ => String::new(),
    }
}

fn read_language(members: &Map<String, Value>) -> Option<RawLanguage> {
    members
        .get("options")?
        .get("raw")?
        .get("language")?
        .as_str()
        .filter(|word| !word.is_empty())
        .map(RawLanguage::of)
}

impl RawLanguage {
    /// The language of a word, which is matched exactly.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "json" => Self::Json,
            "xml" => Self::Xml,
            "html" => Self::Html,
            "javascript" => Self::JavaScript,
            "text" => Self::Text,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// Reads urlencoded entries: a list, or text split at `&` and not decoded.
pub(super) fn read_urlencoded(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<UrlencodedEntry> {
    if let Some(Value::String(_)) = value {
        let parts = read_query(value, trail, reader);
        let entry = |part: crate::postman::QueryEntry| UrlencodedEntry {
            name: part.name,
            values: vec![part.value.unwrap_or_default()],
            disabled: false,
            description: None,
            index: part.index,
        };
        return parts.into_iter().map(entry).collect();
    }
    let by_map = reader.format == Format::V3;
    if value.is_some_and(Value::is_object) && !by_map {
        reader.malformed(
            trail,
            "urlencoded entries are a map, which Postman cannot send",
        );
        return Vec::new();
    }
    let mut list = Vec::new();
    for entry in entries(value, trail, reader) {
        let way = entry.trail(trail);
        match entry_name(&entry) {
            Some(name) => list.push(read_urlencoded_entry(name, &entry, &way, reader)),
            None => reader.malformed(&way, "a urlencoded entry has no `key`"),
        }
    }
    list
}

fn read_urlencoded_entry(
    name: String,
    entry: &Entry<'_>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> UrlencodedEntry {
    let text = |value: &Value| scalar_text(value).unwrap_or_default();
    let values = match entry.content() {
        Some(Value::Array(list)) => list.iter().map(text).collect(),
        Some(value) => vec![text(value)],
        None => vec![String::new()],
    };
    let (description, disabled) = (entry.description(trail, reader), entry.is_disabled(reader));
    UrlencodedEntry {
        name,
        values,
        disabled,
        description,
        index: entry.index,
    }
}

/// The name of a form entry: null is the text `null`, as in the SDK; absent is none.
fn entry_name(entry: &Entry<'_>) -> Option<String> {
    match entry.name()? {
        Value::Null => Some("null".to_owned()),
        name => scalar_text(&name),
    }
}

/// Reads multipart parts, a list.
pub(super) fn read_form(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<FormPart> {
    let mut parts = Vec::new();
    for entry in entries(value, trail, reader) {
        let way = entry.trail(trail);
        if entry.key.is_none() && entry.object().is_none() {
            reader.malformed(
                &way,
                format!("a form part is {}, not an object", describe(entry.value)),
            );
            continue;
        }
        parts.push(read_part(&entry, &way, reader));
    }
    parts
}

fn read_part(entry: &Entry<'_>, trail: &Trail<'_>, reader: &mut Reader) -> FormPart {
    let name = entry
        .name()
        .filter(truthy)
        .and_then(|name| scalar_text(&name))
        .unwrap_or_default();
    let empty = Map::new();
    let members = entry.object().unwrap_or(&empty);
    let is_file = members.get("type").and_then(Value::as_str) == Some("file");
    let value = if is_file {
        read_files(members, reader.format)
    } else {
        Some(FormPartValue::Text(part_text(entry.content())))
    };
    FormPart {
        name,
        disabled: value.is_none() || reader.is_disabled(members),
        value: value.unwrap_or(FormPartValue::Files(Vec::new())),
        content_type: reader
            .text(members, "contentType", trail)
            .filter(|text| !text.is_empty()),
        file_name: reader
            .text(members, "fileName", trail)
            .filter(|text| !text.is_empty()),
        description: reader.description(members, trail),
        index: entry.index,
    }
}

/// Text as it is, nothing for null, false and 0, the rest as JSON.
fn part_text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) if truthy(value) => json_text(value),
        _ => String::new(),
    }
}

/// `src`, one path or several; `value` without `src` is inline base64. Nothing where `src` leads to no file, which Postman
/// leaves out with its part.
fn read_files(members: &Map<String, Value>, format: Format) -> Option<FormPartValue> {
    // v1 keeps the path in `value`; a browser's object there, which holds none, is dropped by Postman's converter.
    let in_value = format == Format::V1 && !members.get("src").is_some_and(truthy);
    let source = members.get(if in_value { "value" } else { "src" });
    let source = source.filter(|source| !in_value || source.is_string() || source.is_array());
    let paths: Vec<String> = match source {
        Some(Value::Array(list)) => list.iter().filter_map(path).collect(),
        source => source.and_then(path).into_iter().collect(),
    };
    let is_unset = match source {
        Some(Value::Array(list)) => list.is_empty(),
        source => !source.is_some_and(truthy),
    };
    let inline = members.get("value").and_then(Value::as_str);
    match inline.filter(|text| !text.is_empty()) {
        Some(content) if is_unset => Some(FormPartValue::Inline(content.to_owned())),
        _ => (is_unset || !paths.is_empty()).then_some(FormPartValue::Files(paths)),
    }
}

/// The path of a file. One whose name is a variable leads to none: the collection does not say which.
fn path(value: &Value) -> Option<String> {
    let path = value.as_str().filter(|path| !path.is_empty())?;
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    (mask_variables(name) == name).then(|| path.to_owned())
}

/// Reads a `file` body: an object with `src` or `content`, or a path.
pub(super) fn read_file(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> FileSource {
    match value {
        Some(Value::Object(members)) => FileSource {
            path: members.get("src").and_then(path),
            content: reader.text(members, "content", trail),
        },
        value => FileSource {
            path: value.and_then(path),
            content: None,
        },
    }
}

/// Reads a GraphQL body; `variables` as text stay as they are. A document that is no text is sent as the JSON that it is, or
/// left out where the variables are text.
pub(super) fn read_graphql(value: &Value) -> Body {
    let members = ["query", "operationName", "variables"];
    let [query, operation_name, variables] = members.map(|name| value.get(name));
    let is_odd = |member: Option<&Value>| member.is_some_and(|member| !member.is_string());
    let is_named = operation_name.is_some_and(|name| !name.is_null());
    let is_json = is_odd(query) || (is_named && is_odd(operation_name));
    if is_json && !variables.is_some_and(Value::is_string) {
        let sent = members
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), value.get(name)?.clone())));
        return Body::Raw {
            text: json_text(&Value::Object(sent.collect())),
            language: Some(RawLanguage::Json),
        };
    }
    let text = |member: Option<&Value>| member.and_then(Value::as_str).map(str::to_owned);
    let variables = variables.filter(|variables| !variables.is_null());
    Body::GraphQl(GraphQl {
        query: text(query),
        operation_name: text(operation_name),
        variables: variables
            .map(|variables| part_text(Some(variables)))
            .filter(|text| !text.is_empty()),
    })
}
