//! The emitted client of the kitchen-sink collection as a user calls it, against a local server.

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a library of which the tests use a part"
)]
#[path = "../../../generated/src/lib.rs"]
mod generated;

mod lists;
mod mock;
mod settings;
mod user;
