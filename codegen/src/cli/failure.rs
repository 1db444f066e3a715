//! Why a run failed, as the command line shows it.

use std::{error::Error, io, path::PathBuf};

use super::{Exit, Terminal, message::Message};
use crate::{
    config,
    diagnostic::{self, SourceError},
    project,
};

/// Why a subcommand failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// An input.
    #[error(transparent)]
    Generate(Box<dyn Error + Send + Sync>),
    /// The output folder.
    #[error(transparent)]
    Project(#[from] project::Error),
    /// A file beside the output.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that an input is copied from.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An argument whose value cannot be.
    #[error("{0}")]
    Argument(String),
    /// `--deny warnings` or `--fail-on`.
    #[error("{0}")]
    Denied(String),
    /// The output differs from what would be generated.
    #[error("`{folder}` is stale: {reason}")]
    Stale {
        /// The output folder.
        folder: String,
        /// In which way, and what to do.
        reason: String,
    },
}

impl Failure {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Config(_) | Self::Generate(_) | Self::Argument(_) | Self::Read { .. } => {
                Exit::Input
            }
            // A path that cannot be is the generator's, all other refusals are the folder's.
            Self::Project(_) | Self::Write { .. } => Exit::Output,
            Self::Denied(_) | Self::Stale { .. } => Exit::Stale,
        }
    }

    /// Prints it: with the source line where it has one.
    pub(super) fn show(&self, terminal: &mut Terminal<'_>) {
        if terminal.is_json() {
            let position = self
                .place()
                .map(|place| (place.path.to_string_lossy().into_owned(), place.position()));
            terminal.message(&Message::error(&self.message(), position));
        } else if let Some(place) = self.place() {
            terminal.complain(&format!("{}\n", diagnostic::error(place)));
        } else {
            terminal.error(&self.message());
        }
    }

    fn place(&self) -> Option<&SourceError> {
        match self {
            Self::Config(config::Error::Invalid(place)) => Some(place),
            Self::Generate(error) => {
                let boxed = error.downcast_ref::<Box<SourceError>>().map(AsRef::as_ref);
                error
                    .downcast_ref()
                    .or(boxed)
                    .or_else(|| error.source().and_then(<dyn Error>::downcast_ref))
            }
            _ => None,
        }
    }

    /// The message and those of its causes that it does not repeat.
    fn message(&self) -> String {
        let mut text = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            let reason = error.to_string();
            if !text.contains(&reason) {
                text = format!("{text}: {reason}");
            }
            cause = error.source();
        }
        text
    }
}
