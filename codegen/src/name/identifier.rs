//! From words to identifiers: case, first characters, keywords.

use super::{Ident, words::Words};

/// What an identifier is for: its case, and the word that stands in where the text gives no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A module, function, field or method, such as `link_a_user_account`.
    Snake(&'static str),
    /// A type or variant, such as `LinkAUserAccount`.
    Camel(&'static str),
}

impl Style {
    /// The word that stands in: before a leading digit (`value_200`), and for text without words.
    pub(super) fn noun(self) -> Words {
        match self {
            Self::Snake(noun) | Self::Camel(noun) => Words::of(noun),
        }
    }

    /// The identifier of `words`, always valid.
    pub(super) fn ident(self, words: &Words) -> Ident {
        if !words.starts_with_letter() {
            return self.ident(&self.noun().then(words));
        }
        match self {
            Self::Snake(_) => escaped(words.snake()),
            Self::Camel(_) => escaped(words.camel()),
        }
    }
}

/// Keywords of all editions that may be written raw, sorted.
const RAW: [&str; 47] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while",
];

/// Writes a keyword raw (`r#type`), or with `_` behind where raw is not allowed (`self_`).
fn escaped(name: String) -> Ident {
    match name.as_str() {
        "self" | "super" | "crate" | "Self" => Ident::new(name + "_"),
        "yield" => Ident::new("r#yield".to_owned()),
        word if RAW.binary_search(&word).is_ok() => Ident::new(format!("r#{name}")),
        _ => Ident::new(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_raw_where_that_is_allowed() {
        for word in RAW
            .iter()
            .chain(&["yield", "self", "super", "crate", "union", "async", "gen"])
        {
            let ident = Style::Snake("field").ident(&Words::of(word));
            assert!(
                syn::parse_str::<syn::Ident>(ident.as_str()).is_ok(),
                "{ident}"
            );
        }
        assert_eq!(
            Style::Snake("field").ident(&Words::of("type")).as_str(),
            "r#type"
        );
        assert_eq!(
            Style::Snake("field").ident(&Words::of("self")).as_str(),
            "self_"
        );
        assert_eq!(
            Style::Camel("value").ident(&Words::of("self")).as_str(),
            "Self_"
        );
    }

    #[test]
    fn a_leading_digit_gets_the_noun() {
        assert_eq!(
            Style::Camel("value").ident(&Words::of("200")).as_str(),
            "Value200"
        );
        assert_eq!(
            Style::Snake("field").ident(&Words::of("2fa")).as_str(),
            "field_2fa"
        );
    }

    #[test]
    fn text_without_words_is_the_noun() {
        assert_eq!(
            Style::Camel("value")
                .ident(&Words::of(" \u{200b}"))
                .as_str(),
            "Value"
        );
    }
}
