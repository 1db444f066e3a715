//! `Serialize`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::lints;
use crate::emit::moved::Moved;
use crate::emit::quoted::quoted;
use crate::emit::scope::Scope;
use crate::ir::{Body, Field, OperationId, Presence, TypeId, TypeKind};

use super::unions;

/// `Serialize` of a type.
pub(super) fn emit_type(scope: &Scope<'_>, id: TypeId) -> TokenStream {
    let (definition, names) = scope.cx.type_def(id);
    let body = match &definition.kind {
        TypeKind::Struct(content) => {
            let members = content.fields.iter().zip(&names.content.fields);
            let members =
                members.map(|(field, name)| Moved::from(member(field, quote!(&self.#name))));
            let unknown = names.content.unknown.as_ref().map(|name| {
                quote! {
                    for (name, value) in &self.#name {
                        object.required(name, value);
                    }
                }
            });
            object(scope, quote!(#(#members)* #unknown))
        }
        TypeKind::Enum(_) => quote!(serializer.serialize_str(self.as_str())),
        TypeKind::Union(variants) => unions::encode(scope, id, None, variants),
        TypeKind::Tagged { tag, variants } => unions::encode(scope, id, Some(tag), variants),
        TypeKind::ByStatus(_) => return TokenStream::new(),
    };
    let name = scope.named(id);
    let lints = lints::of_variants(&names.content.variants);
    implementation(scope, &name, lints.as_ref(), body)
}

/// `Serialize` of a request struct: the members of its body, not its path, query and headers.
pub(super) fn emit_request(scope: &Scope<'_>, id: OperationId) -> TokenStream {
    let (operation, names) = scope.cx.operation(id);
    let Some(Body::JsonObject {
        members, constants, ..
    }) = &operation.body
    else {
        return TokenStream::new();
    };
    let constants = constants
        .iter()
        .map(|(name, json)| Moved::from(constant(scope, name, json)));
    let members = members.iter().map(|id| {
        let name = &names.fields[id.0];
        Moved::from(member(&operation.fields[id.0], quote!(&self.#name)))
    });
    let body = object(scope, quote!(#(#constants)* #(#members)*));
    let name = scope.beside(&names.request, operation.resource);
    implementation(scope, &name, None, body)
}

fn implementation(
    scope: &Scope<'_>,
    name: &TokenStream,
    lints: Option<&TokenStream>,
    body: TokenStream,
) -> TokenStream {
    let body = Moved::from(body);
    let (serialize, serializer) = (
        scope.import("serde", "Serialize"),
        scope.import("serde", "Serializer"),
    );
    quote! {
        impl #serialize for #name {
            #lints
            fn serialize<S: #serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #body
            }
        }
    }
}

/// The statements that write an object.
pub(super) fn object(scope: &Scope<'_>, members: TokenStream) -> TokenStream {
    let writer = scope.runtime("Writer");
    let mutable = (!members.is_empty()).then(|| quote!(mut));
    let members = Moved::from(members);
    quote! {
        let #mutable object = #writer::new(serializer);
        #members
        object.end()
    }
}

/// The statement that writes a member; `value` is a reference to it.
pub(super) fn member(field: &Field, value: TokenStream) -> TokenStream {
    let (name, value) = (quoted(&field.name), Moved::from(value));
    match field.presence {
        Presence::Required => quote!(object.required(#name, #value);),
        Presence::Optional | Presence::Nullable => quote!(object.optional(#name, #value);),
    }
}

/// The statement that writes a constant, given as JSON.
fn constant(scope: &Scope<'_>, name: &str, json: &str) -> TokenStream {
    match serde_json::from_str(json) {
        Ok(serde_json::Value::String(text)) => quote!(object.required(#name, #text);),
        Ok(serde_json::Value::Bool(value)) => quote!(object.required(#name, &#value);),
        Ok(serde_json::Value::Null) | Err(_) => quote!(object.required(#name, &());),
        Ok(_) => {
            scope.import_methods("serde::ser", "Error");
            let value = scope.import("serde_json", "Value");
            quote! {
                let constant: #value = serde_json::from_str(#json).map_err(S::Error::custom)?;
                object.required(#name, &constant);
            }
        }
    }
}
