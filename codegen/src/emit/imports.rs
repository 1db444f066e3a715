//! The `use` lines of a file: only what is used, in rustfmt's order and layout.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Names by the path that they are imported from.
#[derive(Debug, Clone, Default)]
pub(super) struct Imports {
    paths: BTreeMap<String, BTreeSet<String>>,
}

impl Imports {
    /// Imports `path::name`.
    pub(super) fn add(&mut self, path: &str, name: &str) {
        let names = match self.paths.get_mut(path) {
            Some(names) => names,
            None => self.paths.entry(path.to_owned()).or_default(),
        };
        if !names.contains(name) {
            names.insert(name.to_owned());
        }
    }

    /// The lines, each a complete statement, possibly over several lines.
    pub(super) fn statements(&self, keyword: &str) -> Vec<String> {
        let mut paths: Vec<_> = self.paths.iter().collect();
        paths.sort_by_cached_key(|(path, names)| Key(segments(path, names)));
        paths
            .into_iter()
            .map(|(path, names)| statement(keyword, path, names))
            .collect()
    }
}

fn statement(keyword: &str, path: &str, names: &BTreeSet<String>) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by(|left, right| order_name(left, right));
    if let [one] = names.as_slice() {
        format!("{keyword} {path}::{one};")
    } else {
        let line = format!("{keyword} {path}::{{{}}};", names.join(", "));
        if line.chars().count() <= 98 {
            line
        } else {
            filled(keyword, path, &names)
        }
    }
}

fn filled(keyword: &str, path: &str, names: &[&str]) -> String {
    let mut text = format!("{keyword} {path}::{{");
    let line = names.join(", ");
    if line.chars().count() <= 95 {
        return format!("{text}\n    {line},\n}};");
    }
    let mut column = usize::MAX;
    for name in names {
        let width = name.chars().count();
        if column.saturating_add(width + 2) > 99 {
            text.push_str("\n    ");
            column = 4;
        } else {
            text.push(' ');
            column += 1;
        }
        text.push_str(name);
        text.push(',');
        column += width + 1;
    }
    text.push_str("\n};");
    text
}

/// What a statement is sorted by: its path, and the name or, after all names, the list.
fn segments(path: &str, names: &BTreeSet<String>) -> Vec<String> {
    let mut segments: Vec<String> = path.split("::").map(str::to_owned).collect();
    let name = names.first().filter(|_| names.len() == 1);
    segments.push(name.map_or_else(
        || "{".to_owned(),
        |name| name.split(' ').next().unwrap_or_default().to_owned(),
    ));
    segments
}

/// Segments in rustfmt's order.
#[derive(Debug, PartialEq, Eq)]
struct Key(Vec<String>);

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        let differing = self
            .0
            .iter()
            .zip(&other.0)
            .map(|(left, right)| order_name(left, right))
            .find(|order| *order != Ordering::Equal);
        differing.unwrap_or_else(|| self.0.len().cmp(&other.0.len()))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn rank(segment: &str) -> u8 {
    match segment {
        "self" => 0,
        "super" => 1,
        "crate" => 2,
        "{" => 4,
        _ => 3,
    }
}

fn order_name(left: &str, right: &str) -> Ordering {
    rank(left)
        .cmp(&rank(right))
        .then_with(|| version_order(left, right))
}

/// The version sort of the 2024 style: digits as numbers, of equal ones that with more zeros first; `_` before all.
fn version_order(left: &str, right: &str) -> Ordering {
    let mut left = left.strip_prefix("r#").unwrap_or(left);
    let mut right = right.strip_prefix("r#").unwrap_or(right);
    let mut zeros = Ordering::Equal;
    loop {
        let (left_chunk, left_rest) = chunk(left);
        let (right_chunk, right_rest) = chunk(right);
        if left_chunk.is_empty() || right_chunk.is_empty() {
            return left_chunk.len().cmp(&right_chunk.len()).then(zeros);
        }
        let ordering = match (left_chunk.parse::<u64>(), right_chunk.parse::<u64>()) {
            (Ok(left), Ok(right)) => {
                zeros = zeros.then(right_chunk.len().cmp(&left_chunk.len()));
                left.cmp(&right)
            }
            _ => (left_chunk != "_", left_chunk).cmp(&(right_chunk != "_", right_chunk)),
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
        (left, right) = (left_rest, right_rest);
    }
}

/// The first piece of a name; rustfmt looks no further than a number that is too large for it.
fn chunk(text: &str) -> (&str, &str) {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text
        .find(|c: char| c == '_' || c.is_ascii_digit() != digit)
        .unwrap_or(text.len());
    let end = if text.starts_with('_') { 1 } else { end };
    let (chunk, rest) = text.split_at(end);
    if digit && chunk.parse::<u64>().is_err() {
        return ("", "");
    }
    (chunk, rest)
}

#[cfg(test)]
mod tests {
    use super::{Imports, version_order};

    #[test]
    fn names_are_sorted_as_rustfmt_sorts_them() {
        let mut imports = Imports::default();
        for name in [
            "decode",
            "Call",
            "self",
            "Operation",
            "OAuth2",
            "IntegerOrText",
            "bytes",
        ] {
            imports.add("super::super::runtime", name);
        }
        for name in ["User2", "User10", "User", "UserA", "User_b"] {
            imports.add("super::types", name);
        }
        imports.add("std::fmt", "Debug");
        assert_eq!(
            imports.statements("use"),
            [
                "use super::super::runtime::{self, Call, IntegerOrText, OAuth2, Operation, bytes, decode};",
                "use super::types::{User, User_b, User2, User10, UserA};",
                "use std::fmt::Debug;",
            ]
        );
    }

    #[test]
    fn only_a_single_line_of_names_may_end_at_the_margin() {
        let statement = |names: &[String]| {
            let mut imports = Imports::default();
            for name in names {
                imports.add("types", name);
            }
            imports.statements("use").concat()
        };
        let (first, second) = ("A".repeat(46), "B".repeat(47));
        let one = [first.clone(), second.clone()];
        assert_eq!(
            statement(&one),
            format!("use types::{{\n    {first}, {second},\n}};")
        );
        let two = [
            first.clone(),
            second.clone(),
            "C".repeat(46),
            "D".repeat(47),
        ];
        assert_eq!(statement(&two).lines().count(), 6);
    }

    #[test]
    fn names_with_numbers_are_sorted_by_number() {
        assert!(version_order("user2", "user10").is_lt());
        assert!(version_order("r#type", "users").is_lt());
        assert!(version_order("a10", "a010b").is_lt());
    }

    #[test]
    fn of_equal_numbers_the_one_with_more_zeros_is_first() {
        assert!(version_order("Request00", "Request0").is_lt());
        assert!(version_order("a01b2", "a1b02").is_lt());
        assert!(version_order("a1b3", "a01b4").is_lt());
    }

    #[test]
    fn a_number_too_large_for_rustfmt_comes_before_all() {
        assert!(version_order("Id99999999999999999999", "Id1").is_lt());
        assert!(version_order("Id", "Id1").is_lt());
    }
}
