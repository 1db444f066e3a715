//! Folders and requests in one list each, with what they inherit.

use super::{ResolvedFolder, ResolvedRequest, auth, behavior};
use crate::diagnostic::{Diagnostics, Place};
use crate::postman::{Auth, Behavior, Item};

/// What the entries of one folder inherit.
struct Level {
    folder: usize,
    /// How many requests come before the folder.
    requests: usize,
    path: Vec<String>,
    auth: Option<Auth>,
    behavior: Behavior,
}

/// Flattens a collection. Depth is no concern of the stack: levels wait in a list.
pub(super) fn flatten(
    title: &str,
    description: Option<String>,
    auth: Option<Auth>,
    behavior: Behavior,
    items: Vec<Item>,
    place: &Place,
    diagnostics: &mut Diagnostics,
) -> (Vec<ResolvedFolder>, Vec<ResolvedRequest>) {
    let mut folders = vec![ResolvedFolder {
        name: title.to_owned(),
        id: None,
        description,
        parent: None,
        path: Vec::new(),
        place: place.clone(),
    }];
    let mut requests = Vec::new();
    let root = Level {
        folder: 0,
        requests: 0,
        path: Vec::new(),
        auth,
        behavior,
    };
    let mut open = vec![(root, items.into_iter())];
    while let Some((level, items)) = open.last_mut() {
        match items.next() {
            None => {
                // A folder without a request has nothing that a client could offer.
                if level.folder > 0 && requests.len() == level.requests {
                    folders.truncate(level.folder);
                }
                open.pop();
            }
            Some(Item::Request(item)) => requests.push(request(level, *item, diagnostics)),
            Some(Item::Folder(folder)) => {
                let mut path = level.path.clone();
                path.push(folder.name.clone());
                let inner = Level {
                    folder: folders.len(),
                    requests: requests.len(),
                    path: path.clone(),
                    auth: folder.auth.or_else(|| level.auth.clone()),
                    behavior: behavior::inherit(&level.behavior, &folder.behavior),
                };
                folders.push(ResolvedFolder {
                    name: folder.name,
                    id: folder.id,
                    description: folder.description,
                    parent: Some(level.folder),
                    path,
                    place: folder.place,
                });
                open.push((inner, folder.items.into_iter()));
            }
        }
    }
    (folders, requests)
}

fn request(
    level: &Level,
    mut item: crate::postman::RequestItem,
    diagnostics: &mut Diagnostics,
) -> ResolvedRequest {
    let mut path = level.path.clone();
    path.push(item.name.clone());
    let own = item.request.auth.take();
    let inherited = own.as_ref().or(level.auth.as_ref());
    let place = item.place.member("request").member("auth");
    let auth = auth::effective(inherited, &path, &place, diagnostics);
    let behavior = behavior::inherit(&level.behavior, &item.behavior);
    ResolvedRequest {
        item,
        folder: level.folder,
        path,
        auth,
        behavior,
    }
}
