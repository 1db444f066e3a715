//! The collection's own values, as typed literals.

use super::Template;

/// A value that fits the type of the field that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// JSON null.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number, as written; or what stands in its place with bare `{{variables}}`.
    Number(String),
    /// Text with `{{variables}}` as written in the collection; they are filled when the example is made.
    Text(String),
    /// Text with settings of the client.
    Template(Template),
    /// A list.
    List(Vec<Literal>),
    /// An object, a map or a variant of alternatives; members in order, by wire name.
    Object(Vec<(String, Literal)>),
    /// Files by path, as the collection names them.
    Files(Vec<String>),
}
