//! A JSON sample, as people write it in Postman.

/// A value of a JSON sample. Numbers keep their spelling; `{{variables}}` may stand bare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sample {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number as written.
    Number(String),
    /// Text, escapes resolved; may hold `{{variables}}`.
    Text(String),
    /// Bare text with variables outside quotes, such as `{{id}}` or `-{{amount}}.00`.
    Bare(String),
    /// A list.
    List(Vec<Sample>),
    /// An object; of duplicate keys the last wins, at the first one's place.
    Object(Vec<(String, Sample)>),
}
