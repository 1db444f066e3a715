//! Postwright reads Postman collections and writes Rust client crates.
//!
//! ```text
//! postman → resolve → infer → lower → name → emit → format → project
//! ```

pub mod diagnostic;
pub mod infer;
pub mod ir;
pub mod name;
pub mod postman;
pub mod runtime;
