//! Requests.

use serde_json::{Map, Value};

use super::{
    super::{
        behavior::read_behavior,
        body::read_graphql,
        header::read_headers,
        reader::{Reader, Trail},
        request::read_method,
        url::{read_query, read_url},
        variable::read_path_variables,
    },
    Entity,
    auth::read_auth,
    body::read_body,
    script::read_scripts,
};
use crate::postman::{Request, RequestItem, SavedResponse, Url};

/// Reads a request file, whose index is not known yet; `stem` is its name when it gives none.
pub(super) fn read_item(
    entity: Entity,
    stem: String,
    responses: Vec<SavedResponse>,
    reader: &mut Reader,
) -> RequestItem {
    let Entity { members, place } = entity;
    let trail = Trail::At(&place);
    RequestItem {
        id: reader.id(&members, &trail),
        name: reader.text(&members, "name", &trail).unwrap_or(stem),
        description: reader.description(&members, &trail),
        request: read_request(&members, &trail, reader),
        responses,
        scripts: read_scripts(members.get("scripts"), &trail.member("scripts"), reader),
        behavior: read_behavior(members.get("settings"), &trail.member("settings"), reader),
        index: 0,
        place,
    }
}

/// Reads what is sent. A `graphql-request` is a POST of its `query` and `variables`.
pub(super) fn read_request(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Request {
    let is_graphql = members.get("$kind").and_then(Value::as_str) == Some("graphql-request");
    let body = if is_graphql {
        Some(read_graphql(&Value::Object(members.clone())))
    } else {
        read_body(members.get("body"), &trail.member("body"), reader)
    };
    let method = members.get("method").filter(|method| !method.is_null());
    Request {
        method: if is_graphql && method.is_none() {
            "POST".to_owned()
        } else {
            read_method(method)
        },
        is_method_blank: false,
        url: read_request_url(members, trail, reader),
        headers: read_headers(members.get("headers"), &trail.member("headers"), reader),
        body,
        auth: read_auth(members.get("auth"), &trail.member("auth"), reader),
    }
}

/// `url`, with `queryParams` after its own query; a parameter that stands in both is taken from the list.
fn read_request_url(members: &Map<String, Value>, trail: &Trail<'_>, reader: &mut Reader) -> Url {
    let mut url = read_url(members.get("url"), &trail.member("url"), reader);
    let query = read_query(
        members.get("queryParams"),
        &trail.member("queryParams"),
        reader,
    );
    url.query
        .retain(|own| !query.iter().any(|entry| entry.name == own.name));
    url.query.extend(query);
    let way = trail.member("pathVariables");
    let variables = read_path_variables(members.get("pathVariables"), &way, reader);
    for variable in variables {
        match url
            .variables
            .iter_mut()
            .find(|known| known.name == variable.name)
        {
            Some(known) => *known = variable,
            None => url.variables.push(variable),
        }
    }
    url
}
