//! Faults that end a run, at a place of a source text.

use std::{fmt, ops::Range, path::PathBuf};

use super::Position;

/// A fault at a place of a source text: `file:line:column: message`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceError {
    /// The file.
    pub path: PathBuf,
    /// Its text, from which line and column are counted.
    pub text: String,
    /// The bytes of the text that are at fault.
    pub span: Range<usize>,
    /// What is wrong, in one sentence without a final period.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl SourceError {
    /// Where the fault begins.
    pub fn position(&self) -> Position {
        Position::of(&self.text, self.span.start)
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}:{}: {}",
            self.path.display(),
            self.position(),
            self.message
        )?;
        self.help
            .iter()
            .try_for_each(|help| write!(formatter, "; {help}"))
    }
}

impl std::error::Error for SourceError {}
