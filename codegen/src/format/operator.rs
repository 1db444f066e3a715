//! Operators of several characters, which are as many tokens.

use std::iter::Peekable;

use proc_macro2::{Punct, Spacing, TokenTree, token_stream};

/// Every operator that can follow a shorter one, by what it begins with.
const LONGER: [&str; 22] = [
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "..=", "+=", "-=", "*=", "/=",
    "%=", "^=", "|=", "&=", "<<", ">>", "...",
];

/// Reads an operator that begins with `first`. Where angle brackets are open, `>` is one of them.
pub(super) fn read(
    first: &Punct,
    tokens: &mut Peekable<token_stream::IntoIter>,
    closes_angle: bool,
) -> &'static str {
    let mut operator = single(first.as_char());
    let mut is_joint = first.spacing() == Spacing::Joint && !(closes_angle && operator == ">");
    while is_joint {
        let Some(TokenTree::Punct(next)) = tokens.peek() else {
            break;
        };
        let is_longer = |longer: &&&str| {
            longer
                .strip_suffix(next.as_char())
                .is_some_and(|shorter| shorter == operator)
        };
        let Some(longer) = LONGER.iter().find(is_longer) else {
            break;
        };
        operator = longer;
        is_joint = next.spacing() == Spacing::Joint;
        tokens.next();
    }
    operator
}

fn single(character: char) -> &'static str {
    match character {
        '=' => "=",
        '<' => "<",
        '>' => ">",
        '!' => "!",
        '~' => "~",
        '+' => "+",
        '-' => "-",
        '*' => "*",
        '/' => "/",
        '%' => "%",
        '^' => "^",
        '&' => "&",
        '|' => "|",
        '@' => "@",
        '.' => ".",
        ',' => ",",
        ';' => ";",
        ':' => ":",
        '#' => "#",
        '$' => "$",
        '?' => "?",
        _ => "'",
    }
}
