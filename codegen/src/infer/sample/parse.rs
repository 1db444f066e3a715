//! Reads JSON as people write it: with comments, trailing commas and bare `{{variables}}`.

use std::collections::HashSet;

use indexmap::IndexMap;
use thiserror::Error;

use super::Sample;
use super::comments::comment_end;

/// Lists and objects may be nested this deep, so that no sample can exhaust the stack.
const DEPTH_LIMIT: usize = 512;

/// Objects up to this size are searched for duplicate keys pair by pair, which needs no memory.
const PAIRWISE_LIMIT: usize = 16;

/// Why a text is not a sample, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: expected {expected}")]
#[non_exhaustive]
pub struct SampleError {
    /// Offset of the place in the text, in bytes.
    pub offset: usize,
    /// Line of the place, from 1.
    pub line: usize,
    /// Column of the place, in characters, from 1.
    pub column: usize,
    /// What should have stood there.
    pub expected: &'static str,
}

/// Reads one JSON value. Beyond JSON it takes what Postman fills in or removes before sending, and what its editor
/// lets pass: a byte order mark, `//` and `/* */` comments, trailing commas, any white space, raw line breaks in text,
/// bare variables, also glued to other text (`-{{a}}.5`, `{{a}}{{b}}`). Half a surrogate pair becomes U+FFFD.
///
/// # Errors
///
/// [`SampleError`] when the text is something else, or nested more than 512 levels deep.
pub fn parse_sample(text: &str) -> Result<Sample, SampleError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
    };
    if text.starts_with('\u{feff}') {
        parser.at = '\u{feff}'.len_utf8();
    }
    let parsed = parser.value().and_then(|sample| {
        parser.skip_blank();
        match parser.peek() {
            None => Ok(sample),
            Some(_) => Err(Expected("the end of the text")),
        }
    });
    parsed.map_err(|expected| parser.error(expected))
}

/// What should have stood at the parser's place.
struct Expected(&'static str);

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn error(&self, Expected(expected): Expected) -> SampleError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |line_end| line_end + 1);
        SampleError {
            offset: self.at,
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            expected,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Skips white space, of Unicode too, and comments.
    fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'/' => match comment_end(self.text, self.at) {
                    Some(end) => self.at = end,
                    None => return,
                },
                0x80.. => match self.rest().chars().next() {
                    Some(blank) if blank.is_whitespace() || blank == '\u{feff}' => {
                        self.at += blank.len_utf8();
                    }
                    _ => return,
                },
                _ => return,
            }
        }
    }

    fn value(&mut self) -> Result<Sample, Expected> {
        self.skip_blank();
        match self.peek() {
            Some(b'{') if variable_end(self.text, self.at).is_none() => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => self.quoted().map(Sample::Text),
            _ => self.unquoted(),
        }
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Sample, Expected>,
    ) -> Result<Sample, Expected> {
        if self.depth == DEPTH_LIMIT {
            return Err(Expected("at most 512 levels of nesting"));
        }
        self.depth += 1;
        self.at += 1;
        let sample = read(self)?;
        self.depth -= 1;
        Ok(sample)
    }

    fn list(&mut self) -> Result<Sample, Expected> {
        let mut elements = Vec::new();
        loop {
            self.skip_blank();
            if self.take(b']') {
                return Ok(Sample::List(elements));
            }
            elements.push(self.value()?);
            self.skip_blank();
            if !self.take(b',') && self.peek() != Some(b']') {
                return Err(Expected("`,` or `]`"));
            }
        }
    }

    fn object(&mut self) -> Result<Sample, Expected> {
        let mut members = Vec::new();
        loop {
            self.skip_blank();
            if self.take(b'}') {
                return Ok(Sample::Object(last_wins(members)));
            }
            if self.peek() != Some(b'"') {
                return Err(Expected("a key in double quotes or `}`"));
            }
            let key = self.quoted()?;
            self.skip_blank();
            if !self.take(b':') {
                return Err(Expected("`:`"));
            }
            members.push((key, self.value()?));
            self.skip_blank();
            if !self.take(b',') && self.peek() != Some(b'}') {
                return Err(Expected("`,` or `}`"));
            }
        }
    }

    /// Text in quotes, from its opening quote on.
    fn quoted(&mut self) -> Result<String, Expected> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(length) = rest.bytes().position(|byte| byte == b'"' || byte == b'\\') else {
                return Err(Expected("a closing `\"`"));
            };
            let run = rest.get(..length).unwrap_or_default();
            self.at += length;
            if self.take(b'"') {
                if text.is_empty() {
                    return Ok(run.to_owned());
                }
                text.push_str(run);
                return Ok(text);
            }
            text.push_str(run);
            text.push(self.escape()?);
        }
    }

    /// One escape, from its backslash on.
    fn escape(&mut self) -> Result<char, Expected> {
        let (character, length) = match self.rest().as_bytes().get(1) {
            Some(b'"') => ('"', 2),
            Some(b'\\') => ('\\', 2),
            Some(b'/') => ('/', 2),
            Some(b'b') => ('\u{8}', 2),
            Some(b'f') => ('\u{c}', 2),
            Some(b'n') => ('\n', 2),
            Some(b'r') => ('\r', 2),
            Some(b't') => ('\t', 2),
            Some(b'u') => unicode_escape(self.rest())
                .ok_or(Expected("four hexadecimal digits after `\\u`"))?,
            _ => return Err(Expected("an escape of JSON, such as `\\n` or `\\\\`")),
        };
        self.at += length;
        Ok(character)
    }

    /// A number, `true`, `false`, `null`, or bare text with variables in it.
    fn unquoted(&mut self) -> Result<Sample, Expected> {
        let (start, mut has_variable) = (self.at, false);
        while let Some(byte) = self.peek() {
            match byte {
                b',' | b']' | b'}' | b':' | b'"' | b'[' | b' ' | b'\t' | b'\n' | b'\r' => break,
                b'/' if comment_end(self.text, self.at).is_some() => break,
                b'{' => match variable_end(self.text, self.at) {
                    Some(end) => (self.at, has_variable) = (end, true),
                    None => break,
                },
                _ => self.at += 1,
            }
        }
        let run = self.text.get(start..self.at).unwrap_or_default();
        let sample = match run {
            _ if has_variable => Sample::Bare(run.to_owned()),
            "null" => Sample::Null,
            "true" => Sample::Boolean(true),
            "false" => Sample::Boolean(false),
            _ if is_number(run) => Sample::Number(run.to_owned()),
            _ => {
                self.at = start;
                return Err(Expected(
                    "a value: an object, a list, text in double quotes, a number, true, false, null or a {{variable}}",
                ));
            }
        };
        Ok(sample)
    }
}

/// Where the `{{variable}}` that starts at `at` ends. Its name is any run without braces, as in Postman.
fn variable_end(text: &str, at: usize) -> Option<usize> {
    let name = text.get(at..)?.strip_prefix("{{")?;
    let length = name.bytes().position(|byte| byte == b'{' || byte == b'}')?;
    name.get(length..)?
        .starts_with("}}")
        .then_some(at + 2 + length + 2)
}

/// The character of a `\u` escape, or of a pair of them, and its length in bytes.
fn unicode_escape(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| -> Option<u32> {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        digits
            .bytes()
            .all(|digit| digit.is_ascii_hexdigit())
            .then(|| u32::from_str_radix(digits, 16).ok())?
    };
    let high = unit(0)?;
    if (0xd800..0xdc00).contains(&high)
        && let Some(low @ 0xdc00..0xe000) = unit(6)
    {
        return char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
            .map(|pair| (pair, 12));
    }
    Some((
        char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER),
        6,
    ))
}

/// Whether `text` is a number by JSON's grammar.
pub(in crate::infer) fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        ),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let is_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(is_digits)
}

/// Of members with one key the last wins, at the first one's place, as in Postman's own `JSON.parse`.
fn last_wins(members: Vec<(String, Sample)>) -> Vec<(String, Sample)> {
    let is_unique = if members.len() <= PAIRWISE_LIMIT {
        members.iter().enumerate().all(|(position, (key, _))| {
            members
                .iter()
                .skip(position + 1)
                .all(|(other, _)| other != key)
        })
    } else {
        let mut keys = HashSet::with_capacity(members.len());
        members.iter().all(|(key, _)| keys.insert(key.as_str()))
    };
    if is_unique {
        members
    } else {
        members
            .into_iter()
            .collect::<IndexMap<_, _>>()
            .into_iter()
            .collect()
    }
}
