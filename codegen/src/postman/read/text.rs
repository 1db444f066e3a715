//! Bytes into text.

use std::borrow::Cow;

use super::error::ContentError;

/// The text of a file: UTF-8, with or without a byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, ContentError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let offset = error.valid_up_to();
            let before = bytes
                .get(..offset)
                .and_then(|bytes| std::str::from_utf8(bytes).ok())
                .unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |index| index + 1);
            Err(ContentError::NotUtf8 {
                byte: bytes.get(offset).copied().unwrap_or_default(),
                offset,
                line: before.matches('\n').count() + 1,
                column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
                utf16: bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]),
            })
        }
    }
}

impl From<serde_json::Error> for ContentError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let problem = text
            .rsplit_once(" at line ")
            .map_or(text.as_str(), |(problem, _)| problem)
            .to_owned();
        Self::NotJson {
            problem,
            line,
            column,
        }
    }
}

/// The text of a JSON document whose escapes are characters: half a surrogate pair, which is left where a program cuts
/// text in the middle of an emoji, becomes U+FFFD, as in JavaScript once it is written. Positions stay.
pub(super) fn whole_characters(json: &str) -> Cow<'_, str> {
    if !(json.contains("\\ud") || json.contains("\\uD")) {
        return Cow::Borrowed(json);
    }
    let unit = |at: usize| {
        let digits = json.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let (mut mended, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(found) = json.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            (Some(0xd800..0xe000), _) => {
                mended.push_str(json.get(copied..at).unwrap_or_default());
                mended.push_str("\\ufffd");
                copied = at + 6;
                6
            }
            _ => 2,
        };
    }
    mended.push_str(json.get(copied..).unwrap_or_default());
    Cow::Owned(mended)
}
