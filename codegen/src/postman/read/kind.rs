//! Tells documents apart by their top level.

use serde_json::{Map, Value};

use super::{error::DocumentKind, value::truthy};

/// What a top level looks like. `has_items`: a member `item` is present and true.
pub(super) fn kind_of(members: &Map<String, Value>, has_items: bool) -> DocumentKind {
    let has = |key: &str| members.get(key).is_some_and(truthy);
    let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or_default();
    match () {
        () if has("openapi") => DocumentKind::OpenApi,
        () if has("swagger") => DocumentKind::Swagger,
        () if has("asyncapi") => DocumentKind::AsyncApi,
        () if has_items || is_v2_info(members.get("info")) || is_v1(members) => {
            DocumentKind::Collection
        }
        () if members.contains_key("$kind") => DocumentKind::CollectionPart,
        () if members
            .get("run")
            .is_some_and(|run| run.get("executions").is_some() || run.get("stats").is_some()) =>
        {
            DocumentKind::NewmanReport
        }
        () if text("_postman_variable_scope") == "globals" => DocumentKind::Globals,
        () if members
            .get("values")
            .is_some_and(|values| values.is_array() || values.is_object()) =>
        {
            DocumentKind::Environment
        }
        () if has("environment") || text("_postman_variable_scope") == "environment" => {
            DocumentKind::Environment
        }
        () if members
            .get("log")
            .is_some_and(|log| log.get("entries").is_some()) =>
        {
            DocumentKind::Har
        }
        () if has("__export_format") || text("type").contains("insomnia") => DocumentKind::Insomnia,
        () if text("$schema").contains("json-schema.org") => DocumentKind::JsonSchema,
        () if has("collections") => DocumentKind::Collections,
        () if ["collection", "error"]
            .into_iter()
            .any(|key| members.contains_key(key)) =>
        {
            DocumentKind::ApiAnswer
        }
        () if members.is_empty() => DocumentKind::Empty,
        () => DocumentKind::Other,
    }
}

/// `info` of a v2 collection, also of one without items.
fn is_v2_info(info: Option<&Value>) -> bool {
    let text = |key| {
        info.and_then(|info| info.get(key))
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    text("schema").contains("collection")
        || !text("_postman_id").is_empty()
        || !text("_postman_schema").is_empty()
}

/// v1: a list of requests beside order lists.
pub(super) fn is_v1(members: &Map<String, Value>) -> bool {
    members.get("requests").is_some_and(Value::is_array)
        && (members.get("order").is_some_and(Value::is_array)
            || members.get("folders").is_some_and(Value::is_array))
}
