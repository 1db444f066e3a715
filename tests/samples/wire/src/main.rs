//! Prints the requests that the clients of the fixtures make.

include!(concat!(env!("OUT_DIR"), "/wire/examples/wire/main.rs"));
