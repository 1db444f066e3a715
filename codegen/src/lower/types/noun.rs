//! English, as far as names need it: the singular of a word and the thing that an operation is about.

mod vocabulary;

use vocabulary::{ARTICLES, ENDING_VERBS, IRREGULAR, PREPOSITIONS, UNCHANGED, VERBS};

/// What an operation is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Subject {
    /// In the singular where it was a plural, such as `log event`; empty when nothing can be said.
    pub(super) noun: String,
    /// The same as written, such as `tenant settings`.
    pub(super) written: String,
    /// The operation speaks of several.
    pub(super) plural: bool,
    /// The operation makes it go away.
    pub(super) ends: bool,
}

impl Subject {
    /// Reads the name of an operation: the words after the verb up to the first preposition, after the last
    /// possessive. A name without a noun, or with the folder's, is about what the folder is about.
    pub(super) fn of(operation: &str, folder: &str) -> Self {
        let mut words = words(without_heading(operation));
        let start = words.iter().position(|word| !is_count(word));
        words.drain(..start.unwrap_or_default());
        let verb = words
            .first()
            .map(|word| base_verb(word))
            .unwrap_or_default();
        let ends = ENDING_VERBS.contains(&verb.as_str());
        // Whatever stands before "a" or "the" says what is done with it.
        let acts = matches!(words.as_slice(), [first, article, _, ..]
            if ["a", "an", "the"].contains(&article.as_str()) && !is_small(first));
        if is_verb(&verb) || acts {
            words.remove(0);
        }
        while matches!(words.as_slice(), [or, verb, ..] if (or == "or" || or == "and") && is_verb(verb))
        {
            words.drain(..2);
        }
        if let Some(position) = words
            .windows(2)
            .position(|pair| matches!(pair, [list, of] if list == "list" && of == "of"))
        {
            words.drain(..position + 2);
        }
        let end = words
            .iter()
            .position(|word| PREPOSITIONS.contains(&word.as_str()))
            .unwrap_or(words.len());
        words.truncate(end);
        if let Some(owner) = words.iter().rposition(|word| is_possessive(word)) {
            words.drain(..=owner);
        }
        words.retain(|word| !ARTICLES.contains(&word.as_str()) && !is_number(word));
        let noun: Vec<String> = words.split_off(words.len().saturating_sub(3));
        let folder = self::words(folder).join(" ");
        let Some(last) = noun.last() else {
            return Self {
                noun: singular(&folder),
                written: folder,
                plural: verb == "list" || verb == "search",
                ends,
            };
        };
        let plural = singular(last) != *last;
        let written = noun.join(" ");
        let noun = singular(&written);
        let of_folder = singular(&folder).split(' ').next_back() == Some(noun.as_str());
        Self {
            noun: if of_folder { singular(&folder) } else { noun },
            written,
            plural,
            ends,
        }
    }
}

/// The name without the heading that some put before it, as in `Setup: Create a user` and `Users - List users`.
fn without_heading(name: &str) -> &str {
    let marks = [": ", " - ", " | "];
    let starts = marks
        .into_iter()
        .flat_map(|mark| name.match_indices(mark).map(|(at, mark)| at + mark.len()));
    let rests = starts.filter_map(|start| name.get(start..));
    let said = rests.filter(|rest| {
        let mut words = words(rest).into_iter();
        words.next().is_some_and(|first| is_verb(&first)) && words.next().is_some()
    });
    said.max_by_key(|rest| rest.len()).unwrap_or(name)
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// `3`, or `3b` of a list in a list.
fn is_count(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    is_number(word) || (word.len() == digits.len() + 1 && !digits.is_empty() && is_number(digits))
}

/// A word that only joins others.
fn is_small(word: &str) -> bool {
    ARTICLES.contains(&word) || PREPOSITIONS.contains(&word)
}

/// The words of a name in lower case; a possessive keeps its mark.
fn words(name: &str) -> Vec<String> {
    let name = name.replace('\u{2019}', "'");
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '{' && c != ':') {
        if part.starts_with(['{', ':']) || part.is_empty() {
            continue;
        }
        let owner = is_possessive(part);
        let bare = part
            .trim_end_matches("'s")
            .trim_matches(['\'', '{', '}', ':']);
        if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_lowercase()) {
            words.push(bare.to_owned());
        } else {
            let snake = heck::ToSnakeCase::to_snake_case(bare);
            let snake = snake.split('_').filter(|word| !word.is_empty());
            words.extend(snake.map(str::to_owned));
        }
        if owner && let Some(last) = words.last_mut() {
            last.push_str("'s");
        }
    }
    words
}

fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("s'")
}

fn is_verb(word: &str) -> bool {
    let base = base_verb(word);
    VERBS.contains(&base.as_str()) || ENDING_VERBS.contains(&base.as_str())
}

/// `gets` and `Get` are `get`.
fn base_verb(word: &str) -> String {
    let word = word.to_lowercase();
    match word.strip_suffix('s') {
        Some(base) if VERBS.contains(&base) || ENDING_VERBS.contains(&base) => base.to_owned(),
        _ => word,
    }
}

/// The singular of a name's last word: `user identities` is `user identity`, `lineItems` is `lineItem`.
///
/// The rules, first match: irregular words; words without a plural; `-ss`, `-us`, `-is` stay; `-ies` is `-y`;
/// `-sses`, `-shes`, `-ches`, `-xes`, `-zzes` and `-uses` (not `-auses`, `-ouses`) lose `-es`; any other `-s` goes.
pub(in super::super) fn singular(name: &str) -> String {
    let start = last_word(name);
    let (head, word) = name.split_at(start);
    let lower = word.to_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == lower) {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let (first, rest) = one.split_at(1);
        let first = if capital {
            first.to_uppercase()
        } else {
            first.to_owned()
        };
        return format!("{head}{first}{rest}");
    }
    let cut = match lower.as_str() {
        word if word.len() < 3 || UNCHANGED.contains(&word) => 0,
        word if word.ends_with("ies") && word.len() > 4 => {
            return format!("{head}{}y", &word_part(name, start, 3));
        }
        word if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) => 0,
        word if ["sses", "shes", "ches", "xes", "zzes"]
            .iter()
            .any(|end| word.ends_with(end)) =>
        {
            2
        }
        word if word.ends_with("uses") && !word.ends_with("auses") && !word.ends_with("ouses") => 2,
        word if word.ends_with('s') => 1,
        _ => 0,
    };
    format!("{head}{}", word_part(name, start, cut))
}

/// The last word without its last `cut` bytes, which are ASCII.
fn word_part(name: &str, start: usize, cut: usize) -> &str {
    name.get(start..name.len().saturating_sub(cut))
        .unwrap_or_default()
}

/// Where the last word begins: after a separator, or at a capital after a small letter.
fn last_word(name: &str) -> usize {
    let mut start = 0;
    let mut before = None;
    for (index, c) in name.char_indices() {
        let boundary = before.is_some_and(|before: char| before.is_lowercase() && c.is_uppercase());
        if boundary {
            start = index;
        } else if !c.is_alphanumeric() {
            start = index + c.len_utf8();
        }
        before = Some(c);
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_follows_the_rules_and_keeps_case() {
        for (many, one) in [
            ("identities", "identity"),
            ("Users", "User"),
            ("addresses", "address"),
            ("lineItems", "lineItem"),
            ("user_statuses", "user_status"),
            ("boxes", "box"),
            ("responses", "response"),
            ("causes", "cause"),
            ("People", "Person"),
            ("status", "status"),
            ("series", "series"),
            ("sizes", "size"),
            ("data", "data"),
            ("", ""),
            ("Straßen", "Straßen"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn the_subject_is_what_the_operation_speaks_of() {
        for (operation, folder, noun, plural) in [
            ("List or search users", "Users", "user", true),
            ("Get a user", "Users", "user", false),
            ("Get user's log events", "Users", "log event", true),
            (
                "Get a list of Guardian enrollments",
                "Users",
                "guardian enrollment",
                true,
            ),
            ("Search users by email", "Users By Email", "user", true),
            ("Create", "Line Items", "line item", false),
            ("List", "Users", "user", true),
            ("getUserById", "Users", "user", false),
            ("GET /users/{id}", "Users", "user", true),
            ("List posts", "Blog", "post", true),
            ("5.2.1 List posts", "Blog", "post", true),
            ("Link a user account", "Users", "user account", false),
            ("Get tenant settings", "Tenants", "tenant setting", true),
            ("Approve a work item", "Work Items", "work item", false),
            ("Complete the work item", "Work Items", "work item", false),
            ("Complete analysis", "Work", "complete analysis", false),
            ("Setup: Create a user", "Tests", "user", false),
            ("Users - List user logs", "Users", "user log", true),
            ("Execute - JSON", "Jobs", "json", false),
            ("3b. Create transfer", "Hub", "transfer", false),
        ] {
            let subject = Subject::of(operation, folder);
            assert_eq!(
                (subject.noun.as_str(), subject.plural),
                (noun, plural),
                "{operation}"
            );
        }
        assert!(Subject::of("Deletes a user", "Users").ends);
    }
}
