//! Hints by name that remember what asked for them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use indexmap::IndexMap;
use serde::Deserialize;

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
    /// The hint's key in the file, such as `operations."Users / Link"`.
    pub key: String,
    /// The name in the collection that looks most like it.
    pub meant: Option<String>,
}

impl fmt::Display for Unused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the hint {} matches nothing in the collection",
            self.key
        )?;
        match &self.meant {
            Some(meant) => write!(formatter, "; did you mean \"{meant}\"?"),
            None => Ok(()),
        }
    }
}

impl<T> Table<T> {
    /// The hint for `name`; notes that it was asked for.
    pub fn get(&self, name: &str) -> Option<&T> {
        let name = name.trim();
        self.asked.borrow_mut().insert(name.to_owned());
        self.entries.get(name)
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

    pub(super) fn unused(&self, prefix: &str, unused: &mut Vec<Unused>) {
        self.unused_where(prefix, unused, |_| true);
    }

    pub(super) fn unused_where(
        &self,
        prefix: &str,
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
            unused.push(Unused {
                key: format!("{prefix}.{name:?}"),
                meant: closest(name, free),
            });
        }
    }
}

/// The candidate most like `name`, when one is like it at all.
pub(super) fn closest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let small: Vec<String> = candidates.iter().map(|name| name.to_lowercase()).collect();
    let small_ones: Vec<&str> = small.iter().map(String::as_str).collect();
    let meant = similar::get_close_matches(name.to_lowercase().as_str(), &small_ones, 1, 0.6);
    let index = small_ones
        .iter()
        .position(|known| meant.first() == Some(known))?;
    candidates.get(index).map(|name| (*name).to_owned())
}
