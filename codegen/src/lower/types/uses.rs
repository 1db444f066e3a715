//! What a definition holds.

use crate::ir::{Field, ResponseBody, TypeId, TypeKind, TypeRef, VariantContent};

/// The definition that a use leads to.
pub(super) fn named(type_ref: &TypeRef) -> Option<TypeId> {
    match type_ref {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner)
        | TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Boxed(inner) => named(inner),
        _ => None,
    }
}

/// The definition of which a use holds a value itself: not in a list, a map or a box.
pub(super) fn inline(type_ref: &TypeRef) -> Option<TypeId> {
    match type_ref {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => inline(inner),
        _ => None,
    }
}

/// Every use in a definition.
pub(super) fn each(kind: &TypeKind, visit: &mut impl FnMut(&TypeRef)) {
    let of_fields = |fields: &[Field], visit: &mut dyn FnMut(&TypeRef)| {
        for field in fields {
            visit(&field.type_ref);
        }
    };
    match kind {
        TypeKind::Struct(content) => of_fields(&content.fields, visit),
        TypeKind::Enum(_) => {}
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            for variant in variants {
                match &variant.content {
                    VariantContent::Fields(fields) => of_fields(fields, visit),
                    VariantContent::Value(type_ref) => visit(type_ref),
                    VariantContent::Unit => {}
                }
            }
        }
        TypeKind::ByStatus(cases) => {
            for case in cases {
                if let ResponseBody::Json(type_ref) = &case.body {
                    visit(type_ref);
                }
            }
        }
    }
}

/// As [`each`], to be changed.
pub(super) fn each_mut(kind: &mut TypeKind, visit: &mut impl FnMut(&mut TypeRef)) {
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
