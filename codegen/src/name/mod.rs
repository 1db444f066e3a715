//! Whole-scope naming: all wanted names of a scope are collected, then assigned.
//!
//! The result is a table beside the IR, with the same indices. Identifiers are final: `emit` writes them as they are.
//!
//! A name is the collection's words through heck: "Link a user account" is `link_a_user_account` and
//! `LinkAUserAccount`. `words` says how text becomes words, `identifier` how words become identifiers, `scope` how
//! collisions are settled and what keeps names from moving, `reserved` which names emitted code uses itself.
//!
//! Scopes, in the order in which they are settled:
//!
//! | scope | names in it |
//! |---|---|
//! | client | settings; environments; credentials |
//! | siblings | folders: module, accessor and client type at once |
//! | folder | operations: function (beside the sub-folders' accessors) and request struct at once |
//! | API | shared types, free in every folder that uses them |
//! | folder | its own types, beside client type, request structs and shared types in use |
//! | operation | its fields |
//! | type | fields; variants and constructors at once |

mod assign;
mod field;
mod identifier;
mod lock;
mod operation;
mod reserved;
mod resource;
mod scope;
mod setting;
mod table;
mod types;
mod uses;
mod words;

#[cfg(test)]
mod tests;

pub use assign::{assign, assign_with};
pub use lock::{ApiLock, Lock, LockError};
pub(crate) use table::below;
pub use table::{
    Alias, ContentNames, FolderAlias, Ident, Names, OperationNames, ResourceNames, SettingNames,
    TypeNames, VariantNames,
};
