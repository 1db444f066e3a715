//! Forms, integers and file names of literals.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::emit::literal::{fits, member};
use crate::ir::{FileExample, Literal, TypeKind, Variant};

/// Whether a form is the one that a literal has.
pub(super) fn holds(variant: &Variant, kind: &TypeKind, literal: Option<&Literal>) -> bool {
    match (kind, &variant.tag) {
        (TypeKind::Tagged { tag, .. }, Some(value)) => {
            matches!(member(literal, tag), Some(Literal::Text(text)) if text == value)
        }
        _ => fits(&variant.content, literal),
    }
}

/// An integer with its digits in groups, as clippy wants it.
pub(super) fn integer(number: i64) -> TokenStream {
    let digits = number.unsigned_abs().to_string();
    let first = match digits.len() % 3 {
        0 => 3,
        rest => rest,
    };
    if digits.len() < 6 {
        let token = Token::i64_unsuffixed(number);
        return quote!(#token);
    }
    let mut text = if number < 0 {
        "-".to_owned()
    } else {
        String::new()
    };
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 3 == first % 3 {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_default()
}

/// The first of the files.
pub(super) fn file_example(literal: Option<&Literal>) -> FileExample {
    match literal {
        Some(Literal::Files(files)) => files.first().cloned().unwrap_or_default(),
        _ => FileExample::default(),
    }
}

/// What stands for the content of a file that the collection names: nobody knows it, so its name; nothing where none is
/// chosen.
pub(super) fn file_stand_in(path: &str) -> String {
    match FileExample::name_of(path) {
        "" => String::new(),
        name => format!("v_file:{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::integer;

    #[test]
    fn long_integers_are_grouped() {
        assert_eq!(integer(12345).to_string(), "12345");
        assert_eq!(integer(1_234_567).to_string(), "1_234_567");
        assert_eq!(integer(-123_456).to_string().replace(' ', ""), "-123_456");
    }
}
