//! Folders: modules, accessors and sub-clients.

use std::collections::BTreeMap;

use crate::ir::{Resource, ResourceId};

use super::{Comparison, Construct, Effect, Side};

pub(super) fn compare(old: Side<'_>, new: Side<'_>, changes: &mut Comparison) {
    let (before, after) = (folders(old), folders(new.former()));
    for (path, (old_id, folder)) in &before {
        let Some((id, other)) = after.get(path) else {
            changes.push(Effect::Breaking, Construct::Folder, path, "was removed");
            continue;
        };
        let now = new.modules(*id);
        if now != *path {
            let message = format!("is now `{now}`; the old name is deprecated");
            changes.push(Effect::Addition, Construct::Folder, path, message);
        }
        let names = [(old, *old_id), (new, *id)].map(|(side, id)| side.names.resources.get(id.0));
        if let [Some(was), Some(is)] = names {
            let aliases = [was, is].map(|names| names.alias.as_ref());
            let [was, is_alias] = aliases.map(|alias| alias.map(|alias| &alias.module));
            changes.alias_gone(Construct::Folder, path, (was, is_alias), &is.module);
        }
        if !folder.docs.agrees(&other.docs) {
            changes.push(
                Effect::Fix,
                Construct::Folder,
                path,
                "is documented otherwise",
            );
        }
    }
    for (_, (id, _)) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        let path = new.modules(*id);
        changes.push(Effect::Addition, Construct::Folder, path, "was added");
    }
}

fn folders(side: Side<'_>) -> BTreeMap<String, (ResourceId, &Resource)> {
    let folders = side.api.resources.iter().enumerate().skip(1);
    folders
        .map(|(index, folder)| {
            let id = ResourceId(index);
            (side.modules(id), (id, folder))
        })
        .collect()
}
