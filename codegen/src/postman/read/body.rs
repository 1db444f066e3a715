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
        "graphql" => Some(Body::GraphQl(read_graphql(content.unwrap_or(&Value::Null)))),
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
        FormPartValue::Text(part_text(entry.content()))
    };
    FormPart {
        name,
        value,
        content_type: reader
            .text(members, "contentType", trail)
            .filter(|text| !text.is_empty()),
        file_name: reader
            .text(members, "fileName", trail)
            .filter(|text| !text.is_empty()),
        disabled: reader.is_disabled(members),
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

/// `src`, one path or several; `value` without `src` is inline base64.
fn read_files(members: &Map<String, Value>, format: Format) -> FormPartValue {
    // v1 keeps the path in `value`.
    let in_value = format == Format::V1 && !members.get("src").is_some_and(truthy);
    match members.get(if in_value { "value" } else { "src" }) {
        Some(Value::Array(list)) => {
            FormPartValue::Files(list.iter().filter_map(scalar_text).collect())
        }
        Some(Value::String(path)) if !path.is_empty() => FormPartValue::Files(vec![path.clone()]),
        _ => match members
            .get("value")
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
        {
            Some(content) => FormPartValue::Inline(content.to_owned()),
            None => FormPartValue::Files(Vec::new()),
        },
    }
}

/// Reads a `file` body: an object with `src` or `content`, or a path.
pub(super) fn read_file(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> FileSource {
    let source = match value {
        Some(Value::String(path)) => FileSource {
            path: Some(path.clone()),
            content: None,
        },
        Some(Value::Object(members)) => FileSource {
            path: reader.text(members, "src", trail),
            content: reader.text(members, "content", trail),
        },
        _ => FileSource::default(),
    };
    FileSource {
        path: source.path.filter(|path| !path.is_empty()),
        ..source
    }
}

/// Reads a GraphQL body; `variables` as text stay as they are.
pub(super) fn read_graphql(value: &Value) -> GraphQl {
    let text = |key| {
        value
            .get(key)
            .filter(|value| !value.is_null())
            .map(|value| part_text(Some(value)))
    };
    GraphQl {
        query: text("query"),
        operation_name: text("operationName"),
        variables: text("variables").filter(|text| !text.is_empty()),
    }
}
