//! Answers.

use super::{Docs, TypeRef};

/// What the collection, its scripts or the hints say of one status.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseCase {
    /// The status; `None` for a saved response without a code.
    pub status: Option<u16>,
    /// What it means.
    pub docs: Docs,
    /// What the body holds.
    pub body: ResponseBody,
    /// Saved answers, for mocks.
    pub examples: Vec<SavedAnswer>,
    /// The saved JSON bodies that are values of [`ResponseCase::body`], without importers' placeholders: what must
    /// decode and encode without loss. Only with [`super::Options::round_trip`].
    pub samples: Vec<String>,
}

/// A saved answer, as written, without secrets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedAnswer {
    /// The headers that a caller may look at, by names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; empty when none was saved.
    pub body: String,
}

/// What the body of an answer holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ResponseBody {
    /// Nothing is known.
    Unknown,
    /// No content.
    Empty,
    /// JSON of a known type.
    Json(TypeRef),
    /// Text: XML, HTML, CSV, plain.
    Text,
    /// Bytes: images, archives.
    Bytes,
}

/// What a successful call yields.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// One kind of body for every success.
    One(ResponseBody),
    /// Different bodies for different statuses: an enum, emitted as the [`super::TypeKind::ByStatus`] type.
    ByStatus(TypeRef),
}

/// One case of an output that depends on the status.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputCase {
    /// The statuses.
    pub statuses: Vec<u16>,
    /// The body.
    pub body: ResponseBody,
}
