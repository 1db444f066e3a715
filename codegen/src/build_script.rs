//! Generating from a `build.rs`, in one call.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), postwright::build_script::Error> {
//!     postwright::build_script("collections/acme.postman_collection.json")
//! }
//! ```
//!
//! ```text
//! // src/lib.rs
//! pub mod api {
//!     include!(concat!(env!("OUT_DIR"), "/postwright/mod.rs"));
//! }
//! ```
//!
//! The module holds one module an API, here `api::acme`. The package needs the dependencies that the emitted code uses:
//! where its `Cargo.toml` lacks some, the build fails with the lines to add. The first lines of the root file, `mod.rs`, are
//! all tables of it, cargo features included.
//!
//! Cargo is told to run the script again when an input changes, whole folders for v3 collections. Warnings about a
//! collection become warnings of the build. There is no network access.

mod cargo;

use std::{
    collections::BTreeSet,
    env,
    error::Error as StdError,
    fmt, io,
    io::Write,
    path::{Path, PathBuf},
};

use crate::{
    config::{self, ApiConfig, Config, Layout, Output},
    generator::{self, Generated, Generator},
    postman,
    project::{self, Edits, Mode, Project},
};

/// The folder in `OUT_DIR` that holds the root file, `mod.rs`.
const FOLDER: &str = "postwright";

/// Generates from `input`: a configuration (a `.toml` file) or a collection (a file, or the folder of a v3 collection).
///
/// The output goes where `[output]` says; without that, and for a collection, into `OUT_DIR`.
/// See the [module](mod@self) for the lines that a package needs, and [`BuildScript`] for more choices.
///
/// # Errors
///
/// When the configuration or an input cannot be read, the output cannot be written, or the package lacks a dependency.
pub fn build_script(input: impl AsRef<Path>) -> Result<(), Error> {
    BuildScript::new(input.as_ref()).run()
}

/// A run from a build script.
#[derive(Debug, Clone)]
pub struct BuildScript {
    input: PathBuf,
    folder: Option<PathBuf>,
    module: Option<String>,
    hints: Option<PathBuf>,
    environments: Vec<PathBuf>,
}

impl BuildScript {
    /// A run from a configuration (a `.toml` file) or a collection. Relative paths start at the package's folder.
    pub fn new(input: impl Into<PathBuf>) -> Self {
        Self {
            input: input.into(),
            folder: None,
            module: None,
            hints: None,
            environments: Vec::new(),
        }
    }

    /// Writes a module, with `mod.rs` as its root, to a folder of the package instead of `OUT_DIR`. The files are meant
    /// to be committed: cargo forbids a published package to change its own source while it is built.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Names the module of a collection; without it, its file name does. A configuration has the name in it.
    #[must_use]
    pub fn module(mut self, module: impl Into<String>) -> Self {
        self.module = Some(module.into());
        self
    }

    /// Adds a file of facts that a collection does not state. A configuration has it in it.
    #[must_use]
    pub fn hints(mut self, file: impl Into<PathBuf>) -> Self {
        self.hints = Some(file.into());
        self
    }

    /// Adds a Postman environment of a collection. A configuration has them in it.
    #[must_use]
    pub fn environment(mut self, file: impl Into<PathBuf>) -> Self {
        self.environments.push(file.into());
        self
    }

    /// Generates, and tells cargo of inputs and warnings.
    ///
    /// # Errors
    ///
    /// When the configuration or an input cannot be read, the output cannot be written, or the package lacks a dependency.
    pub fn run(&self) -> Result<(), Error> {
        let out_dir = env::var_os("OUT_DIR").map(PathBuf::from);
        self.run_in(out_dir.as_deref(), &mut io::stdout().lock(), &|config| {
            Generator::new(config)
                .run()
                .map_err(generator::Error::located)
        })
    }

    fn run_in(
        &self,
        out_dir: Option<&Path>,
        cargo: &mut dyn Write,
        generate: &dyn Fn(Config) -> Result<Generated, Box<dyn StdError + Send + Sync>>,
    ) -> Result<(), Error> {
        let config = self.config(out_dir)?;
        let (output, mut inputs) = (config.output.clone(), BTreeSet::new());
        // Every folder and file of a v3 collection by name, so that the output of the script shows what counts.
        for input in config.inputs() {
            inputs.extend(postman::documents_of(input).unwrap_or_else(|_| vec![input.to_owned()]));
        }
        let generated = generate(config).map_err(Error::Generate)?;
        inputs.extend(
            generated
                .documents
                .iter()
                .map(|document| document.path.clone()),
        );
        cargo::tell(cargo, &inputs, &generated).map_err(Error::Cargo)?;
        let files = &generated.files;
        let project = Project::made_by(|take| files.each(&|file| take(&file.path, &file.text)));
        // Nobody edits what lies in OUT_DIR.
        let edits = if output.layout == Layout::Include {
            Edits::Overwrite
        } else {
            Edits::Refuse
        };
        project.apply(&output.folder, Mode::Write, edits)?;
        let own =
            env::var_os("CARGO_MANIFEST_DIR").map(|own| PathBuf::from(own).join("Cargo.toml"));
        let lines = own.and_then(|own| cargo::missing(&own, &generated.manifest));
        lines.map_or(Ok(()), |lines| Err(Error::Dependencies { lines }))
    }

    fn config(&self, out_dir: Option<&Path>) -> Result<Config, Error> {
        let is_configuration = self
            .input
            .extension()
            .is_some_and(|extension| extension == "toml");
        let mut config = if is_configuration {
            Config::load(&self.input)?
        } else {
            self.collection()?
        };
        if let Some(folder) = &self.folder {
            config.output = Output::new(folder, Layout::Module);
        } else if config.output.layout == Layout::Include {
            config.output.folder = out_dir.ok_or(Error::NoOutDir)?.join(FOLDER);
        }
        Ok(config)
    }

    fn collection(&self) -> Result<Config, Error> {
        let mut api = ApiConfig::new(&self.input)?;
        if let Some(module) = &self.module {
            config::check_module_name(module).map_err(|message| Error::Module { message })?;
            api.module.clone_from(module);
        }
        api.hints.clone_from(&self.hints);
        api.environments.clone_from(&self.environments);
        api.examples = false;
        api.folder_features = Some(false);
        Ok(Config {
            file: None,
            output: Output::include(),
            apis: vec![api],
        })
    }
}

/// Why a build script failed. `Debug` is the message too, because that is what `main` prints.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// The name of the module.
    #[error("{message}")]
    Module {
        /// What is wrong with it.
        message: String,
    },
    /// An input.
    #[error(transparent)]
    Generate(Box<dyn StdError + Send + Sync>),
    /// The output folder.
    #[error(transparent)]
    Project(#[from] project::Error),
    /// Dependencies that the package lacks; without them the generated module cannot be compiled.
    #[error(
        "the generated module needs dependencies that `Cargo.toml` lacks; add to it:\n\n{lines}"
    )]
    Dependencies {
        /// The lines to add, with the headers of their tables.
        lines: String,
    },
    /// `OUT_DIR` is not set.
    #[error(
        "`OUT_DIR` is not set: call this from a build script, or name a folder with `BuildScript::folder`"
    )]
    NoOutDir,
    /// Cargo does not listen.
    #[error("cannot write to standard output, where cargo reads: {0}")]
    Cargo(io::Error),
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests;
