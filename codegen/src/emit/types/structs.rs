//! Objects with known members.

use proc_macro2::TokenStream;

use crate::emit::docs::Lines;
use crate::emit::request::{definition, emit_input};
use crate::emit::scope::Scope;
use crate::ir::{Struct, TypeId};

/// A struct; with constructor and setters when callers make it.
pub(super) fn emit_struct(scope: &Scope<'_>, id: TypeId, content: &Struct) -> TokenStream {
    let (type_def, names) = scope.cx.type_def(id);
    let docs = Lines::of(&type_def.docs);
    let (fields, unknown) = (&names.content.fields, names.content.unknown.as_ref());
    if scope.cx.encodes(id) {
        emit_input(scope, &docs, &names.name, &content.fields, fields, unknown)
    } else {
        let none = TokenStream::new();
        definition(
            scope,
            &docs,
            &names.name,
            &content.fields,
            fields,
            unknown,
            &none,
        )
    }
}
