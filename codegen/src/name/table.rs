//! The table of assigned names.

use std::fmt;

use crate::ir::{Api, ResourceId};

/// A Rust identifier, raw where the word is a keyword (`r#type`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// Wraps text that is a valid identifier; only `name` makes these.
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// The identifier, with `r#` where it is raw.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`, for file names and derived names.
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name below modules that are joined already; there may be none.
pub(crate) fn below(modules: &str, name: &str) -> String {
    if modules.is_empty() {
        name.to_owned()
    } else {
        format!("{modules}::{name}")
    }
}

/// Every identifier of an API, by the indices of the IR.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// By [`crate::ir::SettingId`].
    pub settings: Vec<SettingNames>,
    /// By [`crate::ir::CredentialId`]: in snake case.
    pub credentials: Vec<Ident>,
    /// By index of environment: the constructor, in snake case.
    pub environments: Vec<Ident>,
    /// By [`crate::ir::ResourceId`].
    pub resources: Vec<ResourceNames>,
    /// By [`crate::ir::OperationId`].
    pub operations: Vec<OperationNames>,
    /// By [`crate::ir::TypeId`].
    pub types: Vec<TypeNames>,
}

impl Names {
    /// The modules of a folder of `api` below the API's own, outermost first.
    pub(crate) fn modules(&self, api: &Api, id: ResourceId) -> Vec<&str> {
        let folders = api.folders(id).into_iter();
        let names = folders.filter_map(|id| self.resources.get(id.0));
        names.map(|names| names.module.as_str()).collect()
    }

    /// The names with those instead that they had in `old`, where these still work: what code that was written for `old`
    /// may say. An alias that `old` has, too, is older than that.
    #[must_use]
    pub fn former(&self, old: &Self) -> Self {
        let mut former = self.clone();
        for names in &mut former.resources {
            let is_older =
                |known: &ResourceNames| known.alias == names.alias && known.module == names.module;
            if !old.resources.iter().any(is_older)
                && let Some(FolderAlias { module, client }) = names.alias.take()
            {
                (names.module, names.client) = (module, client);
            }
        }
        for names in &mut former.operations {
            let is_older = |known: &OperationNames| {
                known.alias == names.alias && known.function == names.function
            };
            if !old.operations.iter().any(is_older)
                && let Some(Alias { function, request }) = names.alias.take()
            {
                (names.function, names.request) = (function, request);
            }
        }
        for names in &mut former.types {
            let is_older =
                |known: &TypeNames| known.alias == names.alias && known.name == names.name;
            if !old.types.iter().any(is_older)
                && let Some(name) = names.alias.take()
            {
                names.name = name;
            }
        }
        former
    }
}

/// Names of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingNames {
    /// Field and builder method, in snake case.
    pub field: Ident,
    /// Environment variable, in upper case: `AUTH0_DOMAIN`.
    pub environment: String,
}

/// Names of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceNames {
    /// Module and accessor, in snake case; the API's module for the root.
    pub module: Ident,
    /// The sub-client's type; `Client` for the root.
    pub client: Ident,
    /// The names that it had before, while they still work.
    pub alias: Option<FolderAlias>,
}

/// Names of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationNames {
    /// The client function, in snake case.
    pub function: Ident,
    /// The request struct.
    pub request: Ident,
    /// By [`crate::ir::FieldId`].
    pub fields: Vec<Ident>,
    /// Why the name is not simply the item's, when it is not: one sentence.
    pub note: Option<String>,
    /// The names that it had before, while they still work.
    pub alias: Option<Alias>,
}

/// Names that an operation had before it was renamed, kept as deprecated aliases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The client function.
    pub function: Ident,
    /// The request struct.
    pub request: Ident,
}

/// Names that a folder had before it was renamed, kept as deprecated aliases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderAlias {
    /// Module and accessor.
    pub module: Ident,
    /// The sub-client's type.
    pub client: Ident,
}

/// Names of a type and of what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeNames {
    /// The type.
    pub name: Ident,
    /// The name that it had before, kept as a deprecated alias.
    pub alias: Option<Ident>,
    /// What it holds.
    pub content: ContentNames,
}

/// Names inside a type: which of these is filled follows from [`crate::ir::TypeKind`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentNames {
    /// Fields of a struct, in order.
    pub fields: Vec<Ident>,
    /// The field for unknown members, when they are kept.
    pub unknown: Option<Ident>,
    /// Variants of an enum, in order.
    pub variants: Vec<VariantNames>,
    /// The variant for unknown values of an open enum.
    pub other: Option<Ident>,
}

/// Names of a variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantNames {
    /// The variant.
    pub name: Ident,
    /// Its fields, in order.
    pub fields: Vec<Ident>,
    /// The constructor of the enum that makes it, in snake case.
    pub constructor: Ident,
}
