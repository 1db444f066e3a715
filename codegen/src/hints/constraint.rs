//! What a schema says beyond the type, in words.

use serde_json::{Number, Value};

use crate::infer::Schema;
use crate::infer::schema::Exclusive;

/// The schema's description with its constraints as a paragraph; `None` when it has neither.
pub(super) fn description(schema: &Schema) -> Option<String> {
    let constraints = sentences(schema).join(" ");
    match (&schema.description, constraints.as_str()) {
        (None, "") => None,
        (None, constraints) => Some(constraints.to_owned()),
        (Some(text), "") => Some(text.clone()),
        (Some(text), constraints) => Some(format!("{}\n\n{constraints}", text.trim_end())),
    }
}

fn sentences(schema: &Schema) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(default) = &schema.default {
        sentences.push(format!("Default: {}.", value(default)));
    }
    sentences.extend(bounds(schema));
    sentences.extend(range("character", schema.min_length, schema.max_length));
    sentences.extend(range("item", schema.min_items, schema.max_items));
    if schema.unique_items == Some(true) {
        sentences.push("No item twice.".to_owned());
    }
    if let Some(pattern) = &schema.pattern {
        sentences.push(format!("Matches {}.", code(pattern)));
    }
    sentences
}

fn bounds(schema: &Schema) -> Option<String> {
    let least = bound(
        schema.minimum.as_ref(),
        schema.exclusive_minimum.as_ref(),
        "At least",
        "More than",
    );
    let greatest = bound(
        schema.maximum.as_ref(),
        schema.exclusive_maximum.as_ref(),
        "at most",
        "less than",
    );
    match (least, greatest) {
        (None, None) => None,
        (Some(least), None) => Some(format!("{least}.")),
        (None, Some(greatest)) => Some(format!("{}.", capital(&greatest))),
        (Some(least), Some(greatest)) => Some(format!("{least}, {greatest}.")),
    }
}

fn bound(
    limit: Option<&Number>,
    exclusive: Option<&Exclusive>,
    within: &str,
    beyond: &str,
) -> Option<String> {
    match (limit, exclusive) {
        (_, Some(Exclusive::Bound(limit))) | (Some(limit), Some(Exclusive::Flag(true))) => {
            Some(format!("{beyond} {limit}"))
        }
        (Some(limit), _) => Some(format!("{within} {limit}")),
        (None, _) => None,
    }
}

fn range(unit: &str, least: Option<u64>, greatest: Option<u64>) -> Option<String> {
    let count = |number: u64| {
        if number == 1 {
            format!("1 {unit}")
        } else {
            format!("{number} {unit}s")
        }
    };
    match (least, greatest) {
        (None, None) => None,
        (Some(least), None) => Some(format!("At least {}.", count(least))),
        (None, Some(greatest)) => Some(format!("At most {}.", count(greatest))),
        (Some(least), Some(greatest)) if least == greatest => {
            Some(format!("Exactly {}.", count(least)))
        }
        (Some(least), Some(greatest)) => Some(format!("{least} to {}.", count(greatest))),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::String(text) => code(text),
        other => code(&other.to_string()),
    }
}

/// A code span; two backticks where the text has one.
fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
