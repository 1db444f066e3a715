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
            Self::Name(name) => formatter.write_str(&written(name)),
            Self::Index(index) => write!(formatter, "{index}"),
        }
    }
}

/// A name as a key, which may not be every kind of string: as a table is written that has it.
fn written(name: &str) -> String {
    let table = toml::Table::from_iter([(name.to_owned(), toml::Value::Boolean(true))]);
    let entry = table.to_string();
    let key = entry.trim_end().strip_suffix(" = true");
    key.unwrap_or(&entry).to_owned()
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
    let exact = table.get_key_value(name);
    let found = exact.or_else(|| {
        let mut entries = table.iter();
        entries.find(|(key, _)| key.get_ref().trim() == name.trim())
    });
    found.map(|(key, value)| (key.span(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_written_as_a_key_that_is_found_again() {
        for name in [
            "a",
            "a b",
            "",
            "a.b",
            "it's",
            "\"a\"",
            "'a' \"b\"",
            "a\nb",
            "\\",
            "\u{7f}é ",
        ] {
            let text = format!("{} = 1", Key::name(name));
            let table: toml::Table = text.parse().expect(&text);
            assert!(table.contains_key(name), "{text}");
            let span = locate_key(&text, &[Key::name(name)]);
            assert_eq!(format!("{} = 1", &text[span]), text);
        }
    }
}
