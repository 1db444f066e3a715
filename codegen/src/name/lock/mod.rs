//! Names that were given before, so that they stay: `postwright.lock`.
//!
//! ```toml
//! [shop.folders]
//! "Users" = "users Users"
//!
//! [shop.operations]
//! "GET /users" = "users::list_users ListUsers"
//! "GET /users/{id}" = "get_user: users::get_user_by_id GetUserById"
//! "POST /users" = "users::add_a_user AddAUser (was create_user CreateUser)"
//! "POST /rpc" = ["first First", "second Second"]
//!
//! [shop.types]
//! "users::Address" = "users::User.address"
//! "users::User" = ["users::list_users 200[]", "users::get_user_by_id 200", "(was Person)"]
//! ```
//!
//! The key of an operation is its id, or its method and path; that of a folder its id, or its names. The value is the
//! function with the modules above it and the request struct, for a folder the module and the sub-client; before them,
//! where they say more, the plain name that the item's words give. An item with the same words keeps its names, whatever
//! its siblings are. An item with other words is named anew, and its old names stay beside the new ones, deprecated,
//! until it is renamed again or the `(was …)` is taken out of the file. A folder without an id whose name changes is known by its operations.
//!
//! A type has its name as key, because that is what a reader looks for; the value says where it stands: in an operation
//! or in another type, two places where it has several. A type that still stands in one of them keeps its name, unless
//! the operation there was renamed or a hint names the type otherwise.

mod alias;
mod folder;
mod operation;
mod place;
mod text;
mod types;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ir::Api;

use super::{Ident, Names, below};

pub(super) use alias::set_aliases;
pub(super) use types::KeptType;

/// The names of all APIs of an output, by module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By module.
    pub apis: BTreeMap<String, ApiLock>,
}

/// The names of one API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiLock {
    folders: Table,
    operations: Table,
    /// By name with the modules above it.
    types: BTreeMap<String, TypeEntry>,
}

/// What is known by key; several operations may have one method and path.
type Table = BTreeMap<String, Vec<Kept>>;

/// Names that were given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Kept {
    /// What the words alone give.
    plain: String,
    /// The modules above, joined by `::`; empty at the top.
    modules: String,
    /// Function and request struct, or module and sub-client.
    names: [Ident; 2],
    /// The names before these.
    was: Option<[Ident; 2]>,
}

/// Where a type stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TypeEntry {
    /// At least one, at most [`types::PLACES`].
    places: Vec<String>,
    /// The name before this one.
    was: Option<Ident>,
}

/// Why a lock file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct LockError {
    message: String,
    /// The bytes of the file that are at fault.
    pub(crate) span: Range<usize>,
}

impl LockError {
    /// What to do about any.
    pub(crate) const HELP: &str =
        "restore the lock file, or delete it to have all names given anew";
}

/// What a lock says of each folder, operation and type of an API, by the indices of the IR.
#[derive(Debug)]
pub(super) struct Known<'l> {
    folders: Vec<Option<&'l Kept>>,
    operations: Vec<Option<&'l Kept>>,
    types: Vec<Option<KeptType<'l>>>,
    /// Whether the words of an operation are not those that it was named by.
    is_renamed: Vec<bool>,
    plain: Plain,
}

/// The plain names of an API, by the indices of the IR.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub(super) folders: Vec<String>,
    pub(super) operations: Vec<String>,
}

impl<'l> Known<'l> {
    /// Looks up everything of `api` in `lock`.
    pub(super) fn new(lock: &'l ApiLock, api: &Api, plain: Plain) -> Self {
        let operations = operation::find(&lock.operations, api, &plain.operations);
        let folders = folder::find(&lock.folders, api, &plain.folders, &operations);
        let words = operations.iter().zip(&plain.operations);
        let is_renamed: Vec<bool> = words
            .map(|(kept, plain)| kept.is_some_and(|kept| kept.plain != *plain))
            .collect();
        let types = types::find(&lock.types, api, &operations, &is_renamed);
        Self {
            folders,
            operations,
            types,
            is_renamed,
            plain,
        }
    }

    /// The names of each folder whose words are the same.
    pub(super) fn folder_names(&self) -> Vec<Option<[Ident; 2]>> {
        unchanged(&self.folders, &self.plain.folders)
    }

    /// The names of each operation whose words are the same.
    pub(super) fn operation_names(&self) -> Vec<Option<[Ident; 2]>> {
        unchanged(&self.operations, &self.plain.operations)
    }

    /// What is known of each type.
    pub(super) fn types(&self) -> &[Option<KeptType<'l>>] {
        &self.types
    }
}

impl Kept {
    /// The function or module with the modules above it.
    fn path(&self) -> String {
        let [first, _] = &self.names;
        below(&self.modules, first.as_str())
    }
}

fn unchanged(known: &[Option<&Kept>], plain: &[String]) -> Vec<Option<[Ident; 2]>> {
    let same = |(kept, plain): (Option<&Kept>, &String)| {
        kept.filter(|kept| kept.plain == *plain)
            .map(|kept| kept.names.clone())
    };
    known.iter().copied().zip(plain).map(same).collect()
}

impl ApiLock {
    /// What to keep of an API once it is named.
    pub(super) fn of(api: &Api, names: &Names, known: &Known<'_>) -> Self {
        Self {
            folders: folder::table(api, names, &known.plain.folders),
            operations: operation::table(api, names, &known.plain.operations),
            types: types::table(api, names, &known.types),
        }
    }
}
