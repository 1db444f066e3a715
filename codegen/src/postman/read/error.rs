//! Why a file could not be read.

use std::{fmt, io, path::PathBuf};

use thiserror::Error;

/// A file that could not be read as what it should be.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file or directory is missing or may not be opened.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file was opened, but its content is not what it should be.
    #[error("`{}`: {problem}", path.display())]
    Content {
        /// Which one.
        path: PathBuf,
        /// What is wrong.
        problem: ContentError,
    },
}

/// What is wrong with the content of a file.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContentError {
    /// Bytes that are not UTF-8.
    #[error("not UTF-8{}: byte 0x{byte:02x} at offset {offset} (line {line}, column {column}); save it as UTF-8", if *utf16 { " but UTF-16" } else { "" })]
    NotUtf8 {
        /// The first bad byte.
        byte: u8,
        /// Its offset in bytes, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
        /// Whether the file starts as UTF-16 does.
        utf16: bool,
    },
    /// A file that is larger than any collection.
    #[error("too large: {bytes} bytes, at most {} are read", super::MAX_BYTES)]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// Text that is not JSON.
    #[error("not JSON: {problem} (line {line}, column {column})")]
    NotJson {
        /// What was expected or found.
        problem: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// Text that is not YAML.
    #[error("not YAML: {problem} (line {line}, column {column})")]
    NotYaml {
        /// What was expected or found.
        problem: String,
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: u64,
    },
    /// A readable document that is something else.
    #[error("not a Postman collection, but {0}")]
    NotCollection(DocumentKind),
    /// A readable document that is something else.
    #[error("not a Postman environment, but {0}")]
    NotEnvironment(DocumentKind),
}

/// What a document looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentKind {
    /// A Postman collection in one file.
    Collection,
    /// One file of a v3 collection, which is a directory.
    CollectionPart,
    /// A Postman environment.
    Environment,
    /// Postman globals.
    Globals,
    /// OpenAPI 3.
    OpenApi,
    /// Swagger 2.
    Swagger,
    /// AsyncAPI.
    AsyncApi,
    /// A recording of a browser.
    Har,
    /// An export of Insomnia.
    Insomnia,
    /// A JSON Schema.
    JsonSchema,
    /// The report of a newman run.
    NewmanReport,
    /// An answer of Postman's API that holds no collection.
    ApiAnswer,
    /// A list of collections: a backup, or an answer of Postman's API.
    Collections,
    /// A list.
    List,
    /// A single text, number, boolean or null.
    Scalar,
    /// A file without content.
    Empty,
    /// A directory without requests.
    Directory,
    /// Some other object.
    Other,
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Collection => "a Postman collection",
            Self::CollectionPart => "one file of a v3 collection: give its directory instead",
            Self::Environment => "a Postman environment: it goes with a collection, as `--environment` or in `environments`",
            Self::Globals => "Postman globals: they go with a collection, as `globals` of its configuration",
            Self::OpenApi => "an OpenAPI document: convert it to a collection first",
            Self::Swagger => "a Swagger document: convert it to a collection first",
            Self::AsyncApi => "an AsyncAPI document: it describes no requests",
            Self::Har => "a HAR recording: import it into Postman and export a collection",
            Self::Insomnia => "an Insomnia export: import it into Postman and export a collection",
            Self::JsonSchema => "a JSON Schema: it describes no requests",
            Self::NewmanReport => "the report of a newman run: give the collection that was run",
            Self::ApiAnswer => "an answer of the Postman API without a `collection`: export the collection instead",
            Self::Collections => "a list of collections (a backup, or an answer of the Postman API): export the one you need",
            Self::List => "a list: export it from Postman",
            Self::Scalar => "a single value: export it from Postman",
            Self::Empty => "an empty file: export the collection again",
            Self::Directory => "a directory without `*.request.yaml` files: give the file of a collection, or the directory of a v3 one",
            Self::Other => {
                "an object with neither `info` and `item` (v2) nor `order` and `requests` (v1): export it from Postman"
            }
        })
    }
}
