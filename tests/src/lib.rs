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

/// The examples of the client's documentation compile.
#[cfg(doctest)]
#[doc = include_str!("../../docs/client.md")]
struct ClientDocumentation;

/// The examples of the generator's documentation compile.
#[cfg(doctest)]
#[doc = include_str!("../../docs/generating.md")]
struct GeneratingDocumentation;

/// The examples of the documentation of hints compile.
#[cfg(doctest)]
#[doc = include_str!("../../docs/hints.md")]
struct HintsDocumentation;

#[cfg(test)]
mod runtime_tests;
