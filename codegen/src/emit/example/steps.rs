//! Values as flat statements.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::literal::member;
use crate::emit::moved::Moved;
use crate::emit::quoted::quoted;
use crate::emit::rust_type::{is_nullable, rust_type};
use crate::emit::scope::Scope;
use crate::ir::{
    Field, FileExample, Literal, Presence, TemplatePart, TypeId, TypeKind, TypeRef, Variant,
    VariantContent,
};
use crate::name::VariantNames;

use super::scalar::{file_example, file_stand_in, holds, integer};

/// How deep values are nested at most.
const DEEPEST: usize = 64;

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
        let text = literal
            .map(|literal| self.plain(literal))
            .unwrap_or_default();
        match type_ref {
            TypeRef::Boolean => match literal {
                Some(Literal::Text(_) | Literal::Raw(_)) => {
                    let text = self.fill(&text);
                    self.bind(quote!(#text == "true"))
                }
                literal => {
                    let value = matches!(literal, Some(Literal::Boolean(true)));
                    quote!(#value)
                }
            },
            TypeRef::Integer | TypeRef::Unsigned | TypeRef::Float => self.number(type_ref, &text),
            TypeRef::Number => {
                let text = self.fill(&text);
                let number = self.scope.import("serde_json", "Number");
                self.bind(quote!(#text.parse().unwrap_or_else(|_| #number::from(0))))
            }
            TypeRef::Text => self.fill(&text),
            TypeRef::Formatted(format) => {
                let text = self.fill(&text);
                if format.rust.is_some() {
                    let formatted = self.scope.runtime("Formatted");
                    self.bind(quote!(#formatted::spelled(#text)))
                } else {
                    text
                }
            }
            TypeRef::IntegerOrText => {
                let kind = self.scope.runtime("IntegerOrText");
                match text.parse::<i64>() {
                    Ok(number) if matches!(literal, Some(Literal::Number(_))) => {
                        let number = integer(number);
                        self.bind(quote!(#kind::from(#number)))
                    }
                    _ if matches!(literal, Some(Literal::Raw(_))) => {
                        let text = self.fill(&text);
                        self.bind(quote!(serde_json::from_str(&#text).unwrap_or(#kind::Integer(0))))
                    }
                    _ => {
                        let text = self.fill(&text);
                        self.bind(quote!(#kind::from(#text)))
                    }
                }
            }
            TypeRef::Json => {
                let json = literal.map_or_else(|| "null".to_owned(), |literal| self.json(literal));
                let json = self.fill(&json);
                let value = self.scope.import("serde_json", "Value");
                self.bind(quote!(serde_json::from_str(&#json).unwrap_or(#value::Null)))
            }
            TypeRef::File => {
                let file = self.scope.runtime("File");
                let example = file_example(literal);
                let (name, content) = (&example.name, self.file_content(&example));
                let content_type = example
                    .content_type
                    .map(|content_type| quote!(.content_type(#content_type)));
                self.bind(quote!(#file::new(#name, #content) #content_type))
            }
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
            return integer(number);
        }
        let parsed = self.fill(text);
        let kind = rust_type(self.scope, type_ref);
        let local = self.local();
        self.statements
            .extend(quote!(let #local: #kind = #parsed.parse().unwrap_or_default();));
        quote!(#local)
    }

    fn list(&mut self, inner: &TypeRef, literal: Option<&Literal>, depth: usize) -> TokenStream {
        let mut element = |literal: &Literal| Moved::from(self.value(inner, Some(literal), depth));
        let elements: Vec<Moved> = match literal {
            Some(Literal::List(list)) => list.iter().map(element).collect(),
            Some(Literal::Files(files)) => files
                .iter()
                .map(|file| element(&Literal::Files(vec![file.clone()])))
                .collect(),
            Some(Literal::Raw(_)) | None => Vec::new(),
            Some(literal) => vec![element(literal)],
        };
        if elements.is_empty() {
            let inner = rust_type(self.scope, inner);
            quote!(Vec::<#inner>::new())
        } else {
            self.bind(quote!(vec![#(#elements),*]))
        }
    }

    fn map(&mut self, inner: &TypeRef, literal: Option<&Literal>, depth: usize) -> TokenStream {
        let map = self.scope.import("std::collections", "BTreeMap");
        let Some(Literal::Object(members)) = literal else {
            return quote!(#map::new());
        };
        let entries: Vec<TokenStream> = members
            .iter()
            .map(|(name, literal)| {
                let name = self.fill(name);
                let value = self.value(inner, Some(literal), depth);
                quote!((#name, #value))
            })
            .collect();
        self.bind(quote!(#map::from([#(#entries),*])))
    }

    fn named(&mut self, id: TypeId, literal: Option<&Literal>, depth: usize) -> TokenStream {
        let name = self.scope.named(id);
        let (definition, names) = self.scope.cx.type_def(id);
        match &definition.kind {
            TypeKind::Enum(values) => {
                let first = values
                    .first()
                    .map(|value| value.value.clone())
                    .unwrap_or_default();
                let text = literal.map_or(first, |literal| self.plain(literal));
                let text = self.fill(&text);
                self.bind(quote!(#name::from(#text)))
            }
            TypeKind::Struct(content) => {
                let required: Vec<Moved> = content
                    .fields
                    .iter()
                    .filter(|field| field.presence == Presence::Required)
                    .map(|field| self.member_value(field, literal, depth).into())
                    .collect();
                let given: Vec<(&Field, &crate::name::Ident)> = content
                    .fields
                    .iter()
                    .zip(&names.content.fields)
                    .filter(|(field, _)| {
                        field.presence != Presence::Required
                            && member(literal, &field.name).is_some()
                    })
                    .collect();
                let values: Vec<_> = given
                    .iter()
                    .map(|(field, name)| {
                        let value = self.field(field, member(literal, &field.name), depth);
                        (Moved::from(value), *name)
                    })
                    .collect();
                let local = self.local();
                let mutable = (!values.is_empty()).then(|| quote!(mut));
                let settings = values
                    .iter()
                    .map(|(value, name)| quote!(#local.#name = Some(#value);));
                self.statements.extend(
                    quote!(let #mutable #local = #name::new(#(#required),*); #(#settings)*),
                );
                quote!(#local)
            }
            TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
                let forms: Vec<_> = variants.iter().zip(&names.content.variants).collect();
                let chosen = forms
                    .iter()
                    .find(|(variant, _)| holds(variant, &definition.kind, literal))
                    .or_else(|| forms.first());
                match chosen {
                    Some((variant, names)) if depth < DEEPEST => {
                        self.form(&name, variant, names, literal, depth)
                    }
                    _ => quote!(Default::default()),
                }
            }
            TypeKind::ByStatus(_) => quote!(Default::default()),
        }
    }

    fn member_value(
        &mut self,
        field: &Field,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        let literal = member(literal, &field.name)
            .or(field.example.as_ref())
            .filter(|_| depth < DEEPEST);
        self.value(&field.type_ref, literal, depth)
    }

    fn form(
        &mut self,
        name: &TokenStream,
        variant: &Variant,
        names: &VariantNames,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        let form = &names.name;
        match &variant.content {
            VariantContent::Unit => quote!(#name::#form),
            VariantContent::Value(type_ref) => {
                let value = self.value(type_ref, literal, depth);
                self.bind(quote!(#name::#form(#value)))
            }
            VariantContent::Fields(fields) => {
                let members: Vec<TokenStream> = fields
                    .iter()
                    .zip(&names.fields)
                    .map(|(field, name)| {
                        let given = member(literal, &field.name);
                        if field.presence == Presence::Required {
                            let value = self.member_value(field, literal, depth);
                            quote!(#name: #value)
                        } else if given.is_some() {
                            let value = self.field(field, given, depth);
                            quote!(#name: Some(#value))
                        } else {
                            quote!(#name: None)
                        }
                    })
                    .collect();
                self.bind(quote!(#name::#form { #(#members),* }))
            }
        }
    }

    /// A literal as text with `{{variables}}`.
    fn plain(&self, literal: &Literal) -> String {
        match literal {
            Literal::Text(text) | Literal::Number(text) | Literal::Raw(text) => text.clone(),
            Literal::Boolean(value) => value.to_string(),
            Literal::Template(template) => template
                .parts
                .iter()
                .map(|part| match part {
                    TemplatePart::Text(text) => text.clone(),
                    TemplatePart::Setting(id) => {
                        format!("{{{{{}}}}}", self.scope.cx.setting(*id).0.variable)
                    }
                    TemplatePart::Dynamic(_) => String::new(),
                })
                .collect(),
            Literal::Null | Literal::Files(_) => String::new(),
            literal @ (Literal::List(_) | Literal::Object(_)) => self.json(literal),
        }
    }

    /// A literal as JSON text; bare variables stand in it as they are written.
    fn json(&self, literal: &Literal) -> String {
        let string = |text: &str| serde_json::Value::from(text).to_string();
        match literal {
            Literal::Null | Literal::Files(_) => "null".to_owned(),
            Literal::Boolean(value) => value.to_string(),
            Literal::Number(number) => number.clone(),
            Literal::Raw(text) => text.clone(),
            Literal::Text(_) | Literal::Template(_) => string(&self.plain(literal)),
            Literal::List(list) => {
                let elements: Vec<String> = list.iter().map(|element| self.json(element)).collect();
                format!("[{}]", elements.join(","))
            }
            Literal::Object(members) => {
                let members: Vec<String> = members
                    .iter()
                    .map(|(name, value)| format!("{}:{}", string(name), self.json(value)))
                    .collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }
}
