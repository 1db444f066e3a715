//! What keeps the emitted codec of unions short.

use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use super::deserialize::deserialize;
use super::read::Read;

/// Reads one form of a union: when exact, only values of which nothing is lost.
pub type Form<T> = fn(&Value, bool) -> Option<T>;

/// The first form that reads a value: first one that loses nothing of it, then any.
pub fn first_form<T>(value: &Value, forms: &[Form<T>]) -> Option<T> {
    let exact = forms.iter().find_map(|form| form(value, true));
    exact.or_else(|| forms.iter().find_map(|form| form(value, false)))
}

/// The value as a type, when it is one.
pub fn read<T: Read>(value: &Value) -> Option<T> {
    deserialize(value).ok()
}

/// A member of an object; a missing one reads as null does.
pub fn member<T: Read>(value: &Value, name: &str) -> Option<T> {
    read(value.get(name).unwrap_or(&Value::Null))
}

/// A member of an object for which null and absent differ.
pub fn present_member<T: Read>(value: &Value, name: &str) -> Option<Option<T>> {
    match value.get(name) {
        Some(member) => read(member).map(Some),
        None => Some(None),
    }
}

/// Whether a value is an object and, when that is asked for, has no other members than these.
pub fn only_members(value: &Value, exact: bool, names: &[&str]) -> bool {
    match value {
        Value::Object(members) => !exact || members.keys().all(|key| names.contains(&key.as_str())),
        _ => false,
    }
}

/// Whether a value is a number and, when that is asked for, was written with a fraction or an exponent.
pub fn is_float(value: &Value, exact: bool) -> bool {
    if exact {
        value.is_f64()
    } else {
        value.is_number()
    }
}

/// Whether an object has a member with this text.
pub fn has_tag(value: &Value, tag: &str, text: &str) -> bool {
    value.get(tag).and_then(Value::as_str) == Some(text)
}

/// Writes an object with its tag as first member.
///
/// # Errors
///
/// Those of the serializer, and when the content is no object.
pub fn tagged<S: Serializer, T: Serialize>(
    serializer: S,
    tag: &str,
    text: &str,
    content: &T,
) -> Result<S::Ok, S::Error> {
    let content = serde_json::to_value(content).map_err(S::Error::custom)?;
    let Value::Object(content) = content else {
        return Err(S::Error::custom(
            "the content of a tagged form is no object",
        ));
    };
    let members = content.iter().map(|(name, value)| (name.as_str(), value));
    let text = Value::from(text);
    serializer.collect_map(std::iter::once((tag, &text)).chain(members))
}
