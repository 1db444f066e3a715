//! Lists of entries (headers, query, variables …), which may also be written as maps.

use serde_json::{Map, Value};

use super::reader::{Reader, Trail, describe};

/// An entry of a list, or a member of a map that stands for one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'v> {
    /// Position in the list or map.
    pub(super) index: usize,
    /// The key, when it comes from a map.
    pub(super) key: Option<&'v str>,
    /// The entry itself; for a map, the member's value.
    pub(super) value: &'v Value,
}

impl<'v> Entry<'v> {
    /// The way to the entry.
    pub(super) fn trail<'t>(&self, list: &'t Trail<'t>) -> Trail<'t>
    where
        'v: 't,
    {
        match self.key {
            Some(key) => list.member(key),
            None => list.element(self.index),
        }
    }

    /// The entry as an object with members; `None` for a map's plain value.
    pub(super) fn object(&self) -> Option<&'v Map<String, Value>> {
        match (self.key, self.value) {
            (None, Value::Object(members)) => Some(members),
            // A map may hold whole entries: `{id: {value: 7, description: …}}`.
            (Some(_), Value::Object(members)) if members.contains_key("value") => Some(members),
            _ => None,
        }
    }

    /// The name as stored: the map's key, else `key`.
    pub(super) fn name(&self) -> Option<Value> {
        match self.key {
            Some(key) => Some(Value::from(key)),
            None => self.value.get("key").cloned(),
        }
    }

    /// The value as stored; `None` when it is absent.
    pub(super) fn content(&self) -> Option<&'v Value> {
        match self.object() {
            Some(members) => members.get("value"),
            None => self.key.and(Some(self.value)),
        }
    }
}

impl Entry<'_> {
    /// Whether it is switched off; a map's plain value never is.
    pub(super) fn is_disabled(&self, reader: &Reader) -> bool {
        let members = self.object();
        members.is_some_and(|members| reader.is_disabled(members))
    }

    /// The description, as written; `trail` is the way to the entry.
    pub(super) fn description(&self, trail: &Trail<'_>, reader: &mut Reader) -> Option<String> {
        reader.description(self.object()?, trail)
    }
}

/// The entries of a list or map. Null entries are skipped; a value that is neither list nor map is reported.
pub(super) fn entries<'v>(
    value: Option<&'v Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<Entry<'v>> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => {
            let entry = |(index, value)| Entry {
                index,
                key: None,
                value,
            };
            list.iter()
                .enumerate()
                .map(entry)
                .filter(|entry| !entry.value.is_null())
                .collect()
        }
        Some(Value::Object(members)) => {
            let entry = |(index, (key, value)): (usize, (&'v String, &'v Value))| Entry {
                index,
                key: Some(key.as_str()),
                value,
            };
            members.iter().enumerate().map(entry).collect()
        }
        Some(other) => {
            reader.malformed(
                trail,
                format!("expected a list of entries, found {}", describe(other)),
            );
            Vec::new()
        }
    }
}
