//! The intermediate representation and its names into the files of a client crate.
//!
//! One construct a file; every `emit_*` function gives tokens, and [`crate::format::print`] makes them text, file by
//! file and in parallel; a file is given away as soon as it is there. Nothing is decided here: what is emitted follows
//! from [`crate::ir`] and [`crate::name`] alone.

mod build;
mod builder;
mod client;
mod codec;
mod context;
mod crate_files;
mod credential;
mod docs;
mod doctest;
mod draft;
mod encode;
mod environment;
mod example;
mod feature;
mod file;
mod first_call;
mod former;
mod imports;
mod license;
mod lints;
mod literal;
mod manifest;
mod mock;
mod module;
mod module_files;
mod moved;
mod number;
mod operation;
mod pagination;
mod parallel;
mod preset;
mod quoted;
mod readme;
mod request;
mod resource;
mod round_trip;
mod runtime;
mod rust_type;
mod scope;
mod survey;
mod template;
mod types;
mod wire;

use std::sync::{Mutex, PoisonError};

use crate::ir::Api;
use crate::name::Names;

pub use crate_files::{CrateSettings, emit_crate, emit_first_program};
pub use module_files::{emit_fragment, emit_included, emit_module};

use context::Context;
use survey::Survey;

/// A file of the emitted code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it goes, relative, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// What the emitted code of one API says about its surroundings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModuleSettings {
    /// The crate's name as documentation examples write it, such as `generated`; `None` when the code is included into
    /// a crate whose paths are not known, then examples are shown but not compiled.
    pub crate_name: Option<String>,
    /// Whether the crate has all of the API at its root, too, and nothing else there hides any of it: examples go by
    /// that path.
    pub is_at_root: bool,
    /// What the code was generated from, for the header line of each file.
    pub source: String,
}

/// Takes files as they are emitted, in any order and on any thread.
pub type Sink<'s> = dyn Fn(SourceFile) + Sync + 's;

/// Emits one API: `<module>/mod.rs`, its client, a file for each folder, types and their codec.
///
/// Paths start with the API's module. The runtime is expected beside that module.
pub fn emit(api: &Api, names: &Names, settings: &ModuleSettings, sink: &Sink<'_>) {
    let survey = Survey::of(api);
    let cx = Context::new(api, names, settings, &survey);
    let parts = module::parts(&cx);
    parallel::each(&parts, |part| sink(module::emit_part(&cx, part)));
}

/// All files that `emit` gives to its sink, by path.
pub fn collect(emit: impl FnOnce(&Sink<'_>)) -> Vec<SourceFile> {
    let files = Mutex::new(Vec::new());
    emit(&|file| {
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        files.push(file);
    });
    let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

#[cfg(test)]
mod tests;
