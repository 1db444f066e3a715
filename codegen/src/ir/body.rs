//! Request bodies.

use super::{FieldId, Template};

/// What an operation sends as its body.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A JSON object whose members are fields of the request, side by side with path and query.
    JsonObject {
        /// The members, in order.
        members: Vec<FieldId>,
        /// Members that are always sent with the same value, as JSON text.
        constants: Vec<(String, String)>,
        /// The Content-Type; `None` when `disabledSystemHeaders` forbids one.
        content_type: Option<String>,
        /// The collection's own body, as Postman would send it (comments removed), with `{{variables}}`: its layout is
        /// kept when a request says the same.
        text: String,
    },
    /// A JSON value that is one field.
    Json {
        /// The body.
        field: FieldId,
        /// The Content-Type; `None` when `disabledSystemHeaders` forbids one.
        content_type: Option<String>,
        /// The collection's own body, as for [`Body::JsonObject`].
        text: String,
    },
    /// Text that is one field: XML, plain text, JSON that cannot be read as JSON.
    Text {
        /// The body.
        field: FieldId,
        /// The Content-Type; `None` when `disabledSystemHeaders` forbids one.
        content_type: Option<String>,
    },
    /// A urlencoded form.
    Form {
        /// The entries, in the order in which they are sent.
        entries: Vec<FormEntry>,
        /// The Content-Type.
        content_type: Option<String>,
    },
    /// A multipart form.
    Multipart {
        /// The parts, in order.
        parts: Vec<Part>,
        /// A boundary fixed by a Content-Type header of the collection.
        boundary: Option<String>,
    },
    /// Bytes: a file.
    Bytes {
        /// The body.
        field: FieldId,
        /// The Content-Type.
        content_type: Option<String>,
    },
    /// A GraphQL document with typed variables.
    GraphQl {
        /// The document; constant.
        query: Option<Template>,
        /// The operation's name; constant.
        operation_name: Option<Template>,
        /// The variables, one field, when there are any.
        variables: Option<FieldId>,
        /// The collection's own variables, as text with `{{variables}}`.
        text: Option<String>,
        /// The Content-Type.
        content_type: Option<String>,
    },
}

/// An entry of a urlencoded form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormEntry {
    /// The name, not yet encoded.
    pub name: Template,
    /// The value.
    pub value: FormValue,
}

/// The value of a form entry.
#[derive(Debug, Clone, PartialEq)]
pub enum FormValue {
    /// Always sent.
    Constant(Template),
    /// Sent when the caller sets it; once for each element of a list.
    Field(FieldId),
}

/// A part of a multipart form.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The name, sent without escaping.
    pub name: Template,
    /// What it holds.
    pub content: PartContent,
    /// The part's Content-Type, when the collection sets one.
    pub content_type: Option<String>,
}

/// The content of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum PartContent {
    /// Text.
    Text(PartSource),
    /// A file; for a list field one part for each file.
    File(FieldId),
}

/// Where the text of a part comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum PartSource {
    /// Always sent.
    Constant(Template),
    /// Sent when the caller sets it.
    Field(FieldId),
}
