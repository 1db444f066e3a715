//! Folders: known by their id or their names, and when renamed by their operations.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, ResourceId};

use super::super::Names;
use super::{Kept, Table, operation};

/// What the table says of each folder, also when its words are others now. `operations` is what is known of those.
pub(super) fn find<'t>(
    table: &'t Table,
    api: &Api,
    plain: &[String],
    operations: &[Option<&Kept>],
) -> Vec<Option<&'t Kept>> {
    let keys: Vec<String> = (0..api.resources.len())
        .map(|index| key(api, ResourceId(index)))
        .collect();
    let mut found = operation::by_key(table, &keys, plain);
    let by_path: BTreeMap<String, &Kept> = table
        .values()
        .flatten()
        .map(|kept| (kept.path(), kept))
        .collect();
    let mut claimed: BTreeSet<String> = found.iter().flatten().map(|kept| kept.path()).collect();
    let former = former(api, operations);
    for (slot, former) in found.iter_mut().zip(former).skip(1) {
        if let (None, Some(former)) = (&slot, former)
            && let Some(kept) = by_path.get(&former)
            && claimed.insert(former)
        {
            *slot = Some(*kept);
        }
    }
    found
}

/// Where the operations of each folder stood, as far as they agree.
fn former(api: &Api, operations: &[Option<&Kept>]) -> Vec<Option<String>> {
    let mut votes: Vec<BTreeSet<String>> = vec![BTreeSet::new(); api.resources.len()];
    for (operation, kept) in api.operations.iter().zip(operations) {
        let Some(kept) = kept else { continue };
        let folders = api.folders(operation.resource);
        let modules: Vec<&str> = kept.modules.split("::").collect();
        for (depth, id) in folders.iter().enumerate() {
            // An operation that stood less deep says nothing of this folder; one that stood at the top says no.
            let path = modules.get(..=depth).map(|modules| modules.join("::"));
            if let (Some(path), Some(votes)) = (path, votes.get_mut(id.0)) {
                votes.insert(path);
            }
        }
    }
    let agreed = votes.into_iter().map(|votes| {
        let mut votes = votes.into_iter();
        votes.next().filter(|_| votes.next().is_none())
    });
    agreed.collect()
}

/// The entries of an API's folders.
pub(super) fn table(api: &Api, names: &Names, plain: &[String]) -> Table {
    let mut table = Table::new();
    let folders = api.resources.iter().zip(&names.resources).zip(plain);
    for (index, ((folder, own), plain)) in folders.enumerate().skip(1) {
        let outer = folder.parent.unwrap_or(ResourceId::ROOT);
        let kept = Kept {
            plain: plain.clone(),
            modules: names.modules(api, outer).join("::"),
            names: [own.module.clone(), own.client.clone()],
            was: own
                .alias
                .as_ref()
                .map(|alias| [alias.module.clone(), alias.client.clone()]),
        };
        table
            .entry(key(api, ResourceId(index)))
            .or_default()
            .push(kept);
    }
    for list in table.values_mut() {
        list.sort();
    }
    table
}

/// The id, or the names from the outside in.
fn key(api: &Api, id: ResourceId) -> String {
    let folder = |id: ResourceId| api.resources.get(id.0);
    if let Some(id) = folder(id).and_then(|folder| folder.id.clone()) {
        return id;
    }
    let names = api.folders(id).into_iter().filter_map(folder);
    let names: Vec<&str> = names.map(|folder| folder.name.as_str()).collect();
    names.join(" / ")
}
