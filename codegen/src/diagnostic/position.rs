//! Lines and columns, as editors count them.

use std::fmt;

/// A line and a column in a text, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Position {
    /// The position of the byte `offset` of `text`; the end of the text where the offset lies beyond it.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before
                .get(line_start..)
                .unwrap_or_default()
                .trim_start_matches('\u{feff}')
                .chars()
                .count()
                + 1,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        assert_eq!(
            Position::of("\u{feff}é{", 5),
            Position { line: 1, column: 2 }
        );
        assert_eq!(Position::of("a\r\nbc", 4), Position { line: 2, column: 2 });
        assert_eq!(Position::of("a\n", 99), Position { line: 2, column: 1 });
    }
}
