//! Numbers beyond a double, such as `1e400`: JavaScript, and so Postman, reads them as infinity; serde_json refuses them.

use super::{error::ContentError, reader::Reader, value::float_text};
use crate::diagnostic::{Code, Diagnostic, DocumentId, Place};

/// What `read` makes of `text`; where it fails, of the same text with JavaScript's `Infinity` for each such number.
///
/// # Errors
///
/// Those of `read`.
pub(super) fn read_json<T>(
    text: &str,
    document: DocumentId,
    reader: &mut Reader,
    read: impl Fn(&str, &mut Reader) -> Result<T, ContentError>,
) -> Result<T, ContentError> {
    let mark = reader.mark();
    read(text, reader).or_else(|error| {
        let Spelled { text, first } = spelled(text).ok_or(error)?;
        reader.forget(mark);
        let finding = Diagnostic::new(Code::NumberTooLarge, Place::root(document), first);
        reader.push(finding.instead("the text `Infinity`, which is what Postman sends"));
        read(&text, reader)
    })
}

struct Spelled {
    text: String,
    /// The first of the numbers and its line, as a message.
    first: String,
}

/// `text` with each number beyond a double as the text that JavaScript makes of it; none where there is no such number.
fn spelled(text: &str) -> Option<Spelled> {
    let mut first = None;
    let mut spelled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| matches!(c, '"' | '-' | '0'..='9')) {
        let (before, token) = rest.split_at(start);
        spelled.push_str(before);
        let end = if token.starts_with('"') {
            end_of_text(token)
        } else {
            token.find(|c| !matches!(c, '0'..='9' | '.' | 'e' | 'E' | '+' | '-'))
        };
        let (token, behind) = token.split_at(end.unwrap_or(token.len()));
        rest = behind;
        match token.parse() {
            Ok(number) if f64::is_infinite(number) => {
                let line = spelled.matches('\n').count() + 1;
                first.get_or_insert_with(|| format!("line {line}: `{token}` is too large"));
                spelled.extend(["\"", &float_text(number), "\""]);
            }
            _ => spelled.push_str(token),
        }
    }
    spelled.push_str(rest);
    first.map(|first| Spelled {
        text: spelled,
        first,
    })
}

/// Where a text in quotes ends.
fn end_of_text(token: &str) -> Option<usize> {
    let mut is_escaped = false;
    let mut characters = token.char_indices().skip(1);
    let closing = characters.find(|(_, character)| {
        let closes = *character == '"' && !is_escaped;
        is_escaped = *character == '\\' && !is_escaped;
        closes
    });
    closing.map(|(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::spelled;

    fn read(text: &str) -> Option<(String, String)> {
        spelled(text).map(|spelled| (spelled.text, spelled.first))
    }

    #[test]
    fn only_numbers_beyond_a_double_are_spelled() {
        let (text, first) = read("[1e308,\n-1e999, 1E+400, -0.5]").unwrap();
        assert_eq!(text, "[1e308,\n\"-Infinity\", \"Infinity\", -0.5]");
        assert_eq!(first, "line 2: `-1e999` is too large");
    }

    #[test]
    fn what_stands_in_a_text_is_no_number() {
        assert_eq!(read(r#"{"1e400": "a\"1e400", "\\": "1e400é"}"#), None);
        assert_eq!(read(r#"["1e400"#), None);
    }
}
