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
//! the first lines of the root file, `mod.rs`, are the tables to copy into its `Cargo.toml`.
//!
//! Cargo is told to run the script again when an input changes, whole folders for v3 collections. Warnings about a
//! collection become warnings of the build. There is no network access.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error as StdError,
    fmt, fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use crate::{
    config::{self, ApiConfig, Config, Layout, Output},
    diagnostic::{Code, Located, Severity, Sources},
    generator::{self, Generated, Generator},
    postman,
    project::{self, Edits, Mode, Project},
};

/// The folder in `OUT_DIR` that holds the root file, `mod.rs`.
const FOLDER: &str = "postwright";

/// How many findings of one rule are shown before the rest is only counted.
const SHOWN: usize = 3;

/// Generates from `input`: a configuration (a `.toml` file) or a collection (a file, or the folder of a v3 collection).
///
/// The output goes where `[output]` says; without that, and for a collection, into `OUT_DIR`.
/// See the [module](mod@self) for the lines that a package needs, and [`BuildScript`] for more choices.
///
/// # Errors
///
/// When the configuration or an input cannot be read, or the output cannot be written.
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
    /// When the configuration or an input cannot be read, or the output cannot be written.
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
        tell_cargo(cargo, &inputs, &generated).map_err(Error::Cargo)?;
        if let Some(folder) = env::var_os("CARGO_MANIFEST_DIR") {
            let own = PathBuf::from(folder).join("Cargo.toml");
            tell_missing(cargo, &own, &generated.manifest).map_err(Error::Cargo)?;
        }
        let files = &generated.files;
        let project = Project::made_by(|take| files.each(&|file| take(&file.path, &file.text)));
        // Nobody edits what lies in OUT_DIR.
        let edits = if output.layout == Layout::Include {
            Edits::Overwrite
        } else {
            Edits::Refuse
        };
        project.apply(&output.folder, Mode::Write, edits)?;
        Ok(())
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

/// Warns of dependencies of the generated module that the package does not have: the compiler would only say that a
/// crate cannot be found, in code that nobody wrote.
fn tell_missing(cargo: &mut dyn Write, own: &Path, needed: &str) -> io::Result<()> {
    let read = |text: &str| text.parse::<toml::Table>().unwrap_or_default();
    let own = read(&fs::read_to_string(own).unwrap_or_default());
    let (has, needed) = (dependencies(&own), dependencies(&read(needed)));
    let missing = needed.iter().filter(|(name, value)| {
        let is_optional = value
            .get("optional")
            .is_some_and(|value| value.as_bool() == Some(true));
        !is_optional && !has.contains_key(*name)
    });
    for (name, value) in missing {
        let line = format!("{name} = {value}");
        let message = "the generated module needs a dependency that Cargo.toml lacks: add";
        writeln!(cargo, "cargo::warning={message} `{line}` to [dependencies]")?;
    }
    Ok(())
}

/// The dependencies of a manifest for the target of the build, by name.
fn dependencies(manifest: &toml::Table) -> BTreeMap<String, toml::Value> {
    let of = |table: &toml::Table| {
        let dependencies = table.get("dependencies").and_then(toml::Value::as_table);
        dependencies.cloned().unwrap_or_default()
    };
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let wasm = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch.starts_with("wasm"));
    let of_targets = targets.into_iter().flatten().filter_map(|(target, table)| {
        let is_ours = target.contains("wasm32") && (target.contains("not(") != wasm);
        let is_open = !target.contains("wasm32");
        (is_ours || is_open).then(|| table.as_table().map(of))?
    });
    of(manifest)
        .into_iter()
        .chain(of_targets.flatten())
        .collect()
}

/// Writes the instructions that cargo reads from a build script's output.
fn tell_cargo(
    cargo: &mut dyn Write,
    inputs: &BTreeSet<PathBuf>,
    generated: &Generated,
) -> io::Result<()> {
    // A file name with a line break in it could give cargo instructions of its own; the folder that it is in is named too.
    for input in inputs
        .iter()
        .filter(|input| !input.to_string_lossy().contains(char::is_control))
    {
        writeln!(cargo, "cargo::rerun-if-changed={}", input.display())?;
    }
    let sources = Sources::read(&generated.diagnostics, &generated.documents);
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for located in sources.locate(&generated.diagnostics) {
        let code = located.diagnostic.code;
        if code.severity() == Severity::Warning {
            let count = counts.entry(code).or_default();
            *count += 1;
            if *count <= SHOWN {
                writeln!(cargo, "cargo::warning={}", one_line(&located))?;
            }
        }
    }
    for (code, count) in counts.iter().filter(|(_, count)| **count > SHOWN) {
        writeln!(
            cargo,
            "cargo::warning={} more of {} ({})",
            count - SHOWN,
            code.text(),
            code.title()
        )?;
    }
    Ok(())
}

/// A finding on one line: a line break would end the instruction and begin another one.
fn one_line(located: &Located<'_>) -> String {
    let diagnostic = located.diagnostic;
    let (path, position) = (located.path.display(), located.position);
    let mut parts = vec![format!(
        "{path}:{position}: {} [{}]",
        diagnostic.message,
        diagnostic.code.text()
    )];
    parts.extend(
        diagnostic
            .instead
            .as_ref()
            .map(|instead| format!("emitted instead: {instead}")),
    );
    parts.extend(diagnostic.help.as_ref().map(|help| format!("help: {help}")));
    parts
        .join("; ")
        .replace(|character: char| character.is_control(), " ")
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
