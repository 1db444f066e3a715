//! An API as a tree of what was inferred, with the evidence, and as a hints file with everything that was guessed.

mod facts;
mod hints;
mod node;
mod pages;
mod schema;
mod text;
mod tree;

#[cfg(test)]
mod tests;

pub use facts::{Fact, FactKind, FactRecord, Fate, facts};
pub use hints::hints;
pub use node::{Kind, Node};
pub use text::text;
pub use tree::tree;
