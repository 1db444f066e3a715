//! Requests.

use serde_json::{Map, Value};

use super::{
    super::{
        behavior::read_profile,
        entry::entries,
        header::{header_lines, read_headers},
        reader::{Reader, Trail},
        request::read_method,
        url::read_query,
        value::{scalar_text, truthy},
        variable::read_path_variables,
    },
    auth::read_auth,
    body::read_body,
    read_entity_scripts,
    response::read_responses,
    tree::ById,
};
use crate::{
    diagnostic::Place,
    postman::{Header, PathVariable, QueryEntry, Request, RequestItem, Url},
};

/// Reads a request with its saved responses.
pub(super) fn read_item(
    members: &Map<String, Value>,
    index: usize,
    place: Place,
    requests: &ById<'_>,
    reader: &mut Reader,
) -> RequestItem {
    let trail = Trail::At(&place);
    RequestItem {
        id: reader.id(members, &trail),
        name: reader.text(members, "name", &trail).unwrap_or_default(),
        description: reader.description(members, &trail),
        request: read_request(members, &trail, reader),
        responses: read_responses(members, &trail, requests, reader),
        scripts: read_entity_scripts(members, &trail, reader),
        behavior: read_profile(members, &trail, reader),
        index,
        place,
    }
}

/// Reads what is sent.
pub(super) fn read_request(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Request {
    Request {
        method: read_method(members.get("method")),
        is_method_blank: false,
        url: read_url(members, trail, reader),
        headers: read_request_headers(members, trail, reader),
        body: read_body(members, trail, reader),
        auth: read_auth(members, trail, reader),
    }
}

/// `url`, always text. `queryParams`, when there are any, replace its query; `pathVariableData` and then the map
/// `pathVariables` give values.
fn read_url(members: &Map<String, Value>, trail: &Trail<'_>, reader: &mut Reader) -> Url {
    let mut url = Url::parse(&reader.text(members, "url", trail).unwrap_or_default());
    let query = read_query_parameters(
        members.get("queryParams"),
        &trail.member("queryParams"),
        reader,
    );
    if !query.is_empty() {
        url.query = query;
    }
    let data = members
        .get("pathVariableData")
        .filter(|data| data.is_array());
    let mut variables = read_path_variables(data, &trail.member("pathVariableData"), reader);
    for entry in entries(
        members.get("pathVariables"),
        &trail.member("pathVariables"),
        reader,
    ) {
        let Some(name) = entry.name().and_then(|name| scalar_text(&name)) else {
            continue;
        };
        if !variables.iter().any(|variable| variable.name == name) {
            let value = entry
                .content()
                .and_then(Value::as_str)
                .map(ToOwned::to_owned);
            variables.push(PathVariable {
                name,
                value,
                description: None,
                kind: None,
                index: entry.index,
            });
        }
    }
    if !variables.is_empty() {
        url.variables = variables;
    }
    url
}

/// `equals: false` is a name without `=`, `equals: true` one with it even when the value is null.
fn read_query_parameters(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<QueryEntry> {
    let mut query = read_query(value, trail, reader);
    for entry in &mut query {
        let stored = value
            .and_then(|list| list.get(entry.index))
            .and_then(|stored| stored.get("equals"));
        let is_empty = entry.value.as_deref().is_none_or(str::is_empty);
        match stored {
            Some(equals) if is_empty => entry.value = truthy(equals).then(String::new),
            _ => {}
        }
    }
    query
}

/// `headerData`, then the lines of `headers` whose names it does not have.
fn read_request_headers(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<Header> {
    if members.get("headers").is_some_and(Value::is_array) {
        return read_headers(members.get("headers"), &trail.member("headers"), reader);
    }
    let mut headers = read_headers(
        members.get("headerData"),
        &trail.member("headerData"),
        reader,
    );
    for header in &mut headers {
        uncomment(header);
    }
    let text = reader.text(members, "headers", trail).unwrap_or_default();
    for mut header in header_lines(&join_comments(&text)) {
        uncomment(&mut header);
        if !headers.iter().any(|known| known.name == header.name) {
            headers.push(header);
        }
    }
    headers
}

/// A name that starts with `//` is a disabled header.
fn uncomment(header: &mut Header) {
    if let Some(name) = header.name.strip_prefix("//") {
        header.name = name.trim().to_owned();
        header.disabled = true;
    }
}

/// Takes white space out between `//` and the name, which a line's name could not have otherwise.
fn join_comments(text: &str) -> String {
    let join = |line: &str| match line.strip_prefix("//") {
        Some(rest) => format!("//{}", rest.trim_start()),
        None => line.to_owned(),
    };
    text.split('\n').map(join).collect::<Vec<_>>().join("\n")
}
