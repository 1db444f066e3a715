//! What the pipeline yields: a collection that was read, and a whole run.

use std::mem;
use std::time::Duration;

use crate::config::Output;
use crate::diagnostic::{Diagnostics, Documents};
use crate::emit::{Sink, SourceFile};
use crate::ir::Api;
use crate::name::{ApiLock, Lock, Names};
use crate::resolve::SecretValue;

use super::emit_files;

/// What a run yields.
#[derive(Debug, Default)]
pub struct Generated {
    /// The files of the output.
    pub files: Files,
    /// What was guessed, changed or dropped.
    pub diagnostics: Diagnostics,
    /// Every input that was read.
    pub documents: Documents,
    /// The names to keep for the next run.
    pub lock: Option<Lock>,
    /// What the manifest of the package around a module has to have, in TOML; empty for a whole crate.
    pub manifest: String,
    /// A program that shows a first call with the crate, for its user to change; none for a module.
    pub first_program: Option<String>,
    /// How much there is.
    pub summary: Summary,
    /// Where the time went, by stage.
    pub timings: Vec<(&'static str, Duration)>,
}

/// The files of an output, by path relative to its folder.
#[derive(Debug)]
pub enum Files {
    /// These.
    Listed(Vec<SourceFile>),
    /// Those of collections that were read, emitted each time that they are asked for: together they take more memory
    /// than what they are made of.
    Emitted(Output, Vec<ReadApi>),
}

impl Default for Files {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl Files {
    /// Gives each file to `sink` as soon as it is there, in any order and on any thread.
    pub fn each(&self, sink: &Sink<'_>) {
        match self {
            Self::Listed(files) => files.iter().cloned().for_each(sink),
            Self::Emitted(output, apis) => {
                emit_files(output, &apis.iter().collect::<Vec<_>>(), sink);
            }
        }
    }
}

/// How much a run generated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Collections.
    pub apis: usize,
    /// Request items.
    pub operations: usize,
    /// Types, shared ones once.
    pub types: usize,
}

/// One collection, ready to be emitted.
#[derive(Debug)]
pub struct ReadApi {
    /// The name of the collection's file, for the header of generated files.
    pub source: String,
    /// The API.
    pub api: Api,
    /// Its identifiers.
    pub names: Names,
    /// The names to keep for the next run.
    pub lock: ApiLock,
    /// Literal secrets that were taken out of the collection, for wire checks; never part of the output.
    pub secrets: Vec<SecretValue>,
    /// What was guessed, changed or dropped.
    pub diagnostics: Diagnostics,
    /// Every input that was read.
    pub documents: Documents,
    /// Where the time went, by stage.
    pub timings: Vec<(&'static str, Duration)>,
}

impl Generated {
    /// Takes over the findings of one collection; its documents are renumbered.
    pub(super) fn take_over(&mut self, read: &mut ReadApi) {
        let offset = self.documents.append(mem::take(&mut read.documents));
        let diagnostics = mem::take(&mut read.diagnostics);
        self.diagnostics.append_from(diagnostics, offset);
        for (stage, duration) in mem::take(&mut read.timings) {
            match self.timings.iter_mut().find(|(known, _)| *known == stage) {
                Some((_, total)) => *total += duration,
                None => self.timings.push((stage, duration)),
            }
        }
    }
}
