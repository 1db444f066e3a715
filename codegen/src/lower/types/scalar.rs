//! Numbers and text.

use std::collections::BTreeMap;

use crate::infer::{IntegerShape, Shape, TextShape};
use crate::ir::{ScalarFormat, TypeRef};

/// Formats that say something about the text, the most telling first; of several that all samples have, one is shown.
const FORMATS: [&str; 12] = [
    "date-time",
    "date",
    "time",
    "duration",
    "uuid",
    "email",
    "uri",
    "ipv4",
    "ipv6",
    "hostname",
    "decimal",
    "byte",
];

/// The type of numbers: nothing that was written as an integer becomes a float.
pub(super) fn number(shape: &Shape) -> TypeRef {
    match (&shape.integer, &shape.float) {
        (Some(integer), None) => integer_type(integer),
        (None, Some(_)) => TypeRef::Float,
        _ => TypeRef::Number,
    }
}

/// Whether all integers fit `i64`.
pub(super) fn is_small(integer: &IntegerShape) -> bool {
    integer_type(integer) == TypeRef::Integer
}

fn integer_type(integer: &IntegerShape) -> TypeRef {
    let fits = |least: i128, greatest: i128| {
        !integer.huge && integer.least >= least && integer.greatest <= greatest
    };
    if fits(i128::from(i64::MIN), i128::from(i64::MAX)) {
        TypeRef::Integer
    } else if fits(0, i128::from(u64::MAX)) {
        TypeRef::Unsigned
    } else {
        TypeRef::Number
    }
}

/// The type of text without a list of values.
pub(super) fn text(text: &TextShape, rust: &BTreeMap<String, String>) -> TypeRef {
    let configured = FORMATS
        .iter()
        .find(|name| text.formats.contains(**name) && rust.contains_key(**name));
    let known = || FORMATS.iter().find(|name| text.formats.contains(**name));
    let other = || text.formats.iter().next().map(String::as_str);
    let Some(name) = configured.or_else(known).copied().or_else(other) else {
        return TypeRef::Text;
    };
    TypeRef::Formatted(ScalarFormat {
        name: name.to_owned(),
        rust: rust.get(name).cloned(),
    })
}
