//! Everything that was resolved and inferred, put into the intermediate representation.

pub mod types;
