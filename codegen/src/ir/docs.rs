//! Documentation and where facts come from.

use std::borrow::Cow;

use crate::diagnostic::Place;

/// Where something of the collection stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The place in the source.
    pub place: Place,
    /// Folder names from the outside in, then the item's name.
    pub path: Vec<String>,
}

/// Documentation, safe for rustdoc.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// One sentence with a final period; never empty once lowered.
    pub summary: String,
    /// More paragraphs of Markdown; may be empty.
    pub body: String,
    /// Where inferred facts come from, such as "in 3 of 3 saved responses".
    pub evidence: Vec<Evidence>,
}

impl Docs {
    /// Documentation of one sentence.
    pub fn sentence(summary: impl Into<String>) -> Self {
        Self {
            summary: summary.into(),
            ..Self::default()
        }
    }

    /// Whether both say the same; how many samples tell of it is not said to callers.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.summary == other.summary && self.body == other.body
    }
}

/// A fact and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The sentence that is shown.
    pub text: Cow<'static, str>,
    /// Whether documentation shows it, too: what a hint states is a fact there, and what an importer made up is none.
    pub in_docs: bool,
}

impl Evidence {
    /// Evidence that documentation shows.
    pub fn shown(text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            text: text.into(),
            in_docs: true,
        }
    }

    /// Evidence for those who look into what was inferred.
    pub fn inspected(text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            text: text.into(),
            in_docs: false,
        }
    }
}
