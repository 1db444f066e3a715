//! Objects with known members.

use proc_macro2::TokenStream;

use crate::emit::docs::Lines;
use crate::emit::request::{Record, definition, emit_input};
use crate::emit::scope::Scope;
use crate::ir::{Struct, TypeId};

/// A struct; with constructor and setters when callers make it.
pub(super) fn emit_struct(scope: &Scope<'_>, id: TypeId, content: &Struct) -> TokenStream {
    let (type_def, names) = scope.cx.type_def(id);
    let docs = Lines::of(&type_def.docs);
    let record = Record {
        name: &names.name,
        fields: &content.fields,
        names: &names.content.fields,
        unknown: names.content.unknown.as_ref(),
    };
    if scope.cx.encodes(id) {
        emit_input(scope, &docs, record)
    } else {
        definition(scope, &docs, record, &TokenStream::new())
    }
}
