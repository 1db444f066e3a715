//! Variants of enums, told apart by their names: code that matches on them knows nothing else.

use crate::ir::{Docs, Field, TypeDef, TypeKind, Variant, VariantContent};
use crate::name::{Ident, TypeNames, VariantNames};

use super::field::{self, Fields};
use super::side::Spelled;
use super::{Comparison, Construct, Side};

/// A variant as callers see it.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    name: &'a Ident,
    docs: Option<&'a Docs>,
    content: Content<'a>,
}

#[derive(Debug)]
enum Content<'a> {
    /// What is in it, as text; for text out of a list, the value on the wire.
    Value(Spelled),
    Fields(Side<'a>, &'a [Field], &'a [Ident]),
}

/// The variants of an enum; none of a struct.
pub(super) fn variants<'a>(
    side: Side<'a>,
    definition: &'a TypeDef,
    names: &'a TypeNames,
) -> Vec<Shown<'a>> {
    let names = &names.content.variants;
    match &definition.kind {
        TypeKind::Struct(_) => Vec::new(),
        TypeKind::Enum(values) => {
            let shown = values.iter().zip(names).map(|(value, names)| Shown {
                name: &names.name,
                docs: Some(&value.docs),
                content: Content::Value(Spelled::new(side, |_| format!("{:?}", value.value))),
            });
            shown.collect()
        }
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            let shown = variants.iter().zip(names);
            shown
                .map(|(variant, names)| form(side, variant, names))
                .collect()
        }
        TypeKind::ByStatus(cases) => {
            let shown = cases.iter().zip(names).map(|(case, names)| Shown {
                name: &names.name,
                docs: None,
                content: Content::Value(Spelled::new(side, |side| side.body_text(&case.body))),
            });
            shown.collect()
        }
    }
}

fn form<'a>(side: Side<'a>, variant: &'a Variant, names: &'a VariantNames) -> Shown<'a> {
    Shown {
        name: &names.name,
        docs: Some(&variant.docs),
        content: match &variant.content {
            VariantContent::Fields(fields) => Content::Fields(side, fields, &names.fields),
            VariantContent::Value(type_ref) => {
                Content::Value(Spelled::new(side, |side| side.type_text(type_ref)))
            }
            VariantContent::Unit => Content::Value(Spelled::new(side, |_| String::new())),
        },
    }
}

pub(super) fn compare(path: &str, old: &[Shown<'_>], new: &[Shown<'_>], changes: &mut Comparison) {
    for variant in old {
        let path = format!("{path}::{}", variant.name);
        match new.iter().find(|other| other.name == variant.name) {
            Some(other) => pair(&path, variant, other, changes),
            None => changes
                .about(Construct::Variant, path)
                .breaking("was removed"),
        }
    }
    for variant in new {
        if !old.iter().any(|other| other.name == variant.name) {
            let path = format!("{path}::{}", variant.name);
            changes
                .about(Construct::Variant, path)
                .addition("was added");
        }
    }
}

fn pair(path: &str, old: &Shown<'_>, new: &Shown<'_>, changes: &mut Comparison) {
    match (&old.content, &new.content) {
        (Content::Value(was), Content::Value(is)) if was.holds_in(is) => {}
        (Content::Value(was), Content::Value(is)) => {
            let (was, is) = (&was.now, &is.now);
            changes
                .about(Construct::Variant, path)
                .breaking(format!("is `{is}` instead of `{was}`"));
        }
        (Content::Fields(old, was, old_names), Content::Fields(new, is, new_names)) => {
            let rule = field::Rule {
                construct: Construct::Field,
                path,
                is_made: true,
                is_closed: true,
            };
            let was = Fields::new(*old, was, old_names);
            field::compare(was, Fields::new(*new, is, new_names), rule, changes);
        }
        _ => changes
            .about(Construct::Variant, path)
            .breaking("holds something else"),
    }
    let is_documented_alike = match (old.docs, new.docs) {
        (Some(old), Some(new)) => old.agrees(new),
        (old, new) => old == new,
    };
    if !is_documented_alike {
        changes
            .about(Construct::Variant, path)
            .fix("is documented otherwise");
    }
}
