//! The tree that the order lists make.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{
    super::{
        behavior::read_profile,
        reader::{Reader, Trail},
        v2::MAX_FOLDERS,
        value::scalar_text,
    },
    auth::read_auth,
    read_entity_scripts,
    request::read_item,
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    postman::{Folder, Item},
};

/// Entities of a list by their `id`, with their position; the last of an id counts.
pub(super) type ById<'v> = BTreeMap<String, (usize, &'v Map<String, Value>)>;

/// Reads folders, then the root's requests, whatever their order among each other, as Postman's converter does.
pub(super) fn read_items(
    root: &Map<String, Value>,
    place: &Place,
    reader: &mut Reader,
) -> Vec<Item> {
    let mut tree = Tree {
        folders: by_id(root.get("folders")),
        requests: by_id(root.get("requests")),
        orders: BTreeMap::new(),
        placed_folders: BTreeSet::new(),
        placed_requests: BTreeSet::new(),
        place,
    };
    for (id, folder) in
        list(root.get("folders")).filter_map(|(_, folder)| Some((id_of(folder)?, folder)))
    {
        let order = tree.orders.entry(id).or_default();
        order.folders.extend(ids(folder.get("folders_order")));
        order.requests.extend(ids(folder.get("order")));
    }
    let inner: BTreeSet<String> = tree
        .orders
        .values()
        .flat_map(|order| order.folders.clone())
        .collect();
    let outer = match root.get("folders_order") {
        Some(Value::Array(_)) => ids(root.get("folders_order")),
        _ => list(root.get("folders"))
            .filter_map(|(_, folder)| id_of(folder))
            .collect(),
    };
    let mut items = Vec::new();
    for id in outer.iter().filter(|id| !inner.contains(*id)) {
        items.extend(tree.folder(id, items.len(), 0, reader));
    }
    for id in ids(root.get("order")) {
        items.extend(tree.request(&id, items.len(), reader));
    }
    tree.report_unplaced(root, reader);
    items
}

/// The order lists of a folder.
#[derive(Debug, Default)]
struct Order {
    folders: Vec<String>,
    requests: Vec<String>,
}

struct Tree<'v> {
    folders: ById<'v>,
    requests: ById<'v>,
    /// What each folder holds; the lists of folders with one id are put together.
    orders: BTreeMap<String, Order>,
    /// Folders that have their place already; each has one.
    placed_folders: BTreeSet<usize>,
    /// Requests that have their place already; each has one.
    placed_requests: BTreeSet<usize>,
    place: &'v Place,
}

impl Tree<'_> {
    fn folder(
        &mut self,
        id: &str,
        index: usize,
        depth: usize,
        reader: &mut Reader,
    ) -> Option<Item> {
        let (position, members) = *self.folders.get(id)?;
        let place = self.place.member("folders").element(position);
        if !self.placed_folders.insert(position) {
            return None;
        }
        if depth >= MAX_FOLDERS {
            let message = format!("folders nested deeper than {MAX_FOLDERS} levels");
            reader.push(
                Diagnostic::new(Code::LimitReached, place, message)
                    .instead("the folder is skipped"),
            );
            return None;
        }
        let mark = reader.mark();
        let order = self.orders.remove(id).unwrap_or_default();
        let mut items = Vec::new();
        for id in order.folders {
            items.extend(self.folder(&id, items.len(), depth + 1, reader));
        }
        for id in order.requests {
            items.extend(self.request(&id, items.len(), reader));
        }
        let trail = Trail::At(&place);
        let folder = Folder {
            id: Some(id.to_owned()),
            name: reader.text(members, "name", &trail).unwrap_or_default(),
            description: reader.description(members, &trail),
            auth: read_auth(members, &trail, reader),
            scripts: read_entity_scripts(members, &trail, reader),
            behavior: read_profile(members, &trail, reader),
            items,
            index,
            place: place.clone(),
        };
        reader.belongs_to(&folder.name, mark);
        Some(Item::Folder(Box::new(folder)))
    }

    fn request(&mut self, id: &str, index: usize, reader: &mut Reader) -> Option<Item> {
        let (position, members) = *self.requests.get(id)?;
        if !self.placed_requests.insert(position) {
            return None;
        }
        let mark = reader.mark();
        let item = read_item(
            members,
            index,
            self.place.member("requests").element(position),
            &self.requests,
            reader,
        );
        reader.belongs_to(&item.name, mark);
        Some(Item::Request(Box::new(item)))
    }

    /// Names the requests that no order list mentions: Postman does not show them.
    fn report_unplaced(&self, root: &Map<String, Value>, reader: &mut Reader) {
        for (position, members) in list(root.get("requests")) {
            if !self.placed_requests.contains(&position) {
                let place = self.place.member("requests").element(position);
                let name = members
                    .get("name")
                    .and_then(scalar_text)
                    .unwrap_or_default();
                let message = format!("no order list names the request `{name}`");
                reader.push(
                    Diagnostic::new(Code::NotInOrder, place, message)
                        .instead("the request is left out"),
                );
            }
        }
    }
}

/// The objects of a list, with their positions.
fn list(value: Option<&Value>) -> impl Iterator<Item = (usize, &Map<String, Value>)> {
    let elements = value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate();
    elements.filter_map(|(index, element)| Some((index, element.as_object()?)))
}

fn by_id(value: Option<&Value>) -> ById<'_> {
    list(value)
        .filter_map(|(index, members)| Some((id_of(members)?, (index, members))))
        .collect()
}

fn id_of(members: &Map<String, Value>) -> Option<String> {
    members.get("id").and_then(scalar_text)
}

fn ids(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(scalar_text)
        .collect()
}
