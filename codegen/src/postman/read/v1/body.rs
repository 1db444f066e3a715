//! Bodies: `dataMode` with `data`, `rawModeData` or `graphqlModeData`.

use serde_json::{Map, Value};

use super::super::{
    body::{read_form, read_graphql, read_urlencoded},
    reader::{Reader, Trail},
    value::truthy,
};
use crate::postman::{Body, FileSource, RawLanguage};

/// Reads the body of a request. `dataMode: null` is none; without a known mode it is inferred from what is there.
pub(super) fn read_body(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<Body> {
    let mode = members.get("dataMode");
    if mode.is_some_and(Value::is_null) || members.get("dataDisabled").is_some_and(truthy) {
        return None;
    }
    let data = members.get("data").filter(|data| truthy(data));
    let raw = raw_of(members.get("rawModeData"));
    let graphql = graphql_of(members);
    let list = data
        .or(members.get("rawModeData"))
        .filter(|list| list.is_array());
    match mode.and_then(Value::as_str) {
        Some("raw") => Some(read_raw(members, raw, data)),
        Some("urlencoded") => Some(Body::Urlencoded(read_urlencoded(
            list,
            &trail.member("data"),
            reader,
        ))),
        Some("params") => Some(Body::Multipart(read_form(
            list,
            &trail.member("data"),
            reader,
        ))),
        Some("binary") => Some(Body::File(FileSource {
            path: raw,
            content: None,
        })),
        Some("graphql") => graphql.map(read_graphql),
        _ if is_empty(members) => None,
        _ if raw.is_none() && list.is_some() => Some(Body::Multipart(read_form(
            list,
            &trail.member("data"),
            reader,
        ))),
        _ => match graphql {
            Some(graphql) if raw.is_none() => Some(read_graphql(graphql)),
            _ => Some(read_raw(members, raw, data)),
        },
    }
}

/// Whether there is no content of any kind.
fn is_empty(members: &Map<String, Value>) -> bool {
    let is_empty = |key| match members.get(key) {
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(list)) => list.is_empty(),
        Some(Value::Object(object)) => object.is_empty(),
        _ => true,
    };
    ["data", "rawModeData", "graphqlModeData"]
        .into_iter()
        .all(is_empty)
}

/// Text, or a list of one text.
fn raw_of(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::Array(list) if list.len() == 1 => list.first()?,
        other => other,
    };
    text.as_str()
        .filter(|text| !text.is_empty())
        .map(ToOwned::to_owned)
}

fn read_raw(members: &Map<String, Value>, raw: Option<String>, data: Option<&Value>) -> Body {
    let text = raw
        .or_else(|| data?.as_str().map(ToOwned::to_owned))
        .unwrap_or_default();
    let language = members
        .get("dataOptions")
        .and_then(|options| options.get("raw")?.get("language")?.as_str());
    Body::Raw {
        text,
        language: language
            .filter(|word| !word.is_empty())
            .map(RawLanguage::of),
    }
}

/// `graphqlModeData`, or `data` when `dataOptions` says that it is GraphQL.
fn graphql_of(members: &Map<String, Value>) -> Option<&Value> {
    let filled = |value: &&Value| value.as_object().is_some_and(|members| !members.is_empty());
    let by_options = || {
        members
            .get("dataOptions")?
            .get("graphql")
            .and(members.get("data"))
    };
    members
        .get("graphqlModeData")
        .filter(filled)
        .or_else(|| by_options().filter(filled))
}
