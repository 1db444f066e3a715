//! One of several forms.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::Lines;
use crate::emit::lints;
use crate::emit::operation::body_type;
use crate::emit::rust_type::{argument, field_type, initial, rust_type};
use crate::emit::scope::Scope;
use crate::emit::types::debug::{self, Shown};
use crate::ir::{Field, OutputCase, Presence, TypeId, Variant, VariantContent};
use crate::name::{Ident, VariantNames};

/// A union: an enum with a variant for each form, and a constructor for each that has members.
pub(super) fn emit_union(scope: &Scope<'_>, id: TypeId, variants: &[Variant]) -> TokenStream {
    let (type_def, names) = scope.cx.type_def(id);
    let docs = Lines::of(&type_def.docs);
    let name = &names.name;
    let forms = variants
        .iter()
        .zip(&names.content.variants)
        .map(|(variant, names)| emit_variant(scope, variant, names));
    let other = other(scope, id);
    let constructors: Vec<TokenStream> = if scope.cx.encodes(id) {
        variants
            .iter()
            .zip(&names.content.variants)
            .filter_map(|(variant, names)| constructor(scope, variant, names))
            .collect()
    } else {
        Vec::new()
    };
    let constructors = (!constructors.is_empty()).then(|| quote!(impl #name { #(#constructors)* }));
    let kept = names.content.other.as_ref().filter(|_| other.is_some());
    let Shown {
        derive,
        implementation,
    } = debug::of_union(scope, name, variants, &names.content.variants, kept);
    let allow = size_allow(variants.len());
    quote! {
        #docs
        #allow
        #[derive(#derive Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#forms)*
            #other
        }

        #implementation

        #constructors
    }
}

fn size_allow(variants: usize) -> Option<TokenStream> {
    (variants > 1).then(|| quote!(#[allow(clippy::large_enum_variant, reason = "as on the wire")]))
}

/// The variant that keeps what fits no known form, when the type is read.
fn other(scope: &Scope<'_>, id: TypeId) -> Option<TokenStream> {
    let name = scope
        .cx
        .type_def(id)
        .1
        .content
        .other
        .as_ref()
        .filter(|_| scope.cx.decodes(id))?;
    let value = scope.import("serde_json", "Value");
    Some(quote!(#[doc = " None of the known forms, as it came."] #name(#value),))
}

fn emit_variant(scope: &Scope<'_>, variant: &Variant, names: &VariantNames) -> TokenStream {
    let mut docs = Lines::of(&variant.docs);
    if docs == Lines::default() {
        docs = Lines::text("One of the forms.");
    }
    let name = &names.name;
    match &variant.content {
        VariantContent::Fields(fields) => {
            let members = fields.iter().zip(&names.fields).map(|(field, name)| {
                let docs = Lines::field(field, name.bare());
                let field_type = field_type(scope, field);
                quote!(#docs #name: #field_type,)
            });
            quote!(#docs #name { #(#members)* },)
        }
        VariantContent::Value(type_ref) => {
            let value = rust_type(scope, type_ref);
            quote!(#docs #name(#value),)
        }
        VariantContent::Unit => quote!(#docs #name,),
    }
}

/// A constructor that takes what the form requires.
fn constructor(scope: &Scope<'_>, variant: &Variant, names: &VariantNames) -> Option<TokenStream> {
    let VariantContent::Fields(fields) = &variant.content else {
        return None;
    };
    let (name, constructor) = (&names.name, &names.constructor);
    let summary = if variant.docs.summary.is_empty() {
        "One of the forms."
    } else {
        variant.docs.summary.as_str()
    };
    let docs = Lines::text(summary);
    let required: Vec<(&Field, &Ident)> = fields
        .iter()
        .zip(&names.fields)
        .filter(|(field, _)| field.presence == Presence::Required)
        .collect();
    let lints = lints::of_constructor(&required);
    let arguments = required
        .iter()
        .map(|(field, name)| argument(scope, field, name));
    let values = fields
        .iter()
        .zip(&names.fields)
        .map(|(field, name)| match field.presence {
            Presence::Required => initial(scope, field, name),
            Presence::Optional | Presence::Nullable => quote!(#name: None),
        });
    Some(quote! {
        #docs
        #lints
        #[must_use]
        pub fn #constructor(#(#arguments),*) -> Self {
            Self::#name { #(#values),* }
        }
    })
}

/// The body of a successful answer, by status.
pub(super) fn emit_by_status(scope: &Scope<'_>, id: TypeId, cases: &[OutputCase]) -> TokenStream {
    let (type_def, names) = scope.cx.type_def(id);
    let docs = Lines::of(&type_def.docs);
    let name = &names.name;
    let variants = cases
        .iter()
        .zip(&names.content.variants)
        .map(|(case, names)| {
            let statuses: Vec<String> = case
                .statuses
                .iter()
                .map(|status| format!("`{status}`"))
                .collect();
            let docs = format!(" The answer to {}.", statuses.join(", "));
            let (name, body) = (&names.name, body_type(scope, &case.body));
            if case.body == crate::ir::ResponseBody::Empty {
                quote!(#[doc = #docs] #name,)
            } else {
                quote!(#[doc = #docs] #name(#body),)
            }
        });
    let other = names.content.other.as_ref().map(|name| {
        let body = scope.runtime("Body");
        quote!(#[doc = " Any other success."] #name(#body),)
    });
    let allow = size_allow(cases.len());
    quote! {
        #docs
        #allow
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #other
        }
    }
}
