//! Postwright reads Postman collections and writes Rust client crates.
//!
//! ```text
//! postman → resolve → infer → lower → name → emit → format → project
//! ```

pub mod build_script;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod generator;
pub mod infer;
pub mod ir;
pub mod name;
pub mod postman;
pub mod project;

pub use build_script::build_script;
