//! What can be wrong with a configuration.

use std::{fmt, io, ops::Range, path::PathBuf};

use crate::diagnostic::Position;

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read the configuration `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file says something that cannot be.
    #[error(transparent)]
    Invalid(Box<SourceError>),
    /// Neither the folder nor one above it has a configuration.
    #[error(
        "no `postwright.toml` in `{}` or a folder above it: write one, run `postwright init COLLECTION`, or generate \
         without one: `postwright generate COLLECTION --out FOLDER`",
        folder.display()
    )]
    NotFound {
        /// Where the search began.
        folder: PathBuf,
    },
    /// A collection that was given by its path does not exist.
    #[error("there is no collection at `{}`: give the path of a collection file or of a v3 collection's folder", path.display())]
    NoCollection {
        /// The path.
        path: PathBuf,
    },
}

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
