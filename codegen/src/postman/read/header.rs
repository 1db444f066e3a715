//! Headers: a list of entries, a list of lines, a map, or one text.

use serde_json::Value;

use super::{
    entry::{Entry, entries},
    reader::{Reader, Trail, describe},
    value::string_text,
};
use crate::postman::{Format, Header};

/// Reads the member `header` of a request or response.
pub(super) fn read_headers(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<Header> {
    if let Some(Value::String(text)) = value {
        return header_lines(text);
    }
    let mut headers = Vec::new();
    for entry in entries(value, trail, reader) {
        let way = entry.trail(trail);
        match entry.value {
            Value::String(line) if entry.key.is_none() => {
                headers.extend(header_line(line, entry.index));
            }
            value if entry.key.is_none() && entry.object().is_none() => {
                reader.malformed(
                    &way,
                    format!("a header is {}, not an object", describe(value)),
                );
            }
            _ => read_header(&entry, &way, reader, &mut headers),
        }
    }
    headers
}

/// Reads one entry: a list value becomes several headers of the name, null the text `null`.
fn read_header(
    entry: &Entry<'_>,
    trail: &Trail<'_>,
    reader: &mut Reader,
    headers: &mut Vec<Header>,
) {
    let name = entry
        .name()
        .filter(|name| !name.is_null())
        .map(|name| string_text(&name))
        .unwrap_or_default();
    if name.is_empty() {
        return;
    }
    let (description, disabled) = (entry.description(trail, reader), entry.is_disabled(reader));
    let values = match entry.content() {
        None => vec![String::new()],
        // YAML writes an empty value as nothing, which is null.
        Some(Value::Null) if reader.format == Format::V3 => vec![String::new()],
        Some(Value::Array(list)) => list.iter().map(string_text).collect(),
        Some(value) => {
            if value.is_object() {
                reader.malformed(
                    trail,
                    format!("the value of header `{name}` is an object, sent as `[object Object]`"),
                );
            }
            vec![string_text(value)]
        }
    };
    for value in values {
        let (name, description) = (name.clone(), description.clone());
        headers.push(Header {
            name,
            value,
            disabled,
            description,
            index: entry.index,
        });
    }
}

/// A header block: a line is a header when it starts with a name without white space and a colon; the name reaches to
/// the last colon before the first white space, as the SDK's pattern has it. Folded lines are joined.
pub(super) fn header_lines(text: &str) -> Vec<Header> {
    let text = text.replace("\r\n ", " ").replace("\r\n\t", "\t");
    let named = |line: &str| {
        let word = line.split(char::is_whitespace).next().unwrap_or_default();
        let colon = word.rfind(':').filter(|&colon| colon > 0)?;
        Some((
            line.get(..colon)?.to_owned(),
            line.get(colon + 1..)?.trim().to_owned(),
        ))
    };
    let header = |(index, (name, value))| Header {
        name,
        value,
        disabled: false,
        description: None,
        index,
    };
    text.lines()
        .filter_map(named)
        .enumerate()
        .map(header)
        .collect()
}

/// A header as one line of a list: the name ends at the first colon.
fn header_line(line: &str, index: usize) -> Option<Header> {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
    (!name.is_empty()).then_some(Header {
        name,
        value,
        disabled: false,
        description: None,
        index,
    })
}
