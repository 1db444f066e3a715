//! Values that a request sends unless its caller changes them, as expressions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{Field, Literal, Presence, TypeId, TypeKind, TypeRef};

use super::literal::member;
use super::number::grouped;
use super::quoted::owned;
use super::rust_type::{is_nullable, rust_type};
use super::scope::Scope;

/// Columns up to which rustfmt leaves calls, chains and lists in one line.
const WIDEST_CHAIN: usize = 60;

/// How deep values are nested at most.
const DEEPEST: usize = 32;

/// The value that `new` gives an optional field; none when it has no preset, or one that Rust cannot say in an expression.
pub(super) fn preset(scope: &Scope<'_>, field: &Field) -> Option<TokenStream> {
    let literal = field.preset.as_ref()?;
    let value = scope.attempt(|| value(scope, field, literal, 0))?;
    (field.presence != Presence::Required).then(|| quote!(Some(#value)))
}

/// A value of a field, without the `Option` of its presence.
fn value(scope: &Scope<'_>, field: &Field, literal: &Literal, depth: usize) -> Option<TokenStream> {
    if is_nullable(field) {
        return nullable(scope, &field.type_ref, literal, depth);
    }
    if let (TypeRef::Text, Literal::Text(text), true) = (&field.type_ref, literal, depth > 0) {
        // An argument, which is converted.
        return Some(quote!(#text));
    }
    exact(scope, &field.type_ref, literal, depth)
}

fn nullable(
    scope: &Scope<'_>,
    type_ref: &TypeRef,
    literal: &Literal,
    depth: usize,
) -> Option<TokenStream> {
    let nullable = scope.runtime("Nullable");
    if *literal == Literal::Null {
        return Some(quote!(#nullable::Null));
    }
    let value = exact(scope, type_ref, literal, depth)?;
    Some(quote!(#nullable::Value(#value)))
}

fn exact(
    scope: &Scope<'_>,
    type_ref: &TypeRef,
    literal: &Literal,
    depth: usize,
) -> Option<TokenStream> {
    if depth > DEEPEST {
        return None;
    }
    let deeper = |inner: &TypeRef, literal| exact(scope, inner, literal, depth + 1);
    Some(match (type_ref, literal) {
        (TypeRef::IntegerOrText, literal) => {
            let value = match literal {
                Literal::Number(_) => scalar(&TypeRef::Integer, literal)?,
                Literal::Text(text) => quote!(#text),
                _ => return None,
            };
            let integer_or_text = scope.runtime("IntegerOrText");
            quote!(#integer_or_text::from(#value))
        }
        (TypeRef::Json, literal) => {
            let value = match literal {
                Literal::Boolean(_) => scalar(&TypeRef::Boolean, literal)?,
                Literal::Number(_) => scalar(&TypeRef::Integer, literal)?,
                Literal::Text(text) => quote!(#text),
                _ => return None,
            };
            let json = scope.import("serde_json", "Value");
            quote!(#json::from(#value))
        }
        (TypeRef::Nullable(inner), literal) => nullable(scope, inner, literal, depth + 1)?,
        (TypeRef::Boxed(inner), literal) => {
            let value = deeper(inner, literal)?;
            quote!(Box::new(#value))
        }
        (TypeRef::List(element), Literal::List(list)) if list.is_empty() && depth > 0 => {
            // A setter takes lists of more types than one.
            let element = rust_type(scope, element);
            quote!(Vec::<#element>::new())
        }
        (TypeRef::List(element), Literal::List(list)) => {
            let list = list.iter().map(|literal| deeper(element, literal));
            let list = list.collect::<Option<Vec<_>>>()?;
            quote!(vec![#(#list),*])
        }
        (TypeRef::Named(id), literal) => named(scope, *id, literal, depth)?,
        (type_ref, literal) => scalar(type_ref, literal)?,
    })
}

/// A value of a type that needs no other one.
fn scalar(type_ref: &TypeRef, literal: &Literal) -> Option<TokenStream> {
    Some(match (type_ref, literal) {
        (TypeRef::Boolean, Literal::Boolean(value)) => quote!(#value),
        (TypeRef::Integer, Literal::Number(text)) => {
            grouped(&Token::i64_unsuffixed(text.parse().ok()?))
        }
        (TypeRef::Unsigned, Literal::Number(text)) => {
            grouped(&Token::u64_unsuffixed(text.parse().ok()?))
        }
        (TypeRef::Float, Literal::Number(text)) => {
            let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
            grouped(&Token::f64_unsuffixed(value))
        }
        (TypeRef::Text, Literal::Text(text)) => owned(text),
        (TypeRef::Formatted(format), Literal::Text(text)) if format.rust.is_none() => owned(text),
        _ => return None,
    })
}

/// A value of an enum, or of a struct that has every member of it.
fn named(scope: &Scope<'_>, id: TypeId, literal: &Literal, depth: usize) -> Option<TokenStream> {
    let name = scope.named(id);
    let (definition, names) = scope.cx.type_def(id);
    let (content, members) = match (&definition.kind, literal) {
        (TypeKind::Enum(_), Literal::Text(text)) => return Some(quote!(#name::from(#text))),
        (TypeKind::Struct(content), Literal::Object(members)) => (content, members),
        _ => return None,
    };
    let is_known = |name: &String| content.fields.iter().any(|field| field.name == *name);
    if !members.iter().all(|(name, _)| is_known(name)) {
        return None;
    }
    let (mut arguments, mut setters) = (Vec::new(), TokenStream::new());
    for (field, ident) in content.fields.iter().zip(&names.content.fields) {
        let own = member(Some(literal), &field.name);
        let value = own.map(|own| value(scope, field, own, depth + 1));
        match (field.presence, value) {
            (Presence::Required, value) => arguments.push(value??),
            (_, Some(value)) => {
                let value = value?;
                setters.extend(quote!(.#ident(#value)));
            }
            (_, None) => {}
        }
    }
    Some(quote!(#name::new(#(#arguments),*) #setters))
}

/// Whether a value is a list or built by setters and too wide for a line, which rustfmt breaks by more rules than the
/// printer knows.
pub(super) fn is_wide(field: &Field, value: &TokenStream) -> bool {
    matches!(field.preset, Some(Literal::List(_) | Literal::Object(_)))
        && value.to_string().len() > WIDEST_CHAIN
}
