//! `round_trip_tests.rs`: the collection's samples through their types.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Body, Operation, OperationId, ResourceId, ResponseBody};

use super::context::Context;
use super::rust_type::rust_type;
use super::scope::Scope;

/// Whether an API has samples to check.
pub(super) fn is_needed(cx: Context<'_>) -> bool {
    cx.api.options.round_trip && cx.api.operations.iter().any(has_samples)
}

fn has_samples(operation: &Operation) -> bool {
    operation.sample.is_some()
        || operation
            .responses
            .iter()
            .any(|case| !case.samples.is_empty())
}

/// One test an operation.
pub(super) fn emit_tests<'a>(scope: &'a Scope<'_>) -> impl Iterator<Item = TokenStream> + 'a {
    let mut taken = BTreeSet::new();
    (0..scope.cx.api.operations.len())
        .map(OperationId)
        .filter(|id| has_samples(scope.cx.operation(*id).0))
        .map(move |id| {
            let name = test_name(scope.cx, id, &mut taken);
            emit_test(scope, id, &name)
        })
}

/// Folders and function; a number where two come out the same.
fn test_name(cx: Context<'_>, id: OperationId, taken: &mut BTreeSet<String>) -> Ident {
    let (operation, names) = cx.operation(id);
    let mut words: Vec<&str> = cx
        .folders(operation.resource)
        .into_iter()
        .map(|id| cx.resource(id).1.module.bare())
        .collect();
    words.push(names.function.bare());
    let plain = words.join("_");
    let mut name = plain.clone();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{plain}_{number}");
    }
    // Alone, the name of a function may be a keyword.
    format_ident!("{name}_keeps_everything")
}

fn emit_test(scope: &Scope<'_>, id: OperationId, name: &Ident) -> TokenStream {
    let (operation, _) = scope.cx.operation(id);
    let round_trip = scope.import(&scope.below_api("runtime::round_trip"), "RoundTrip");
    let answers = operation.responses.iter().flat_map(|case| {
        let status = case.status.map_or_else(
            || "without a status".to_owned(),
            |status| status.to_string(),
        );
        let type_ref = match &case.body {
            ResponseBody::Json(type_ref) if !case.samples.is_empty() => {
                Some(rust_type(scope, type_ref))
            }
            _ => None,
        };
        case.samples
            .iter()
            .zip(std::iter::repeat(type_ref))
            .filter_map(move |(sample, type_ref)| {
                let type_ref = type_ref?;
                Some(quote!(.response::<#type_ref>(#status, #sample)))
            })
            .collect::<Vec<_>>()
    });
    let answers: TokenStream = answers.collect();
    let (request, body) = match &operation.sample {
        Some(sample) => {
            let (statement, written) = request(scope, id);
            (statement, quote!(.request(#written, #sample)))
        }
        None => (TokenStream::new(), TokenStream::new()),
    };
    quote! {
        #[test]
        fn #name() -> Result<(), #round_trip> {
            #request
            #round_trip::new() #answers #body .finish()
        }
    }
}

/// The statement that makes the example, and what of it is the body.
fn request(scope: &Scope<'_>, id: OperationId) -> (TokenStream, TokenStream) {
    let (operation, names) = scope.cx.operation(id);
    let request = &names.request;
    let path = if operation.resource == ResourceId::ROOT {
        quote!(super::#request)
    } else {
        let modules = scope
            .cx
            .folders(operation.resource)
            .into_iter()
            .map(|id| &scope.cx.resource(id).1.module);
        quote!(super::#(#modules::)*#request)
    };
    let values = scope.runtime("Values");
    let written = if let Some(Body::Json { field, .. }) = &operation.body {
        let field = &names.fields[field.0];
        quote!(&request.#field)
    } else {
        quote!(&request)
    };
    (
        quote!(let request = #path::example(&#values::new());),
        written,
    )
}
