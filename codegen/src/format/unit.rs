//! Tokens to the text of one statement, with the spaces that rustfmt puts between them.

use std::fmt::Write as _;

use proc_macro2::{Ident, Literal};

/// What a text ends with, as far as the next token's space depends on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum End {
    /// Nothing, or what the next token is glued to: an opening bracket, a path separator, a sign.
    #[default]
    Glue,
    /// A word that is no value, such as `let`.
    Keyword,
    /// `fn`, `for`, `impl` or `pub`, which some brackets are glued to.
    Head,
    /// A name; by its case of a type or not.
    Name { is_type: bool },
    /// The name of a function that is declared.
    Declared,
    /// The end of a value: a literal or a closing bracket.
    Value,
    /// What a space follows.
    Operator,
}

/// The text of a statement while tokens are added.
#[derive(Debug, Default)]
pub(super) struct Unit {
    text: String,
    end: End,
    /// Angle brackets that are open.
    angles: usize,
    /// Whether the parameters of a closure are open.
    is_closure: bool,
}

impl Unit {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// An empty text in the same memory.
    pub(super) fn cleared(mut self) -> Self {
        self.text.clear();
        Self {
            text: self.text,
            ..Self::default()
        }
    }

    /// Whether a brace opens the members of a struct here, rather than a block.
    pub(super) fn ends_with_type(&self) -> bool {
        self.end == End::Name { is_type: true }
            || self.end == End::Value && self.text.ends_with('>')
    }

    /// Adds a word, and gives it back as text.
    pub(super) fn ident(&mut self, ident: &Ident) -> &str {
        let is_lifetime = self.end == End::Glue && self.text.ends_with('\'');
        let is_declared = self.end == End::Head && self.text.ends_with("fn");
        self.space();
        let start = self.text.len();
        let _ = write!(self.text, "{ident}");
        let word = self.text.get(start..).unwrap_or_default();
        self.end = match word {
            _ if is_lifetime => End::Keyword,
            _ if is_declared => End::Declared,
            "fn" | "for" | "impl" | "pub" => End::Head,
            _ if is_keyword(word) => End::Keyword,
            _ => End::Name {
                is_type: word.starts_with(|first: char| first.is_ascii_uppercase()),
            },
        };
        word
    }

    pub(super) fn literal(&mut self, literal: &Literal) {
        self.space();
        let _ = write!(self.text, "{literal}");
        self.end = End::Value;
    }

    /// `(` or `[`.
    pub(super) fn open(&mut self, bracket: char) {
        let is_glued = match self.end {
            End::Name { .. } | End::Declared | End::Value => true,
            End::Head => bracket == '(' && self.text.ends_with(['n', 'b']),
            _ => false,
        };
        if !is_glued {
            self.space();
        }
        self.text.push(bracket);
        self.end = End::Glue;
    }

    /// `)` or `]`.
    pub(super) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.end = End::Value;
    }

    /// `{` of a block or a literal.
    pub(super) fn open_brace(&mut self) {
        self.space();
        self.text.push('{');
        self.end = End::Operator;
    }

    /// `}`; of a literal or an empty block, behind what is in it.
    pub(super) fn close_brace(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('{') {
            self.text.push(' ');
        }
        self.text.push('}');
        self.end = End::Value;
    }

    /// An operator, which may have several characters.
    pub(super) fn punct(&mut self, operator: &str) {
        match operator {
            "," | ";" | ":" => self.put(false, operator, End::Operator),
            "." | "::" | ".." | "..=" => self.put(!self.is_value(), operator, End::Glue),
            "?" if self.is_value() => self.put(false, operator, End::Value),
            "'" | "#" => self.put(true, operator, End::Glue),
            "<" if self.opens_generics() => self.open_angle(),
            ">" if self.angles > 0 => {
                self.angles -= 1;
                self.put(false, operator, End::Value);
            }
            "!" if matches!(self.end, End::Name { .. }) => self.put(false, operator, End::Glue),
            "|" if self.is_closure => {
                self.is_closure = false;
                self.put(false, operator, End::Operator);
            }
            "|" if !self.is_value() => {
                self.is_closure = true;
                self.put(true, operator, End::Glue);
            }
            "!" | "?" | "&" | "&&" | "*" | "-" if !self.is_value() => {
                self.put(true, operator, End::Glue);
            }
            _ => self.put(true, operator, End::Operator),
        }
    }

    /// Whether `>` closes generics here.
    pub(super) fn has_open_angle(&self) -> bool {
        self.angles > 0
    }

    fn open_angle(&mut self) {
        self.angles += 1;
        let is_glued = matches!(self.end, End::Name { .. } | End::Declared | End::Head);
        self.put(!is_glued, "<", End::Glue);
    }

    /// Whether `<` is a bracket: behind a type, a path separator or a declared name, and where no value stands.
    fn opens_generics(&self) -> bool {
        !matches!(self.end, End::Name { is_type: false } | End::Value)
    }

    /// Whether the text ends with a value, so that an operator is binary.
    fn is_value(&self) -> bool {
        matches!(self.end, End::Name { .. } | End::Declared | End::Value)
    }

    fn put(&mut self, is_apart: bool, text: &str, end: End) {
        if is_apart {
            self.space();
        }
        self.text.push_str(text);
        self.end = end;
    }

    fn space(&mut self) {
        if self.end != End::Glue {
            self.text.push(' ');
        }
    }
}

/// Whether a word is no value, so that what follows begins anew.
fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "as" | "async"
            | "break"
            | "const"
            | "continue"
            | "dyn"
            | "else"
            | "enum"
            | "if"
            | "in"
            | "let"
            | "loop"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "type"
            | "use"
            | "where"
            | "while"
    )
}
