//! Parts of wanted names: which members of an answer say what it is about, and how words are put together.

use heck::ToSnakeCase;

use crate::infer::Shape;

use super::noun::{Subject, singular};

/// Members that say nothing by themselves: alone they name nothing.
const GENERIC: [&str; 71] = [
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
    "params",
    "parameters",
    "args",
    "arguments",
    "config",
    "configuration",
    "settings",
    "setting",
    "details",
    "detail",
    "info",
    "information",
    "meta",
    "metadata",
    "source",
    "target",
    "input",
    "output",
    "query",
    "filter",
    "object",
    "record",
    "field",
    "fields",
    "extra",
    "summary",
    "request",
    "new",
    "old",
    "from",
    "default",
    "current",
    "first",
    "last",
    "next",
    "previous",
    "text",
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

/// Whether a member names nothing by itself: by its meaning, or because it is an abbreviation of one or two letters.
pub(super) fn is_generic(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).take(3);
    letters.count() < 3 || GENERIC.contains(&name.to_lowercase().as_str())
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
        [first, " ", second].concat()
    }
}

/// Puts the names first that both uses of a type want, the shortest of them at the head. Where there are none, the
/// shorter of the best names comes first.
pub(super) fn prefer_common(names: &mut Vec<String>, others: &[String]) {
    let is_common = |name: &String| others.iter().any(|other| other.eq_ignore_ascii_case(name));
    names.sort_by_cached_key(|name| {
        if is_common(name) {
            count_words(name)
        } else {
            usize::MAX
        }
    });
    if let (Some(own), Some(other)) = (names.first(), others.first())
        && !is_common(own)
        && count_words(other) < count_words(own)
    {
        names.insert(0, other.clone());
    }
}

fn count_words(name: &str) -> usize {
    // Most names have no capital but the first letter, so that only spaces stand between words.
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b' ';
    if name.bytes().skip(1).all(is_plain) {
        return name.split_ascii_whitespace().count();
    }
    name.to_snake_case().split('_').count()
}

/// The names without those that are empty or were there before.
pub(super) fn distinct(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        if !name.trim().is_empty() && !kept.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
            kept.push(name);
        }
    }
    kept
}
