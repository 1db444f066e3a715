//! What was guessed, changed or dropped, and where in the collection.
//!
//! Every stage takes a [`Diagnostics`] sink. A diagnostic never stops a run: a collection that can be read always
//! yields a crate that compiles, and nothing is lost in silence.

mod code;
mod key;
mod locate;
mod nearest;
mod place;
mod position;
mod printable;
mod record;
mod render;
mod source_error;
mod sources;
#[cfg(test)]
mod tests;

pub use code::{Code, Severity};
pub use key::Key;
pub(crate) use key::locate_key;
pub(crate) use nearest::{nearest, suggestion};
pub use place::{Document, DocumentId, Documents, Place};
pub use position::{Lines, Position};
pub use printable::printable;
pub use record::Record;
pub use render::{error, render};
pub use source_error::SourceError;
pub use sources::{Located, Sources, first_of_each_rule};

/// One finding about the content of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Which rule was met; gives severity and explanation.
    pub code: Code,
    /// What was found, in one sentence without a final period.
    pub message: String,
    /// Where, in the source document.
    pub place: Place,
    /// The folders and the item it belongs to, from the outside in; empty for the whole document.
    pub item: Vec<String>,
    /// What the output holds instead.
    pub instead: Option<String>,
    /// How the reader can settle it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding of kind `code` at `place`.
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place,
            item: Vec::new(),
            instead: None,
            help: None,
        }
    }

    /// Names the item that it belongs to.
    #[must_use]
    pub fn item(mut self, path: &[String]) -> Self {
        self.item = path.to_vec();
        self
    }

    /// Says what was emitted instead.
    #[must_use]
    pub fn instead(mut self, text: impl Into<String>) -> Self {
        self.instead = Some(text.into());
        self
    }

    /// Says how to settle it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// The sink of all stages, in the order of discovery.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// All findings so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Takes over the findings of another sink whose documents were added after `offset` others.
    pub fn append_from(&mut self, other: Self, offset: u32) {
        self.list
            .extend(other.list.into_iter().map(|mut diagnostic| {
                diagnostic.place.document.0 += offset;
                diagnostic
            }));
    }

    /// Takes over the findings of another sink, after the present ones.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }
}
