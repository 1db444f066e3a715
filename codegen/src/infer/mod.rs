//! JSON samples, placeholders, descriptions and test scripts, joined into shapes.

mod sample;
mod shape;

pub use sample::Sample;
pub use shape::{IntegerShape, ListShape, MemberShape, ObjectShape, Shape, TextShape, Tally};
