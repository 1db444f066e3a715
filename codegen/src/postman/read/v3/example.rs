//! Saved examples: one file each.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::{
    super::{
        error::ReadError,
        header::read_headers,
        reader::{Reader, Trail},
        response::status_code,
    },
    Entity,
    body::content_text,
    directory::{Directory, examples_in, stem},
    order_of, read_entity,
    request::read_request,
};
use crate::{diagnostic::Documents, postman::SavedResponse};

/// Reads the examples of a request file, by `order` and then by name. They lie in `.resources/<request>.resources/examples`
/// or where the member `examples` points to.
pub(super) fn read_examples(
    request: &Path,
    members: &Map<String, Value>,
    documents: &mut Documents,
    reader: &mut Reader,
) -> Result<Vec<SavedResponse>, ReadError> {
    let mut examples = Vec::new();
    for path in example_files(request, members)? {
        if let Some(entity) = read_entity(&path, documents, reader)? {
            let order = order_of(&entity.members);
            examples.push((order, read_example(&entity, &path, reader)));
        }
    }
    examples.sort_by(|(order, _), (other, _)| order.total_cmp(other));
    let numbered = examples.into_iter().enumerate();
    Ok(numbered
        .map(|(index, (_, example))| SavedResponse { index, ..example })
        .collect())
}

/// The files of a request's examples. A path that leaves the request's directory is not followed.
fn example_files(request: &Path, members: &Map<String, Value>) -> Result<Vec<PathBuf>, ReadError> {
    let unreadable = |source| ReadError::Unreadable {
        path: request.to_owned(),
        source,
    };
    let given = members
        .get("examples")
        .and_then(Value::as_str)
        .map(Path::new);
    let inside = |path: &&Path| {
        path.components().all(|part| {
            matches!(
                part,
                std::path::Component::Normal(_) | std::path::Component::CurDir
            )
        })
    };
    let named = given
        .filter(inside)
        .and_then(|path| Some(request.parent()?.join(path)))
        .filter(|path| path.is_dir());
    match named {
        Some(path) => examples_in(&path).map_err(unreadable),
        None => Directory::examples_of(request).map_err(unreadable),
    }
}

fn read_example(entity: &Entity, path: &Path, reader: &mut Reader) -> SavedResponse {
    let trail = Trail::At(&entity.place);
    let members = &entity.members;
    let empty = Map::new();
    let response = members
        .get("response")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let way = trail.member("response");
    let body = response.get("body").and_then(Value::as_object);
    let language = body
        .and_then(|body| body.get("type"))
        .and_then(Value::as_str)
        .map(str::to_lowercase);
    let request = members.get("request").and_then(Value::as_object);
    SavedResponse {
        id: reader.id(members, &trail),
        name: reader
            .text(members, "name", &trail)
            .or_else(|| stem(path, ".example"))
            .unwrap_or_default(),
        code: status_code(response.get("statusCode")),
        status: reader
            .text(response, "statusText", &way)
            .filter(|text| !text.is_empty()),
        headers: read_headers(response.get("headers"), &way.member("headers"), reader),
        body: match body {
            Some(body) => body
                .get("content")
                .filter(|content| !content.is_null())
                .map(|content| content_text(Some(content))),
            None => response
                .get("body")
                .filter(|body| !body.is_null())
                .map(|body| content_text(Some(body))),
        },
        language,
        original_request: request
            .map(|request| Box::new(read_request(request, &trail.member("request"), reader))),
        index: 0,
    }
}
