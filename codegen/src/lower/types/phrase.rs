//! Parts of wanted names: which members of an answer say what it is about, and how words are put together.

use crate::infer::Shape;

use super::noun::{Subject, singular};

/// Members that say nothing by themselves: alone they name nothing.
const GENERIC: [&str; 34] = [
    "status",
    "type",
    "kind",
    "state",
    "name",
    "value",
    "values",
    "mode",
    "format",
    "code",
    "level",
    "role",
    "id",
    "key",
    "data",
    "items",
    "item",
    "results",
    "result",
    "records",
    "rows",
    "entries",
    "list",
    "elements",
    "objects",
    "content",
    "contents",
    "hits",
    "body",
    "payload",
    "response",
    "options",
    "attributes",
    "properties",
];

/// Members of an answer that hold what the operation is about.
const CARRIERS: [&str; 17] = [
    "data",
    "items",
    "item",
    "results",
    "result",
    "records",
    "record",
    "rows",
    "entries",
    "list",
    "elements",
    "objects",
    "content",
    "hits",
    "payload",
    "response",
    "resources",
];

/// Members of an answer that are about the answer.
const ABOUT_THE_ANSWER: [&str; 8] = [
    "meta",
    "metadata",
    "pagination",
    "paging",
    "page",
    "links",
    "_links",
    "page_info",
];

/// The longest part that one member gives to a name, in characters.
const PART_LIMIT: usize = 40;

/// Whether a member names nothing by itself.
pub(super) fn is_generic(name: &str) -> bool {
    GENERIC.contains(&name.to_lowercase().as_str())
}

/// Whether a member of a wrapper holds what the operation is about.
pub(super) fn is_carrier(name: &str) -> bool {
    CARRIERS.contains(&name.to_lowercase().as_str())
}

/// Whether a member of a wrapper is about the answer itself.
pub(super) fn is_about_answer(name: &str) -> bool {
    ABOUT_THE_ANSWER.contains(&name.to_lowercase().as_str())
}

/// Whether the body holds what the operation is about in one of its members.
pub(super) fn is_wrapper(shape: &Shape, subject: &Subject) -> bool {
    let Some(object) = &shape.object else {
        return false;
    };
    object.members.iter().any(|(name, member)| {
        let list = member
            .shape
            .list
            .as_deref()
            .is_some_and(|list| list.element.object.is_some());
        let carrier = is_carrier(name);
        (carrier && (list || member.shape.object.is_some())) || (list && subject.plural)
    })
}

/// What a member gives to a name: one of its elements is in the singular.
pub(super) fn part(name: &str, element: bool) -> String {
    let name: String = name.chars().take(PART_LIMIT).collect();
    match (name.chars().any(char::is_alphanumeric), element) {
        (false, _) => "value".to_owned(),
        (true, true) => singular(&name),
        (true, false) => name,
    }
}

/// Two parts of a name; a word that ends the first and begins the second is written once.
pub(super) fn joined(first: &str, second: &str) -> String {
    let (head, last) = first.rsplit_once(' ').unwrap_or(("", first));
    let begins = second
        .get(..last.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(last))
        && second
            .get(last.len()..)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_lowercase()));
    let first = if begins { head } else { first };
    if first.is_empty() {
        second.to_owned()
    } else {
        format!("{first} {second}")
    }
}

pub(super) fn distinct(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        if !name.trim().is_empty() && !kept.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
            kept.push(name);
        }
    }
    kept
}
