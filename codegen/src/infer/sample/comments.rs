//! Comments in a JSON body, removed as Postman does before it sends the body.

use std::borrow::Cow;

/// `text` without `//` and `/* */` comments outside strings: the comment's text is deleted and nothing put in its
/// place, trailing commas stay, and a line comment takes the `\r` of its line end along but leaves the `\n`.
/// A comment that never ends is removed up to the end of the text. A backslash escapes a quote outside strings too.
pub fn strip_comments(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut kept = String::new();
    let (mut start, mut at, mut inside_string) = (0, 0, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if matches!(bytes.get(at + 1), Some(b'"' | b'\\')) => at += 1,
            b'"' => inside_string = !inside_string,
            b'/' if !inside_string => {
                if let Some(end) = comment_end(text, at) {
                    kept.push_str(text.get(start..at).unwrap_or_default());
                    start = end;
                    at = end;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    if start == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(text.get(start..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Where the comment that starts at `at` ends, or `None` when none starts there. A line comment ends before its `\n`.
pub(super) fn comment_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with("//") {
        Some(rest.find('\n').map_or(text.len(), |line_end| at + line_end))
    } else {
        let inside = rest.strip_prefix("/*")?;
        Some(
            inside
                .find("*/")
                .map_or(text.len(), |close| at + 2 + close + 2),
        )
    }
}
