//! Requests and their headers.

use super::{Auth, Body, Url};

/// What Postman would send.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The method, upper-cased; `GET` when there is none. May hold `{{variables}}`.
    pub method: String,
    /// Whether the method is written as empty text. It is sent as GET, with a body all the same: which methods have none
    /// Postman knows by their names.
    pub is_method_blank: bool,
    /// The URL.
    pub url: Url,
    /// Headers in order, disabled ones included.
    pub headers: Vec<Header>,
    /// The body; `None` without a mode.
    pub body: Option<Body>,
    /// The request's own auth; `None` inherits.
    pub auth: Option<Auth>,
}

/// A header entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The name as written; entries with an empty or missing name are not read.
    pub name: String,
    /// The value as written.
    pub value: String,
    /// `disabled`, by truthiness.
    pub disabled: bool,
    /// The description as written.
    pub description: Option<String>,
    /// Index in the source list, for places.
    pub index: usize,
}
