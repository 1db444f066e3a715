//! Findings for machines: the JSON of `--message-format json` and `--report`.

use std::path::PathBuf;

use serde::Serialize;

use super::{Documents, Located, Place, Position, Severity, Sources};
use crate::inspect::Fact;

/// One finding, flat.
#[derive(Debug, Clone, Serialize)]
pub struct Record<'d> {
    /// The rule's number, such as `PW1001`.
    pub code: &'static str,
    /// `note` or `warning`.
    pub severity: &'static str,
    /// The rule in a few words.
    pub title: &'static str,
    /// What was found.
    pub message: &'d str,
    /// The folders and the item that it belongs to, from the outside in.
    pub item: &'d [String],
    /// The source file.
    pub file: String,
    /// The JSON pointer (RFC 6901) into the file.
    pub pointer: &'d str,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What the output holds instead.
    pub instead: Option<&'d str>,
    /// How to settle it.
    pub help: Option<&'d str>,
}

/// Everything that was found, and every fact of the collections with what became of it: the file that `--report` writes.
#[derive(Debug, Clone, Serialize)]
pub struct Report<'d> {
    /// The version of this format.
    pub version: u32,
    /// How many findings are warnings.
    pub warnings: usize,
    /// How many findings are notes.
    pub notes: usize,
    /// The findings, in the order of discovery.
    pub diagnostics: Vec<Record<'d>>,
    /// Every fact of the collections, in their order.
    pub facts: Vec<FactRecord>,
}

/// A fact and where it stands, flat.
#[derive(Debug, Clone, Serialize)]
pub struct FactRecord {
    /// The module of the API.
    pub module: String,
    /// The fact.
    #[serde(flatten)]
    pub fact: Fact,
    /// The source file.
    pub file: String,
    /// The JSON pointer (RFC 6901) into the file.
    pub pointer: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl FactRecord {
    /// The facts of an API with their places; the files are read again.
    pub fn locate(module: &str, facts: Vec<Fact>, documents: &Documents) -> Vec<Self> {
        let places: Vec<&Place> = facts.iter().map(|fact| &fact.place).collect();
        let found = Sources::positions(&places, documents);
        let records = facts.into_iter().zip(found);
        let record = |(fact, (path, position)): (Fact, (PathBuf, Position))| Self {
            module: module.to_owned(),
            pointer: fact.place.pointer.clone(),
            fact,
            file: path.to_string_lossy().replace('\\', "/"),
            line: position.line,
            column: position.column,
        };
        records.map(record).collect()
    }
}

impl<'d> From<&Located<'d>> for Record<'d> {
    fn from(located: &Located<'d>) -> Self {
        let diagnostic = located.diagnostic;
        Self {
            code: diagnostic.code.text(),
            severity: diagnostic.code.severity().name(),
            title: diagnostic.code.title(),
            message: &diagnostic.message,
            item: &diagnostic.item,
            file: located.path.to_string_lossy().replace('\\', "/"),
            pointer: &diagnostic.place.pointer,
            line: located.position.line,
            column: located.position.column,
            instead: diagnostic.instead.as_deref(),
            help: diagnostic.help.as_deref(),
        }
    }
}

impl<'d> Report<'d> {
    /// The report of these findings and facts.
    pub fn new(located: &[Located<'d>], facts: Vec<FactRecord>) -> Self {
        let diagnostics: Vec<Record<'d>> = located.iter().map(Record::from).collect();
        let warnings = located
            .iter()
            .filter(|located| located.diagnostic.code.severity() == Severity::Warning)
            .count();
        Self {
            version: 1,
            warnings,
            notes: diagnostics.len() - warnings,
            diagnostics,
            facts,
        }
    }
}
