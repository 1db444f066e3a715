//! v3: a directory of YAML files, one an entity.

mod auth;
mod body;
mod directory;
mod example;
mod request;
mod script;
#[cfg(test)]
mod tests;
mod yaml;

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

pub use self::directory::documents_of;
pub(super) use self::yaml::parse_yaml;
use self::{
    auth::read_auth,
    directory::{Directory, stem},
    request::read_item,
    script::read_scripts,
};
use super::{
    behavior::read_behavior,
    error::{ContentError, DocumentKind, ReadError},
    in_file, read_bytes,
    reader::{Reader, Trail, describe},
    value::{number_of, scalar_text},
    variable::read_variables,
};
use crate::{
    diagnostic::{Code, Diagnostic, DocumentId, Documents, Place},
    postman::{Collection, Folder, Format, Item, RequestItem},
};

/// A file of a collection.
#[derive(Debug)]
struct Entity {
    members: Map<String, Value>,
    place: Place,
}

/// Reads the directory of a collection.
pub(super) fn read_collection(
    path: &Path,
    documents: &mut Documents,
    reader: &mut Reader,
) -> Result<Collection, ReadError> {
    let unreadable = |source| ReadError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let directory = Directory::open(path, 0).map_err(unreadable)?;
    if !directory.is_entity() {
        return Err(in_file(
            path,
            ContentError::NotCollection(DocumentKind::Directory),
        ));
    }
    let entity = read_definition(&directory, documents, reader)?;
    let items = read_items(&directory, documents, reader)?;
    let Entity { members, place } = entity;
    let trail = Trail::At(&place);
    Ok(Collection {
        name: reader
            .text(&members, "name", &trail)
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| directory.name()),
        description: reader.description(&members, &trail),
        version: reader.text(&members, "version", &trail),
        format: Format::V3,
        variables: read_variables(members.get("variables"), &trail.member("variables"), reader),
        auth: read_auth(members.get("auth"), &trail.member("auth"), reader),
        scripts: read_scripts(members.get("scripts"), &trail.member("scripts"), reader),
        behavior: read_behavior(members.get("settings"), &trail.member("settings"), reader),
        items,
        place,
    })
}

/// Reads folders and requests, by `order` and then by name; those without an order come last.
fn read_items(
    directory: &Directory,
    documents: &mut Documents,
    reader: &mut Reader,
) -> Result<Vec<Item>, ReadError> {
    let mut items: Vec<(f64, String, Item)> = Vec::new();
    for folder in &directory.folders {
        let mark = reader.mark();
        let (order, folder) = read_folder(folder, documents, reader)?;
        reader.belongs_to(&folder.name, mark);
        items.push((order, folder.name.clone(), Item::Folder(Box::new(folder))));
    }
    for path in &directory.requests {
        let mark = reader.mark();
        if let Some((order, item)) = read_request_file(path, documents, reader)? {
            reader.belongs_to(&item.name, mark);
            items.push((order, item.name.clone(), Item::Request(Box::new(item))));
        }
    }
    items.sort_by(|(order, name, _), (other, other_name, _)| {
        order.total_cmp(other).then_with(|| name.cmp(other_name))
    });
    let numbered = items.into_iter().enumerate();
    Ok(numbered
        .map(|(index, (_, _, item))| item.numbered(index))
        .collect())
}

/// Reads a folder, whose index is not known yet.
fn read_folder(
    directory: &Directory,
    documents: &mut Documents,
    reader: &mut Reader,
) -> Result<(f64, Folder), ReadError> {
    let Entity { members, place } = read_definition(directory, documents, reader)?;
    let items = read_items(directory, documents, reader)?;
    let trail = Trail::At(&place);
    let folder = Folder {
        id: reader.id(&members, &trail),
        name: reader
            .text(&members, "name", &trail)
            .unwrap_or_else(|| directory.name()),
        description: reader.description(&members, &trail),
        auth: read_auth(members.get("auth"), &trail.member("auth"), reader),
        scripts: read_scripts(members.get("scripts"), &trail.member("scripts"), reader),
        behavior: read_behavior(members.get("settings"), &trail.member("settings"), reader),
        items,
        index: 0,
        place: place.clone(),
    };
    Ok((order_of(&members), folder))
}

/// Reads a request file; a request of another protocol is reported and skipped.
fn read_request_file(
    path: &Path,
    documents: &mut Documents,
    reader: &mut Reader,
) -> Result<Option<(f64, RequestItem)>, ReadError> {
    let Some(entity) = read_entity(path, documents, reader)? else {
        return Ok(None);
    };
    let stem = stem(path, ".request").unwrap_or_default();
    let kind = entity
        .members
        .get("$kind")
        .and_then(Value::as_str)
        .unwrap_or("http-request");
    if !matches!(kind, "http-request" | "graphql-request") {
        let message = format!("`{stem}` is of kind `{kind}`, not an HTTP request");
        reader.push(
            Diagnostic::new(Code::OtherProtocol, entity.place, message)
                .instead("the request is skipped"),
        );
        return Ok(None);
    }
    let order = order_of(&entity.members);
    let examples = example::read_examples(path, &entity.members, documents, reader)?;
    Ok(Some((order, read_item(entity, stem, examples, reader))))
}

/// The definition of a directory; without a file it is empty, at the directory itself.
fn read_definition(
    directory: &Directory,
    documents: &mut Documents,
    reader: &mut Reader,
) -> Result<Entity, ReadError> {
    let entity = match &directory.definition {
        Some(path) => read_entity(path, documents, reader)?,
        None => None,
    };
    let entity = entity.unwrap_or_else(|| Entity {
        members: Map::new(),
        place: Place::root(documents.add(directory.path.clone())),
    });
    if directory.cut {
        let message = format!("folders nested deeper than {} levels", super::MAX_FOLDERS);
        let finding = Diagnostic::new(Code::LimitReached, entity.place.clone(), message);
        reader.push(finding.instead("the deeper folders are skipped"));
    }
    Ok(entity)
}

/// Reads a YAML file that should hold an object; an empty one holds no members, anything else is reported.
fn read_entity(
    path: &Path,
    documents: &mut Documents,
    reader: &mut Reader,
) -> Result<Option<Entity>, ReadError> {
    let bytes = read_bytes(path)?;
    let place = Place::root(add_document(path, documents));
    match parse_yaml(&bytes).map_err(|source| in_file(path, source))? {
        Value::Object(members) => Ok(Some(Entity { members, place })),
        Value::Null => Ok(Some(Entity {
            members: Map::new(),
            place,
        })),
        other => {
            reader.malformed(
                &Trail::At(&place),
                format!("the file holds {}, not an object", describe(&other)),
            );
            Ok(None)
        }
    }
}

fn add_document(path: &Path, documents: &mut Documents) -> DocumentId {
    documents.add(PathBuf::from(path))
}

/// The rank among siblings.
fn order_of(members: &Map<String, Value>) -> f64 {
    let order = members
        .get("order")
        .and_then(scalar_text)
        .map(|text| number_of(&text));
    order
        .filter(|order| order.is_finite())
        .unwrap_or(f64::INFINITY)
}
