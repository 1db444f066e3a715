//! What the tests of the workspace share.

/// The runtime of emitted code.
#[path = "../../codegen/runtime/mod.rs"]
pub mod runtime;
pub mod semver;
pub mod server;
pub mod wire;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(test)]
mod runtime_tests;
