//! Looking at a line of code: brackets, strings, widths.

use unicode_width::UnicodeWidthStr as _;

use super::LINE;

/// How many columns a text takes, as rustfmt counts them.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.width()
}

/// A character of code, outside strings and characters, with its place and the depth of brackets around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// The byte where it starts.
    pub(super) at: usize,
    /// The character.
    pub(super) character: char,
    /// Brackets that are open around it; a bracket itself counts as outside.
    pub(super) depth: i32,
}

/// The characters of code in a text. Only ASCII has a meaning in code.
pub(super) fn marks(text: &str) -> impl Iterator<Item = Mark> {
    let (bytes, mut at, mut depth) = (text.as_bytes(), 0, 0);
    std::iter::from_fn(move || {
        let byte = *bytes.get(at)?;
        match byte {
            b')' | b']' | b'}' => depth -= 1,
            _ => {}
        }
        let mark = Mark {
            at,
            character: char::from(byte),
            depth,
        };
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b'"' => at = end_of_string(bytes, at),
            _ => {}
        }
        at += 1;
        Some(mark)
    })
}

/// Where the closing quote of the string is that begins at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// Whether there is nothing but a string, perhaps with a comma behind: nothing in it can be broken.
pub(super) fn is_text(unit: &str) -> bool {
    let text = unit.strip_suffix(',').unwrap_or(unit);
    text.starts_with('"') && end_of_string(text.as_bytes(), 0) + 1 == text.len()
}

/// Whether there is a string that is wider than a line.
pub(super) fn has_wide_text(unit: &str) -> bool {
    marks(unit).any(|mark| {
        mark.character == '"' && {
            let end = end_of_string(unit.as_bytes(), mark.at);
            unit.get(mark.at..=end)
                .is_some_and(|text| width(text) > LINE)
        }
    })
}

/// Splits at the commas outside brackets.
pub(super) fn split_list(list: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    let mut start = 0;
    let mut angles = 0;
    for mark in marks(list) {
        match mark.character {
            '<' => angles += 1,
            '>' => angles -= i32::from(!list[..mark.at].ends_with(['-', '='])),
            ',' if mark.depth == 0 && angles == 0 => {
                elements.push(list[start..mark.at].trim());
                start = mark.at + 1;
            }
            _ => {}
        }
    }
    let rest = list[start..].trim();
    if !rest.is_empty() {
        elements.push(rest);
    }
    elements
}

/// The bracket that closes the one at `open`.
pub(super) fn closing(text: &str, open: usize) -> Option<usize> {
    marks(&text[open..])
        .skip(1)
        .find(|mark| mark.depth == 0 && matches!(mark.character, ')' | ']' | '}'))
        .map(|mark| open + mark.at)
}
