//! URLs, taken apart as Postman's SDK does (`Url#toString` is the reverse).

mod mask;
mod parse;
#[cfg(test)]
mod tests;
mod text;

pub(in crate::postman) use mask::mask_variables;
pub use parse::{path_placeholder, path_variable_name};

/// A URL. Every text may hold `{{variables}}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Url {
    /// The scheme without `://`; `None` when the text has none.
    pub protocol: Option<String>,
    /// User and password of the userinfo, when there is one.
    pub userinfo: Option<(String, String)>,
    /// Host labels joined with `.`.
    pub host: String,
    /// The port as text; `Some("")` when it is present and empty.
    pub port: Option<String>,
    /// Path segments without slashes; `None` when there is no path at all. `[""]` is `/`.
    pub path: Option<Vec<String>>,
    /// Query entries in order, disabled ones included.
    pub query: Vec<QueryEntry>,
    /// The fragment; never sent.
    pub hash: Option<String>,
    /// Values for the segments that start with `:`.
    pub variables: Vec<PathVariable>,
}

/// An entry of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryEntry {
    /// The name; empty when it is not text.
    pub name: String,
    /// The value; `None` is sent as the name alone. Numbers, booleans and lists are `None`, as the SDK drops them.
    pub value: Option<String>,
    /// `disabled`, by truthiness.
    pub disabled: bool,
    /// The description as written.
    pub description: Option<String>,
    /// Index in the source list, for places.
    pub index: usize,
}

/// A value of `url.variable`, for the segment `:key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathVariable {
    /// The name without the colon (`key`, else `id`).
    pub name: String,
    /// The value; `None` unless it is text.
    pub value: Option<String>,
    /// The description as written.
    pub description: Option<String>,
    /// The declared `type` (`any`, `string` …).
    pub kind: Option<String>,
    /// Index in the source list, for places.
    pub index: usize,
}
