//! Lists, maps and the API's own types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::example::scalar::holds;
use crate::emit::literal::member;
use crate::emit::moved::Moved;
use crate::emit::rust_type::{converts, rust_type};
use crate::ir::{Field, Literal, Presence, TypeId, TypeKind, TypeRef, Variant, VariantContent};
use crate::name::{Ident, VariantNames};

use super::Steps;

/// How deep values are nested at most.
const DEEPEST: usize = 64;

impl Steps<'_, '_> {
    pub(super) fn list(
        &mut self,
        inner: &TypeRef,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        let mut element = |literal: &Literal| Moved::from(self.value(inner, Some(literal), depth));
        let elements: Vec<Moved> = match literal {
            Some(Literal::List(list)) => list.iter().map(element).collect(),
            Some(Literal::Files(files)) => files
                .iter()
                .map(|file| element(&Literal::Files(vec![file.clone()])))
                .collect(),
            Some(Literal::Raw(_) | Literal::Bare(_)) | None => Vec::new(),
            Some(literal) => vec![element(literal)],
        };
        if elements.is_empty() && converts(self.scope.cx, inner) {
            // What takes anything that converts into the items cannot tell what they are.
            let inner = rust_type(self.scope, inner);
            quote!(Vec::<#inner>::new())
        } else if elements.is_empty() {
            quote!(Vec::new())
        } else {
            self.bind(quote!(vec![#(#elements),*]))
        }
    }

    pub(super) fn map(
        &mut self,
        inner: &TypeRef,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        let map = self.scope.import("std::collections", "BTreeMap");
        let Some(Literal::Object(members)) = literal else {
            return quote!(#map::new());
        };
        let entries: Vec<TokenStream> = members
            .iter()
            .map(|(name, literal)| {
                let name = self.fill(name);
                let value = self.value(inner, Some(literal), depth);
                quote!((#name, #value))
            })
            .collect();
        self.bind(quote!(#map::from([#(#entries),*])))
    }

    pub(super) fn named(
        &mut self,
        id: TypeId,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        let name = self.scope.named(id);
        let (definition, names) = self.scope.cx.type_def(id);
        match &definition.kind {
            TypeKind::Enum(values) => {
                let first = values
                    .first()
                    .map(|value| Literal::Text(value.value.clone()));
                let text = self.text(literal.or(first.as_ref()));
                self.bind(quote!(#name::from(#text)))
            }
            TypeKind::Struct(content) => {
                let fields = content.fields.iter().zip(&names.content.fields);
                self.structure(&name, fields, literal, depth)
            }
            TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
                let forms: Vec<_> = variants.iter().zip(&names.content.variants).collect();
                let chosen = forms
                    .iter()
                    .find(|(variant, _)| holds(variant, &definition.kind, literal))
                    .or_else(|| forms.first());
                match chosen {
                    Some(form) if depth < DEEPEST => self.form(&name, *form, literal, depth),
                    _ => quote!(Default::default()),
                }
            }
            TypeKind::ByStatus(_) => quote!(Default::default()),
        }
    }

    fn structure<'f>(
        &mut self,
        name: &TokenStream,
        fields: impl Iterator<Item = (&'f Field, &'f Ident)> + Clone,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        let is_required = |field: &Field| field.presence == Presence::Required;
        let required: Vec<Moved> = fields
            .clone()
            .filter(|(field, _)| is_required(field))
            .map(|(field, _)| self.member_value(field, literal, depth).into())
            .collect();
        let values: Vec<(Moved, &Ident)> = fields
            .filter(|(field, _)| !is_required(field))
            .filter_map(|(field, name)| {
                let given = member(literal, &field.name)?;
                Some((self.field(field, Some(given), depth).into(), name))
            })
            .collect();
        let local = self.local();
        let mutable = (!values.is_empty()).then(|| quote!(mut));
        let settings = values
            .iter()
            .map(|(value, name)| quote!(#local.#name = Some(#value);));
        self.statements
            .extend(quote!(let #mutable #local = #name::new(#(#required),*); #(#settings)*));
        quote!(#local)
    }

    fn member_value(
        &mut self,
        field: &Field,
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        let literal = member(literal, &field.name)
            .or(field.example.as_ref())
            .filter(|_| depth < DEEPEST);
        self.value(&field.type_ref, literal, depth)
    }

    fn form(
        &mut self,
        name: &TokenStream,
        (variant, names): (&Variant, &VariantNames),
        literal: Option<&Literal>,
        depth: usize,
    ) -> TokenStream {
        let form = &names.name;
        match &variant.content {
            VariantContent::Unit => quote!(#name::#form),
            VariantContent::Value(type_ref) => {
                let value = self.value(type_ref, literal, depth);
                self.bind(quote!(#name::#form(#value)))
            }
            VariantContent::Fields(fields) => {
                let members: Vec<TokenStream> = fields
                    .iter()
                    .zip(&names.fields)
                    .map(|(field, name)| {
                        let given = member(literal, &field.name);
                        if field.presence == Presence::Required {
                            let value = self.member_value(field, literal, depth);
                            quote!(#name: #value)
                        } else if given.is_some() {
                            let value = self.field(field, given, depth);
                            quote!(#name: Some(#value))
                        } else {
                            quote!(#name: None)
                        }
                    })
                    .collect();
                self.bind(quote!(#name::#form { #(#members),* }))
            }
        }
    }
}
