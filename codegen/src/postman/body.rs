//! Request bodies, one variant a mode.

/// A request body with content. Bodies that are `disabled` or have no mode are not read; bodies that turn out empty
/// are, and are not sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// `raw`: text as written.
    Raw {
        /// The text, CRLF and variables kept.
        text: String,
        /// `options.raw.language`.
        language: Option<RawLanguage>,
    },
    /// `urlencoded`.
    Urlencoded(Vec<UrlencodedEntry>),
    /// `formdata`: multipart.
    Multipart(Vec<FormPart>),
    /// `file`: the bytes of a file.
    File(FileSource),
    /// `graphql`.
    GraphQl(GraphQl),
}

/// `options.raw.language`, which decides the Content-Type when no header does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawLanguage {
    /// `json`.
    Json,
    /// `xml`.
    Xml,
    /// `html`.
    Html,
    /// `javascript`.
    JavaScript,
    /// `text`.
    Text,
    /// Any other word; sent as text/plain.
    Other(String),
}

/// An entry of a urlencoded body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlencodedEntry {
    /// The name.
    pub name: String,
    /// The values: one, or several for a list value.
    pub values: Vec<String>,
    /// `disabled`, by truthiness.
    pub disabled: bool,
    /// The description as written.
    pub description: Option<String>,
    /// Index in the source list, for places.
    pub index: usize,
}

/// A part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPart {
    /// The name.
    pub name: String,
    /// The content.
    pub value: FormPartValue,
    /// `contentType`, when set.
    pub content_type: Option<String>,
    /// `fileName`, when set.
    pub file_name: Option<String>,
    /// `disabled`, by truthiness.
    pub disabled: bool,
    /// The description as written.
    pub description: Option<String>,
    /// Index in the source list, for places.
    pub index: usize,
}

/// The content of a multipart part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormPartValue {
    /// Text.
    Text(String),
    /// Files by path; empty when none was chosen, several for a list.
    Files(Vec<String>),
    /// A file part with inline base64 content instead of a path.
    Inline(String),
}

impl FormPartValue {
    /// The content that stands in the collection, empty where only the path of a file does.
    pub fn as_text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Inline(text) => text,
            Self::Files(_) => "",
        }
    }
}

/// The source of a `file` body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSource {
    /// `src`, a path.
    pub path: Option<String>,
    /// `content`, inline text.
    pub content: Option<String>,
}

/// A GraphQL body. Only these three members are sent, in this order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GraphQl {
    /// The document.
    pub query: Option<String>,
    /// The operation's name.
    pub operation_name: Option<String>,
    /// The variables as JSON text, spliced in verbatim; `None` when absent or an empty string.
    pub variables: Option<String>,
}
