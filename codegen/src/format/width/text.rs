//! Looking at a line of code: brackets, strings, widths.

/// How many columns a text takes; wide characters take two.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|character| if character < '\u{1100}' { 1 } else { 2 })
        .sum()
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

/// The characters of code in a text.
pub(super) fn marks(text: &str) -> impl Iterator<Item = Mark> {
    let mut depth = 0;
    let mut string = false;
    let mut escaped = false;
    text.char_indices().filter_map(move |(at, character)| {
        if string {
            string = escaped || character != '"';
            escaped = !escaped && character == '\\';
            return None;
        }
        match character {
            '"' => string = true,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        let mark = Mark {
            at,
            character,
            depth,
        };
        if matches!(character, '(' | '[' | '{') {
            depth += 1;
        }
        Some(mark)
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
