//! Keys of a TOML file: how they are written, and where they stand.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A step from the file's root to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The member of a table.
    Name(String),
    /// The element of a list.
    Index(usize),
}

impl Key {
    /// The member of that name.
    pub(crate) fn name(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl fmt::Display for Key {
    /// As it is written in a dotted key: in quotes unless it is a bare one.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) if is_bare(name) => formatter.write_str(name),
            Self::Name(name) => toml::Value::String(name.clone()).fmt(formatter),
            Self::Index(index) => write!(formatter, "{index}"),
        }
    }
}

fn is_bare(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    !name.is_empty() && name.bytes().all(is_plain)
}

/// The bytes of the last of `keys` that is there: keys and elements carry their place in the text.
pub(crate) fn locate_key(text: &str, keys: &[Key]) -> Range<usize> {
    let mut span = 0..0;
    let Ok(document) = DeTable::parse(text) else {
        return span;
    };
    let mut value: Option<&DeValue<'_>> = None;
    for key in keys {
        let found: Option<(Range<usize>, &Spanned<DeValue<'_>>)> = match (key, value) {
            (Key::Name(name), None) => entry(document.get_ref(), name),
            (Key::Name(name), Some(DeValue::Table(table))) => entry(table, name),
            (Key::Index(index), Some(DeValue::Array(list))) => {
                list.get(*index).map(|element| (element.span(), element))
            }
            _ => None,
        };
        let Some((place, next)) = found else {
            return span;
        };
        span = place;
        value = Some(next.get_ref());
    }
    span
}

/// The member of that name, with the bytes of its key.
fn entry<'t, 'i>(
    table: &'t DeTable<'i>,
    name: &str,
) -> Option<(Range<usize>, &'t Spanned<DeValue<'i>>)> {
    let mut entries = table.iter();
    let found = entries.find(|(key, _)| key.get_ref().trim() == name.trim());
    found.map(|(key, value)| (key.span(), value))
}
