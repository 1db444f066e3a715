//! Text as a literal.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A text as an expression of type `String`.
pub(super) fn owned(text: &str) -> TokenStream {
    if text.is_empty() {
        return quote!(String::new());
    }
    let text = quoted(text);
    quote!(#text.to_owned())
}

/// The literal of a text, as [`Literal::string`] writes it.
pub(super) fn quoted(text: &str) -> Literal {
    spelled(text)
        .parse()
        .unwrap_or_else(|_| Literal::string(text))
}

/// The literal of a text for code that is written as text. Most text is ASCII, of which nobody has to ask whether it can
/// be printed.
pub(super) fn spelled(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + text.len() / 4 + 2);
    literal.push('"');
    for byte in text.bytes() {
        match byte {
            b'"' => literal.push_str("\\\""),
            b'\\' => literal.push_str("\\\\"),
            b'\n' => literal.push_str("\\n"),
            b'\r' => literal.push_str("\\r"),
            b'\t' => literal.push_str("\\t"),
            b' '..=b'~' => literal.push(char::from(byte)),
            _ => return Literal::string(text).to_string(),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;

    use super::{owned, quoted, spelled};

    #[test]
    fn an_empty_string_is_a_new_one() {
        assert_eq!(owned("").to_string(), "String :: new ()");
        assert_eq!(owned("a").to_string(), "\"a\" . to_owned ()");
    }

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
            let literal = Literal::string(text).to_string();
            assert_eq!(quoted(text).to_string(), literal);
            assert_eq!(spelled(text), literal);
        }
    }
}
