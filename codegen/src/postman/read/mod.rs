//! Reading: from a file, a directory or bytes into the model.

mod auth;
mod behavior;
mod body;
mod entry;
mod environment;
mod error;
mod header;
mod infinity;
mod json;
mod kind;
mod reader;
mod request;
mod response;
mod script;
#[cfg(test)]
mod tests;
mod text;
mod url;
mod v1;
mod v2;
mod v3;
mod value;
mod variable;

use std::{fs, path::Path};

use serde::de::DeserializeSeed;
use serde_json::Value;

pub use self::{
    error::{ContentError, DocumentKind, ReadError},
    json::MAX_NESTING,
    v2::MAX_FOLDERS,
    v3::documents_of,
};
use self::{
    infinity::read_json,
    reader::Reader,
    text::{text_of, whole_characters},
    v2::{Document, Items, Root, RootSeed},
    value::truthy,
};
use super::{Collection, Environment, EnvironmentScope, Format};
use crate::diagnostic::{Diagnostics, DocumentId, Documents, Place};

/// How large a file may be, in bytes: twice what a run was measured with, forty times the largest collection that is known.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;

/// Reads a collection: a JSON file (v1, v2.0, v2.1, bare or in the wrapper of Postman's API) or a directory of YAML files
/// (v3).
///
/// Malformed members are skipped and reported in `diagnostics`; they never fail the file. Every file that is read is
/// added to `documents`.
///
/// # Errors
///
/// When a file cannot be opened, is too large, is not UTF-8, not JSON or YAML, or is no collection.
pub fn read_collection(
    path: &Path,
    documents: &mut Documents,
    diagnostics: &mut Diagnostics,
) -> Result<Collection, ReadError> {
    if path.is_dir() {
        let mut reader = Reader::new(Format::V3);
        let collection = v3::read_collection(path, documents, &mut reader)?;
        reader.deliver(diagnostics);
        return Ok(collection);
    }
    let bytes = read_bytes(path)?;
    let id = documents.add(path.to_owned());
    let read = if is_yaml(path) {
        v3::parse_yaml(&bytes)
            .and_then(|value| Err(ContentError::NotCollection(kind_of_value(&value))))
    } else {
        collection_from_slice(&bytes, id, diagnostics)
    };
    read.map_err(|source| in_file(path, source))
}

/// Reads a collection from the bytes of a JSON file.
///
/// # Errors
///
/// When the bytes are not UTF-8, not JSON, or no collection.
pub fn collection_from_slice(
    bytes: &[u8],
    document: DocumentId,
    diagnostics: &mut Diagnostics,
) -> Result<Collection, ContentError> {
    let text = whole_characters(text_of(bytes)?);
    let mut reader = Reader::new(Format::V21);
    let root = match read_json(&text, document, &mut reader, |text, reader| {
        read_document(text, document, reader)
    })? {
        Document::Object(root) => *root,
        Document::Other(value) => return Err(ContentError::NotCollection(kind_of_value(&value))),
    };
    let collection = collection_of(unwrap(root)?, &mut reader)?;
    reader.deliver(diagnostics);
    Ok(collection)
}

fn read_document(
    text: &str,
    document: DocumentId,
    reader: &mut Reader,
) -> Result<Document, ContentError> {
    if text.trim_start().is_empty() {
        return Err(ContentError::NotCollection(DocumentKind::Empty));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The seeds have limits of their own, which skip instead of failing.
    deserializer.disable_recursion_limit();
    let root = RootSeed {
        reader,
        place: Place::root(document),
    }
    .deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(root)
}

/// Takes a collection out of the API's wrapper.
fn unwrap(mut root: Root) -> Result<Root, ContentError> {
    let has_items = matches!(root.items, Some(Items::List(_)));
    match root.wrapped.take() {
        Some(Document::Object(inner)) if !has_items => Ok(*inner),
        Some(Document::Other(_)) if !has_items && root.members.is_empty() => {
            Err(ContentError::NotCollection(DocumentKind::ApiAnswer))
        }
        _ => Ok(root),
    }
}

fn collection_of(root: Root, reader: &mut Reader) -> Result<Collection, ContentError> {
    let has_items = match &root.items {
        Some(Items::List(_)) => true,
        Some(Items::Other(value)) => truthy(value),
        None => false,
    };
    match kind::kind_of(&root.members, has_items) {
        DocumentKind::Collection if !has_items && kind::is_v1(&root.members) => {
            Ok(v1::read_collection(&root.members, root.place, reader))
        }
        DocumentKind::Collection => Ok(v2::read_collection(root, reader)),
        other => Err(ContentError::NotCollection(other)),
    }
}

/// Reads an environment or globals: a JSON file (bare or in the wrapper of Postman's API) or a YAML file (v3).
///
/// # Errors
///
/// When the file cannot be opened, is not UTF-8, not JSON or YAML, or is no environment.
pub fn read_environment(
    path: &Path,
    documents: &mut Documents,
    diagnostics: &mut Diagnostics,
) -> Result<Environment, ReadError> {
    let bytes = read_bytes(path)?;
    let id = documents.add(path.to_owned());
    if !is_yaml(path) {
        return environment_from_slice(&bytes, id, diagnostics)
            .map_err(|source| in_file(path, source));
    }
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let scope = if stem.ends_with(".globals") {
        EnvironmentScope::Globals
    } else {
        EnvironmentScope::Environment
    };
    let mut reader = Reader::new(Format::V3);
    let mut environment = v3::parse_yaml(&bytes)
        .and_then(|value| environment::read_environment(&value, id, scope, &mut reader))
        .map_err(|source| in_file(path, source))?;
    reader.deliver(diagnostics);
    if environment.name.is_empty() {
        let name = stem
            .trim_end_matches(".environment")
            .trim_end_matches(".globals");
        name.clone_into(&mut environment.name);
    }
    Ok(environment)
}

/// Reads an environment or globals from the bytes of a JSON file.
///
/// # Errors
///
/// When the bytes are not UTF-8, not JSON, or no environment.
pub fn environment_from_slice(
    bytes: &[u8],
    document: DocumentId,
    diagnostics: &mut Diagnostics,
) -> Result<Environment, ContentError> {
    let text = whole_characters(text_of(bytes)?);
    if text.trim_start().is_empty() {
        return Err(ContentError::NotEnvironment(DocumentKind::Empty));
    }
    let mut reader = Reader::new(Format::V21);
    // The app honours `enabled: false` here, though its runner does not.
    reader.enabled_counts = true;
    let value: Value = read_json(&text, document, &mut reader, |text, _| {
        Ok(serde_json::from_str(text)?)
    })?;
    let environment = environment::read_environment(
        &value,
        document,
        EnvironmentScope::Environment,
        &mut reader,
    )?;
    reader.deliver(diagnostics);
    Ok(environment)
}

fn kind_of_value(value: &Value) -> DocumentKind {
    match value {
        Value::Object(members) => kind::kind_of(members, members.get("item").is_some_and(truthy)),
        Value::Array(_) => DocumentKind::List,
        Value::Null => DocumentKind::Empty,
        _ => DocumentKind::Scalar,
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let unreadable = |source| ReadError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let bytes = fs::metadata(path).map_err(unreadable)?.len();
    if bytes > MAX_BYTES {
        return Err(in_file(path, ContentError::TooLarge { bytes }));
    }
    fs::read(path).map_err(unreadable)
}

fn in_file(path: &Path, problem: ContentError) -> ReadError {
    ReadError::Content {
        path: path.to_owned(),
        problem,
    }
}
