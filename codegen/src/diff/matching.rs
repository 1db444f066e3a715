//! Which operation of the new API is which of the old one.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::OperationId;
use crate::name::below;

use super::side::Side;

/// Pairs of what is the same operation: with the same id; else with the same name in the same folder; else with the
/// same method and address. What has no partner was removed or added.
pub(super) fn operations(old: Side<'_>, new: Side<'_>) -> Vec<(OperationId, OperationId)> {
    let mut pairs = Pairs::default();
    pairs.by(&keys(old, id), &keys(new, id));
    pairs.by(&keys(old, path), &keys(new, path));
    pairs.by(&keys(old, address), &keys(new, address));
    let mut pairs = pairs.list;
    pairs.sort_unstable();
    pairs
}

#[derive(Default)]
struct Pairs {
    list: Vec<(OperationId, OperationId)>,
    old: BTreeSet<OperationId>,
    new: BTreeSet<OperationId>,
}

impl Pairs {
    /// Pairs what has one key on both sides; a key that several have says nothing.
    fn by(
        &mut self,
        old: &BTreeMap<String, Vec<OperationId>>,
        new: &BTreeMap<String, Vec<OperationId>>,
    ) {
        for (key, candidates) in old {
            let free = |ids: &[OperationId], taken: &BTreeSet<OperationId>| {
                let free: Vec<OperationId> = ids
                    .iter()
                    .copied()
                    .filter(|id| !taken.contains(id))
                    .collect();
                <[OperationId; 1]>::try_from(free).ok()
            };
            let partners = new.get(key).map(Vec::as_slice).unwrap_or_default();
            if let (Some([old]), Some([new])) =
                (free(candidates, &self.old), free(partners, &self.new))
            {
                self.old.insert(old);
                self.new.insert(new);
                self.list.push((old, new));
            }
        }
    }
}

fn keys(
    side: Side<'_>,
    key: fn(Side<'_>, OperationId) -> Option<String>,
) -> BTreeMap<String, Vec<OperationId>> {
    let mut keys: BTreeMap<String, Vec<OperationId>> = BTreeMap::new();
    for (id, ..) in side.operations() {
        if let Some(key) = key(side, id) {
            keys.entry(key).or_default().push(id);
        }
    }
    keys
}

fn id(side: Side<'_>, id: OperationId) -> Option<String> {
    side.api.operations.get(id.0)?.id.clone()
}

fn path(side: Side<'_>, id: OperationId) -> Option<String> {
    let module = side.modules(side.api.operations.get(id.0)?.resource);
    let names = side.names.operations.get(id.0)?;
    Some(below(&module, names.function.as_str()))
}

fn address(side: Side<'_>, id: OperationId) -> Option<String> {
    Some(side.api.operations.get(id.0)?.signature.clone())
}
