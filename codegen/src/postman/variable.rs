//! Variables of collections and environments.

/// A variable. Disabled ones are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// The name, never trimmed.
    pub name: String,
    /// The value.
    pub value: VariableValue,
    /// `type: secret` or `secret: true`.
    pub secret: bool,
    /// The description as written.
    pub description: Option<String>,
    /// Index in the source list, for places.
    pub index: usize,
}

/// The value of a variable as Postman's runtime turns it into text: null is `null`, `number` goes
/// through a JavaScript number, any non-empty text of type `boolean` is `true`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariableValue {
    /// Text, possibly empty, possibly with `{{variables}}` of its own.
    Text(String),
    /// No value: a vault reference or a declared name alone.
    Missing,
}

impl VariableValue {
    /// The text, empty when missing.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Missing => "",
        }
    }
}
