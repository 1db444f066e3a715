//! `Deserialize`.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::quoted::quoted;
use crate::emit::scope::Scope;
use crate::ir::{Presence, Struct, TypeId, TypeKind};

use super::unions;

/// `Deserialize` of a type.
pub(super) fn emit_type(scope: &Scope<'_>, id: TypeId) -> TokenStream {
    let (definition, _) = scope.cx.type_def(id);
    let body = match &definition.kind {
        TypeKind::Struct(content) if is_object(scope, id, content) => return TokenStream::new(),
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
    quote! {
        impl<'de> #deserialize<'de> for #name {
            fn deserialize<D: #deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #body
            }
        }

        #readers
    }
}

/// `Deserialize` of structs as one `object!` each; empty when the type is another or keeps unknown members.
pub(super) fn emit_object(scope: &Scope<'_>, id: TypeId) -> String {
    let (definition, names) = scope.cx.type_def(id);
    let TypeKind::Struct(content) = &definition.kind else {
        return String::new();
    };
    if !is_object(scope, id, content) {
        return String::new();
    }
    for name in ["self", "object"] {
        scope.import(&scope.below_api("runtime::codec"), name);
    }
    let mut text = format!("object! {{\n    {}\n", scope.named(id));
    let mut index = 0;
    for (presence, keyword) in [
        (Presence::Required, "required"),
        (Presence::Optional, "optional"),
        (Presence::Nullable, "nullable"),
    ] {
        let members = content.fields.iter().zip(&names.content.fields);
        let mut members = members
            .filter(|(field, _)| field.presence == presence)
            .peekable();
        if members.peek().is_none() {
            continue;
        }
        let _ = writeln!(text, "    {keyword} {{");
        for (field, name) in members {
            let wire = quoted(&field.name);
            let _ = writeln!(text, "        {index} {} = {wire},", name.as_str());
            index += 1;
        }
        text.push_str("    }\n");
    }
    text.push_str("}\n");
    text
}

/// Whether [`emit_object`] writes the type.
fn is_object(scope: &Scope<'_>, id: TypeId, content: &Struct) -> bool {
    !content.fields.is_empty() && scope.cx.type_def(id).1.content.unknown.is_none()
}

/// One member while the reading of an object is written.
struct Member {
    /// The local that collects it: its number keeps it apart from every other name.
    local: proc_macro2::Ident,
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
    quote! {
        struct Fill;
        impl<'de> #visitor<'de> for Fill {
            type Value = #name;
            fn expecting(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.write_str(#expecting)
            }
            fn visit_map<A: #access<'de>>(self, mut map: A) -> Result<#name, A::Error> {
                #read
            }
        }
        deserializer.deserialize_map(Fill)
    }
}

fn read_members(scope: &Scope<'_>, id: TypeId, content: &Struct) -> TokenStream {
    let name = scope.named(id);
    if let Some(unknown) = &scope.cx.type_def(id).1.content.unknown {
        return keep_members(scope, &name, &members(scope, id, content), unknown);
    }
    let ignored = scope.import("serde::de", "IgnoredAny");
    quote! {
        while map.next_entry::<#ignored, #ignored>()?.is_some() {}
        let empty = #name {};
        Ok(empty)
    }
}

/// For types that keep unknown members: keys are read as text.
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
