//! Whether the formats that the configuration gives a Rust type are formats of something.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::config::Config;
use crate::diagnostic::{Key, SourceError, locate_key, suggestion};
use crate::ir::{Api, Operation, TypeRef};
use crate::lower::types::FORMATS;

/// A format of the configuration that no text of the API has, and that is not a well-known one either.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no text of `{module}` has the format `{format}`; {help}")]
pub struct UnknownFormat {
    /// The configuration's file, if it has one.
    file: Option<PathBuf>,
    /// Which `[[api]]` of it.
    index: usize,
    module: String,
    format: String,
    help: String,
}

/// Checks the formats of the configuration's API at `index`.
///
/// # Errors
///
/// When one of them is a format of nothing: it is misspelled, or belongs to another API.
pub(super) fn check(config: &Config, index: usize, api: &Api) -> Result<(), Box<UnknownFormat>> {
    let uses = api
        .types
        .iter()
        .flat_map(|definition| definition.kind.uses())
        .chain(api.operations.iter().flat_map(Operation::uses));
    let mut known: BTreeSet<&str> = uses.filter_map(format).collect();
    known.extend(FORMATS);
    let configured = api.options.formats.keys();
    let mut unknown = configured.filter(|format| !known.contains(format.as_str()));
    let Some(format) = unknown.next() else {
        return Ok(());
    };
    let known: Vec<&str> = known.into_iter().collect();
    Err(Box::new(UnknownFormat {
        file: config.file.clone(),
        index,
        module: api.module.clone(),
        format: format.clone(),
        help: suggestion(format, &known),
    }))
}

/// The format of a text, or of what a list or a map holds.
fn format(type_ref: &TypeRef) -> Option<&str> {
    match type_ref {
        TypeRef::Formatted(format) => Some(&format.name),
        TypeRef::Nullable(inner)
        | TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Boxed(inner) => format(inner),
        _ => None,
    }
}

impl UnknownFormat {
    /// This fault at its key; none without a file.
    pub(super) fn located(&self) -> Option<SourceError> {
        let path = self.file.clone()?;
        let text = fs::read_to_string(&path).ok()?;
        let keys = [
            Key::name("api"),
            Key::Index(self.index),
            Key::name("formats"),
            Key::name(&self.format),
        ];
        Some(SourceError {
            span: locate_key(&text, &keys),
            path,
            text,
            message: format!(
                "no text of `{}` has the format `{}`",
                self.module, self.format
            ),
            help: Some(self.help.clone()),
        })
    }
}
