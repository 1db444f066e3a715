//! Collections, folders and request items.

use super::{Auth, Request, SavedResponse, Variable};
use crate::diagnostic::Place;

/// The format that a collection was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// v1.0.0: flat, with order lists.
    V1,
    /// v2.0.0: auth parameters as maps.
    V2,
    /// v2.1.0: auth parameters as lists.
    V21,
    /// v3: a directory of YAML files.
    V3,
}

/// A whole collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Collection {
    /// `info.name`; empty when there is none.
    pub name: String,
    /// `info.description`, as written (Markdown or HTML).
    pub description: Option<String>,
    /// `info.version` as text.
    pub version: Option<String>,
    /// The format that it was read from.
    pub format: Format,
    /// Collection variables, in order; duplicates kept (the last enabled one wins).
    pub variables: Vec<Variable>,
    /// The collection's own auth.
    pub auth: Option<Auth>,
    /// The collection's scripts.
    pub scripts: Vec<Script>,
    /// The collection's `protocolProfileBehavior`.
    pub behavior: Behavior,
    /// Folders and requests, in order.
    pub items: Vec<Item>,
    /// The root of the document.
    pub place: Place,
}

/// An entry of a collection or folder.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An entry with a truthy `item` member.
    Folder(Box<Folder>),
    /// Anything else.
    Request(Box<RequestItem>),
}

impl Item {
    /// The name of the folder or request.
    pub fn name(&self) -> &str {
        match self {
            Self::Folder(folder) => &folder.name,
            Self::Request(item) => &item.name,
        }
    }

    /// The same entry at that place of its list.
    #[must_use]
    pub(super) fn numbered(mut self, index: usize) -> Self {
        match &mut self {
            Self::Folder(folder) => folder.index = index,
            Self::Request(item) => item.index = index,
        }
        self
    }
}

/// A folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// `id` or `_postman_id`.
    pub id: Option<String>,
    /// The name; empty when there is none.
    pub name: String,
    /// The description as written.
    pub description: Option<String>,
    /// The folder's own auth.
    pub auth: Option<Auth>,
    /// The folder's scripts.
    pub scripts: Vec<Script>,
    /// The folder's `protocolProfileBehavior`.
    pub behavior: Behavior,
    /// Folders and requests, in order.
    pub items: Vec<Item>,
    /// Where it stands in its list, from 0; entries of the list that are not read count.
    pub index: usize,
    /// Where the folder stands.
    pub place: Place,
}

/// A request item with its saved responses.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestItem {
    /// `id` or `_postman_id`.
    pub id: Option<String>,
    /// The name; empty when there is none.
    pub name: String,
    /// The description: the item's own, else the request's, as written.
    pub description: Option<String>,
    /// The request.
    pub request: Request,
    /// Saved responses (examples), in order.
    pub responses: Vec<SavedResponse>,
    /// The item's scripts.
    pub scripts: Vec<Script>,
    /// The item's `protocolProfileBehavior`.
    pub behavior: Behavior,
    /// Where it stands in its list, from 0; entries of the list that are not read count.
    pub index: usize,
    /// Where the item stands; in v2 the request is at its member `request`, in v1 and v3 the item is the request.
    pub place: Place,
}

/// When a script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScriptKind {
    /// `prerequest`: before the request is sent.
    PreRequest,
    /// `test`: after the answer.
    Test,
}

/// A script. Never run; read for evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// When it runs.
    pub kind: ScriptKind,
    /// The source, lines joined with `\n`; never blank, disabled events are left out.
    pub source: String,
}

/// `protocolProfileBehavior`: merged key by key along the folders, the nearest wins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behavior {
    /// `followRedirects` (Postman's default: true).
    pub follow_redirects: Option<bool>,
    /// `maxRedirects` (10).
    pub max_redirects: Option<u32>,
    /// `followOriginalHttpMethod` (false).
    pub follow_original_method: Option<bool>,
    /// `followAuthorizationHeader` (false).
    pub follow_authorization_header: Option<bool>,
    /// `strictSSL`.
    pub strict_ssl: Option<bool>,
    /// `disableBodyPruning` (false): GET, HEAD, COPY, PURGE and UNLOCK keep their body.
    pub disable_body_pruning: Option<bool>,
    /// `disableUrlEncoding` (false).
    pub disable_url_encoding: Option<bool>,
    /// `disableCookies` (false).
    pub disable_cookies: Option<bool>,
    /// `disabledSystemHeaders`, replaced whole by the nearest level.
    pub disabled_system_headers: Option<Vec<SystemHeader>>,
    /// `protocolVersion`: `http1`, `http2` or `auto`.
    pub protocol_version: Option<String>,
}

/// A header that Postman adds by itself and that `disabledSystemHeaders` can switch off, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemHeader(pub String);
