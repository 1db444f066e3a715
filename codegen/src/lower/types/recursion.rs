//! Definitions that hold themselves.

use std::collections::HashSet;

use crate::infer::Shape;
use crate::ir::{Field, ResponseBody, TypeDef, TypeId, TypeKind, TypeRef, VariantContent};

/// Whether the definition `name` is reached from itself; `definition` gives the shape of each.
pub(super) fn holds_itself<'s>(definition: impl Fn(&str) -> Option<&'s Shape>, name: &str) -> bool {
    let mut seen = HashSet::new();
    let mut waiting: Vec<&Shape> = definition(name).into_iter().collect();
    while let Some(shape) = waiting.pop() {
        if let Some(reference) = shape.reference.as_deref() {
            if reference == name {
                return true;
            }
            if seen.insert(reference) {
                waiting.extend(definition(reference));
            }
        }
        waiting.extend(shape.inner());
    }
    false
}

/// Puts a box around every use by which a definition would hold itself. Definitions come to do so when almost equal ones
/// are made one: a parent whose parent looks like it.
pub(super) fn box_cycles(defs: &mut [TypeDef]) {
    let held: Vec<Vec<TypeId>> = defs
        .iter()
        .map(|def| def.kind.uses().into_iter().filter_map(inline).collect())
        .collect();
    let is_open = without_leaves(&held);
    for (index, def) in defs.iter_mut().enumerate() {
        if is_open.get(index) != Some(&true) {
            continue;
        }
        each(&mut def.kind, &mut |type_ref| {
            if inline(type_ref).is_some_and(|id| reaches(&held, id, TypeId(index))) {
                put_in_box(type_ref);
            }
        });
    }
}

/// Which definitions are left when those are taken away that hold nothing, and then again: none, mostly.
fn without_leaves(held: &[Vec<TypeId>]) -> Vec<bool> {
    let mut counts: Vec<usize> = held.iter().map(Vec::len).collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); held.len()];
    for (index, held) in held.iter().enumerate() {
        for id in held {
            holders
                .get_mut(id.0)
                .into_iter()
                .for_each(|holders| holders.push(index));
        }
    }
    let leaves = counts.iter().enumerate().filter(|(_, count)| **count == 0);
    let mut waiting: Vec<usize> = leaves.map(|(index, _)| index).collect();
    while let Some(index) = waiting.pop() {
        for holder in holders.get(index).into_iter().flatten() {
            if let Some(count) = counts.get_mut(*holder) {
                *count -= 1;
                if *count == 0 {
                    waiting.push(*holder);
                }
            }
        }
    }
    counts.into_iter().map(|count| count > 0).collect()
}

fn reaches(held: &[Vec<TypeId>], from: TypeId, to: TypeId) -> bool {
    let mut seen = HashSet::new();
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            waiting.extend(held.get(id.0).into_iter().flatten());
        }
    }
    false
}

fn put_in_box(type_ref: &mut TypeRef) {
    match type_ref {
        TypeRef::Nullable(inner) => put_in_box(inner),
        other => {
            let inner = std::mem::replace(other, TypeRef::Json);
            *other = TypeRef::Boxed(Box::new(inner));
        }
    }
}

/// The definition of which a use holds a value itself: not in a list, a map or a box.
fn inline(type_ref: &TypeRef) -> Option<TypeId> {
    match type_ref {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => inline(inner),
        _ => None,
    }
}

/// Every use in a definition, to be changed.
fn each(kind: &mut TypeKind, visit: &mut impl FnMut(&mut TypeRef)) {
    let of_fields = |fields: &mut Vec<Field>, visit: &mut dyn FnMut(&mut TypeRef)| {
        for field in fields {
            visit(&mut field.type_ref);
        }
    };
    match kind {
        TypeKind::Struct(content) => of_fields(&mut content.fields, visit),
        TypeKind::Enum(_) => {}
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            for variant in variants {
                match &mut variant.content {
                    VariantContent::Fields(fields) => of_fields(fields, visit),
                    VariantContent::Value(type_ref) => visit(type_ref),
                    VariantContent::Unit => {}
                }
            }
        }
        TypeKind::ByStatus(cases) => {
            for case in cases {
                if let ResponseBody::Json(type_ref) = &mut case.body {
                    visit(type_ref);
                }
            }
        }
    }
}
