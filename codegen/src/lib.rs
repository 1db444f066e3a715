#![doc = include_str!("../README.md")]

pub mod build_script;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod format;
pub mod generator;
pub mod hints;
pub mod infer;
pub mod inspect;
pub mod ir;
pub mod lower;
pub mod markdown;
pub mod name;
pub mod postman;
pub mod project;
pub mod resolve;
pub mod runtime;
mod secret;

pub use build_script::build_script;
