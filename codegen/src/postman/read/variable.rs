//! Variables of collections, environments and URLs, and the text that Postman makes of their values.

use serde_json::Value;

use super::{
    entry::{Entry, entries},
    reader::{Reader, Trail, describe},
    value::{float_text, joined, number_of, scalar_text, string_text, truthy},
};
use crate::postman::{Format, PathVariable, Variable, VariableValue};

/// Reads a list or map of variables; disabled ones and those without a `key` are left out.
pub(super) fn read_variables(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<Variable> {
    let mut variables = Vec::new();
    for entry in entries(value, trail, reader) {
        let way = entry.trail(trail);
        if entry.is_disabled(reader) {
            continue;
        }
        match variable_name(&entry, reader) {
            Some(name) => variables.push(read_variable(name, &entry, &way, reader)),
            None => reader.malformed(&way, "a variable without a `key` cannot be resolved"),
        }
    }
    variables
}

/// `key`; in v1 `id` stands in for it.
fn variable_name(entry: &Entry<'_>, reader: &Reader) -> Option<String> {
    let by_id = || {
        entry
            .value
            .get("id")
            .filter(|_| reader.format == Format::V1)
            .and_then(scalar_text)
    };
    entry
        .name()
        .and_then(|name| scalar_text(&name))
        .or_else(by_id)
}

fn read_variable(
    name: String,
    entry: &Entry<'_>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Variable {
    // YAML writes an empty value as nothing, which is null.
    let content = entry
        .content()
        .filter(|value| !(value.is_null() && reader.format == Format::V3));
    let Some(members) = entry.object() else {
        let value = value_text(None, content);
        return Variable {
            name,
            value,
            secret: false,
            description: None,
            index: entry.index,
        };
    };
    let kind = members
        .get("type")
        .and_then(scalar_text)
        .map(|kind| kind.to_lowercase());
    let in_vault = members.get("source").is_some_and(Value::is_object);
    let value = if in_vault {
        VariableValue::Missing
    } else {
        value_text(kind.as_deref(), content)
    };
    let secret =
        kind.as_deref() == Some("secret") || members.get("secret").is_some_and(truthy) || in_vault;
    Variable {
        name,
        value,
        secret,
        description: reader.description(members, trail),
        index: entry.index,
    }
}

/// The text of a value of type `kind` (lower case), as Postman's runtime casts it.
pub(super) fn value_text(kind: Option<&str>, value: Option<&Value>) -> VariableValue {
    let Some(value) = value else {
        return VariableValue::Missing;
    };
    let text = match kind {
        Some("number") => cast_number(value),
        Some("boolean") => truthy(value).to_string(),
        Some("array") => cast_list(value),
        Some("object") => cast_object(value),
        _ => string_text(value),
    };
    VariableValue::Text(text)
}

/// `Number(value)` as text.
fn cast_number(value: &Value) -> String {
    match value {
        Value::Null => "0".to_owned(),
        Value::Bool(value) => u8::from(*value).to_string(),
        Value::Object(_) => "NaN".to_owned(),
        other => float_text(number_of(&string_text(other))),
    }
}

/// A list, possibly as JSON text, joined with commas; nothing for anything else.
fn cast_list(value: &Value) -> String {
    let parsed = match value {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        other => other.clone(),
    };
    parsed
        .as_array()
        .map(|list| joined(list, ","))
        .unwrap_or_default()
}

/// An object, possibly as JSON text, as JavaScript prints it; nothing for anything else.
fn cast_object(value: &Value) -> String {
    let is_object = match value {
        Value::String(text) => {
            serde_json::from_str(text).is_ok_and(|value: Value| value.is_object())
        }
        other => other.is_object(),
    };
    if is_object {
        "[object Object]".to_owned()
    } else {
        String::new()
    }
}

/// Reads `url.variable`, a list; the SDK ignores a map there.
pub(super) fn read_path_variables(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<PathVariable> {
    if value.is_some_and(Value::is_object) && reader.format != Format::V3 {
        reader.malformed(trail, "path variables are a map, which Postman ignores");
        return Vec::new();
    }
    let mut variables = Vec::new();
    for entry in entries(value, trail, reader) {
        let way = entry.trail(trail);
        let name = entry
            .name()
            .filter(truthy)
            .or_else(|| entry.value.get("id").cloned());
        let Some(name) = name
            .as_ref()
            .and_then(scalar_text)
            .filter(|name| !name.is_empty())
        else {
            reader.malformed(&way, "a path variable has neither `key` nor `id`");
            continue;
        };
        let kind = entry
            .object()
            .and_then(|members| reader.text(members, "type", &way));
        let value = path_value(&name, kind.as_deref(), entry.content(), &way, reader);
        let description = entry.description(&way, reader);
        variables.push(PathVariable {
            name,
            value,
            description,
            kind,
            index: entry.index,
        });
    }
    variables
}

/// The value that Postman would put into the path: only text counts, unless the type makes it text.
fn path_value(
    name: &str,
    kind: Option<&str>,
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<String> {
    let value = value.filter(|value| !value.is_null())?;
    let kind = kind.map(str::to_lowercase);
    if reader.format == Format::V3 || kind.as_deref() == Some("string") {
        return Some(string_text(value));
    }
    let cast_away = matches!(
        kind.as_deref(),
        Some("number" | "boolean" | "array" | "object")
    );
    let text = value.as_str().filter(|_| !cast_away).map(ToOwned::to_owned);
    if text.is_none() && truthy(value) {
        let found = if cast_away {
            "cast by its type"
        } else {
            describe(value)
        };
        reader.malformed(
            trail,
            format!("the value of path variable `{name}` is {found}, so Postman sends `:{name}`"),
        );
    }
    text
}
