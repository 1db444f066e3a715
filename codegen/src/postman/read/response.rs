//! Saved responses.

use serde_json::{Map, Value};

use super::{
    entry::entries,
    header::read_headers,
    reader::{Reader, Trail, describe},
    request::read_request,
    value::{json_text, scalar_text, truthy},
};
use crate::postman::SavedResponse;

/// Reads the member `response` of an item.
pub(super) fn read_responses(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<SavedResponse> {
    if value.is_some_and(Value::is_object) {
        reader.malformed(trail, "`response` is an object, not a list");
        return Vec::new();
    }
    let mut responses = Vec::new();
    for entry in entries(value, trail, reader) {
        let way = entry.trail(trail);
        match entry.value {
            Value::Object(members) => {
                responses.push(read_response(members, entry.index, &way, reader));
            }
            other => reader.malformed(
                &way,
                format!("a saved response is {}, not an object", describe(other)),
            ),
        }
    }
    responses
}

fn read_response(
    members: &Map<String, Value>,
    index: usize,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> SavedResponse {
    let original = members
        .get("originalRequest")
        .filter(|request| truthy(request));
    SavedResponse {
        id: reader.id(members, trail),
        name: reader.text(members, "name", trail).unwrap_or_default(),
        code: status_code(members.get("code")),
        status: reader
            .text(members, "status", trail)
            .filter(|text| !text.is_empty()),
        headers: read_headers(members.get("header"), &trail.member("header"), reader),
        body: response_body(members.get("body")),
        language: reader
            .text(members, "_postman_previewlanguage", trail)
            .map(|word| word.to_lowercase()),
        original_request: original.map(|request| {
            Box::new(read_request(
                Some(request),
                &trail.member("originalRequest"),
                reader,
            ))
        }),
        index,
    }
}

/// A status code, as a number or as text.
pub(super) fn status_code(value: Option<&Value>) -> Option<u16> {
    scalar_text(value?)?
        .trim()
        .parse()
        .ok()
        .filter(|&code| code > 0)
}

/// A body as text; a structure as JSON.
pub(super) fn response_body(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(json_text(other)),
    }
}
