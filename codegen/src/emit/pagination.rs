//! Lists: what the call of a page knows of the next one.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{
    Field, FieldId, Operation, Output, PageEnd, PaginationStyle, Presence, QueryValue,
    ResponseBody, TypeKind, TypeRef,
};
use crate::name::Ident;

use super::encode;
use super::rust_type::{is_nullable, rust_type};
use super::scope::Scope;

/// The paging of an operation.
#[derive(Debug)]
pub(super) struct Paging {
    /// The type of an item.
    pub(super) item: TokenStream,
    /// The methods that tell the call how the list goes on.
    pub(super) chain: TokenStream,
}

/// The paging of an operation; nothing when there is none or when it does not fit the types of the answer.
pub(super) fn emit_pagination(scope: &Scope<'_>, operation: &Operation) -> Option<Paging> {
    let pagination = operation.pagination.as_ref()?;
    let Output::One(ResponseBody::Json(answer)) = &operation.output else {
        return None;
    };
    let (item, place) = items(scope, answer, &pagination.items)?;
    let rule = match &pagination.style {
        PaginationStyle::Page { page, first, .. } => {
            let (name, first) = (
                query_name(operation, *page)?,
                Literal::i64_unsuffixed(*first),
            );
            quote!(.by_number(#name, #first))
        }
        PaginationStyle::Offset { offset, .. } => {
            let name = query_name(operation, *offset)?;
            quote!(.by_offset(#name))
        }
        PaginationStyle::Cursor { cursor, next } => {
            let name = query_name(operation, *cursor)?;
            let next = next_cursor(scope, answer, next)?;
            quote!(.by_cursor(#name, #next))
        }
        PaginationStyle::Address { next } => {
            let next = next_cursor(scope, answer, next)?;
            quote!(.by_address(#next))
        }
        PaginationStyle::Link => quote!(.by_link()),
    };
    let end = pagination.end.as_ref();
    let end = end.and_then(|end| page_end(scope, answer, end));
    let item = rust_type(scope, item);
    let chain = quote!(#rule.list(#place) #end);
    Some(Paging { item, chain })
}

/// The encoded name of the query entry that sends a field.
fn query_name(operation: &Operation, id: FieldId) -> Option<String> {
    let entry = operation
        .query
        .iter()
        .find(|entry| entry.value == QueryValue::Field(id))?;
    let name = entry.name.as_text()?;
    Some(if operation.behavior.disable_url_encoding {
        name.to_owned()
    } else {
        encode::query_name(name)
    })
}

/// What stands around a value.
#[derive(Clone, Copy)]
enum Wrapper {
    Optional,
    Nullable,
}

/// A member of a type, with what stands around its value and the value's own type.
fn member<'a>(
    scope: &Scope<'a>,
    type_ref: &TypeRef,
    name: &str,
) -> Option<(&'a Ident, Vec<Wrapper>, &'a TypeRef)> {
    let TypeRef::Named(id) = type_ref else {
        return None;
    };
    let (definition, names) = scope.cx.type_def(*id);
    let TypeKind::Struct(content) = &definition.kind else {
        return None;
    };
    let (field, ident): (&Field, &Ident) = content
        .fields
        .iter()
        .zip(&names.content.fields)
        .find(|(field, _)| field.name == name)?;
    let mut wrappers = Vec::new();
    if field.presence != Presence::Required {
        wrappers.push(Wrapper::Optional);
    }
    if is_nullable(field) {
        wrappers.push(Wrapper::Nullable);
    }
    let mut value = &field.type_ref;
    while let TypeRef::Nullable(inner) | TypeRef::Boxed(inner) = value {
        if matches!(value, TypeRef::Nullable(_)) {
            wrappers.push(Wrapper::Nullable);
        }
        value = inner;
    }
    Some((ident, wrappers, value))
}

/// The type of an item, and the closure that finds the list in an answer.
fn items<'a>(
    scope: &Scope<'a>,
    answer: &'a TypeRef,
    path: &[String],
) -> Option<(&'a TypeRef, TokenStream)> {
    let (mut place, mut at, mut outer) = (quote!(answer), answer, Vec::new());
    let is_the_answer = path.is_empty();
    for name in path {
        place = outer.iter().fold(place, |place, wrapper| match wrapper {
            Wrapper::Optional => quote!(#place.as_mut()?),
            Wrapper::Nullable => quote!(#place.value_mut()?),
        });
        let (ident, wrappers, value) = member(scope, at, name)?;
        place = quote!(#place.#ident);
        (at, outer) = (value, wrappers);
    }
    let TypeRef::List(item) = at else {
        return None;
    };
    if is_the_answer {
        let whole = scope.runtime("whole");
        return Some((&**item, quote!(#whole)));
    }
    let last = outer.pop();
    place = outer
        .iter()
        .fold(place, |place, _| quote!(#place.as_mut()?));
    let found = match last {
        Some(Wrapper::Optional) => quote!(#place.as_mut()),
        Some(Wrapper::Nullable) => quote!(#place.value_mut()),
        None => quote!(Some(&mut #place)),
    };
    Some((&**item, quote!(|answer| #found)))
}

/// The closure that reads the next cursor from an answer.
fn next_cursor(scope: &Scope<'_>, answer: &TypeRef, path: &[String]) -> Option<TokenStream> {
    let (place, at) = read(scope, answer, path)?;
    let cursor = || scope.runtime("cursor");
    match at {
        TypeRef::Json => {
            let cursor = cursor();
            Some(quote!(|answer| #cursor(&#place.as_str()?)))
        }
        TypeRef::Integer
        | TypeRef::Unsigned
        | TypeRef::Number
        | TypeRef::Text
        | TypeRef::IntegerOrText => {
            let cursor = cursor();
            Some(quote!(|answer| #cursor(&#place)))
        }
        TypeRef::Formatted(format) if format.rust.is_none() => {
            let cursor = cursor();
            Some(quote!(|answer| #cursor(&#place)))
        }
        _ => None,
    }
}

/// The method that tells the last page.
fn page_end(scope: &Scope<'_>, answer: &TypeRef, end: &PageEnd) -> Option<TokenStream> {
    let (PageEnd::Items(path) | PageEnd::Pages(path) | PageEnd::More(path)) = end;
    let (place, at) = read(scope, answer, path)?;
    let fits = match end {
        PageEnd::More(_) => *at == TypeRef::Boolean,
        PageEnd::Items(_) | PageEnd::Pages(_) => {
            matches!(
                at,
                TypeRef::Integer | TypeRef::Unsigned | TypeRef::Number | TypeRef::Text
            )
        }
    };
    let method = match end {
        PageEnd::Items(_) => quote!(until_items),
        PageEnd::Pages(_) => quote!(until_page),
        PageEnd::More(_) => quote!(while_more),
    };
    let cursor = scope.runtime("cursor");
    fits.then(|| quote!(.#method(|answer| #cursor(&#place))))
}

/// The expression of a member below `answer`, with the type of its value; what it is in is left by `?` where it is absent.
fn read<'a>(
    scope: &Scope<'a>,
    answer: &'a TypeRef,
    path: &[String],
) -> Option<(TokenStream, &'a TypeRef)> {
    let (mut place, mut at) = (quote!(answer), answer);
    for (index, name) in path.iter().enumerate() {
        let (ident, wrappers, value) = member(scope, at, name)?;
        place = quote!(#place.#ident);
        let is_inner = index + 1 < path.len() || *value == TypeRef::Json;
        for wrapper in wrappers.into_iter().filter(|_| is_inner) {
            place = match wrapper {
                Wrapper::Optional => quote!(#place.as_ref()?),
                Wrapper::Nullable => quote!(#place.value()?),
            };
        }
        at = value;
    }
    Some((place, at))
}
