//! Why a project could not be written.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::Obstacle;

/// Why a project could not be written. Nothing was changed, but for [`Error::Incomplete`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path would leave the output folder or cannot be a file name on every system.
    #[error("`{}` cannot be the path of an output file", path.escape_debug())]
    InvalidPath {
        /// The path, relative to the output folder.
        path: String,
    },
    /// Two files have one path, or two that differ in case only.
    #[error("two output files have the path `{path}`")]
    Duplicate {
        /// The path, relative to the output folder, in lower case.
        path: String,
    },
    /// A part of the path is a symbolic link, which could lead out of the output folder.
    #[error("`{}` is a symbolic link, which Postwright does not follow: replace it with a file or folder", path.display())]
    SymbolicLink {
        /// The link.
        path: PathBuf,
    },
    /// Files stand where generated ones belong.
    #[error(
        "{} would be overwritten: {}; move your code to a file of its own, or overwrite it with `postwright generate --force`",
        if obstacles.len() == 1 { "a file that is not as it was generated" } else { "files that are not as they were generated" },
        obstacles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    )]
    Obstacles {
        /// The files.
        obstacles: Vec<Obstacle>,
    },
    /// The system refused an operation.
    #[error("cannot {action} `{}`: {source}; {}", path.display(), advice(source))]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The system refused an operation after the point of no return. The next run completes what is left.
    #[error("{source}; some files are already replaced, and the next run completes the rest")]
    Incomplete {
        /// What was refused.
        source: Box<Error>,
    },
}

impl Error {
    /// For `map_err`: the system refused to `action` the file or folder `path`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

/// What to do about a refusal of the system.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make space on the disk and run it again"
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "the disk is read-only: choose an output folder elsewhere"
        }
        io::ErrorKind::PermissionDenied => "check who may write there",
        io::ErrorKind::NotADirectory => "a file stands where a folder is needed: move it away",
        io::ErrorKind::IsADirectory => "a folder stands where a file is needed: move it away",
        _ => "check the folder and run it again",
    }
}
