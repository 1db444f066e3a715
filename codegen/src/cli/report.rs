//! The file that `--report` writes.

use std::{fs, path::Path};

use serde::Serialize;

use super::Failure;
use crate::{
    diagnostic::{Located, Record},
    inspect::FactRecord,
};

/// Everything that was found, and every fact of the collections with what became of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Report<'d> {
    /// The version of this format.
    pub(super) version: u32,
    /// How many findings are warnings.
    pub(super) warnings: usize,
    /// How many findings are notes.
    pub(super) notes: usize,
    /// The findings, in the order of discovery.
    pub(super) diagnostics: Vec<Record<'d>>,
    /// Every fact of the collections, in their order.
    pub(super) facts: Vec<FactRecord>,
}

impl<'d> Report<'d> {
    /// The report of these findings and facts.
    pub(super) fn new(located: &[Located<'d>], facts: Vec<FactRecord>) -> Self {
        let diagnostics: Vec<Record<'d>> = located.iter().map(Record::from).collect();
        let warnings = located
            .iter()
            .filter(|located| located.is_warning())
            .count();
        Self {
            version: 1,
            warnings,
            notes: diagnostics.len() - warnings,
            diagnostics,
            facts,
        }
    }

    /// Writes it to a file.
    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        fs::write(path, json + "\n").map_err(|source| Failure::Write {
            path: path.to_owned(),
            source,
        })
    }
}
