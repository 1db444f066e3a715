//! JSON samples, placeholders, descriptions and test scripts, joined into shapes.

mod sample;
pub mod schema;
mod shape;

pub use sample::{Sample, SampleError, parse_sample, strip_comments};
pub use schema::Schema;
pub use shape::{IntegerShape, ListShape, MemberShape, ObjectShape, Shape, Tally, TextShape};
