//! Folders and requests in one list each, with what they inherit.

use super::{ResolvedFolder, ResolvedRequest, auth, behavior};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::postman::{Auth, Behavior, Collection, Folder, Item, RequestItem};

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

/// Takes the items out of a collection and flattens them. Depth is no concern of the stack: levels wait in a list.
pub(super) fn flatten(
    collection: &mut Collection,
    diagnostics: &mut Diagnostics,
) -> (Vec<ResolvedFolder>, Vec<ResolvedRequest>) {
    let mut folders = vec![ResolvedFolder {
        name: collection.name.clone(),
        id: None,
        description: collection.description.clone(),
        parent: None,
        index: 0,
        path: Vec::new(),
        place: collection.place.clone(),
    }];
    let mut requests = Vec::new();
    let root = Level {
        folder: 0,
        requests: 0,
        path: Vec::new(),
        auth: collection.auth.take(),
        behavior: std::mem::take(&mut collection.behavior),
    };
    let items = std::mem::take(&mut collection.items);
    let mut open = vec![(root, items.into_iter())];
    while let Some((level, items)) = open.last_mut() {
        match items.next() {
            None => {
                if level.folder > 0 && requests.len() == level.requests {
                    report_empty(folders.drain(level.folder..).next(), diagnostics);
                }
                open.pop();
            }
            Some(Item::Request(item)) if requests.len() < MAX_REQUESTS => {
                requests.push(level.request(*item, diagnostics));
            }
            Some(Item::Request(item)) => {
                report_too_many(&item.place, diagnostics);
                break;
            }
            Some(Item::Folder(folder)) => {
                let inner = level.inner(&folder, folders.len(), requests.len());
                folders.push(ResolvedFolder {
                    name: folder.name,
                    id: folder.id,
                    description: folder.description,
                    parent: Some(level.folder),
                    index: folder.index,
                    path: inner.path.clone(),
                    place: folder.place,
                });
                open.push((inner, folder.items.into_iter()));
            }
        }
    }
    (folders, requests)
}

impl Level {
    /// What the entries of a folder on this level inherit.
    fn inner(&self, folder: &Folder, index: usize, requests: usize) -> Self {
        Self {
            folder: index,
            requests,
            path: self.path_to(&folder.name),
            auth: folder.auth.as_ref().or(self.auth.as_ref()).cloned(),
            behavior: behavior::inherit(&self.behavior, &folder.behavior),
        }
    }

    /// A request on this level, with what it inherits.
    fn request(&self, mut item: RequestItem, diagnostics: &mut Diagnostics) -> ResolvedRequest {
        let path = self.path_to(&item.name);
        let own = item.request.auth.take();
        let inherited = own.as_ref().or(self.auth.as_ref());
        let place = item.place.member("request").member("auth");
        let auth = auth::effective(inherited, &path, &place, diagnostics);
        let behavior = behavior::inherit(&self.behavior, &item.behavior);
        ResolvedRequest {
            item,
            folder: self.folder,
            path,
            auth,
            behavior,
        }
    }

    fn path_to(&self, name: &str) -> Vec<String> {
        let mut path = self.path.clone();
        path.push(name.to_owned());
        path
    }
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

#[cfg(test)]
mod tests;
