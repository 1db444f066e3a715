//! Definitions of types: what a person reads; their codec is in a file beside them.

pub(super) mod debug;
mod enums;
mod structs;
mod unions;

use proc_macro2::TokenStream;

use crate::ir::{Home, TypeId, TypeKind};

use super::former;
use super::scope::Scope;

/// The types that live in one place.
pub(super) fn emit_types<'a>(
    scope: &'a Scope<'_>,
    home: Home,
) -> impl Iterator<Item = TokenStream> + 'a {
    let ids = scope.cx.types_in(home).iter().copied();
    let former = (home == Home::Shared).then(|| former::types(scope.cx, ids.clone()));
    ids.map(|id| emit_type(scope, id)).chain(former)
}

fn emit_type(scope: &Scope<'_>, id: TypeId) -> TokenStream {
    let (definition, _) = scope.cx.type_def(id);
    match &definition.kind {
        TypeKind::Struct(content) => structs::emit_struct(scope, id, content),
        TypeKind::Enum(values) => enums::emit_enum(scope, id, values),
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            unions::emit_union(scope, id, variants)
        }
        TypeKind::ByStatus(cases) => unions::emit_by_status(scope, id, cases),
    }
}
