//! Why nothing was generated, with the source line where there is one.

use std::{
    error::Error as StdError,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use super::UnknownFormat;
use crate::diagnostic::{Lines, SourceError};
use crate::hints::{self, HintError, Unused};
use crate::name::LockError;
use crate::postman::{ContentError, ReadError};

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A collection or an environment cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A hints file cannot be read, or a hint matches nothing.
    #[error(transparent)]
    Hints(#[from] hints::Error),
    /// The configuration gives a Rust type to a format that nothing has.
    #[error(transparent)]
    Format(#[from] Box<UnknownFormat>),
    /// The lock file cannot be read.
    #[error("`{}`: {source}: {}", path.display(), LockError::HELP)]
    Lock {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: LockError,
    },
}

impl Error {
    /// This error as a [`SourceError`] where it is about a place of a text, so that the line can be shown; else itself.
    pub fn located(self) -> Box<dyn StdError + Send + Sync> {
        match self.source_error() {
            Some(error) => Box::new(error),
            None => Box::new(self),
        }
    }

    fn source_error(&self) -> Option<SourceError> {
        match self {
            Self::Read(ReadError::Content { path, problem }) => of_content(path, problem),
            Self::Hints(hints::Error::Content { path, source }) => of_hint(path, source),
            Self::Hints(hints::Error::Unused { path, unused }) => of_unused(path, unused),
            Self::Format(format) => format.located(),
            Self::Lock { path, source } => of_lock(path, source),
            Self::Read(_) | Self::Hints(_) => None,
        }
    }
}

fn of_content(path: &Path, problem: &ContentError) -> Option<SourceError> {
    let text = String::from_utf8_lossy(&fs::read(path).ok()?).into_owned();
    let is_page = text.trim_start().starts_with('<');
    let mut help = None;
    let (offset, message) = match problem {
        ContentError::NotJson { .. } if is_page => {
            help = Some(
                "sign in where it came from, or export the collection from Postman".to_owned(),
            );
            (0, "not JSON, but a web page or XML".to_owned())
        }
        // The parser counts bytes, and its column is the byte that it has just read.
        ContentError::NotJson {
            problem,
            line,
            column,
        } => (
            Lines::new(&text).line(*line).start + column.saturating_sub(1),
            format!("not JSON: {problem}"),
        ),
        ContentError::NotYaml {
            problem,
            line,
            column,
        } => {
            let (line, column) = (usize::try_from(*line).ok()?, usize::try_from(*column).ok()?);
            (
                offset_of(&text, line, column),
                format!("not YAML: {problem}"),
            )
        }
        _ => return None,
    };
    Some(fault(path, text, offset, message, help))
}

fn of_lock(path: &Path, error: &LockError) -> Option<SourceError> {
    Some(SourceError {
        path: path.to_owned(),
        text: fs::read_to_string(path).ok()?,
        span: error.span.clone(),
        message: error.to_string(),
        help: Some(LockError::HELP.to_owned()),
    })
}

fn of_hint(path: &Path, error: &HintError) -> Option<SourceError> {
    Some(SourceError {
        path: path.to_owned(),
        text: fs::read_to_string(path).ok()?,
        span: error.span.clone(),
        message: error.message.clone(),
        help: None,
    })
}

/// The first hint that nothing asked for, at the last of its keys; the others are counted.
fn of_unused(path: &Path, unused: &[Unused]) -> Option<SourceError> {
    let text = fs::read_to_string(path).ok()?;
    let first = unused.first()?;
    let help = match unused.len() - 1 {
        0 => None,
        1 => Some("one more hint matches nothing".to_owned()),
        count => Some(format!("{count} more hints match nothing")),
    };
    Some(SourceError {
        path: path.to_owned(),
        span: first.locate(&text),
        text,
        message: first.to_string(),
        help,
    })
}

fn fault(
    path: &Path,
    text: String,
    offset: usize,
    message: String,
    help: Option<String>,
) -> SourceError {
    SourceError {
        path: path.to_owned(),
        span: word_at(&text, offset),
        text,
        message,
        help,
    }
}

/// The byte of a line and a column in characters, both from 1.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let line = Lines::new(text).line(line);
    let characters = text.get(line.clone()).unwrap_or_default().char_indices();
    let in_line = characters
        .map(|(offset, _)| offset)
        .nth(column.saturating_sub(1));
    in_line.map_or(line.end, |offset| line.start + offset)
}

/// The word or the one character at `offset`; empty at the end of the text and inside of a character.
fn word_at(text: &str, offset: usize) -> Range<usize> {
    let rest = text.get(offset..).unwrap_or_default();
    let word = rest
        .find(|character: char| !character.is_alphanumeric() && character != '_')
        .unwrap_or(rest.len());
    let length = word.max(rest.chars().next().map_or(0, char::len_utf8));
    let offset = offset.min(text.len());
    offset..offset + length
}

#[cfg(test)]
mod tests;
