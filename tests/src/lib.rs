//! What the tests of the workspace share.

/// The runtime of emitted code.
#[path = "."]
pub mod runtime {
    #[path = "../../codegen/runtime/auth/mod.rs"]
    pub mod auth;
    #[path = "../../codegen/runtime/sign.rs"]
    pub mod sign;
}

#[cfg(test)]
mod runtime_tests;
