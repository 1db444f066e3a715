//! Values as flat statements.

mod composed;
mod spelled;

use proc_macro2::{Ident, Literal as Token, TokenStream};
use quote::{format_ident, quote};

use crate::emit::moved::Moved;
use crate::emit::number::grouped;
use crate::emit::quoted::quoted;
use crate::emit::rust_type::{is_nullable, rust_type};
use crate::emit::scope::Scope;
use crate::ir::{Field, FileExample, Literal, TypeRef};

use super::scalar::{file_example, file_stand_in};

/// Statements that make values; every value is a local with a number, all of one length: others look too similar.
pub(super) struct Steps<'s, 'a> {
    scope: &'s Scope<'a>,
    /// What was written so far.
    pub(super) statements: TokenStream,
    digits: usize,
    /// How many locals there are.
    pub(super) count: usize,
    /// Whether a statement takes a value from the caller's.
    pub(super) uses_values: bool,
}

impl<'s, 'a> Steps<'s, 'a> {
    /// No statement yet; numbers will have this many digits.
    pub(super) fn new(scope: &'s Scope<'a>, digits: usize) -> Self {
        Self {
            scope,
            statements: TokenStream::new(),
            digits,
            count: 0,
            uses_values: false,
        }
    }

    fn bind(&mut self, value: TokenStream) -> TokenStream {
        let (local, value) = (self.local(), Moved::from(value));
        self.statements.extend(quote!(let #local = #value;));
        quote!(#local)
    }

    fn local(&mut self) -> Ident {
        self.count += 1;
        let (count, digits) = (self.count, self.digits);
        format_ident!("{}", format!("value_{count:0digits$}"))
    }

    fn fill(&mut self, text: &str) -> TokenStream {
        self.uses_values = true;
        let text = quoted(text);
        self.bind(quote!(values.fill(#text)))
    }

    /// The value of an optional field.
    pub(super) fn field(
        &mut self,
        field: &Field,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        if !is_nullable(field) {
            return self.value(&field.type_ref, literal, depth);
        }
        let nullable = TypeRef::Nullable(Box::new(field.type_ref.clone()));
        self.value(&nullable, literal, depth)
    }

    /// An expression of exactly the type: a local or a short literal.
    pub(super) fn value(
        &mut self,
        type_ref: &TypeRef,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        match type_ref {
            TypeRef::Boolean => self.boolean(literal),
            TypeRef::Integer | TypeRef::Unsigned | TypeRef::Float => {
                self.number(type_ref, &self.plain(literal))
            }
            TypeRef::Number => {
                let text = self.text(literal);
                let number = self.scope.import("serde_json", "Number");
                self.bind(quote!(#text.parse().unwrap_or_else(|_| #number::from(0))))
            }
            TypeRef::Text => self.text(literal),
            TypeRef::Formatted(format) => {
                let text = self.text(literal);
                if format.rust.is_none() {
                    return text;
                }
                let formatted = self.scope.runtime("Formatted");
                self.bind(quote!(#formatted::spelled(#text)))
            }
            TypeRef::IntegerOrText => self.integer_or_text(literal),
            TypeRef::Json => {
                let json = literal.map_or_else(|| "null".to_owned(), |given| self.json(given));
                let json = self.fill(&json);
                let value = self.scope.import("serde_json", "Value");
                self.bind(quote!(serde_json::from_str(&#json).unwrap_or(#value::Null)))
            }
            TypeRef::File => self.file(&file_example(literal)),
            TypeRef::Bytes => {
                let bytes = self.scope.import("bytes", "Bytes");
                let content = self.file_content(&file_example(literal));
                self.bind(quote!(#bytes::from(#content)))
            }
            TypeRef::Named(id) => self.named(*id, literal, depth + 1),
            TypeRef::Nullable(inner) => {
                let nullable = self.scope.runtime("Nullable");
                if matches!(literal, None | Some(Literal::Null)) {
                    return self.bind(quote!(#nullable::Null));
                }
                let inner = self.value(inner, literal, depth);
                self.bind(quote!(#nullable::Value(#inner)))
            }
            TypeRef::List(inner) => self.list(inner, literal, depth),
            TypeRef::Map(inner) => self.map(inner, literal, depth),
            TypeRef::Boxed(inner) => {
                let inner = self.value(inner, literal, depth);
                self.bind(quote!(Box::new(#inner)))
            }
        }
    }

    fn text(&mut self, literal: Option<&Literal>) -> TokenStream {
        let text = self.plain(literal);
        match literal {
            Some(Literal::Bare(_)) => {
                self.uses_values = true;
                let text = quoted(&text);
                self.bind(quote!(values.fill_bare(#text)))
            }
            _ => self.fill(&text),
        }
    }

    fn boolean(&mut self, literal: Option<&Literal>) -> TokenStream {
        if let Some(Literal::Text(_) | Literal::Raw(_) | Literal::Bare(_)) = literal {
            let text = self.text(literal);
            return self.bind(quote!(#text == "true"));
        }
        let value = matches!(literal, Some(Literal::Boolean(true)));
        quote!(#value)
    }

    fn integer_or_text(&mut self, literal: Option<&Literal>) -> TokenStream {
        let kind = self.scope.runtime("IntegerOrText");
        if let Some(Literal::Number(number)) = literal
            && let Ok(number) = number.parse()
        {
            let number = grouped(&Token::i64_unsuffixed(number));
            return self.bind(quote!(#kind::from(#number)));
        }
        if let Some(Literal::Raw(text) | Literal::Bare(text)) = literal {
            let text = self.fill(text);
            self.bind(quote!(serde_json::from_str(&#text).unwrap_or(#kind::Integer(0))))
        } else {
            let text = self.text(literal);
            self.bind(quote!(#kind::from(#text)))
        }
    }

    fn file(&mut self, example: &FileExample) -> TokenStream {
        let file = self.scope.runtime("File");
        let (name, content) = (&example.name, self.file_content(example));
        let content_type = example
            .content_type
            .as_ref()
            .map(|content_type| quote!(.content_type(#content_type)));
        self.bind(quote!(#file::new(#name, #content) #content_type))
    }

    /// What a file holds: the collection's own content, else what stands for the file.
    fn file_content(&mut self, file: &FileExample) -> TokenStream {
        if let Some(content) = &file.content {
            self.uses_values = true;
            return quote!(values.file(#content));
        }
        let content = file_stand_in(&file.path);
        quote!(#content)
    }

    fn number(&mut self, type_ref: &TypeRef, text: &str) -> TokenStream {
        if let (TypeRef::Integer, Ok(number)) = (type_ref, text.parse::<i64>()) {
            return grouped(&Token::i64_unsuffixed(number));
        }
        let parsed = self.fill(text);
        let kind = rust_type(self.scope, type_ref);
        let local = self.local();
        self.statements
            .extend(quote!(let #local: #kind = #parsed.parse().unwrap_or_default();));
        quote!(#local)
    }

    /// A literal as text with `{{variables}}`; none is empty text.
    fn plain(&self, literal: Option<&Literal>) -> String {
        literal
            .map(|given| spelled::plain(self.scope.cx, given))
            .unwrap_or_default()
    }

    fn json(&self, literal: &Literal) -> String {
        spelled::json(self.scope.cx, literal)
    }
}
