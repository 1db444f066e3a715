//! Types in paths, queries, headers and forms.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::context::Context;
use crate::emit::scope::Scope;
use crate::ir::{Body, Location, TypeId, TypeKind, TypeRef};

/// The types that stand in paths, queries, headers, forms and parts.
pub(super) fn parameters(cx: Context<'_>) -> BTreeSet<TypeId> {
    let mut parameters = BTreeSet::new();
    for operation in &cx.api.operations {
        let in_form = matches!(
            operation.body,
            Some(Body::Form { .. } | Body::Multipart { .. })
        );
        for field in &operation.fields {
            if field.location != Location::Body || in_form {
                collect(&field.type_ref, &mut parameters);
            }
        }
    }
    parameters
}

fn collect(type_ref: &TypeRef, parameters: &mut BTreeSet<TypeId>) {
    match type_ref {
        TypeRef::Named(id) => {
            parameters.insert(*id);
        }
        TypeRef::Nullable(inner) | TypeRef::List(inner) | TypeRef::Boxed(inner) => {
            collect(inner, parameters);
        }
        _ => {}
    }
}

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
