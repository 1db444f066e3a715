//! Tokens to lines: where a statement ends, and what a brace opens.

use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree, token_stream};

use super::unit::Unit;
use super::{doc, length, operator, width};

type Tokens = Peekable<token_stream::IntoIter>;

/// What stands between two braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    /// Items or statements, which end with a semicolon or a block.
    Statements,
    /// The members of a struct or an enum, which end with a comma.
    Members,
    /// The arms of a `match`, which end with a comma or a block.
    Arms,
}

/// Prints a file, statement by statement.
#[derive(Debug)]
pub(super) struct Printer {
    text: String,
    indent: usize,
    unit: Unit,
    /// What the next block holds, once the head of the statement has said so.
    block: Option<Body>,
    /// Whether the body of a function is open.
    is_function: bool,
    /// Whether a pattern is open, where a brace belongs to a type even in the head of a block.
    is_pattern: bool,
    /// The indentation at which the next line is set apart by a blank one.
    gap: Option<usize>,
}

impl Printer {
    /// The text of items.
    pub(super) fn print(pieces: impl IntoIterator<Item = TokenStream>) -> String {
        let mut printer = Self {
            text: String::new(),
            indent: 0,
            unit: Unit::default(),
            block: None,
            is_function: false,
            is_pattern: false,
            gap: None,
        };
        for items in pieces {
            printer.body(items, Body::Statements);
        }
        printer.text
    }

    /// Statements, members or arms, each on lines of its own.
    fn body(&mut self, tokens: TokenStream, body: Body) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' && self.unit.is_empty() => {
                    self.attribute(&mut tokens);
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => {
                    self.unit.punct(";");
                    self.end();
                }
                TokenTree::Punct(punct) if punct.as_char() == ',' && self.ends_at_comma(body) => {
                    self.unit.punct(",");
                    self.end();
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    self.brace(group, body, &mut tokens);
                }
                token => self.token(token, &mut tokens),
            }
        }
        if body != Body::Statements && !self.unit.is_empty() && !self.unit.text().ends_with("..") {
            self.unit.punct(",");
        }
        self.end();
    }

    /// Whether a comma ends a member or an arm.
    fn ends_at_comma(&self, body: Body) -> bool {
        body != Body::Statements && !self.unit.has_open_angle()
    }

    /// `#[…]` on a line of its own; documentation as comments.
    fn attribute(&mut self, tokens: &mut Tokens) {
        let Some(TokenTree::Group(group)) = tokens.next() else {
            return;
        };
        let mut tokens = stream(group).into_iter().peekable();
        let is_doc = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == "doc");
        if tokens.next_if(is_doc).is_some() {
            if let (Some(_), Some(TokenTree::Literal(lines))) = (tokens.next(), tokens.next()) {
                self.separate("");
                doc::comment(&mut self.text, self.indent, &lines.to_string());
            }
            return;
        }
        self.unit.punct("#");
        self.unit.open('[');
        self.inline(tokens);
        self.unit.close(']');
        self.end();
    }

    /// A brace in a body: the members of a literal, or a block, which may end the statement.
    fn brace(&mut self, group: Group, body: Body, tokens: &mut Tokens) {
        if body != Body::Members && self.opens_members() {
            self.group(group);
            return;
        }
        let is_arm = body == Body::Arms && self.unit.text().ends_with("=>");
        if body == Body::Members {
            self.block(group, Body::Members);
        } else if is_arm && is_expression(&group) {
            self.inline(stream(group).into_iter().peekable());
            self.unit.punct(",");
        } else {
            self.block(group, Body::Statements);
        }
        if is_arm {
            tokens.next_if(|token| is_punct(token, ','));
            self.end();
        } else if body == Body::Statements && !continues(tokens.peek()) {
            self.end();
        }
    }

    /// `{`, the lines of a block, and `}` as the beginning of what follows.
    fn block(&mut self, group: Group, otherwise: Body) {
        let body = self.block.take().unwrap_or(otherwise);
        let stream = stream(group);
        self.unit.open_brace();
        if !stream.is_empty() {
            // A function within another counts for the outer one.
            let is_function = !self.is_function && length::is_head(self.unit.text());
            self.is_function |= is_function;
            let head = self.end();
            let start = self.text.len();
            self.indent += 4;
            self.body(stream, body);
            self.indent -= 4;
            if is_function {
                self.is_function = false;
                if length::is_long(self.text.get(start..).unwrap_or_default()) {
                    self.text.insert_str(head, &length::mark(self.indent));
                }
            }
        }
        self.unit.close_brace();
    }

    /// Tokens within a statement.
    fn inline(&mut self, mut tokens: Tokens) {
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group)
                    if group.delimiter() == Delimiter::Brace && !self.opens_members() =>
                {
                    self.block(group, Body::Statements);
                }
                token => self.token(token, &mut tokens),
            }
        }
    }

    /// Any token that opens no block.
    fn token(&mut self, token: TokenTree, tokens: &mut Tokens) {
        match token {
            TokenTree::Group(group) => self.group(group),
            TokenTree::Literal(literal) => self.unit.literal(&literal),
            TokenTree::Punct(first) => {
                let operator = operator::read(&first, tokens, self.unit.has_open_angle());
                self.is_pattern &= operator != "=";
                self.unit.punct(operator);
            }
            TokenTree::Ident(ident) => match self.unit.ident(&ident) {
                "struct" | "enum" => self.block = Some(Body::Members),
                "match" => self.block = Some(Body::Arms),
                "fn" | "impl" | "trait" | "if" | "while" | "for" => {
                    self.block = Some(Body::Statements);
                }
                "let" => self.is_pattern = true,
                _ => {}
            },
        }
    }

    /// A bracket with what is in it, on one line.
    fn group(&mut self, group: Group) {
        let delimiter = group.delimiter();
        let outer = self.block.take();
        match delimiter {
            Delimiter::Parenthesis => self.unit.open('('),
            Delimiter::Bracket => self.unit.open('['),
            Delimiter::Brace => self.unit.open_brace(),
            Delimiter::None => {}
        }
        self.inline(stream(group).into_iter().peekable());
        match delimiter {
            Delimiter::Parenthesis => self.unit.close(')'),
            Delimiter::Bracket => self.unit.close(']'),
            Delimiter::Brace => self.unit.close_brace(),
            Delimiter::None => {}
        }
        self.block = outer;
    }

    /// Whether a brace opens the members of a literal or a pattern, which stay in the statement.
    fn opens_members(&self) -> bool {
        self.unit.ends_with_type() && (self.block.is_none() || self.is_pattern)
    }

    /// Lays the statement out and begins the next one; says where its lines begin.
    fn end(&mut self) -> usize {
        if self.unit.is_empty() {
            return self.text.len();
        }
        let unit = std::mem::take(&mut self.unit);
        self.separate(unit.text());
        let start = self.text.len();
        width::lay_out(&mut self.text, self.indent, unit.text());
        self.gap = ends_item(self.indent, unit.text()).then_some(self.indent);
        self.unit = unit.cleared();
        self.block = None;
        self.is_pattern = false;
        start
    }

    /// Puts a blank line between an item and what follows it in the same scope.
    fn separate(&mut self, next: &str) {
        if self.gap.take() == Some(self.indent) && !next.starts_with('}') {
            self.text.push('\n');
        }
    }
}

/// The tokens of a group; they are moved where nothing else holds them.
fn stream(group: Group) -> TokenStream {
    let stream = group.stream();
    drop(group);
    stream
}

/// Whether a statement is an item or a member function, which a blank line follows.
fn ends_item(indent: usize, statement: &str) -> bool {
    statement == "}" && indent <= 4
        || indent == 0 && statement.ends_with("{}")
        || indent == 0 && statement.ends_with(';') && !statement.starts_with("use ")
}

/// Whether a block holds one expression, so that the arm of a `match` needs no block for it.
fn is_expression(group: &Group) -> bool {
    let mut tokens = group.stream().into_iter();
    !group.stream().is_empty()
        && !tokens.any(|token| match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            token => is_punct(token, ';'),
        })
}

/// Whether the statement goes on behind a block.
fn continues(next: Option<&TokenTree>) -> bool {
    match next {
        Some(TokenTree::Ident(ident)) => ident == "else",
        Some(token) => ['.', '?', ';']
            .iter()
            .any(|character| is_punct(token, *character)),
        None => false,
    }
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}
