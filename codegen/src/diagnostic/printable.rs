//! Text from a collection, made harmless for a terminal.

use std::borrow::Cow;

/// `text` with a visible sign for every character that could move the cursor, change colours or reorder what is read.
/// Line breaks stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|character| {
                if is_unsafe(character) {
                    visible(character)
                } else {
                    character
                }
            })
            .collect(),
    )
}

fn is_unsafe(character: char) -> bool {
    // Besides controls: the marks that reorder text, and separators that some terminals take for line breaks.
    let reorders = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (character.is_control() && character != '\n')
        || reorders
        || matches!(character, '\u{2028}' | '\u{2029}')
}

/// The picture of a control character, or the sign for what cannot be shown.
fn visible(character: char) -> char {
    match u32::from(character) {
        9 => ' ',
        code @ 0..32 => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        127 => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_reordering_marks_become_visible() {
        assert_eq!(
            printable("a\u{1b}[2J\t\u{7f}\u{9b}\u{202e}b\nü"),
            "a␛[2J ␡\u{fffd}\u{fffd}b\nü"
        );
        assert!(matches!(printable("plain"), Cow::Borrowed(_)));
    }
}
