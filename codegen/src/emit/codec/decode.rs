//! `Deserialize`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::scope::Scope;
use crate::ir::{Presence, Struct, TypeId, TypeKind};

use super::unions;

/// From here on the code that reads a struct may be longer than clippy likes.
const MANY_MEMBERS: usize = 12;

/// `Deserialize` of a type.
pub(super) fn emit_type(scope: &Scope<'_>, id: TypeId) -> TokenStream {
    let (definition, _) = scope.cx.type_def(id);
    let body = match &definition.kind {
        TypeKind::Struct(content) => structure(scope, id, content),
        TypeKind::Enum(_) => {
            let open_enum = scope.runtime("open_enum");
            quote!(#open_enum(deserializer, |text| Self::from(text)))
        }
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            unions::decode(scope, id, variants)
        }
        TypeKind::ByStatus(_) => return TokenStream::new(),
    };
    let readers = match &definition.kind {
        TypeKind::Union(variants) => unions::emit_readers(scope, id, None, variants),
        TypeKind::Tagged { tag, variants } => unions::emit_readers(scope, id, Some(tag), variants),
        _ => TokenStream::new(),
    };
    let name = scope.named(id);
    let (deserialize, deserializer) = (
        scope.import("serde", "Deserialize"),
        scope.import("serde", "Deserializer"),
    );
    let long = matches!(&definition.kind, TypeKind::Struct(content) if content.fields.len() > MANY_MEMBERS);
    let long = long
        .then(|| quote!(#[allow(clippy::too_many_lines, reason = "a few lines for each member")]));
    quote! {
        impl<'de> #deserialize<'de> for #name {
            #long
            fn deserialize<D: #deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #body
            }
        }

        #readers
    }
}

/// One member while the reading of an object is written.
struct Member {
    /// The local that collects it: its number keeps it apart from every other name.
    local: proc_macro2::Ident,
    index: Literal,
    wire: String,
    read: TokenStream,
    finish: TokenStream,
}

fn members(scope: &Scope<'_>, id: TypeId, content: &Struct) -> Vec<Member> {
    let names = &scope.cx.type_def(id).1.content.fields;
    let fields = content.fields.iter().zip(names).enumerate();
    let digits = content.fields.len().to_string().len();
    fields
        .map(|(index, (field, name))| {
            let local = format_ident!("field_{index:0digits$}");
            let wire = field.name.clone();
            let (read, finish) = match field.presence {
                Presence::Required => {
                    let required = scope.runtime("required");
                    (
                        quote!(Some(map.next_value()?)),
                        quote!(#name: #required(#local, #wire)?),
                    )
                }
                Presence::Optional => (quote!(map.next_value()?), quote!(#name: #local)),
                Presence::Nullable => (quote!(Some(map.next_value()?)), quote!(#name: #local)),
            };
            Member {
                local,
                index: Literal::usize_unsuffixed(index),
                wire,
                read,
                finish,
            }
        })
        .collect()
}

fn structure(scope: &Scope<'_>, id: TypeId, content: &Struct) -> TokenStream {
    let fmt = scope.import("std", "fmt");
    let (visitor, access) = (
        scope.import("serde::de", "Visitor"),
        scope.import("serde::de", "MapAccess"),
    );
    let name = scope.named(id);
    let expecting = format!("an object ({})", scope.cx.type_def(id).1.name.bare());
    let read = read_members(scope, id, content);
    let allow = (content.fields.len() > 20)
        .then(|| quote!(#[allow(clippy::too_many_lines, reason = "as on the wire")]));
    quote! {
        struct Fill;
        impl<'de> #visitor<'de> for Fill {
            type Value = #name;
            fn expecting(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.write_str(#expecting)
            }
            #allow
            fn visit_map<A: #access<'de>>(self, mut map: A) -> Result<#name, A::Error> {
                #read
            }
        }
        deserializer.deserialize_map(Fill)
    }
}

fn read_members(scope: &Scope<'_>, id: TypeId, content: &Struct) -> TokenStream {
    let name = scope.named(id);
    let members = members(scope, id, content);
    let locals = members.iter().map(|member| &member.local);
    let wires = members.iter().map(|member| &member.wire);
    let arms = members.iter().map(
        |Member {
             local, index, read, ..
         }| quote!(#index => #local = #read,),
    );
    let finish = members.iter().map(|member| &member.finish);
    let unknown = scope.cx.type_def(id).1.content.unknown.as_ref();
    if members.is_empty() && unknown.is_none() {
        let ignored = scope.import("serde::de", "IgnoredAny");
        return quote! {
            while map.next_entry::<#ignored, #ignored>()?.is_some() {}
            let empty = #name {};
            Ok(empty)
        };
    }
    let Some(unknown) = unknown else {
        let (fields, ignored) = (
            scope.runtime("Fields"),
            scope.import("serde::de", "IgnoredAny"),
        );
        return quote! {
            const FIELDS: &[&str] = &[#(#wires),*];
            #(let mut #locals = None;)*
            while let Some(field) = map.next_key_seed(#fields(FIELDS))? {
                match field {
                    #(#arms)*
                    _ => drop(map.next_value::<#ignored>()?),
                }
            }
            Ok(#name { #(#finish,)* })
        };
    };
    keep_members(scope, &name, &members, unknown)
}

/// As above, for types that keep unknown members: keys are read as text.
fn keep_members(
    scope: &Scope<'_>,
    name: &TokenStream,
    members: &[Member],
    unknown: &crate::name::Ident,
) -> TokenStream {
    let btree = scope.import("std::collections", "BTreeMap");
    let locals = members.iter().map(|member| &member.local);
    let arms = members.iter().map(
        |Member {
             local, wire, read, ..
         }| quote!(#wire => #local = #read,),
    );
    let finish = members.iter().map(|member| &member.finish);
    quote! {
        #(let mut #locals = None;)*
        let mut unknown = #btree::new();
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                #(#arms)*
                _ => drop(unknown.insert(name, map.next_value()?)),
            }
        }
        Ok(#name { #(#finish,)* #unknown: unknown })
    }
}
