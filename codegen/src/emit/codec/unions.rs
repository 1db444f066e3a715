//! Unions: written as their content, read by tag or content; what fits no form is kept as it came.

use std::cmp::Reverse;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::moved::Moved;
use crate::emit::scope::Scope;
use crate::ir::{Field, Presence, TypeId, TypeKind, TypeRef, Variant, VariantContent};
use crate::name::{ContentNames, Ident, VariantNames};

use super::encode::{member, object};

/// The body of `serialize`.
pub(super) fn encode(
    scope: &Scope<'_>,
    id: TypeId,
    tag: Option<&str>,
    variants: &[Variant],
) -> TokenStream {
    let names = &scope.cx.type_def(id).1.content;
    let forms = variants.iter().zip(&names.variants);
    let arms: Vec<TokenStream> = forms
        .map(|(variant, names)| encode_form(scope, tag, variant, names))
        .collect();
    let other = names.other.as_ref().filter(|_| scope.cx.decodes(id));
    let other = other.map(|name| quote!(Self::#name(value) => value.serialize(serializer),));
    quote! {
        match self {
            #(#arms)*
            #other
        }
    }
}

fn encode_form(
    scope: &Scope<'_>,
    tag: Option<&str>,
    variant: &Variant,
    names: &VariantNames,
) -> TokenStream {
    let name = &names.name;
    let tag = tag.zip(variant.tag.as_deref());
    match &variant.content {
        VariantContent::Fields(fields) => {
            let tag = tag
                .filter(|(tag, _)| !has_member(fields, tag))
                .map(|(tag, value)| quote!(object.required(#tag, #value);));
            let bindings = names.fields.iter().enumerate();
            let bindings: Vec<_> = bindings.map(|(index, name)| binding(index, name)).collect();
            let patterns = names.fields.iter().zip(&bindings).map(|(name, binding)| {
                if name == binding {
                    quote!(#name)
                } else {
                    quote!(#name: #binding)
                }
            });
            let members = fields
                .iter()
                .zip(&bindings)
                .map(|(field, name)| Moved::from(member(field, quote!(#name))));
            let body = Moved::from(object(scope, quote!(#tag #(#members)*)));
            quote! {
                Self::#name { #(#patterns),* } => {
                    #body
                }
            }
        }
        VariantContent::Value(type_ref) => {
            if let Some((tag, value)) = tag.filter(|(tag, _)| {
                !struct_fields(scope, type_ref).is_some_and(|fields| has_member(fields, tag))
            }) {
                let tagged = scope.runtime("tagged");
                quote!(Self::#name(content) => #tagged(serializer, #tag, #value, content),)
            } else {
                quote!(Self::#name(content) => content.serialize(serializer),)
            }
        }
        VariantContent::Unit => quote!(Self::#name => serializer.serialize_unit(),),
    }
}

/// The local of a member: its name, unless that is one that the code around it has.
fn binding(index: usize, name: &Ident) -> Ident {
    match name.bare() {
        "object" | "serializer" => Ident::new(format!("member_{index}")),
        _ => name.clone(),
    }
}

fn has_member(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.name == name)
}

/// The names of the functions that read one form each, in the order in which they are tried: those with most required
/// members first.
pub(super) fn readers(
    variants: &[Variant],
    names: &ContentNames,
) -> impl Iterator<Item = proc_macro2::Ident> {
    let mut forms: Vec<(&Variant, &VariantNames)> = variants.iter().zip(&names.variants).collect();
    forms.sort_by_key(|(variant, _)| Reverse(required(variant)));
    forms.into_iter().map(|(_, names)| reader(names))
}

/// The functions of a union that read one form each, or nothing when the value is another one.
pub(super) fn emit_readers(scope: &Scope<'_>, id: TypeId) -> TokenStream {
    let (definition, names) = scope.cx.type_def(id);
    let (tag, variants) = match &definition.kind {
        TypeKind::Union(variants) => (None, variants),
        TypeKind::Tagged { tag, variants } => (Some(tag.as_str()), variants),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::ByStatus(_) => {
            return TokenStream::new();
        }
    };
    let name = scope.named(id);
    let value = scope.import("serde_json", "Value");
    let forms = variants.iter().zip(&names.content.variants);
    let readers = forms.map(|(variant, names)| {
        let reader = reader(names);
        let form = read_form(scope, tag, variant, names);
        let exact = if form.uses_exact {
            quote!(exact)
        } else {
            quote!(_)
        };
        let body = form.body;
        quote! {
            fn #reader(value: &#value, #exact: bool) -> Option<Self> {
                #body
            }
        }
    });
    quote! {
        impl #name {
            #(#readers)*
        }
    }
}

fn reader(names: &VariantNames) -> proc_macro2::Ident {
    format_ident!("read_{}", names.constructor.bare())
}

fn required(variant: &Variant) -> usize {
    match &variant.content {
        VariantContent::Fields(fields) => fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
            .count(),
        VariantContent::Value(_) | VariantContent::Unit => 0,
    }
}

/// The body of a reader.
struct Form {
    body: TokenStream,
    /// Whether it tells exact values, of which nothing is lost, from others.
    uses_exact: bool,
}

fn read_form(
    scope: &Scope<'_>,
    tag: Option<&str>,
    variant: &Variant,
    names: &VariantNames,
) -> Form {
    let name = &names.name;
    let check = tag.zip(variant.tag.as_deref()).map(|(tag, value)| {
        let has_tag = scope.runtime("has_tag");
        quote!(#has_tag(value, #tag, #value))
    });
    let read = match &variant.content {
        VariantContent::Unit => {
            return Form {
                body: quote!(value.is_null().then_some(Self::#name)),
                uses_exact: false,
            };
        }
        VariantContent::Value(_) => {
            let read = scope.runtime("read");
            quote!(#read(value).map(Self::#name))
        }
        VariantContent::Fields(fields) => read_members(scope, fields, names),
    };
    let (check, uses_exact) = match (check, &variant.content) {
        (Some(check), _) => (Some(check), false),
        (None, VariantContent::Fields(_)) => (Some(only_members(scope)), true),
        (None, VariantContent::Value(type_ref)) => match value_check(scope, type_ref) {
            Some(check) => (Some(check), true),
            None => (None, false),
        },
        (None, VariantContent::Unit) => (None, false),
    };
    let members = known_members(scope, &variant.content).filter(|_| uses_exact);
    let members = members.map(|members| quote!(const MEMBERS: &[&str] = &[#(#members),*];));
    let check = check.map(|check| {
        quote! {
            #members
            if !#check {
                return None;
            }
        }
    });
    Form {
        body: quote!(#check #read),
        uses_exact,
    }
}

fn read_members(scope: &Scope<'_>, fields: &[Field], names: &VariantNames) -> TokenStream {
    let name = &names.name;
    let reads = fields.iter().zip(&names.fields).map(|(field, name)| {
        let wire = &field.name;
        let member = scope.runtime(if field.presence == Presence::Nullable {
            "present_member"
        } else {
            "member"
        });
        quote!(#name: #member(value, #wire)?)
    });
    quote!(Some(Self::#name { #(#reads),* }))
}

/// A condition on an object: when exact, all its members are known.
fn only_members(scope: &Scope<'_>) -> TokenStream {
    let only_members = scope.runtime("only_members");
    quote!(#only_members(value, exact, MEMBERS))
}

/// The members of a form that is an object.
fn known_members<'a>(scope: &Scope<'a>, content: &'a VariantContent) -> Option<Vec<&'a str>> {
    let names =
        |fields: &'a [Field]| Some(fields.iter().map(|field| field.name.as_str()).collect());
    match content {
        VariantContent::Fields(fields) => names(fields),
        VariantContent::Value(type_ref) => names(struct_fields(scope, type_ref)?),
        VariantContent::Unit => None,
    }
}

/// The members of a struct, also in a box.
fn struct_fields<'a>(scope: &Scope<'a>, type_ref: &TypeRef) -> Option<&'a [Field]> {
    match type_ref {
        TypeRef::Named(id) => match &scope.cx.type_def(*id).0.kind {
            TypeKind::Struct(content) => Some(&content.fields),
            _ => None,
        },
        TypeRef::Boxed(inner) => struct_fields(scope, inner),
        _ => None,
    }
}

/// A condition for content whose reading alone loses something of other values.
fn value_check(scope: &Scope<'_>, type_ref: &TypeRef) -> Option<TokenStream> {
    match type_ref {
        TypeRef::Float => {
            let is_float = scope.runtime("is_float");
            Some(quote!(#is_float(value, exact)))
        }
        _ => struct_fields(scope, type_ref).map(|_| only_members(scope)),
    }
}
