//! Whole-scope naming: all wanted names of a scope are collected, then assigned.
//!
//! The result is a table beside the IR, with the same indices. Identifiers are final: `emit` writes them as they are.

mod table;

pub use table::{Ident, Names, OperationNames, ResourceNames, SettingNames, StructNames, TypeNames, VariantNames};
