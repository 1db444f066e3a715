//! Objects that exclude each other.
//!
//! They are told apart by a member that has another constant in each, where there is one; else by their content, in
//! order. A variant is named by its title, by that constant, or by a member that only it requires.

use std::collections::HashSet;

use crate::infer::{MemberShape, ObjectShape, Shape};
use crate::ir::{TypeKind, TypeRef, Variant, VariantContent};
use crate::lower::docs;
use crate::markdown::code;

use super::almost::Evidence;
use super::wanted::{Scope, Step};
use super::{Types, content, object};

/// The enum of a shape's alternatives. An object that samples show beside them comes last: nothing seen is lost.
pub(super) fn lower(types: &mut Types, shape: &Shape, scope: &Scope<'_>) -> TypeRef {
    let rest = shape.object.as_ref().map(|object| Shape {
        object: Some(object.clone()),
        ..Shape::default()
    });
    let forms: Vec<&Shape> = shape.alternatives.iter().chain(rest.as_ref()).collect();
    if let [form] = forms.as_slice() {
        return types.value(form, scope);
    }
    let kind = match tag(&forms) {
        Some(tag) => TypeKind::Tagged {
            variants: forms
                .iter()
                .map(|form| tagged(types, form, &tag, scope))
                .collect(),
            tag,
        },
        None => TypeKind::Union(
            forms
                .iter()
                .map(|form| untagged(types, form, &forms, scope))
                .collect(),
        ),
    };
    let docs = docs::described(scope.description, || {
        format!("Forms of {}.", scope.subject())
    });
    types.define(kind, Evidence::stated(shape.sources), docs, scope)
}

/// The first member that is a constant in every form, another one in each.
fn tag(forms: &[&Shape]) -> Option<String> {
    let objects: Vec<&ObjectShape> = forms
        .iter()
        .map(|form| content::plain_object(form))
        .collect::<Option<_>>()?;
    let first = objects.first()?;
    first
        .members
        .keys()
        .find(|name| {
            let mut seen = HashSet::new();
            objects.iter().all(|object| {
                let value = object
                    .members
                    .get(*name)
                    .filter(|member| is_always(member, object))
                    .and_then(constant);
                value.is_some_and(|value| seen.insert(value))
            })
        })
        .cloned()
}

/// Whether no object of the form lacks the member, as far as anything says.
fn is_always(member: &MemberShape, object: &ObjectShape) -> bool {
    object
        .stated(member)
        .unwrap_or(member.tally == object.tally)
}

/// The only value that a member may have.
fn constant(member: &MemberShape) -> Option<&str> {
    let shape = &member.shape;
    let text = shape.text.as_ref()?;
    let alone = *shape
        == Shape {
            sources: shape.sources,
            text: shape.text.clone(),
            title: shape.title.clone(),
            description: shape.description.clone(),
            ..Shape::default()
        };
    match text.values.as_deref() {
        Some([value]) if alone => Some(value),
        _ => None,
    }
}

fn tagged(types: &mut Types, form: &Shape, tag: &str, scope: &Scope<'_>) -> Variant {
    let inner = scope.inside(Step::Form, form);
    let object = form.object.as_deref();
    let value = object
        .and_then(|object| object.members.get(tag))
        .and_then(constant)
        .unwrap_or_default();
    let rest = object
        .map(|object| without(object, tag))
        .unwrap_or_default();
    let fields = object::documented_fields(types, &rest, &inner);
    Variant {
        names: form
            .title
            .iter()
            .cloned()
            .chain([value.to_owned()])
            .collect(),
        docs: docs::described(form.description.as_deref(), || {
            format!("{} is {}.", code(tag), code(value))
        }),
        tag: Some(value.to_owned()),
        content: VariantContent::Fields(fields),
    }
}

/// The object without its tag, which the variant stands for.
fn without(object: &ObjectShape, tag: &str) -> ObjectShape {
    let members = object.members.iter().filter(|(name, _)| *name != tag);
    ObjectShape {
        tally: object.tally,
        members: members
            .map(|(name, member)| (name.clone(), member.clone()))
            .collect(),
        map: None,
    }
}

fn untagged(types: &mut Types, form: &Shape, forms: &[&Shape], scope: &Scope<'_>) -> Variant {
    let inner = scope.inside(Step::Form, form);
    let own = distinguishing(form, forms);
    let mut names: Vec<String> = form.title.iter().chain(&form.reference).cloned().collect();
    names.extend(own.first().map(|name| (*name).to_owned()));
    names.extend(own.get(..2).map(|names| names.join(" and ")));
    if names.is_empty() {
        names.push("Other".to_owned());
    }
    let with = || match own.first() {
        Some(name) => format!("With {}.", code(name)),
        None => "With the members that the others share.".to_owned(),
    };
    let content = match content::plain_object(form) {
        Some(object) => VariantContent::Fields(object::documented_fields(types, object, &inner)),
        None => VariantContent::Value(types.value(form, &inner)),
    };
    Variant {
        names,
        docs: docs::described(form.description.as_deref(), with),
        tag: None,
        content,
    }
}

/// The members that no other form has, required ones first.
fn distinguishing<'a>(form: &'a Shape, forms: &[&Shape]) -> Vec<&'a str> {
    let Some(object) = form.object.as_deref() else {
        return Vec::new();
    };
    let elsewhere = |name: &str| {
        forms
            .iter()
            .filter(|other| !std::ptr::eq(**other, form))
            .any(|other| {
                other
                    .object
                    .as_deref()
                    .is_some_and(|other| other.members.contains_key(name))
            })
    };
    let mut own: Vec<(bool, &str)> = object
        .members
        .iter()
        .filter(|(name, _)| !elsewhere(name))
        .map(|(name, member)| (member.required != Some(true), name.as_str()))
        .collect();
    own.sort_by_key(|(optional, _)| *optional);
    own.into_iter().map(|(_, name)| name).collect()
}
