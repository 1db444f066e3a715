//! What can be wrong with a configuration.

use std::{io, path::PathBuf};

use crate::diagnostic::SourceError;

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read the configuration `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file says something that cannot be.
    #[error(transparent)]
    Invalid(Box<SourceError>),
    /// Neither the folder nor one above it has a configuration.
    #[error(
        "no `postwright.toml` in {} or a folder above it\n  \
         postwright init COLLECTION                    writes one, and a crate\n  \
         postwright generate COLLECTION --out FOLDER   writes a crate alone",
        if folder.as_os_str().is_empty() { "this folder".to_owned() } else { format!("`{}`", folder.display()) }
    )]
    NotFound {
        /// Where the search began.
        folder: PathBuf,
    },
    /// A collection that was given by its path does not exist.
    #[error("there is no collection at `{}`: {}", path.display(), advice(near.as_deref()))]
    NoCollection {
        /// The path.
        path: PathBuf,
        /// What is there under a name like it.
        near: Option<String>,
    },
}

fn advice(near: Option<&str>) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "give the path of a collection file or of a v3 collection's folder".to_owned(),
    }
}
