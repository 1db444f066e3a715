//! Unit tests of the runtime, which has none in its own files.

mod auth;
mod sign;
