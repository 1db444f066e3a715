//! Saved responses (examples).

use super::{Header, Request};

/// A saved response.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedResponse {
    /// `id`.
    pub id: Option<String>,
    /// The name, free text.
    pub name: String,
    /// The status code; `None` when it is missing (`default` responses of importers).
    pub code: Option<u16>,
    /// The reason phrase.
    pub status: Option<String>,
    /// Headers.
    pub headers: Vec<Header>,
    /// The body as written; `None` when there is none.
    pub body: Option<String>,
    /// `_postman_previewlanguage`, lower-cased.
    pub language: Option<String>,
    /// The request that was answered, often with other parameters than the item's.
    pub original_request: Option<Box<Request>>,
    /// Index in the source list, for places.
    pub index: usize,
}
