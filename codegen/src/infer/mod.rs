//! JSON samples, placeholders, descriptions and test scripts, joined into shapes.

mod fit;
mod format;
mod join;
mod map;
mod observe;
mod of_schema;
mod pending;
mod placeholder;
mod sample;
pub mod schema;
mod shape;
#[cfg(test)]
mod tests;
mod values;

pub use placeholder::{has_placeholder, is_placeholder, placeholder_shape};
pub use pending::{Remarks, ScriptFacts, blocks, remarks, script, with_alternatives};
pub use sample::{Sample, SampleError, parse_sample, strip_comments};
pub use schema::Schema;
pub use shape::{IntegerShape, ListShape, MemberShape, ObjectShape, Shape, Tally, TextShape};
pub use values::Values;
