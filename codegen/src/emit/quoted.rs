//! Text as a literal.

use proc_macro2::Literal;

/// The literal of a text, as [`Literal::string`] writes it. Most text is ASCII, of which nobody has to ask whether it can
/// be printed.
pub(super) fn quoted(text: &str) -> Literal {
    let mut literal = String::with_capacity(text.len() + text.len() / 8 + 2);
    literal.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !is_plain(byte)) {
        let (plain, special) = rest.split_at(at);
        literal.push_str(plain);
        literal.push_str(match special.as_bytes().first() {
            Some(b'"') => "\\\"",
            Some(b'\\') => "\\\\",
            Some(b'\n') => "\\n",
            Some(b'\r') => "\\r",
            Some(b'\t') => "\\t",
            _ => return Literal::string(text),
        });
        rest = special.get(1..).unwrap_or_default();
    }
    literal.push_str(rest);
    literal.push('"');
    literal.parse().unwrap_or_else(|_| Literal::string(text))
}

/// Whether a byte stands for itself in a literal.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
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
