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
        let Spelled {
            text,
            first: (place, number),
        } = spelled(text, document).ok_or(error)?;
        reader.forget(mark);
        let message = format!("the number `{number}` is too large");
        let finding = Diagnostic::new(Code::NumberTooLarge, place, message);
        reader.push(finding.instead("the text `Infinity`, which is what Postman sends"));
        read(&text, reader)
    })
}

struct Spelled<'t> {
    text: String,
    /// The first of the numbers as it is written, and where.
    first: (Place, &'t str),
}

/// `text` with each number beyond a double as the text that JavaScript makes of it; none where there is no such number.
fn spelled(text: &str, document: DocumentId) -> Option<Spelled<'_>> {
    let (mut first, mut way) = (None, Way::default());
    let mut spelled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) =
        rest.find(|c: char| matches!(c, '{' | '}' | '[' | ']' | ',' | '"' | '-' | '0'..='9'))
    {
        let (before, token) = rest.split_at(start);
        spelled.push_str(before);
        let end = match token.chars().next() {
            Some('"') => end_of_text(token),
            Some('{' | '}' | '[' | ']' | ',') => Some(1),
            _ => token.find(|c| !matches!(c, '0'..='9' | '.' | 'e' | 'E' | '+' | '-')),
        };
        let (token, behind) = token.split_at(end.unwrap_or(token.len()));
        rest = behind;
        way.pass(token);
        match token.parse() {
            Ok(number) if f64::is_infinite(number) => {
                first.get_or_insert_with(|| (way.place(document), token));
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

/// The way to the token of a document that was passed last.
#[derive(Debug, Default)]
struct Way<'t>(Vec<Step<'t>>);

#[derive(Debug)]
enum Step<'t> {
    /// The member of that key, in its quotes; none before the key.
    Member(Option<&'t str>),
    /// The element of that index.
    Element(usize),
}

impl<'t> Way<'t> {
    fn pass(&mut self, token: &'t str) {
        match (token, self.0.last_mut()) {
            ("{", _) => self.0.push(Step::Member(None)),
            ("[", _) => self.0.push(Step::Element(0)),
            ("}" | "]", _) => drop(self.0.pop()),
            (",", Some(Step::Member(key))) => *key = None,
            (",", Some(Step::Element(index))) => *index += 1,
            (text, Some(Step::Member(key @ None))) => *key = Some(text),
            _ => {}
        }
    }

    fn place(&self, document: DocumentId) -> Place {
        let step = |place: Place, step: &Step<'_>| match step {
            Step::Member(key) => {
                let key: Option<String> = key.and_then(|key| serde_json::from_str(key).ok());
                place.member(&key.unwrap_or_default())
            }
            Step::Element(index) => place.element(*index),
        };
        self.0.iter().fold(Place::root(document), step)
    }
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
    use crate::diagnostic::DocumentId;

    fn read(text: &str) -> Option<(String, String, &str)> {
        let spelled = spelled(text, DocumentId(0))?;
        let (place, number) = spelled.first;
        Some((spelled.text, place.pointer, number))
    }

    #[test]
    fn only_numbers_beyond_a_double_are_spelled() {
        let (text, _, first) = read("[1e308,\n-1e999, 1E+400, -0.5]").unwrap();
        assert_eq!(text, "[1e308,\n\"-Infinity\", \"Infinity\", -0.5]");
        assert_eq!(first, "-1e999");
    }

    #[test]
    fn the_place_is_that_of_the_first_number() {
        let place = |text| read(text).unwrap().1;
        assert_eq!(place("[[], {}, [1, 1e400], 1e400]"), "/2/1");
        assert_eq!(
            place(r#"{"b": {"c": ["d", 2]}, "a/\u0062,{": {"": 1e400}}"#),
            "/a~1b,{/"
        );
        assert_eq!(place("1e400"), "");
    }

    #[test]
    fn what_stands_in_a_text_is_no_number() {
        assert!(read(r#"{"1e400": "a\"1e400", "\\": "1e400é"}"#).is_none());
        assert!(read(r#"["1e400"#).is_none());
    }
}
