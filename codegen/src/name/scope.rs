//! One scope: all wanted names are collected, then assigned.
//!
//! Rules, in this order:
//!
//! 1. A name that was given before is given again.
//! 2. The first in the collection's order that wants a plain name keeps it, however many want it later.
//! 3. Every other one takes the first of its longer names (method, path word, folder, location) that is free. No
//!    longer name displaces a plain one.
//! 4. When none is free, the plain name gets a number, counted from 2.
//!
//! So a name never moves because a sibling is added behind it, except when the sibling's plain name is one that
//! rule 3 gave out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Ident, identifier::Style, words::Words};

/// The names that are taken in one namespace.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    /// Reserves `names`.
    pub(super) fn reserve<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.0.extend(names.into_iter().map(str::to_owned));
    }

    pub(super) fn is_free(&self, ident: &Ident) -> bool {
        !self.0.contains(ident.bare())
    }

    fn take(&mut self, ident: &Ident) {
        self.0.insert(ident.bare().to_owned());
    }
}

/// How one name was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    /// The plain name.
    Plain,
    /// A longer name or a number, because the plain one is taken.
    Longer,
}

/// Settles names of one namespace. `wanted` has for every name its candidates, best first; the answer has the same
/// order.
pub(super) fn settle(
    style: Style,
    taken: &mut Taken,
    wanted: &[Vec<Words>],
) -> Vec<(Ident, Settled)> {
    let pairs = settle_pairs(&[style], std::slice::from_mut(taken), wanted);
    pairs
        .into_iter()
        .filter_map(|(idents, settled)| Some((idents.into_iter().next()?, settled)))
        .collect()
}

/// Settles names that are used in several namespaces at once: `styles` and `taken` belong together, and a candidate
/// counts as free only when it is free in all.
pub(super) fn settle_pairs(
    styles: &[Style],
    taken: &mut [Taken],
    wanted: &[Vec<Words>],
) -> Vec<(Vec<Ident>, Settled)> {
    settle_kept(styles, taken, &[], wanted)
}

/// As [`settle_pairs`], with the names that were given before, by index.
pub(super) fn settle_kept(
    styles: &[Style],
    taken: &mut [Taken],
    kept: &[Option<Vec<Ident>>],
    wanted: &[Vec<Words>],
) -> Vec<(Vec<Ident>, Settled)> {
    let plain: Vec<Words> = wanted
        .iter()
        .map(|candidates| candidates.first().cloned().unwrap_or_default())
        .collect();
    settle_lazily(styles, taken, kept, &plain, |index| {
        wanted
            .get(index)
            .into_iter()
            .flatten()
            .skip(1)
            .cloned()
            .collect()
    })
}

/// As [`settle_kept`], with the longer names of the name at an index worked out only where the plain one is taken.
pub(super) fn settle_lazily(
    styles: &[Style],
    taken: &mut [Taken],
    kept: &[Option<Vec<Ident>>],
    plain: &[Words],
    longer: impl Fn(usize) -> Vec<Words>,
) -> Vec<(Vec<Ident>, Settled)> {
    let idents_of =
        |words: &Words| -> Vec<Ident> { styles.iter().map(|style| style.ident(words)).collect() };
    let mut take = |idents: Vec<Ident>| {
        let free = idents
            .iter()
            .zip(taken.iter())
            .all(|(ident, taken)| taken.is_free(ident));
        free.then(|| {
            idents
                .iter()
                .zip(taken.iter_mut())
                .for_each(|(ident, taken)| taken.take(ident));
            idents
        })
    };
    let mut first: Vec<Option<Vec<Ident>>> = kept
        .iter()
        .map(|kept| kept.clone().and_then(&mut take))
        .collect();
    first.resize(plain.len(), None);
    let mut try_take = |words: &Words| take(idents_of(words));
    let first: Vec<Option<(Vec<Ident>, Settled)>> = first
        .into_iter()
        .zip(plain)
        .map(|(kept, plain)| match kept {
            Some(kept) if kept == idents_of(plain) => Some((kept, Settled::Plain)),
            Some(kept) => Some((kept, Settled::Longer)),
            None => try_take(plain).map(|idents| (idents, Settled::Plain)),
        })
        .collect();
    let mut numbers = BTreeMap::new();
    let settled = plain
        .iter()
        .zip(first)
        .enumerate()
        .map(|(index, (plain, first))| {
            if let Some(first) = first {
                return first;
            }
            let meaning = longer(index).iter().find_map(&mut try_take);
            let idents = meaning.unwrap_or_else(|| numbered(plain, &mut numbers, &mut try_take));
            (idents, Settled::Longer)
        });
    settled.collect()
}

/// The first free number behind a name. `numbers` has the next number of each plain name, so that thousands of items
/// of one name are not counted through again and again.
fn numbered(
    plain: &Words,
    numbers: &mut BTreeMap<Words, usize>,
    try_take: &mut impl FnMut(&Words) -> Option<Vec<Ident>>,
) -> Vec<Ident> {
    let next = numbers.entry(plain.clone()).or_insert(2);
    loop {
        let idents = try_take(&plain.numbered(*next));
        *next += 1;
        if let Some(idents) = idents {
            return idents;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(wanted: &[&[&str]]) -> Vec<String> {
        let wanted: Vec<Vec<Words>> = wanted
            .iter()
            .map(|names| names.iter().map(|name| Words::of(name)).collect())
            .collect();
        let mut taken = Taken::default();
        taken.reserve(["new"]);
        let idents = settle(Style::Snake("name"), &mut taken, &wanted);
        idents
            .into_iter()
            .map(|(ident, _)| ident.to_string())
            .collect()
    }

    #[test]
    fn the_first_keeps_the_plain_name() {
        assert_eq!(settled(&[&["id"], &["id", "body id"]]), ["id", "body_id"]);
    }

    #[test]
    fn a_longer_name_never_displaces_a_plain_one() {
        assert_eq!(
            settled(&[&["id"], &["id", "body id"], &["body id"]]),
            ["id", "id_2", "body_id"]
        );
    }

    #[test]
    fn a_number_comes_last() {
        assert_eq!(
            settled(&[&["a"], &["a"], &["a", "b"], &["a 2"]]),
            ["a", "a_3", "b", "a_2"]
        );
    }

    #[test]
    fn a_reserved_name_counts_as_taken() {
        assert_eq!(
            settled(&[&["new", "new user"], &["new"]]),
            ["new_user", "new_2"]
        );
    }

    #[test]
    fn raw_and_plain_spelling_are_one_name() {
        assert_eq!(settled(&[&["type"], &["Type"]]), ["r#type", "type_2"]);
    }

    #[test]
    fn number_words_do_not_merge_with_the_number() {
        assert_eq!(
            settled(&[&["a 1"], &["a1"], &["a-1"]]),
            ["a_1", "a1", "a_1_2"]
        );
    }
}
