//! What to generate and where to: `postwright.toml`, or the defaults around one bare collection.

mod error;
mod license;
mod module_name;
mod near;
mod read;
mod table;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

pub use error::Error;

/// The name of the configuration file.
pub const FILE_NAME: &str = "postwright.toml";

/// The name of the file that keeps given names.
pub const LOCK_FILE_NAME: &str = "postwright.lock";

/// All that a run is told from outside: one output and the APIs in it.
///
/// ```toml
/// [output]
/// crate = "generated"
///
/// [[api]]
/// module = "auth0"
/// collection = "collections/auth0-management.postman_collection.json"
/// hints = "collections/auth0-management.hints.toml"
/// environments = ["collections/auth0.postman_environment.json"]
/// ```
///
/// Paths in the file are relative to the file. An unknown key is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The file that it was read from, if any; an input of the run like any other.
    pub file: Option<PathBuf>,
    /// `[output]`: where the code goes; into `OUT_DIR` if the table is missing.
    pub output: Output,
    /// `[[api]]`: the collections, one module each, in the order of the file.
    pub apis: Vec<ApiConfig>,
}

/// `[output]`: where the code goes and what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// `crate = "generated"` or `module = "src/api"`: the folder. Exactly one of both keys must be there.
    pub folder: PathBuf,
    /// Which of both keys it was.
    pub layout: Layout,
    /// `package`: the name of the emitted package; the name of the folder if not set. Only with `crate`.
    pub package: String,
    /// `license`: an SPDX expression for the emitted package; none if not set. Only with `crate`.
    pub license: Option<String>,
}

/// What the output folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `crate`: a whole package, with `Cargo.toml`, a README and `src/lib.rs`.
    Crate,
    /// `module`: a module of the user's own package, with `mod.rs` as the root.
    Module,
    /// No `[output]` at all: a module that a build script writes to `OUT_DIR` and the package `include!`s. As `Module`,
    /// but the root file has no inner attributes or inner docs, which `include!` does not allow.
    Include,
}

/// `[[api]]`: one collection and how it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the configuration"
)]
pub struct ApiConfig {
    /// `module`: the name of the module and of the cargo feature; from the collection's file name if not set.
    pub module: String,
    /// `collection`: the collection's file, or the folder of a v3 collection. Required.
    pub collection: PathBuf,
    /// `hints`: a TOML file of facts that the collection does not state.
    pub hints: Option<PathBuf>,
    /// `environments`: Postman environment files; each is a named environment of the client, without its secrets.
    pub environments: Vec<PathBuf>,
    /// `globals`: a Postman globals file, whose values stand behind those of every environment.
    pub globals: Option<PathBuf>,
    /// `literals`: `"document"` (the default) or `"send"`.
    pub literals: Literals,
    /// `unknown_fields`: `"ignore"` (the default) or `"keep"`.
    pub unknown_fields: UnknownFields,
    /// `formats`: the Rust type of each string format, such as `date-time = "jiff::Timestamp"`, one that serde reads from
    /// text; a format that is not listed is a `String`.
    pub formats: BTreeMap<String, String>,
    /// `examples`: whether request structs give the collection's own values with `example()`. If not set, on for a
    /// crate and off for a module; with `round_trip` they are always there.
    pub examples: bool,
    /// `round_trip`: whether the direction of serde that the client does not need is emitted too, behind a development
    /// feature, so that every saved example can be decoded and encoded again. Off if not set.
    pub round_trip: bool,
    /// `lenient`: whether values of answers that do not fit their types are left out, unless the caller says otherwise.
    /// Off if not set: such an answer is an error.
    pub lenient: bool,
    /// `folder_features`: whether each folder at the top has a cargo feature, so that a user compiles what they use. If not
    /// set, on for a crate when the API has more than 150 operations.
    pub folder_features: Option<bool>,
}

/// What becomes of literal values in a query, a form or a JSON body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Literals {
    /// They are samples: they document the field and are sent only when the caller sets it.
    #[default]
    Document,
    /// They are what the request sends unless the caller says otherwise, for collections that are scripts rather than
    /// documentation.
    Send,
}

/// What becomes of the fields of a response that no sample shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnknownFields {
    /// They are skipped while decoding.
    #[default]
    Ignore,
    /// They are kept in a map of the struct.
    Keep,
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is not TOML, has an unknown key or a value of the wrong kind, or names an input
    /// that does not exist: with file, line and column.
    pub fn load(file: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(file).map_err(|source| Error::Read {
            path: file.to_owned(),
            source,
        })?;
        read::config(file, text)
    }

    /// Reads the configuration of `folder`, or of the nearest folder above that has one.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when there is none, else as [`Config::load`].
    pub fn discover(folder: &Path) -> Result<Self, Error> {
        let mut candidate = folder.to_owned();
        // Upwards with `..` for as long as the folder exists, so that messages name files relative to the user.
        let here = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let depth = std::path::absolute(here).map_or(1, |absolute| absolute.components().count());
        for _ in 0..depth {
            let file = candidate.join(FILE_NAME);
            if file.is_file() {
                return Self::load(&file);
            }
            candidate.push("..");
        }
        Err(Error::NotFound {
            folder: folder.to_owned(),
        })
    }

    /// The defaults around one collection: a crate in `folder` with one module, named after the collection.
    ///
    /// # Errors
    ///
    /// When the collection does not exist.
    pub fn for_collection(collection: &Path, folder: &Path) -> Result<Self, Error> {
        let api = ApiConfig::new(collection)?;
        Ok(Self {
            file: None,
            output: Output::new(folder, Layout::Crate),
            apis: vec![api],
        })
    }

    /// Where given names are kept: beside the configuration, else in the folder of the crate. None for a bare collection
    /// in a build script.
    pub fn lock_file(&self) -> Option<PathBuf> {
        match (&self.file, self.output.layout) {
            (Some(file), _) => Some(file.with_file_name(LOCK_FILE_NAME)),
            (None, Layout::Crate) => Some(self.output.folder.join(LOCK_FILE_NAME)),
            (None, Layout::Module | Layout::Include) => None,
        }
    }

    /// Every file or folder that the configuration names, itself included: the inputs of a run before anything was
    /// read.
    pub fn inputs(&self) -> impl Iterator<Item = &Path> {
        let apis = self.apis.iter().flat_map(ApiConfig::inputs);
        self.file.as_deref().into_iter().chain(apis)
    }
}

impl Output {
    /// The defaults for a folder: a package of the folder's name, without a license.
    pub fn new(folder: &Path, layout: Layout) -> Self {
        Self {
            folder: folder.to_owned(),
            layout,
            package: module_name::package(folder),
            license: None,
        }
    }

    /// Whether the user has a module of their own in the crate: `src/own.rs`, which the root then declares.
    pub fn has_own_code(&self) -> bool {
        self.layout == Layout::Crate && self.folder.join("src/own.rs").is_file()
    }

    /// The output of a build script, whose folder only the script knows.
    pub fn include() -> Self {
        Self {
            folder: PathBuf::new(),
            layout: Layout::Include,
            package: String::new(),
            license: None,
        }
    }
}

impl ApiConfig {
    /// The defaults for one collection.
    ///
    /// # Errors
    ///
    /// When the collection does not exist.
    pub fn new(collection: &Path) -> Result<Self, Error> {
        if !collection.exists() {
            return Err(Error::NoCollection {
                path: collection.to_owned(),
                near: near::entry(collection),
            });
        }
        Ok(Self {
            module: module_name::of_collection(collection),
            collection: collection.to_owned(),
            hints: None,
            environments: Vec::new(),
            globals: None,
            literals: Literals::default(),
            unknown_fields: UnknownFields::default(),
            formats: BTreeMap::new(),
            examples: true,
            round_trip: false,
            lenient: false,
            folder_features: None,
        })
    }

    /// The files and folders that it names.
    pub fn inputs(&self) -> impl Iterator<Item = &Path> {
        let optional = [&self.hints, &self.globals].into_iter().flatten();
        std::iter::once(&self.collection)
            .chain(optional)
            .chain(&self.environments)
            .map(PathBuf::as_path)
    }
}

/// Checks that `license` is an SPDX expression.
///
/// # Errors
///
/// When it is empty, names a license that SPDX does not list, or has another form; the message says what it may be.
pub fn check_license(license: &str) -> Result<(), String> {
    license::check(license)
}

/// Makes `module` the name of an API's module.
///
/// # Errors
///
/// When it is not a Rust identifier in snake case.
pub fn check_module_name(module: &str) -> Result<(), String> {
    module_name::check(module)
}
