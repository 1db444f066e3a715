//! Text as a literal.

use proc_macro2::Literal;

/// The literal of a text, as [`Literal::string`] writes it. Most text is ASCII, of which nobody has to ask whether it can
/// be printed.
pub(super) fn quoted(text: &str) -> Literal {
    let mut literal = Vec::with_capacity(text.len() + text.len() / 4 + 2);
    literal.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => literal.extend(b"\\\""),
            b'\\' => literal.extend(b"\\\\"),
            b'\n' => literal.extend(b"\\n"),
            b'\r' => literal.extend(b"\\r"),
            b'\t' => literal.extend(b"\\t"),
            b' '..=b'~' => literal.push(byte),
            _ => return Literal::string(text),
        }
    }
    literal.push(b'"');
    let literal = str::from_utf8(&literal).ok();
    let literal = literal.and_then(|literal| literal.parse().ok());
    literal.unwrap_or_else(|| Literal::string(text))
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;

    use super::quoted;

    #[test]
    fn a_literal_is_spelled_as_by_the_library() {
        for text in [
            "",
            "plain",
            "{\"a\": \"b\\n\"}",
            "a\nb\r\n\tc'd'",
            "\0 1\u{7f}\u{1b}",
            "Größe \u{200b}\u{301} 🐶 \"",
        ] {
            assert_eq!(quoted(text).to_string(), Literal::string(text).to_string());
        }
    }
}
