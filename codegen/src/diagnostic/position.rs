//! Lines and columns, as editors count them.

use std::{fmt, ops::Range};

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
        Lines::new(text).position(offset)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

/// A text and where its lines begin, so that many positions of one text are cheap.
#[derive(Debug, Clone)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Looks for the line ends of `text` once.
    pub fn new(text: &'t str) -> Self {
        let after_newlines = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after_newlines).collect(),
        }
    }

    /// The position of the byte `offset`; the end of the text where the offset lies beyond it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = if self.text.is_char_boundary(offset) {
            offset
        } else {
            self.text.len()
        };
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self
            .starts
            .get(line.wrapping_sub(1))
            .copied()
            .unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        Position {
            line,
            column: before.trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }

    /// The bytes of a line, from 1, without its line end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let start = self
            .starts
            .get(line.wrapping_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\n', '\r']).len()
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

    #[test]
    fn a_line_ends_before_its_line_end() {
        let lines = Lines::new("a\r\n\nbc");
        assert_eq!(
            [1, 2, 3, 4].map(|line| lines.line(line)),
            [0..1, 3..3, 4..6, 6..6]
        );
    }
}
