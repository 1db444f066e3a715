//! A node of the tree.

use serde::Serialize;

/// Something of an API, with what is known of it and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its name, as in the collection.
    pub name: String,
    /// The type, in JSON's words and the names of the emitted types.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// `required`, `optional` or `nullable`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presence: Option<&'static str>,
    /// Where its facts come from, one sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// The JSON pointer (RFC 6901) into the source.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pointer: String,
    /// What it holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Node>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The collection.
    Api,
    /// A setting of the client.
    Setting,
    /// A folder.
    Folder,
    /// A request item.
    Operation,
    /// A part of the path that the caller gives.
    Path,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// The body, or a member of it.
    Body,
    /// What is always sent.
    Constant,
    /// An answer by its status.
    Answer,
    /// How a list goes on from page to page, as a hint says it.
    Pages,
    /// A type.
    Type,
    /// A member of a type.
    Member,
    /// A value of an enum.
    Value,
    /// A form of a union.
    Form,
    /// What was guessed, changed or dropped.
    Finding,
}

impl Node {
    /// A node of which only the name is known.
    pub(super) fn new(kind: Kind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            type_name: None,
            presence: None,
            evidence: Vec::new(),
            pointer: String::new(),
            children: Vec::new(),
        }
    }
}

impl Kind {
    /// The word before the name; most names speak for themselves.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Setting => "setting ",
            Self::Path => "path ",
            Self::Query => "query ",
            Self::Header => "header ",
            Self::Body => "body ",
            Self::Constant => "always sends ",
            Self::Answer => "answer ",
            Self::Pages => "pages ",
            Self::Type => "type ",
            Self::Form => "form ",
            Self::Api
            | Self::Folder
            | Self::Operation
            | Self::Member
            | Self::Value
            | Self::Finding => "",
        }
    }
}
