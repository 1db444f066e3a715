//! Uses of types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Presence, TypeKind, TypeRef};
use crate::name::Ident;

use super::context::Context;
use super::moved::Moved;
use super::scope::Scope;

/// The Rust type of a use.
pub(super) fn rust_type(scope: &Scope<'_>, type_ref: &TypeRef) -> TokenStream {
    match type_ref {
        TypeRef::Boolean => quote!(bool),
        TypeRef::Integer => quote!(i64),
        TypeRef::Unsigned => quote!(u64),
        TypeRef::Float => quote!(f64),
        TypeRef::Number => scope.import("serde_json", "Number"),
        TypeRef::Text => quote!(String),
        TypeRef::Formatted(format) => format
            .rust
            .as_ref()
            .and_then(|path| formatted(scope, path))
            .unwrap_or_else(|| quote!(String)),
        TypeRef::IntegerOrText => scope.runtime("IntegerOrText"),
        TypeRef::Json => scope.import("serde_json", "Value"),
        TypeRef::File => scope.runtime("File"),
        TypeRef::Bytes => scope.import("bytes", "Bytes"),
        TypeRef::Named(id) => scope.named(*id),
        TypeRef::Nullable(inner) => {
            let (nullable, inner) = (scope.runtime("Nullable"), rust_type(scope, inner));
            quote!(#nullable<#inner>)
        }
        TypeRef::List(inner) => {
            let inner = rust_type(scope, inner);
            quote!(Vec<#inner>)
        }
        TypeRef::Map(inner) => {
            let (map, inner) = (
                scope.import("std::collections", "BTreeMap"),
                rust_type(scope, inner),
            );
            quote!(#map<String, #inner>)
        }
        TypeRef::Boxed(inner) => {
            let inner = rust_type(scope, inner);
            quote!(Box<#inner>)
        }
    }
}

/// The type of text that stands for a value of the type at `path`.
fn formatted(scope: &Scope<'_>, path: &str) -> Option<TokenStream> {
    let value: TokenStream = path.parse().ok()?;
    let formatted = scope.runtime("Formatted");
    let of_time = path.trim_start_matches("::").starts_with("time::");
    let format = of_time.then(|| scope.runtime("Iso8601"));
    let format = format.map(|format| quote!(, #format));
    Some(quote!(#formatted<#value #format>))
}

/// The Rust type of a field, with what its presence adds.
pub(super) fn field_type(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let value = value_type(scope, field);
    match field.presence {
        Presence::Required => value,
        Presence::Optional | Presence::Nullable => {
            let value = Moved::from(value);
            quote!(Option<#value>)
        }
    }
}

/// The Rust type of what a setter takes.
pub(super) fn value_type(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let value = rust_type(scope, &field.type_ref);
    if is_nullable(field) {
        let nullable = scope.runtime("Nullable");
        quote!(#nullable<#value>)
    } else {
        value
    }
}

/// Whether null and absent differ for a field, beyond what its own type says.
pub(super) fn is_nullable(field: &Field) -> bool {
    field.presence == Presence::Nullable && !matches!(field.type_ref, TypeRef::Nullable(_))
}

/// What a constructor or setter takes for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// Its type.
    Value,
    /// Anything that converts into its type.
    Into,
    /// Anything with items that convert into those of its list.
    Items,
}

impl Taken {
    pub(super) fn of(cx: Context<'_>, field: &Field) -> Self {
        match &field.type_ref {
            _ if is_nullable(field) => Self::Into,
            TypeRef::List(inner) if converts(cx, inner) => Self::Items,
            type_ref if converts(cx, type_ref) => Self::Into,
            _ => Self::Value,
        }
    }
}

/// The argument of a constructor or setter for a field.
pub(super) fn argument(scope: &Scope<'_>, field: &Field, name: &Ident) -> TokenStream {
    let value = Moved::from(value_type(scope, field));
    match (Taken::of(scope.cx, field), &field.type_ref) {
        (Taken::Items, TypeRef::List(inner)) => {
            let inner = rust_type(scope, inner);
            quote!(#name: impl IntoIterator<Item = impl Into<#inner>>)
        }
        (Taken::Into, _) => quote!(#name: impl Into<#value>),
        _ => quote!(#name: #value),
    }
}

/// The value of a field from the argument with its name; `None` where that is the value.
pub(super) fn taken(scope: &Scope<'_>, field: &Field, name: &Ident) -> Option<TokenStream> {
    match Taken::of(scope.cx, field) {
        Taken::Value => None,
        Taken::Into => Some(quote!(#name.into())),
        Taken::Items => {
            // Not a function: a field may have any name that one could have.
            let draft = scope.runtime("Draft");
            Some(quote!(#draft::list(#name)))
        }
    }
}

/// A field of a struct literal, from the argument with its name.
pub(super) fn initial(scope: &Scope<'_>, field: &Field, name: &Ident) -> TokenStream {
    taken(scope, field, name).map_or_else(|| quote!(#name), |value| quote!(#name: #value))
}

/// Whether callers mostly have something that converts into the type.
pub(super) fn converts(cx: Context<'_>, type_ref: &TypeRef) -> bool {
    match type_ref {
        TypeRef::Text
        | TypeRef::Formatted(_)
        | TypeRef::IntegerOrText
        | TypeRef::Json
        | TypeRef::Bytes
        | TypeRef::Nullable(_) => true,
        TypeRef::Named(id) => matches!(cx.type_def(*id).0.kind, TypeKind::Enum(_)),
        _ => false,
    }
}
