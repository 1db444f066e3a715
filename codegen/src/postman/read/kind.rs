//! Tells documents apart by their top level.

use serde_json::{Map, Value};

use super::{error::DocumentKind, value::truthy};

/// What a top level looks like. `has_items`: a member `item` is present and true.
pub(super) fn kind_of(members: &Map<String, Value>, has_items: bool) -> DocumentKind {
    let has = |key: &str| members.get(key).is_some_and(truthy);
    let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or_default();
    let below = |key: &str, inner: &str| {
        let member = members.get(key);
        member.is_some_and(|member| member.get(inner).is_some())
    };
    let scope = text("_postman_variable_scope");
    let values = members.get("values");
    let has_values = values.is_some_and(|values| values.is_array() || values.is_object());
    let of_api = ["collection", "error"];
    let kinds = [
        (has("openapi"), DocumentKind::OpenApi),
        (has("swagger"), DocumentKind::Swagger),
        (has("asyncapi"), DocumentKind::AsyncApi),
        (has_items, DocumentKind::Collection),
        (is_v2_info(members.get("info")), DocumentKind::Collection),
        (is_v1(members), DocumentKind::Collection),
        (members.contains_key("$kind"), DocumentKind::CollectionPart),
        (below("run", "executions"), DocumentKind::NewmanReport),
        (below("run", "stats"), DocumentKind::NewmanReport),
        (scope == "globals", DocumentKind::Globals),
        (has_values, DocumentKind::Environment),
        (has("environment"), DocumentKind::Environment),
        (scope == "environment", DocumentKind::Environment),
        (below("log", "entries"), DocumentKind::Har),
        (has("__export_format"), DocumentKind::Insomnia),
        (text("type").contains("insomnia"), DocumentKind::Insomnia),
        (
            text("$schema").contains("json-schema.org"),
            DocumentKind::JsonSchema,
        ),
        (has("collections"), DocumentKind::Collections),
        (
            of_api.iter().any(|key| members.contains_key(*key)),
            DocumentKind::ApiAnswer,
        ),
        (members.is_empty(), DocumentKind::Empty),
    ];
    let mut kinds = kinds.into_iter();
    let kind = kinds.find_map(|(holds, kind)| holds.then_some(kind));
    kind.unwrap_or(DocumentKind::Other)
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
