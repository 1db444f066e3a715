//! The laws of the lattice, and what single traps must come out as.

mod laws;
mod traps;
