//! Secrets in JSON text, found without parsing it: bodies may hold variables, comments and errors.

use std::ops::Range;

use crate::secret::is_secret_name;

/// A string value of a member with a secret name.
pub(super) struct SecretMember {
    /// The member's name.
    pub(super) name: String,
    /// The value, without its quotes.
    pub(super) range: Range<usize>,
}

/// The string values of members whose names are secret, in order.
pub(super) fn secret_members(text: &str) -> Vec<SecretMember> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut key: Option<&str> = None;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let Some(end) = string_end(bytes, at + 1) else {
                    break;
                };
                let content = &text[at + 1..end];
                if next_visible(bytes, end + 1) == Some(b':') {
                    key = Some(content);
                } else if let Some(name) = key.take().filter(|name| is_secret_name(name)) {
                    found.push(SecretMember {
                        name: name.to_owned(),
                        range: at + 1..end,
                    });
                }
                at = end + 1;
            }
            b',' | b'{' | b'[' | b'}' | b']' => {
                key = None;
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

fn next_visible(bytes: &[u8], at: usize) -> Option<u8> {
    bytes
        .get(at..)?
        .iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace())
}
