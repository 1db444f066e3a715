//! Which types a folder's operations reach.

use std::collections::BTreeSet;

use crate::ir::{Api, Home, Operation, Resource, TypeId, TypeRef};

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
    let used = api.operations.iter().flat_map(Operation::uses);
    let all = (0..api.types.len()).map(TypeId);
    let mut open: Vec<TypeId> = used.filter_map(TypeRef::named).chain(all).collect();
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
            let inner = definition.kind.uses().into_iter().rev();
            open.extend(inner.filter_map(TypeRef::named));
        }
    }
    order
}

/// Every type that the operations of `folder` or its `own` types use, directly or inside another type.
fn reached(api: &Api, folder: &Resource, own: Vec<TypeId>) -> BTreeSet<TypeId> {
    let ids = folder.operations.iter();
    let operations = ids.filter_map(|id| api.operations.get(id.0));
    let used = operations
        .flat_map(Operation::uses)
        .filter_map(TypeRef::named);
    api.reached(own.into_iter().chain(used).collect())
}
