//! Facts for machines.

use std::path::PathBuf;

use serde::Serialize;

use super::Fact;
use crate::diagnostic::{Documents, Place, Position, Sources};

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
