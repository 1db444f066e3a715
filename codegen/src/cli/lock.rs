//! The lock file beside the output: compared, and written after the output.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Failure;
use crate::project::replace_file;

/// What the lock file should hold.
#[derive(Debug)]
pub(super) struct LockFile {
    path: PathBuf,
    text: String,
}

impl LockFile {
    pub(super) fn new(path: PathBuf, text: String) -> Self {
        Self { path, text }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn is_current(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|text| text.replace("\r\n", "\n") == self.text)
    }

    /// Writes the file whole or not at all. A run that ends before this is repeated with the same names.
    pub(super) fn save(&self) -> Result<(), Failure> {
        if self.is_current() {
            return Ok(());
        }
        replace_file(&self.path, &self.text).map_err(|source| Failure::Write {
            path: self.path.clone(),
            source,
        })
    }
}
