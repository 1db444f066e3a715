//! `round_trip_tests.rs`: the collection's samples through their types.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::{Body, Operation, OperationId, ResourceId, ResponseBody};

use super::context::Context;
use super::rust_type::rust_type;
use super::scope::Scope;

/// Whether a folder has samples to check.
pub(super) fn is_needed(cx: Context<'_>, id: ResourceId) -> bool {
    let mut operations = cx.resource(id).0.operations.iter();
    cx.api.options.round_trip && operations.any(|id| has_samples(cx.operation(*id).0))
}

fn has_samples(operation: &Operation) -> bool {
    operation.sample.is_some()
        || operation
            .responses
            .iter()
            .any(|case| !case.samples.is_empty())
}

/// One test an operation of a folder.
pub(super) fn emit_tests<'a>(
    scope: &'a Scope<'_>,
    id: ResourceId,
) -> impl Iterator<Item = TokenStream> + 'a {
    let operations = scope.cx.resource(id).0.operations.iter();
    operations
        .filter(|id| has_samples(scope.cx.operation(**id).0))
        .map(|id| emit_test(scope, *id))
}

fn emit_test(scope: &Scope<'_>, id: OperationId) -> TokenStream {
    let (operation, names) = scope.cx.operation(id);
    // Alone, the name of a function may be a keyword, and have the mark of one (`self_`).
    let function = names.function.bare().trim_end_matches('_');
    let name = format_ident!("{function}_keeps_everything");
    let round_trip = scope.import(&scope.below_api("runtime::round_trip"), "RoundTrip");
    let answers = operation.responses.iter().flat_map(|case| {
        let status = case.status.to_string();
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
    let request = scope.import("super", names.request.as_str());
    let values = scope.runtime("Values");
    let written = if let Some(Body::Json { field, .. }) = &operation.body {
        let field = &names.fields[field.0];
        quote!(&request.#field)
    } else {
        quote!(&request)
    };
    (
        quote!(let request = #request::example(&#values::new());),
        written,
    )
}
