//! Folders: modules, accessors and sub-clients.

use std::collections::BTreeMap;

use crate::ir::{Resource, ResourceId};

use super::{Comparison, Construct, Side};

pub(super) fn compare(old: Side<'_>, new: Side<'_>, changes: &mut Comparison) {
    let (before, after) = (folders(old), folders(new.former()));
    for (path, (old_id, folder)) in &before {
        let mut about = changes.about(Construct::Folder, path);
        let Some((id, other)) = after.get(path) else {
            about.breaking("was removed");
            continue;
        };
        let now = new.modules(*id);
        if now != *path {
            about.addition(format!("is now `{now}`; the old name is deprecated"));
        }
        let names = [(old, *old_id), (new, *id)].map(|(side, id)| side.names.resources.get(id.0));
        if let [Some(was), Some(is)] = names {
            let aliases = [was, is].map(|names| names.alias.as_ref());
            let [was, is_alias] = aliases.map(|alias| alias.map(|alias| &alias.module));
            about.alias_gone(was, is_alias, &is.module);
        }
        if !folder.docs.agrees(&other.docs) {
            about.fix("is documented otherwise");
        }
    }
    for (_, (id, _)) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        let path = new.modules(*id);
        changes.about(Construct::Folder, path).addition("was added");
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
