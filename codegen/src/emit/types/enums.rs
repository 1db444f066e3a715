//! Open enums: an unknown value is kept as text.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{Lines, code};
use crate::emit::scope::Scope;
use crate::ir::{EnumValue, TypeId};

/// An open enum with its conversions from and to text.
pub(super) fn emit_enum(scope: &Scope<'_>, id: TypeId, values: &[EnumValue]) -> TokenStream {
    let (type_def, names) = scope.cx.type_def(id);
    let docs = Lines::of(&type_def.docs);
    let name = &names.name;
    let variants = values
        .iter()
        .zip(&names.content.variants)
        .map(|(value, names)| {
            let docs = variant_docs(value);
            let name = &names.name;
            quote!(#docs #name,)
        });
    let other = names
        .content
        .other
        .as_ref()
        .map(|name| quote!(#[doc = " A value that is not known."] #name(String),));
    let conversions = conversions(scope, id, values);
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #other
        }

        #conversions
    }
}

fn variant_docs(value: &EnumValue) -> Lines {
    let mut docs = Lines::of(&value.docs);
    let wire = if value.value.is_empty() {
        "Empty text.".to_owned()
    } else {
        format!("`{}`.", code(&value.value))
    };
    if docs != Lines::text(&wire) {
        docs.paragraph(&wire);
    }
    docs
}

fn conversions(scope: &Scope<'_>, id: TypeId, values: &[EnumValue]) -> TokenStream {
    let names = scope.cx.type_def(id).1;
    let fmt = scope.import("std", "fmt");
    let name = &names.name;
    let texts: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    let variants: Vec<_> = names
        .content
        .variants
        .iter()
        .map(|names| &names.name)
        .collect();
    let other = names.content.other.as_ref();
    let to_text = other.map(|other| quote!(Self::#other(text) => text,));
    let from_text = other.map(|other| quote!(_ => Self::#other(text.to_owned()),));
    quote! {
        impl #name {
            #[doc = " The value on the wire."]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    #to_text
                }
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#texts => Self::#variants,)*
                    #from_text
                }
            }
        }

        impl From<String> for #name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl #fmt::Display for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}
