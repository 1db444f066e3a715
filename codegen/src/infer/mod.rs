//! JSON samples, placeholders, descriptions and test scripts in, joined shapes out: what is known of each value.

mod blocks;
mod definitions;
mod fit;
mod format;
mod forms;
mod join;
mod map;
mod observe;
mod of_schema;
mod placeholder;
mod remarks;
mod sample;
pub mod schema;
mod script;
mod shape;
mod tags;
#[cfg(test)]
mod tests;
mod values;

pub use blocks::{JsonBlock, json_blocks};
pub use definitions::Definitions;
pub use forms::Forms;
pub use placeholder::{has_placeholder, is_placeholder, placeholder_shape};
pub use remarks::{Remarks, read_remarks};
pub use sample::{Sample, SampleError, parse_sample, strip_comments};
pub use schema::Schema;
pub use script::{Kept, ScriptFacts, read_scripts};
pub use shape::{
    IntegerShape, ListShape, MemberShape, Members, ObjectShape, Shape, Source, Sources, Tally,
    TextShape,
};
pub use values::Values;
