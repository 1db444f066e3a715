//! Folders: modules, accessors and sub-clients.

use std::collections::BTreeMap;

use crate::ir::{Resource, ResourceId};

use super::{Comparison, Construct, Effect, Side};

pub(super) fn compare(old: Side<'_>, new: Side<'_>, changes: &mut Comparison) {
    let (before, after) = (folders(old), folders(new));
    for (path, folder) in &before {
        let Some(other) = after.get(path) else {
            changes.push(Effect::Breaking, Construct::Folder, path, "was removed");
            continue;
        };
        if folder.docs != other.docs {
            changes.push(
                Effect::Fix,
                Construct::Folder,
                path,
                "is documented otherwise",
            );
        }
    }
    for path in after.keys().filter(|path| !before.contains_key(*path)) {
        changes.push(Effect::Addition, Construct::Folder, path, "was added");
    }
}

fn folders(side: Side<'_>) -> BTreeMap<String, &Resource> {
    let folders = side.api.resources.iter().enumerate().skip(1);
    folders
        .map(|(index, folder)| (side.modules(ResourceId(index)), folder))
        .collect()
}
