//! `Debug`: derived, unless a value that nobody may see would show.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::request::Record;
use crate::emit::scope::Scope;
use crate::ir::{Field, Presence, Variant, VariantContent};
use crate::name::{Ident, VariantNames};

/// What stands in place of a secret.
const REDACTED: &str = "[REDACTED]";

/// `Debug` of a type: what the derive has, and what stands beside the type.
#[derive(Debug, Default)]
pub(in crate::emit) struct Shown {
    /// `Debug,` or nothing.
    pub(in crate::emit) derive: TokenStream,
    /// The implementation, when it is not derived.
    pub(in crate::emit) implementation: TokenStream,
}

impl Shown {
    fn derived() -> Self {
        Self {
            derive: quote!(Debug,),
            implementation: TokenStream::new(),
        }
    }

    fn written(scope: &Scope<'_>, name: &Ident, body: &TokenStream) -> Self {
        let fmt = scope.import("std", "fmt");
        Self {
            derive: TokenStream::new(),
            implementation: quote! {
                impl #fmt::Debug for #name {
                    fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                        #body
                    }
                }
            },
        }
    }
}

/// `Debug` of a struct.
pub(in crate::emit) fn of_struct(scope: &Scope<'_>, record: Record<'_>) -> Shown {
    if !record.fields.iter().any(|field| field.secret) {
        return Shown::derived();
    }
    let entries = record.iter().map(|(field, name)| {
        entry(
            scope,
            field,
            name,
            &quote!(self.#name),
            &quote!(&self.#name),
        )
    });
    let unknown = record.unknown.map(|name| {
        let text = name.bare();
        quote!(shown.field(#text, &self.#name);)
    });
    let text = record.name.bare();
    let body = quote! {
        let mut shown = f.debug_struct(#text);
        #(#entries)*
        #unknown
        shown.finish()
    };
    Shown::written(scope, record.name, &body)
}

/// `Debug` of an enum of forms; `other` keeps what fits none.
pub(in crate::emit) fn of_union(
    scope: &Scope<'_>,
    name: &Ident,
    variants: &[Variant],
    names: &[VariantNames],
    other: Option<&Ident>,
) -> Shown {
    let secret = |variant: &Variant| match &variant.content {
        VariantContent::Fields(fields) => fields.iter().any(|field| field.secret),
        VariantContent::Value(_) | VariantContent::Unit => false,
    };
    if !variants.iter().any(secret) {
        return Shown::derived();
    }
    let arms = variants.iter().zip(names).map(|(variant, names)| {
        let (name, text) = (&names.name, names.name.bare());
        match &variant.content {
            VariantContent::Fields(fields) => {
                let members = || fields.iter().zip(&names.fields);
                let unread = |field: &Field| field.secret && field.presence == Presence::Required;
                let patterns = members()
                    .filter(|(field, _)| !unread(field))
                    .map(|(_, name)| quote!(#name,));
                let rest = fields.iter().any(unread).then(|| quote!(..));
                let entries = members()
                    .map(|(field, name)| entry(scope, field, name, &quote!(#name), &quote!(#name)));
                quote! {
                    Self::#name { #(#patterns)* #rest } => {
                        let mut shown = f.debug_struct(#text);
                        #(#entries)*
                        shown.finish()
                    }
                }
            }
            VariantContent::Value(_) => {
                quote!(Self::#name(value) => f.debug_tuple(#text).field(value).finish(),)
            }
            VariantContent::Unit => quote!(Self::#name => f.write_str(#text),),
        }
    });
    let other = other.map(|name| {
        let text = name.bare();
        quote!(Self::#name(value) => f.debug_tuple(#text).field(value).finish(),)
    });
    Shown::written(scope, name, &quote!(match self { #(#arms)* #other }))
}

/// One member; of an optional secret it shows whether it is there.
fn entry(
    scope: &Scope<'_>,
    field: &Field,
    name: &Ident,
    value: &TokenStream,
    reference: &TokenStream,
) -> TokenStream {
    let text = name.bare();
    match (field.secret, field.presence) {
        (false, _) => quote!(shown.field(#text, #reference);),
        (true, Presence::Required) => quote!(shown.field(#text, &#REDACTED);),
        (true, Presence::Optional | Presence::Nullable) => {
            let redacted = scope.runtime("redacted");
            quote!(shown.field(#text, &#redacted(#value.as_ref()));)
        }
    }
}
