//! What the tests of the workspace share.

#[path = "../../codegen/runtime/mod.rs"]
pub mod runtime;
