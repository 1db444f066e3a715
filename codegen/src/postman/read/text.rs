//! Bytes into text.

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
