//! Types in paths, queries, headers and forms.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::scope::Scope;
use crate::ir::{TypeId, TypeKind};

/// `Parameter`: text for enums, compact JSON for everything else.
pub(super) fn emit_parameter(scope: &Scope<'_>, id: TypeId) -> TokenStream {
    let name = scope.named(id);
    let (parameter, fmt) = (scope.runtime("Parameter"), scope.import("std", "fmt"));
    let write = if matches!(scope.cx.type_def(id).0.kind, TypeKind::Enum(_)) {
        quote!(write(self);)
    } else {
        quote! {
            if let Ok(value) = serde_json::to_value(self) {
                value.each(write);
            }
        }
    };
    quote! {
        impl #parameter for #name {
            fn each(&self, write: &mut dyn FnMut(&dyn #fmt::Display)) {
                #write
            }
        }
    }
}
