//! What keeps the emitted serde implementations short.

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use serde::ser::SerializeMap;

/// Reads a member's name as its index in a list of names; the list's length for a name that is not in it.
///
/// One type for all structs, so that reading names is compiled once.
#[derive(Debug, Clone, Copy)]
pub struct Fields(pub &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Fields {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Fields {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<usize, E> {
        Ok(self
            .0
            .iter()
            .position(|known| *known == name)
            .unwrap_or(self.0.len()))
    }

    fn visit_bytes<E>(self, name: &[u8]) -> Result<usize, E> {
        Ok(self
            .0
            .iter()
            .position(|known| known.as_bytes() == name)
            .unwrap_or(self.0.len()))
    }
}

/// Writes a member when it is present.
///
/// # Errors
///
/// Those of the serializer.
pub fn entry<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &'static str,
    value: &Option<T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

/// A member that must be there.
///
/// # Errors
///
/// When it was not there.
pub fn required<T, E: Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}

/// Reads a string enum: the text goes to the function, without a copy where the input allows it.
///
/// # Errors
///
/// When the value is not a string.
pub fn open_enum<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    from: fn(&str) -> T,
) -> Result<T, D::Error> {
    struct Text<T>(fn(&str) -> T);
    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("text")
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok((self.0)(text))
        }
    }
    deserializer.deserialize_str(Text(from))
}
