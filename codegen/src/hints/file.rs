//! Hints files and what can be wrong with them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{HintError, Hints, Unused};
use crate::diagnostic::Documents;

/// Why hints cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read the hints file `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not valid.
    #[error("{}:{source}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        source: HintError,
    },
    /// Hints that nothing in the collection asked for.
    #[error("{}: {}", path.display(), list(unused))]
    Unused {
        /// The file.
        path: PathBuf,
        /// The hints.
        unused: Vec<Unused>,
    },
}

fn list(unused: &[Unused]) -> String {
    unused
        .iter()
        .map(Unused::to_string)
        .collect::<Vec<_>>()
        .join("\n  ")
}

impl Hints {
    /// Reads a hints file.
    ///
    /// # Errors
    ///
    /// When it cannot be read or is not valid, with line and column.
    pub fn read(path: &Path, documents: &mut Documents) -> Result<Self, Error> {
        documents.add(path.to_owned());
        let text = fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        let mut hints = Self::parse(&text).map_err(|source| Error::Content {
            path: path.to_owned(),
            source,
        })?;
        path.clone_into(&mut hints.file);
        Ok(hints)
    }

    /// Whether everything in the file was asked for, once the collection is lowered.
    ///
    /// # Errors
    ///
    /// [`Error::Unused`] with every hint that matches nothing, and the names that look most like it.
    pub fn check_used(&self) -> Result<(), Error> {
        let unused = self.unused();
        if unused.is_empty() {
            Ok(())
        } else {
            Err(Error::Unused {
                path: self.file.clone(),
                unused,
            })
        }
    }
}
