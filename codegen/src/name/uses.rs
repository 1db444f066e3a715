//! Which types a folder's operations reach.

use std::collections::BTreeSet;

use crate::ir::{
    Api, Field, Home, Operation, Output, OutputCase, Resource, ResponseBody, TypeDef, TypeId,
    TypeKind, TypeRef, Variant, VariantContent,
};

/// By folder: every type that its operations or its own types use, directly or inside another type.
pub(super) fn by_folder(api: &Api) -> Vec<BTreeSet<TypeId>> {
    let mut own: Vec<Vec<TypeId>> = vec![Vec::new(); api.resources.len()];
    for (index, definition) in api.types.iter().enumerate() {
        if let Home::Resource(folder) = definition.home
            && let Some(own) = own.get_mut(folder.0)
        {
            own.push(TypeId(index));
        }
    }
    let folders = api.resources.iter().zip(own);
    folders
        .map(|(folder, own)| reached(api, folder, own))
        .collect()
}

/// All types in the order in which the collection's operations use them, what a type holds before it.
pub(super) fn in_order(api: &Api) -> Vec<TypeId> {
    let mut open = Vec::new();
    api.operations
        .iter()
        .for_each(|operation| of_operation(operation, &mut open));
    open.extend((0..api.types.len()).map(TypeId));
    open.reverse();
    let mut is_met = vec![false; api.types.len()];
    let mut is_done = is_met.clone();
    let mut order = Vec::with_capacity(api.types.len());
    while let Some(id) = open.last().copied() {
        let (Some(met), Some(done)) = (is_met.get_mut(id.0), is_done.get_mut(id.0)) else {
            open.pop();
            continue;
        };
        if std::mem::replace(met, true) {
            open.pop();
            if !std::mem::replace(done, true) {
                order.push(id);
            }
        } else if let Some(definition) = api.types.get(id.0) {
            let mut inner = Vec::new();
            of_definition(definition, &mut inner);
            inner.reverse();
            open.extend(inner);
        }
    }
    order
}

/// Every type that the operations of `folder` or its `own` types use, directly or inside another type.
fn reached(api: &Api, folder: &Resource, own: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut open = own;
    for operation in folder
        .operations
        .iter()
        .filter_map(|id| api.operations.get(id.0))
    {
        of_operation(operation, &mut open);
    }
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id)
            && let Some(definition) = api.types.get(id.0)
        {
            of_definition(definition, &mut open);
        }
    }
    reached
}

fn of_operation(operation: &Operation, into: &mut Vec<TypeId>) {
    of_fields(&operation.fields, into);
    operation
        .responses
        .iter()
        .for_each(|case| of_body(&case.body, into));
    match &operation.output {
        Output::One(body) => of_body(body, into),
        Output::ByStatus(type_ref) => of_ref(type_ref, into),
    }
    if let Some(pagination) = &operation.pagination {
        of_ref(&pagination.item_type, into);
    }
}

fn of_definition(definition: &TypeDef, into: &mut Vec<TypeId>) {
    match &definition.kind {
        TypeKind::Struct(object) => of_fields(&object.fields, into),
        TypeKind::Enum(_) => {}
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            of_variants(variants, into);
        }
        TypeKind::ByStatus(cases) => cases
            .iter()
            .for_each(|OutputCase { body, .. }| of_body(body, into)),
    }
}

fn of_variants(variants: &[Variant], into: &mut Vec<TypeId>) {
    for variant in variants {
        match &variant.content {
            VariantContent::Fields(fields) => of_fields(fields, into),
            VariantContent::Value(type_ref) => of_ref(type_ref, into),
            VariantContent::Unit => {}
        }
    }
}

fn of_fields(fields: &[Field], into: &mut Vec<TypeId>) {
    for field in fields {
        of_ref(&field.type_ref, into);
    }
}

fn of_body(body: &ResponseBody, into: &mut Vec<TypeId>) {
    if let ResponseBody::Json(type_ref) = body {
        of_ref(type_ref, into);
    }
}

fn of_ref(type_ref: &TypeRef, into: &mut Vec<TypeId>) {
    match type_ref {
        TypeRef::Named(id) => into.push(*id),
        TypeRef::Nullable(inner)
        | TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Boxed(inner) => {
            of_ref(inner, into);
        }
        _ => {}
    }
}
