//! Hints by name that remember what asked for them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use indexmap::IndexMap;
use serde::Deserialize;

use crate::diagnostic::{Key, locate_key, nearest};

/// Hints by name, in the order written. Names are compared as written, except for space around them.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Table<T> {
    entries: IndexMap<String, T>,
    /// Every name that was asked for.
    #[serde(skip)]
    asked: RefCell<BTreeSet<String>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            entries: IndexMap::new(),
            asked: RefCell::default(),
        }
    }
}

/// A hint that nothing asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// The way to the hint in the file.
    pub keys: Vec<Key>,
    /// The name in the collection that looks most like it.
    pub meant: Option<String>,
}

impl Unused {
    pub(super) fn new(names: &[&str], meant: Option<String>) -> Self {
        let keys = names.iter().copied().map(Key::name);
        Self {
            keys: keys.collect(),
            meant,
        }
    }

    /// The bytes of the hint's key in the text of the file.
    pub fn locate(&self, text: &str) -> Range<usize> {
        locate_key(text, &self.keys)
    }
}

impl fmt::Display for Unused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<String> = self.keys.iter().map(Key::to_string).collect();
        let hint = keys.join(".");
        write!(
            formatter,
            "the hint `{hint}` matches nothing in the collection"
        )?;
        match &self.meant {
            Some(meant) => write!(formatter, "; did you mean `{meant}`?"),
            None => Ok(()),
        }
    }
}

impl<T> Table<T> {
    /// The hint for `name`; notes that it was asked for.
    pub fn get(&self, name: &str) -> Option<&T> {
        let exact = self.entries.get_key_value(name);
        let found = exact.or_else(|| {
            let mut entries = self.entries.iter();
            entries.find(|(key, _)| key.trim() == name.trim())
        });
        let asked = found.map_or(name.trim(), |(key, _)| key.as_str());
        self.asked.borrow_mut().insert(asked.to_owned());
        found.map(|(_, hint)| hint)
    }

    /// As [`Table::get`] for names whose case does not matter, such as those of headers.
    pub fn get_ignoring_case(&self, name: &str) -> Option<&T> {
        let written = self
            .entries
            .keys()
            .find(|key| key.eq_ignore_ascii_case(name.trim()));
        self.get(written.map_or(name, String::as_str))
    }

    /// All hints, without asking.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries
            .iter()
            .map(|(name, hint)| (name.as_str(), hint))
    }

    /// The hints that something asked for.
    pub(super) fn used(&self) -> impl Iterator<Item = (&str, &T)> {
        self.iter()
            .filter(|(name, _)| self.asked.borrow().contains(*name))
    }

    /// The hints that nothing asked for so far.
    pub fn rest(&self) -> impl Iterator<Item = (&str, &T)> {
        self.iter()
            .filter(|(name, _)| !self.asked.borrow().contains(*name))
    }

    /// Adds the hints that nothing asked for; `way` leads to this table.
    pub(super) fn unused(&self, way: &[&str], unused: &mut Vec<Unused>) {
        self.unused_where(way, unused, |_| true);
    }

    pub(super) fn unused_where(
        &self,
        way: &[&str],
        unused: &mut Vec<Unused>,
        matters: impl Fn(&T) -> bool,
    ) {
        for (name, _) in self.rest().filter(|(_, hint)| matters(hint)) {
            let asked = self.asked.borrow();
            let free: Vec<&str> = asked
                .iter()
                .map(String::as_str)
                .filter(|name| !self.entries.contains_key(*name))
                .collect();
            let mut one = Unused::new(way, nearest(name, free).map(str::to_owned));
            one.keys.push(Key::name(name));
            unused.push(one);
        }
    }
}
