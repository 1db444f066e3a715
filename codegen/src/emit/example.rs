//! The collection's own values, behind the feature `examples`: flat statements, one for each value.

use proc_macro2::{Ident, Literal as Token, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{
    Field, FileExample, Literal, Presence, ResourceId, TemplatePart, TypeId, TypeKind, TypeRef,
    Variant, VariantContent,
};
use crate::name::VariantNames;

use super::literal::{fits, member};
use super::rust_type::{is_nullable, rust_type};
use super::scope::Scope;

/// How deep values are nested at most.
const DEEPEST: usize = 64;
/// How many statements clippy lets a function have, with room for what surrounds them.
const MOST_STATEMENTS: usize = 60;

/// `example` of every request struct.
pub(super) fn emit_examples(scope: &Scope<'_>) -> TokenStream {
    let cx = scope.cx;
    let operations = (0..cx.api.operations.len()).map(crate::ir::OperationId);
    operations
        .map(|id| {
            let (operation, names) = cx.operation(id);
            let request = &names.request;
            let path = if operation.resource == ResourceId::ROOT {
                quote!(super::#request)
            } else {
                let modules = cx
                    .folders(operation.resource)
                    .into_iter()
                    .map(|id| &cx.resource(id).1.module);
                quote!(super::#(#modules::)*#request)
            };
            let body = example_body(scope, &operation.fields, &names.fields);
            let values = scope.runtime("Values");
            let argument = if body.uses_values {
                quote!(values)
            } else {
                quote!(_)
            };
            let (statements, end) = (body.statements, body.end);
            let allow = (body.count > MOST_STATEMENTS)
                .then(|| quote!(#[allow(clippy::too_many_lines, reason = "as in the collection")]));
            quote! {
                impl #path {
                    #[doc = " The collection's own values."]
                    #allow
                    pub fn example(#argument: &#values) -> Self {
                        #statements
                        #end
                    }
                }
            }
        })
        .collect()
}

struct Body {
    statements: TokenStream,
    end: TokenStream,
    uses_values: bool,
    count: usize,
}

fn example_body(scope: &Scope<'_>, fields: &[Field], names: &[crate::name::Ident]) -> Body {
    let mut steps = Steps {
        scope,
        statements: TokenStream::new(),
        count: 0,
        uses_values: false,
    };
    let required: Vec<TokenStream> = fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| steps.value(&field.type_ref, field.example.as_ref(), 0))
        .collect();
    let mut settings = TokenStream::new();
    for (field, name) in fields
        .iter()
        .zip(names)
        .filter(|(field, _)| field.presence != Presence::Required && field.example.is_some())
    {
        let value = steps.field(field, field.example.as_ref(), 0);
        settings.extend(quote!(request.#name = Some(#value);));
    }
    let Steps {
        statements,
        count,
        uses_values,
        ..
    } = steps;
    if settings.is_empty() {
        return Body {
            statements,
            end: quote!(Self::new(#(#required),*)),
            uses_values,
            count,
        };
    }
    let statements = quote!(#statements let mut request = Self::new(#(#required),*); #settings);
    Body {
        statements,
        end: quote!(request),
        uses_values,
        count: count + fields.len(),
    }
}

/// Statements that make values; every value is a local with a number.
struct Steps<'s, 'a> {
    scope: &'s Scope<'a>,
    statements: TokenStream,
    count: usize,
    uses_values: bool,
}

impl Steps<'_, '_> {
    fn bind(&mut self, value: &TokenStream) -> TokenStream {
        let local = self.local();
        self.statements.extend(quote!(let #local = #value;));
        quote!(#local)
    }

    fn local(&mut self) -> Ident {
        self.count += 1;
        format_ident!("value_{:03}", self.count)
    }

    fn fill(&mut self, text: &str) -> TokenStream {
        self.uses_values = true;
        self.bind(&quote!(values.fill(#text)))
    }

    /// The value of an optional field.
    fn field(&mut self, field: &Field, literal: Option<&Literal>, depth: usize) -> TokenStream {
        if !is_nullable(field) {
            return self.value(&field.type_ref, literal, depth);
        }
        let nullable = TypeRef::Nullable(Box::new(field.type_ref.clone()));
        self.value(&nullable, literal, depth)
    }

    /// An expression of exactly the type: a local or a short literal.
    fn value(
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
                    self.bind(&quote!(#text == "true"))
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
                self.bind(&quote!(#text.parse().unwrap_or_else(|_| #number::from(0))))
            }
            TypeRef::Text => self.fill(&text),
            TypeRef::Formatted(format) => {
                let text = self.fill(&text);
                if format.rust.is_some() {
                    let formatted = self.scope.runtime("Formatted");
                    self.bind(&quote!(#formatted::spelled(#text)))
                } else {
                    text
                }
            }
            TypeRef::IntegerOrText => {
                let kind = self.scope.runtime("IntegerOrText");
                match text.parse::<i64>() {
                    Ok(number) if matches!(literal, Some(Literal::Number(_))) => {
                        let number = integer(number);
                        self.bind(&quote!(#kind::from(#number)))
                    }
                    _ if matches!(literal, Some(Literal::Raw(_))) => {
                        let text = self.fill(&text);
                        self.bind(
                            &quote!(serde_json::from_str(&#text).unwrap_or(#kind::Integer(0))),
                        )
                    }
                    _ => {
                        let text = self.fill(&text);
                        self.bind(&quote!(#kind::from(#text)))
                    }
                }
            }
            TypeRef::Json => {
                let json = literal.map_or_else(|| "null".to_owned(), |literal| self.json(literal));
                let json = self.fill(&json);
                let value = self.scope.import("serde_json", "Value");
                self.bind(&quote!(serde_json::from_str(&#json).unwrap_or(#value::Null)))
            }
            TypeRef::File => {
                let file = self.scope.runtime("File");
                let example = file_example(literal);
                let (name, content) = (&example.name, file_content(&example.path));
                let content_type = example
                    .content_type
                    .map(|content_type| quote!(.content_type(#content_type)));
                self.bind(&quote!(#file::new(#name, #content) #content_type))
            }
            TypeRef::Bytes => {
                let bytes = self.scope.import("bytes", "Bytes");
                let content = file_content(&file_example(literal).path);
                self.bind(&quote!(#bytes::from(#content)))
            }
            TypeRef::Named(id) => self.named(*id, literal, depth + 1),
            TypeRef::Nullable(inner) => {
                let nullable = self.scope.runtime("Nullable");
                if matches!(literal, None | Some(Literal::Null)) {
                    return self.bind(&quote!(#nullable::Null));
                }
                let inner = self.value(inner, literal, depth);
                self.bind(&quote!(#nullable::Value(#inner)))
            }
            TypeRef::List(inner) => self.list(inner, literal, depth),
            TypeRef::Map(inner) => self.map(inner, literal, depth),
            TypeRef::Boxed(inner) => {
                let inner = self.value(inner, literal, depth);
                self.bind(&quote!(Box::new(#inner)))
            }
        }
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
        let elements: Vec<TokenStream> = match literal {
            Some(Literal::List(list)) => list
                .iter()
                .map(|literal| self.value(inner, Some(literal), depth))
                .collect(),
            Some(Literal::Files(files)) => files
                .iter()
                .map(|file| self.value(inner, Some(&Literal::Files(vec![file.clone()])), depth))
                .collect(),
            Some(Literal::Raw(_)) | None => Vec::new(),
            Some(literal) => vec![self.value(inner, Some(literal), depth)],
        };
        if elements.is_empty() {
            quote!(Vec::new())
        } else {
            self.bind(&quote!(vec![#(#elements),*]))
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
        self.bind(&quote!(#map::from([#(#entries),*])))
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
                self.bind(&quote!(#name::from(#text)))
            }
            TypeKind::Struct(content) => {
                let required: Vec<TokenStream> = content
                    .fields
                    .iter()
                    .filter(|field| field.presence == Presence::Required)
                    .map(|field| self.member_value(field, literal, depth))
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
                        (
                            self.field(field, member(literal, &field.name), depth),
                            *name,
                        )
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
                self.bind(&quote!(#name::#form(#value)))
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
                self.bind(&quote!(#name::#form { #(#members),* }))
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

/// Whether a form is the one that a literal has.
fn holds(variant: &Variant, kind: &TypeKind, literal: Option<&Literal>) -> bool {
    match (kind, &variant.tag) {
        (TypeKind::Tagged { tag, .. }, Some(value)) => {
            matches!(member(literal, tag), Some(Literal::Text(text)) if text == value)
        }
        _ => fits(&variant.content, literal),
    }
}

/// An integer with its digits in groups, as clippy wants it.
fn integer(number: i64) -> TokenStream {
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
fn file_example(literal: Option<&Literal>) -> FileExample {
    match literal {
        Some(Literal::Files(files)) => files.first().cloned().unwrap_or_default(),
        _ => FileExample::default(),
    }
}

/// What a file of the collection holds: nobody knows, so its name; nothing where none is chosen.
fn file_content(path: &str) -> String {
    match path.rsplit(['/', '\\']).next() {
        Some(name) if !name.is_empty() => format!("v_file:{name}"),
        _ => String::new(),
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
