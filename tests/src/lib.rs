//! What the tests of the workspace share.

/// The runtime of emitted code.
#[path = "../../codegen/runtime/mod.rs"]
pub mod runtime;
pub mod server;
pub mod wire;

#[cfg(test)]
mod runtime_tests;
