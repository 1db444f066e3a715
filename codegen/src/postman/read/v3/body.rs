//! Bodies: `{type, content}`.

use serde_json::Value;

use super::super::{
    body::{read_body as read_v2_body, read_file, read_form, read_graphql, read_urlencoded},
    reader::{Reader, Trail},
    value::{json_text, scalar_text, truthy},
};
use crate::postman::{Body, RawLanguage};

/// Reads the member `body`. Files written by hand also use v2's spelling (`mode`, and content in a member of that name).
pub(super) fn read_body(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<Body> {
    let Some(Value::Object(members)) = value else {
        return read_v2_body(value, trail, reader);
    };
    let Some(kind) = members.get("type").and_then(Value::as_str) else {
        return read_v2_body(value, trail, reader);
    };
    if members.get("disabled").is_some_and(truthy) {
        return None;
    }
    let key = if members.contains_key("content") {
        "content"
    } else {
        kind
    };
    let (content, way) = (members.get(key), trail.member(key));
    match kind {
        "none" => None,
        "urlencoded" => Some(Body::Urlencoded(read_urlencoded(content, &way, reader))),
        "formdata" => Some(Body::Multipart(read_form(content, &way, reader))),
        "file" | "binary" => Some(Body::File(read_file(content, &way, reader))),
        "graphql" => content.map(read_graphql),
        "raw" => Some(Body::Raw {
            text: content_text(content),
            language: None,
        }),
        language => Some(Body::Raw {
            text: content_text(content),
            language: Some(RawLanguage::of(language)),
        }),
    }
}

/// Text as it is; a structure, which YAML invites, as JSON.
pub(super) fn content_text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(value) => scalar_text(value).unwrap_or_else(|| json_text(value)),
    }
}
