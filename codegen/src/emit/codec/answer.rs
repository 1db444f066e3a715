//! Outputs that depend on the status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::operation::decode_body;
use crate::emit::scope::Scope;
use crate::ir::{OutputCase, ResponseBody, TypeId};

/// The function that reads an answer by its status.
pub(super) fn emit_answer(scope: &Scope<'_>, id: TypeId, cases: &[OutputCase]) -> TokenStream {
    let names = &scope.cx.type_def(id).1.content;
    let name = scope.named(id);
    let (answer, error) = (scope.runtime("Answer"), scope.runtime("Error"));
    let arms = cases.iter().zip(&names.variants).map(|(case, names)| {
        let statuses = case
            .statuses
            .iter()
            .map(|status| Literal::u16_unsuffixed(*status));
        let name = &names.name;
        if case.body == ResponseBody::Empty {
            quote!(#(#statuses)|* => Ok(Self::#name),)
        } else {
            let decode = decode_body(scope, &case.body);
            quote!(#(#statuses)|* => #decode(answer).map(Self::#name),)
        }
    });
    let other = if let Some(other) = &names.other {
        let decode = scope.runtime("decode");
        quote!(#decode::untyped(answer).map(Self::#other))
    } else {
        quote!(Err(#error::decode_message(answer, "the status is unknown")))
    };
    quote! {
        impl #name {
            pub(super) fn from_answer(answer: &#answer) -> Result<Self, #error> {
                match answer.status().as_u16() {
                    #(#arms)*
                    _ => #other,
                }
            }
        }
    }
}
