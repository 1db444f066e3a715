//! The API as a whole: settings, servers, folders.

use std::collections::BTreeMap;

use super::{
    Credential, CredentialId, Docs, Operation, OperationId, Origin, Template, TokenEndpoint,
    TypeDef,
};

/// Index into [`Api::settings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SettingId(pub usize);

/// Index into [`Api::servers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerId(pub usize);

/// Index into [`Api::resources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub usize);

impl ResourceId {
    /// The collection's own level, above all folders.
    pub const ROOT: Self = Self(0);
}

/// An API: one collection, one module of the emitted crate.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The collection's name.
    pub title: String,
    /// The module, as configured.
    pub module: String,
    /// The collection's description.
    pub docs: Docs,
    /// Where the collection was read from.
    pub origin: Origin,
    /// What the client is built from.
    pub settings: Vec<Setting>,
    /// Where requests go.
    pub servers: Vec<Server>,
    /// How requests are authorized.
    pub credentials: Vec<Credential>,
    /// Where tokens can be fetched; at most one for each setting.
    pub token_endpoints: Vec<TokenEndpoint>,
    /// Named sets of settings, without secrets.
    pub environments: Vec<Environment>,
    /// The collection (index 0) and its folders, parents before children, in the collection's order.
    pub resources: Vec<Resource>,
    /// Operations in the collection's order.
    pub operations: Vec<Operation>,
    /// Types, shared ones once.
    pub types: Vec<TypeDef>,
    /// What the configuration asks of the emitted code.
    pub options: Options,
}

impl Api {
    /// Where most calls go, and what most of those are authorized with: what a call is sent with that the collection does
    /// not show. `None` without any operation.
    pub fn usual(&self) -> Option<(ServerId, Option<CredentialId>)> {
        let server = most(self.operations.iter().map(|operation| operation.server))?;
        let there = self
            .operations
            .iter()
            .filter(|operation| operation.server == server);
        Some((server, most(there.map(|operation| operation.credential))?))
    }

    /// A folder and those around it, outermost first, without the root.
    pub fn folders(&self, id: ResourceId) -> Vec<ResourceId> {
        let parent = |id: &ResourceId| self.resources.get(id.0)?.parent;
        let inwards = std::iter::successors(Some(id), parent);
        let mut folders: Vec<ResourceId> = inwards.filter(|id| *id != ResourceId::ROOT).collect();
        folders.reverse();
        folders
    }
}

/// What there is most of; of those, the least.
fn most<T: Ord>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let counts = counts.into_iter().rev();
    counts.max_by_key(|(_, count)| *count).map(|(item, _)| item)
}

/// What the configuration asks of the emitted code of one API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the configuration"
)]
pub struct Options {
    /// Emit `example()` of every request and the wire example (feature `examples` of the emitted crate).
    pub examples: bool,
    /// Emit both serde directions of every type behind the feature `round-trip`.
    pub round_trip: bool,
    /// Rust paths of the types that stand for formats of text, by the format.
    pub formats: BTreeMap<String, String>,
    /// Answers are read leniently unless the caller says otherwise.
    pub lenient: bool,
    /// A cargo feature for each folder at the top.
    pub folder_features: bool,
}

/// A setting of the client: a variable of the collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The variable, as written.
    pub variable: String,
    /// Whether the value is kept out of `Debug`, logs and errors.
    pub secret: bool,
    /// Whether the client cannot be built without it. What is not required and not set makes those calls fail that
    /// need it, with an error that names it.
    pub required: bool,
    /// The collection's own value; may refer to other settings. Never present for a secret.
    pub default: Option<Template>,
    /// The variable's description, and where it is used.
    pub docs: Docs,
    /// Where it is first used.
    pub origin: Origin,
}

/// A base URL.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// Scheme, host, port and leading path, as text that Postman would parse (scheme may be missing: `http`).
    pub base: Template,
    /// What it is, with the folders that use it.
    pub docs: Docs,
}

/// A named environment.
#[derive(Debug, Clone, PartialEq)]
pub struct Environment {
    /// The name, such as `Production`.
    pub name: String,
    /// Values of settings, secrets left out.
    pub values: Vec<(SettingId, String)>,
}

/// A folder, or the collection's own level.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// The folder's name as written; the collection's for the root.
    pub name: String,
    /// The folder's stable id, when it has one.
    pub id: Option<String>,
    /// The enclosing folder; `None` for the root.
    pub parent: Option<ResourceId>,
    /// Where it stands among the folders and request items of that folder of the collection, from 0.
    pub position: usize,
    /// Folders directly below, in order.
    pub children: Vec<ResourceId>,
    /// Operations directly below, in order.
    pub operations: Vec<OperationId>,
    /// The folder's description.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Origin,
}
