//! `examples/wire.rs`: prints the requests that the client makes of the collection's own values.
