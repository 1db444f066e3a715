//! Folders and requests in one list each, with what they inherit.

use super::{ResolvedFolder, ResolvedRequest, auth, behavior};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::postman::{Auth, Behavior, Item};

/// How many requests a collection may have: a hundred times as many as the largest that are known.
pub(super) const MAX_REQUESTS: usize = 100_000;

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
        position: 0,
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
    let mut open = vec![(root, items.into_iter().enumerate())];
    while let Some((level, items)) = open.last_mut() {
        match items.next().map(|(nth, item)| (position(&item, nth), item)) {
            None => {
                if level.folder > 0 && requests.len() == level.requests {
                    report_empty(folders.drain(level.folder..).next(), diagnostics);
                }
                open.pop();
            }
            Some((position, Item::Request(item))) if requests.len() < MAX_REQUESTS => {
                requests.push(request(level, position, *item, diagnostics));
            }
            Some((_, Item::Request(item))) => {
                report_too_many(&item.place, diagnostics);
                break;
            }
            Some((position, Item::Folder(folder))) => {
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
                    position,
                    path,
                    place: folder.place,
                });
                open.push((inner, folder.items.into_iter().enumerate()));
            }
        }
    }
    (folders, requests)
}

/// Where an item stands among its siblings. In v2 the entries of the document count, null ones too, as newman counts;
/// in other formats no list has them all.
fn position(item: &Item, nth: usize) -> usize {
    let place = match item {
        Item::Folder(folder) => &folder.place,
        Item::Request(item) => &item.place,
    };
    let index = place.pointer.rsplit_once("/item/");
    index
        .and_then(|(_, index)| index.parse().ok())
        .unwrap_or(nth)
}

/// A folder without a request has nothing that a client could offer.
fn report_empty(folder: Option<ResolvedFolder>, diagnostics: &mut Diagnostics) {
    let Some(folder) = folder else { return };
    let message = format!("the folder `{}` holds no request", folder.name);
    let finding = Diagnostic::new(Code::EmptyFolder, folder.place, message).item(&folder.path);
    diagnostics.push(finding.instead("the folder is left out"));
}

fn report_too_many(place: &Place, diagnostics: &mut Diagnostics) {
    let message = format!("more than {MAX_REQUESTS} requests");
    let finding = Diagnostic::new(Code::LimitReached, place.clone(), message);
    diagnostics.push(finding.instead("this request and those behind it are skipped"));
}

fn request(
    level: &Level,
    position: usize,
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
        position,
        path,
        auth,
        behavior,
    }
}

#[cfg(test)]
mod tests;
