//! Numbers and text.

use std::collections::BTreeMap;

use crate::infer::{IntegerShape, Shape, TextShape};
use crate::ir::{ScalarFormat, TypeRef};

/// Formats that say something about the text, the most telling first; of several that all samples have, one is shown.
pub(crate) const FORMATS: [&str; 13] = [
    "date-time",
    "date-time-local",
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
    let known = FORMATS
        .into_iter()
        .filter(|name| text.formats.contains(*name));
    let mut all = known.chain(text.formats.iter().map(String::as_str));
    let configured = all.clone().find(|name| rust.contains_key(*name));
    let Some(name) = configured.or_else(|| all.next()) else {
        return TypeRef::Text;
    };
    TypeRef::Formatted(ScalarFormat {
        name: name.to_owned(),
        rust: rust.get(name).cloned(),
    })
}
