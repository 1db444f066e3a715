//! The pipeline: one function a stage, in the order of the README's diagram.

mod clock;
mod error;
mod formats;
mod generated;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::{fs, io, mem};

use crate::config::{ApiConfig, Config, Layout, Literals, Output, UnknownFields};
use crate::diagnostic::{Diagnostics, Documents};
use crate::emit::{self, CrateSettings};
pub use crate::emit::{Sink, SourceFile};
use crate::hints::Hints;
use crate::ir::{self, Api};
use crate::lower;
use crate::name::{self, ApiLock, Lock, Names};
use crate::postman::{self, Environment, ReadError};
use crate::resolve;
use clock::Clock;
pub use error::Error;
pub use formats::UnknownFormat;
pub use generated::{Files, Generated, ReadApi, Summary};

/// How many operations an API has at most before its folders get cargo features.
const MOST_OPERATIONS: usize = 150;

/// Generates what a configuration asks for; writes nothing.
#[derive(Debug)]
pub struct Generator {
    config: Config,
}

impl Generator {
    /// A generator for what `config` asks.
    pub fn new(config: Config) -> Self {
        Self { config }
    }

    /// Runs the pipeline for every collection, up to the files, which are emitted when they are asked for.
    ///
    /// # Errors
    ///
    /// When an input cannot be read, or a hint or a format matches nothing. Odd content is no error: see
    /// [`Generated::diagnostics`].
    pub fn run(&self) -> Result<Generated, Error> {
        Ok(emit(&self.config, self.read()?))
    }

    /// Reads every collection, up to the names.
    ///
    /// # Errors
    ///
    /// As [`Generator::run`].
    pub fn read(&self) -> Result<Vec<ReadApi>, Error> {
        let lock = lock(&self.config)?;
        let none = ApiLock::default();
        let apis = self.config.apis.iter().enumerate();
        let read = apis.map(|(index, api)| {
            let read = read_with(api, lock.apis.get(&api.module).unwrap_or(&none))?;
            formats::check(&self.config, index, &read.api)?;
            Ok(read)
        });
        read.collect()
    }
}

/// Reads one collection and everything that belongs to it, up to its names.
///
/// # Errors
///
/// When an input cannot be read or a hint matches nothing.
pub fn read(config: &ApiConfig) -> Result<ReadApi, Error> {
    read_with(config, &ApiLock::default())
}

/// As [`read`], with names that were given before.
///
/// # Errors
///
/// As [`read`].
pub fn read_with(config: &ApiConfig, lock: &ApiLock) -> Result<ReadApi, Error> {
    let mut documents = Documents::default();
    let mut diagnostics = Diagnostics::default();
    let mut clock = Clock::start();

    let collection =
        postman::read_collection(&config.collection, &mut documents, &mut diagnostics)?;
    let environments = environments(config, &mut documents, &mut diagnostics)?;
    let hints = config.hints.as_deref().map_or_else(
        || Ok(Hints::default()),
        |file| Hints::read(file, &mut documents),
    )?;
    clock.lap("read");

    let mut resolved = resolve::resolve(collection, &environments, &mut diagnostics);
    clock.lap("resolve");

    let secrets = mem::take(&mut resolved.secrets);
    let mut api = lower::lower(resolved, &hints, &options(config, &hints), &mut diagnostics);
    api.options.folder_features = has_folder_features(config, &api);
    hints.check_used()?;
    clock.lap("lower");

    let (names, lock) = name::assign_with(&api, lock, &mut diagnostics);
    clock.lap("name");

    Ok(ReadApi {
        source: source_name(config),
        api,
        names,
        lock,
        secrets,
        diagnostics,
        documents,
        timings: clock.laps,
    })
}

/// Collections that were read as one output.
pub fn emit(config: &Config, mut apis: Vec<ReadApi>) -> Generated {
    let read: Vec<&ReadApi> = apis.iter().collect();
    let mut generated = Generated {
        files: Files::default(),
        first_program: first_program(&config.output, &read),
        diagnostics: Diagnostics::default(),
        documents: Documents::default(),
        lock: Some(Lock::default()),
        manifest: manifest(&config.output, &read),
        summary: Summary::default(),
        timings: Vec::new(),
    };
    for read in &mut apis {
        generated.summary.apis += 1;
        generated.summary.operations += read.api.operations.len();
        generated.summary.types += read.api.types.len();
        if let Some(lock) = &mut generated.lock {
            let names = mem::take(&mut read.lock);
            lock.apis.insert(read.api.module.clone(), names);
        }
        generated.take_over(read);
    }
    generated.files = Files::Emitted(config.output.clone(), apis);
    generated
}

fn manifest(output: &Output, apis: &[&ReadApi]) -> String {
    if output.layout == Layout::Crate {
        return String::new();
    }
    emit::emit_fragment(&pairs(apis))
}

/// The files of one output with these APIs, by path.
pub fn files(output: &Output, apis: &[&ReadApi]) -> Vec<SourceFile> {
    emit::collect(|sink| emit_files(output, apis, sink))
}

fn emit_files(output: &Output, apis: &[&ReadApi], sink: &Sink<'_>) {
    let (settings, pairs) = (crate_settings(output, apis), pairs(apis));
    match output.layout {
        Layout::Crate => emit::emit_crate(&pairs, &settings, sink),
        Layout::Module => emit::emit_module(&pairs, &settings, sink),
        Layout::Include => emit::emit_included(&pairs, &settings, sink),
    }
}

fn first_program(output: &Output, apis: &[&ReadApi]) -> Option<String> {
    let is_crate = output.layout == Layout::Crate;
    is_crate.then(|| emit::emit_first_program(&pairs(apis), &crate_settings(output, apis)))?
}

fn crate_settings(output: &Output, apis: &[&ReadApi]) -> CrateSettings {
    CrateSettings {
        name: output.package.clone(),
        version: "0.1.0".to_owned(),
        license: output.license.clone(),
        has_own_code: output.has_own_code(),
        sources: apis.iter().map(|read| read.source.clone()).collect(),
    }
}

fn pairs<'a>(apis: &[&'a ReadApi]) -> Vec<(&'a Api, &'a Names)> {
    apis.iter().map(|read| (&read.api, &read.names)).collect()
}

/// The collection as the header of a generated file names it: without folders, which differ between machines.
fn source_name(api: &ApiConfig) -> String {
    let name = api.collection.file_name();
    name.map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The names that were given before; none where there is no lock file.
fn lock(config: &Config) -> Result<Lock, Error> {
    let Some(path) = config.lock_file() else {
        return Ok(Lock::default());
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Lock::default()),
        Err(source) => return Err(Error::Read(ReadError::Unreadable { path, source })),
    };
    Lock::parse(&text).map_err(|source| Error::Lock { path, source })
}

/// Whether the folders of an API get cargo features: there is something to choose from, and enough to be worth it.
fn has_folder_features(config: &ApiConfig, api: &Api) -> bool {
    let is_top = |resource: &&ir::Resource| resource.parent == Some(ir::ResourceId::ROOT);
    let is_large = api.operations.len() > MOST_OPERATIONS;
    config.folder_features.unwrap_or(is_large) && api.resources.iter().filter(is_top).count() > 1
}

fn environments(
    config: &ApiConfig,
    documents: &mut Documents,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Environment>, ReadError> {
    let files: Vec<&PathBuf> = config.globals.iter().chain(&config.environments).collect();
    files
        .into_iter()
        .map(|file| postman::read_environment(file, documents, diagnostics))
        .collect()
}

fn options(config: &ApiConfig, hints: &Hints) -> lower::Options {
    lower::Options {
        module: config.module.clone(),
        send_literals: config.literals == Literals::Send,
        emitted: ir::Options {
            // The tests of request bodies write the examples.
            examples: config.examples || config.round_trip,
            round_trip: config.round_trip,
            formats: config.formats.clone(),
            lenient: config.lenient,
            folder_features: false,
        },
        types: lower::types::Options {
            formats: config.formats.clone(),
            unknown: match config.unknown_fields {
                UnknownFields::Ignore => ir::UnknownFields::Ignore,
                UnknownFields::Keep => ir::UnknownFields::Keep,
            },
            definitions: hints.definitions(),
        },
    }
}
