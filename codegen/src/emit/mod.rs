//! The intermediate representation and its names into the files of a client crate.
//!
//! One construct a file; every `emit_*` function gives tokens, and [`crate::format::print`] makes them text, file by
//! file and in parallel. Nothing is decided here: what is emitted follows from [`crate::ir`] and [`crate::name`] alone.

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
mod file;
mod imports;
mod literal;
mod manifest;
mod module;
mod module_files;
mod operation;
mod parallel;
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

use crate::ir::Api;
use crate::name::Names;

pub use crate_files::{CrateSettings, emit_crate};
pub use module_files::{emit_included, emit_module};

use context::Context;
use survey::Survey;

/// Names of types that the emitted files import: no type, request struct or sub-client may have one of them.
pub const RESERVED_TYPES: &[&str] = &[
    "Answer",
    "Arc",
    "BTreeMap",
    "Body",
    "Box",
    "Bytes",
    "Call",
    "CallSettings",
    "Client",
    "ClientBuilder",
    "Core",
    "Default",
    "Deserialize",
    "Deserializer",
    "Environment",
    "Err",
    "Error",
    "Fields",
    "File",
    "Fill",
    "FnMut",
    "Form",
    "IgnoredAny",
    "IntegerOrText",
    "Into",
    "MapAccess",
    "None",
    "Nullable",
    "Number",
    "Ok",
    "Operation",
    "Option",
    "Options",
    "Parameter",
    "Result",
    "SecretString",
    "Self",
    "Serialize",
    "Serializer",
    "Settings",
    "Some",
    "String",
    "Value",
    "Values",
    "Vec",
    "Visitor",
];

/// Names of modules that the emitted files have beside those of folders.
pub const RESERVED_MODULES: &[&str] = &[
    "client",
    "codec",
    "examples",
    "operations",
    "round_trip",
    "round_trip_tests",
    "runtime",
    "types",
];

/// Names of functions that the client or its builder have beside accessors and setters.
pub const RESERVED_FUNCTIONS: &[&str] = &[
    "build",
    "builder",
    "environment",
    "from_env",
    "new",
    "options",
];

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
    /// What the code was generated from, for the header line of each file.
    pub source: String,
}

/// Emits one API: `<module>/mod.rs`, its client, a file for each folder, types and their codec.
///
/// Paths start with the API's module. The runtime is expected beside that module.
pub fn emit(api: &Api, names: &Names, settings: &ModuleSettings) -> Vec<SourceFile> {
    let survey = Survey::of(api);
    let cx = Context::new(api, names, settings, &survey);
    let parts = module::parts(&cx);
    parallel::map(&parts, |part| module::emit_part(&cx, part))
}

#[cfg(test)]
mod tests;
