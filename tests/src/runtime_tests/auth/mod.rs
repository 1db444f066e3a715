//! Signers, against what Postman's runtime sent for the same request (`tests/fixtures/auth`, recorded with newman).

mod challenge;
mod exchange;
mod failure;
mod json;
mod memory;
mod rules;
mod signed;
mod token;
mod wire;
