//! The lock file beside the output: compared, and written after the output.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Failure;

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
        let staged = self.path.with_extension("lock.new");
        fs::write(&staged, &self.text)
            .and_then(|()| fs::rename(&staged, &self.path))
            .map_err(|source| Failure::Write {
                path: self.path.clone(),
                source,
            })
    }
}
