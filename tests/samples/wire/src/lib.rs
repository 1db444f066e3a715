//! Clients of the wire check's fixtures, which hold one trap an item.

include!(concat!(env!("OUT_DIR"), "/wire/src/lib.rs"));
