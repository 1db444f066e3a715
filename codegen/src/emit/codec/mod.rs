//! How the API's types are read and written: what only the compiler reads, in files of their own.

mod answer;
mod decode;
mod encode;
mod parameter;
mod unions;

use proc_macro2::TokenStream;

use crate::ir::{Body, Direction, Home, Operation, OperationId, ResourceId, TypeId, TypeKind};

use super::context::Context;
use super::scope::Scope;

/// Whether a place has anything to encode or decode.
pub(super) fn is_needed(cx: Context<'_>, home: Home) -> bool {
    !cx.types_in(home).is_empty() || requests(cx, home).next().is_some()
}

/// The codec of the types and request structs of one place.
pub(super) fn emit_codec<'a>(
    scope: &'a Scope<'_>,
    home: Home,
) -> impl Iterator<Item = TokenStream> + 'a {
    let cx = scope.cx;
    let requests = requests(cx, home).map(|id| encode::emit_request(scope, id));
    let types = cx.types_in(home).iter().flat_map(move |id| {
        let parameter = cx
            .is_parameter(*id)
            .then(|| parameter::emit_parameter(scope, *id));
        [Some(emit_type(scope, *id)), parameter]
    });
    requests.chain(types.flatten())
}

/// How the types of one place are read, as text that needs no printing.
pub(super) fn emit_reading(scope: &Scope<'_>, home: Home) -> String {
    let types = scope.cx.types_in(home).iter();
    let decoded = types.filter(|id| scope.cx.decodes(**id));
    paragraphs(decoded.map(|id| decode::emit_reading(scope, *id)))
}

/// As [`emit_reading`], of the types that are otherwise only written.
pub(super) fn emit_round_trip_reading(scope: &Scope<'_>, home: Home) -> String {
    let types = scope.cx.types_in(home).iter();
    let encoded = types.filter(|id| lacks_direction(scope.cx, **id) && scope.cx.encodes(**id));
    paragraphs(encoded.map(|id| decode::emit_reading(scope, *id)))
}

fn paragraphs(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

/// Operations whose request structs are JSON objects.
fn requests(cx: Context<'_>, home: Home) -> impl Iterator<Item = OperationId> {
    let resource = match home {
        Home::Shared => ResourceId::ROOT,
        Home::Resource(id) => id,
    };
    cx.resource(resource)
        .0
        .operations
        .iter()
        .copied()
        .filter(move |id| is_object(cx.operation(*id).0))
}

fn is_object(operation: &Operation) -> bool {
    matches!(operation.body, Some(Body::JsonObject { .. }))
}

fn emit_type(scope: &Scope<'_>, id: TypeId) -> TokenStream {
    let (definition, _) = scope.cx.type_def(id);
    if let TypeKind::ByStatus(cases) = &definition.kind {
        return answer::emit_answer(scope, id, cases);
    }
    let mut tokens = TokenStream::new();
    if scope.cx.encodes(id) {
        tokens.extend(encode::emit_type(scope, id));
    }
    if scope.cx.decodes(id) {
        tokens.extend(unions::emit_readers(scope, id));
    }
    tokens
}

/// Whether the types of one place have directions that only the development feature emits.
pub(super) fn has_other_directions(cx: Context<'_>, home: Home) -> bool {
    cx.api.options.round_trip && cx.types_in(home).iter().any(|id| lacks_direction(cx, *id))
}

fn lacks_direction(cx: Context<'_>, id: TypeId) -> bool {
    let (definition, _) = cx.type_def(id);
    definition.direction != Direction::Both && !matches!(definition.kind, TypeKind::ByStatus(_))
}

/// The directions that the codec leaves out.
pub(super) fn emit_round_trip(scope: &Scope<'_>, home: Home) -> TokenStream {
    let mut tokens = TokenStream::new();
    for &id in scope
        .cx
        .types_in(home)
        .iter()
        .filter(|id| lacks_direction(scope.cx, **id))
    {
        tokens.extend(if scope.cx.encodes(id) {
            unions::emit_readers(scope, id)
        } else {
            encode::emit_type(scope, id)
        });
    }
    tokens
}
