//! The stages in a row.

use std::{path::PathBuf, time::Duration};

use crate::{
    config::{Config, Layout},
    diagnostic::{Diagnostics, Documents},
};

/// Reads the collections of a configuration and writes the files of its output, in memory.
#[derive(Debug)]
pub struct Generator {
    config: Config,
}

/// What a run made.
#[derive(Debug, Default)]
pub struct Generated {
    /// The files of the output.
    pub files: Vec<SourceFile>,
    /// What was guessed, changed or dropped.
    pub diagnostics: Diagnostics,
    /// Every input that was read.
    pub documents: Documents,
    /// What the output holds.
    pub summary: Summary,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// One file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where, below the output folder, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// How much there is in an output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Collections.
    pub apis: usize,
    /// Client functions.
    pub operations: usize,
    /// Types of request and response bodies.
    pub types: usize,
}

/// Why there is no output.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An input cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The input.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl Generator {
    /// A generator of this configuration.
    pub fn new(config: Config) -> Self {
        Self { config }
    }

    /// Runs all stages.
    ///
    /// # Errors
    ///
    /// When an input cannot be read.
    pub fn run(&self) -> Result<Generated, Error> {
        let mut generated = Generated::default();
        for api in &self.config.apis {
            let path = api.collection.clone();
            std::fs::metadata(&path).map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
            generated.documents.add(path);
            generated.summary.apis += 1;
        }
        let root = if self.config.output.layout == Layout::Crate {
            "src/lib.rs"
        } else {
            "mod.rs"
        };
        generated.files.push(SourceFile {
            path: root.to_owned(),
            text: String::new(),
        });
        Ok(generated)
    }
}
