//! Findings for machines: the JSON of `--message-format json` and `--report`.

use serde::Serialize;

use super::Located;

/// One finding, flat.
#[derive(Debug, Clone, Serialize)]
pub struct Record<'d> {
    /// The rule's number, such as `PW1001`.
    pub code: &'static str,
    /// `note` or `warning`.
    pub severity: &'static str,
    /// The rule in a few words.
    pub title: &'static str,
    /// What was found.
    pub message: &'d str,
    /// The folders and the item that it belongs to, from the outside in.
    pub item: &'d [String],
    /// The source file.
    pub file: String,
    /// The JSON pointer (RFC 6901) into the file.
    pub pointer: &'d str,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What the output holds instead.
    pub instead: Option<&'d str>,
    /// How to settle it.
    pub help: Option<&'d str>,
}

impl<'d> From<&Located<'d>> for Record<'d> {
    fn from(located: &Located<'d>) -> Self {
        let diagnostic = located.diagnostic;
        Self {
            code: diagnostic.code.text(),
            severity: diagnostic.code.severity().name(),
            title: diagnostic.code.title(),
            message: &diagnostic.message,
            item: &diagnostic.item,
            file: located.path.to_string_lossy().replace('\\', "/"),
            pointer: &diagnostic.place.pointer,
            line: located.position.line,
            column: located.position.column,
            instead: diagnostic.instead.as_deref(),
            help: diagnostic.help.as_deref(),
        }
    }
}
