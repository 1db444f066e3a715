//! Saved responses.

use serde_json::{Map, Value};

use super::{
    super::{
        entry::entries,
        header::read_headers,
        reader::{Reader, Trail, describe},
        response::{response_body, status_code},
        value::scalar_text,
    },
    request::read_request,
    tree::ById,
};
use crate::postman::{Request, SavedResponse};

/// Reads `responses`, in the order of `responses_order` when there is one.
pub(super) fn read_responses(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    requests: &ById<'_>,
    reader: &mut Reader,
) -> Vec<SavedResponse> {
    let way = trail.member("responses");
    let mut responses = Vec::new();
    for entry in entries(members.get("responses"), &way, reader) {
        match entry.value {
            Value::Object(members) => {
                responses.push(read_response(
                    members,
                    entry.index,
                    &entry.trail(&way),
                    requests,
                    reader,
                ));
            }
            other => {
                reader.malformed(
                    &entry.trail(&way),
                    format!("a saved response is {}, not an object", describe(other)),
                );
            }
        }
    }
    let order: Vec<String> = members
        .get("responses_order")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(scalar_text)
        .collect();
    if !order.is_empty() {
        responses.retain(|response| response.id.as_ref().is_some_and(|id| order.contains(id)));
        responses
            .sort_by_key(|response| order.iter().position(|id| response.id.as_ref() == Some(id)));
    }
    responses
}

fn read_response(
    members: &Map<String, Value>,
    index: usize,
    trail: &Trail<'_>,
    requests: &ById<'_>,
    reader: &mut Reader,
) -> SavedResponse {
    let code = members.get("responseCode");
    let status = code.and_then(|code| code.get("name")).and_then(scalar_text);
    SavedResponse {
        id: reader.id(members, trail),
        name: reader
            .text(members, "name", trail)
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| "response".to_owned()),
        code: status_code(code.and_then(|code| code.get("code"))),
        status: status.filter(|text| !text.is_empty()),
        headers: read_headers(members.get("headers"), &trail.member("headers"), reader),
        body: response_body(members.get("text")),
        language: reader
            .text(members, "language", trail)
            .map(|word| word.to_lowercase()),
        original_request: read_original(members, trail, requests, reader).map(Box::new),
        index,
    }
}

/// `requestObject` or `request`: an object, its JSON text, or a request's id.
fn read_original(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    requests: &ById<'_>,
    reader: &mut Reader,
) -> Option<Request> {
    for key in ["requestObject", "request"] {
        let way = trail.member(key);
        match members.get(key) {
            Some(Value::Object(request)) => return Some(read_request(request, &way, reader)),
            Some(Value::String(text)) => match serde_json::from_str(text) {
                Ok(Value::Object(request)) => return Some(read_request(&request, &way, reader)),
                _ => {
                    if let Some((_, request)) = requests.get(text) {
                        return Some(read_request(request, &way, reader));
                    }
                }
            },
            _ => {}
        }
    }
    None
}
