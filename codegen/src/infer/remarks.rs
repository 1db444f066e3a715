//! What a description says about the value that it describes: required, allowed values, a default, a range.
//!
//! Importers write fixed phrases (`(Required) …`, `… (This can only be one of a,b)`), people write free ones ("Valid
//! provider names are `ad`, `adfs`"). The rules are conservative: a sentence that merely looks like a list says nothing.

mod list;
mod word;

use list::list_after;
use word::{Word, words};

/// What a description says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// `Some(true)` by "(Required)", `Some(false)` by "(Optional)".
    pub required: Option<bool>,
    /// The values of a stated list, in its order; empty when there is none. "true or false" is no list.
    pub values: Vec<String>,
    /// The default as text.
    pub default: Option<String>,
    /// The least value allowed.
    pub minimum: Option<i64>,
    /// The greatest value allowed.
    pub maximum: Option<i64>,
    /// The value is deprecated.
    pub deprecated: bool,
    /// The description without the importers' phrases.
    pub description: String,
}

/// Reads the description of a parameter or a member, in plain text, Markdown or HTML. The description of an operation
/// speaks of many values, and what is read from it belongs to none.
pub fn read_remarks(description: &str) -> Remarks {
    let (text, required) = take_requiredness(description.trim());
    let (text, listed) = take_importer_list(&text);
    let words = words(&text);
    let (minimum, maximum) = range(&words);
    Remarks {
        required: required.or_else(|| leading_requiredness(&words)),
        values: listed.or_else(|| stated_list(&words)).unwrap_or_default(),
        default: default_value(&words),
        minimum,
        maximum,
        deprecated: is_deprecated(&words),
        description: text,
    }
}

/// Takes `(Required)`, `[optional]` and the like off the start or the end.
fn take_requiredness(text: &str) -> (String, Option<bool>) {
    const MARKS: [(&str, bool); 6] = [
        ("(required)", true),
        ("[required]", true),
        ("**required**", true),
        ("(optional)", false),
        ("[optional]", false),
        ("**optional**", false),
    ];
    // Only ASCII changes, so offsets stay those of the text.
    let lower = text.to_ascii_lowercase();
    for (mark, required) in MARKS {
        let rest = if lower.starts_with(mark) {
            text.get(mark.len()..)
        } else if lower.ends_with(mark) {
            text.get(..text.len() - mark.len())
        } else {
            None
        };
        if let Some(rest) = rest {
            return (rest.trim().to_owned(), Some(required));
        }
    }
    match lower.as_str() {
        "required" => (String::new(), Some(true)),
        "optional" => (String::new(), Some(false)),
        _ => (text.to_owned(), None),
    }
}

/// Takes the list that openapi-to-postman appends. Its values are separated by bare commas and may hold spaces.
fn take_importer_list(text: &str) -> (String, Option<Vec<String>>) {
    const PHRASE: &str = "(This can only be one of ";
    let found = text.rfind(PHRASE).and_then(|start| {
        let inside = text.get(start + PHRASE.len()..)?.strip_suffix(')')?;
        Some((text.get(..start)?, inside))
    });
    match found {
        Some((before, inside)) => {
            let values = inside
                .split(',')
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty());
            (before.trim_end().to_owned(), Some(values.collect()))
        }
        None => (text.to_owned(), None),
    }
}

/// "Required. …" or "Optional: …" at the start.
fn leading_requiredness(words: &[Word<'_>]) -> Option<bool> {
    let [
        Word::Plain(first),
        Word::Mark('.' | ':' | ',' | ';' | '-'),
        ..,
    ] = words
    else {
        return None;
    };
    match first.to_ascii_lowercase().as_str() {
        "required" => Some(true),
        "optional" => Some(false),
        _ => None,
    }
}

/// The first list of values that the words introduce.
fn stated_list(words: &[Word<'_>]) -> Option<Vec<String>> {
    // The values are then those of the elements of one text.
    if words
        .iter()
        .any(|word| word.is("comma-separated") || word.is("space-separated"))
    {
        return None;
    }
    let mut rest = words;
    while let [_, after @ ..] = rest {
        if let Some(values) = list_after(rest)
            && values != ["true", "false"]
            && values != ["false", "true"]
        {
            return Some(values);
        }
        rest = after;
    }
    None
}

/// "Defaults to x", "Default: x", "(default x)", "The default value is x".
fn default_value(words: &[Word<'_>]) -> Option<String> {
    let mut rest = words;
    while let [first, after @ ..] = rest {
        rest = after;
        if introduces_default(first, after)
            && let Some(value) = stated_value(after)
        {
            return Some(value);
        }
    }
    None
}

fn introduces_default(first: &Word<'_>, after: &[Word<'_>]) -> bool {
    if first.is("defaults") {
        return after.first().is_some_and(|word| word.is("to"));
    }
    let after = match after {
        [value, after @ ..] if value.is("value") => after,
        _ => after,
    };
    let introduces =
        |word: &Word<'_>| word.is("is") || matches!(word, Word::Mark(':' | '=') | Word::Code(_));
    first.is("default") && after.first().is_some_and(introduces)
}

/// The first word that is no filler. One plain word is a value only where it ends the phrase: "default is the current
/// user" is none.
fn stated_value(words: &[Word<'_>]) -> Option<String> {
    let mut words = words
        .iter()
        .skip_while(|word| is_filler(word, &["to", "value", "is"]));
    match words.next()? {
        Word::Code(value) => Some((*value).to_owned()),
        Word::Plain(value) => {
            let next = words.next();
            let ends = next.is_none_or(|word| matches!(word, Word::Mark(_) | Word::Break));
            ends.then(|| (*value).to_owned())
        }
        _ => None,
    }
}

/// Whether a word stands between what introduces a value and the value.
fn is_filler(word: &Word<'_>, fillers: &[&str]) -> bool {
    fillers.iter().any(|filler| word.is(filler)) || matches!(word, Word::Mark(':' | '='))
}

/// "between 1 and 100", "minimum: 1", "max 100", "maximum value is 100".
fn range(words: &[Word<'_>]) -> (Option<i64>, Option<i64>) {
    let (mut minimum, mut maximum) = (None, None);
    let mut rest = words;
    while let [first, after @ ..] = rest {
        rest = after;
        if first.is("between")
            && let [least, and, greatest, ..] = after
            && and.is("and")
            && let (Some(least), Some(greatest)) = (least.number(), greatest.number())
        {
            (minimum, maximum) = (minimum.or(Some(least)), maximum.or(Some(greatest)));
        }
        let bound = || {
            let mut words = after.iter();
            let value = words.find(|word| !is_filler(word, &["value", "is", "of"]));
            value.and_then(Word::number)
        };
        if first.is("minimum") || first.is("min") {
            minimum = minimum.or_else(bound);
        } else if first.is("maximum") || first.is("max") {
            maximum = maximum.or_else(bound);
        }
    }
    match (minimum, maximum) {
        (Some(least), Some(greatest)) if least > greatest => (None, None),
        range => range,
    }
}

/// "Deprecated" as the first word or alone in brackets, "is deprecated", "has been deprecated".
fn is_deprecated(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(position, word)| {
        let before = position.checked_sub(1).and_then(|before| words.get(before));
        let after = words.get(position + 1);
        let is_alone = matches!(before, Some(Word::Mark('(' | '[' | '*')))
            && matches!(after, Some(Word::Mark(_)));
        let is_stated =
            before.is_none_or(|before| before.is("is") || before.is("been") || before.is("now"));
        word.is("deprecated") && (is_alone || is_stated)
    })
}

#[cfg(test)]
mod tests;
