//! What small collections and hints make of lists, presets, parameters and credentials.

mod credential;
mod forms;
mod kept;
mod literal_id;
mod order;
mod recursion;
mod request;
mod stream;

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::config::{ApiConfig, Literals};
use crate::diagnostic::Code;
use crate::generator::{self, ReadApi};
use crate::ir::{FieldId, Literal, PageEnd, PaginationStyle, Presence};
use crate::name::ApiLock;

/// Reads a collection of these items.
fn read(collection: &Value, hints: &str) -> ReadApi {
    read_with(collection, hints, Literals::Document)
}

fn read_with(collection: &Value, hints: &str, literals: Literals) -> ReadApi {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("shop.json");
    let hints_file = folder.path().join("hints.toml");
    fs::write(&file, serde_json::to_vec(collection).unwrap()).unwrap();
    fs::write(&hints_file, hints).unwrap();
    let mut config = ApiConfig::new(&file).unwrap();
    config.hints = Some(hints_file);
    config.literals = literals;
    generator::read_with(&config, &ApiLock::default()).unwrap()
}

#[allow(clippy::needless_pass_by_value, reason = "callers make it on the spot")]
fn collection(auth: Value, items: Value) -> Value {
    json!({
        "info": {
            "name": "Shop",
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
        },
        "auth": auth,
        "item": items
    })
}

/// `GET https://h/things` with a query, whose answer is saved with a body and perhaps a `Link` header.
fn list(query: &str, body: &Value, link: Option<&str>) -> Value {
    let headers = link.map(|link| json!({ "key": "Link", "value": link }));
    let headers: Vec<Value> = headers.into_iter().collect();
    json!({
        "name": "List things",
        "request": { "method": "GET", "url": format!("https://h/things?{query}") },
        "response": [
            { "name": "Things", "code": 200, "header": headers, "body": body.to_string() }
        ]
    })
}

/// How the only operation goes on, as text: style, items, end.
fn paging(query: &str, body: &Value, link: Option<&str>, hints: &str) -> String {
    let read = read(
        &collection(Value::Null, json!([list(query, body, link)])),
        hints,
    );
    let operation = &read.api.operations[0];
    let Some(pagination) = &operation.pagination else {
        return "none".to_owned();
    };
    let name = |id: &FieldId| operation.fields[id.0].name.clone();
    let style = match &pagination.style {
        PaginationStyle::Page { page, first, .. } => format!("page {} from {first}", name(page)),
        PaginationStyle::Offset { offset, .. } => format!("offset {}", name(offset)),
        PaginationStyle::Cursor { cursor, next } => {
            format!("cursor {} {}", name(cursor), next.join("."))
        }
        PaginationStyle::Address { next } => format!("address {}", next.join(".")),
        PaginationStyle::Link => "link".to_owned(),
    };
    let end = match &pagination.end {
        None => String::new(),
        Some(PageEnd::Items(path)) => format!(" until {} items", path.join(".")),
        Some(PageEnd::Pages(path)) => format!(" until page {}", path.join(".")),
        Some(PageEnd::More(path)) => format!(" while {}", path.join(".")),
    };
    format!("{style}, [{}]{end}", pagination.items.join("."))
}

#[test]
fn lists_go_on_as_parameters_and_saved_responses_say() {
    let things = json!([{ "id": 1 }]);
    let link = Some("<https://h/things?x=2>; rel=\"next\"");
    let table = [
        ("page=1", json!(things), None, "page page from 1, []"),
        ("page=0", json!(things), None, "page page from 0, []"),
        (
            "page=1",
            json!({ "data": things, "meta": { "total_pages": 3, "total": 7 } }),
            None,
            "page page from 1, [data] until page meta.total_pages",
        ),
        (
            "skip=0",
            json!({ "things": things, "totalCount": 7 }),
            None,
            "offset skip, [things] until totalCount items",
        ),
        (
            "cursor=a",
            json!({ "items": things, "nextCursor": "b", "hasMore": true }),
            None,
            "cursor cursor nextCursor, [items] while hasMore",
        ),
        ("q=a", json!(things), link, "link, []"),
        ("page=1", json!(things), link, "page page from 1, []"),
        (
            "q=a",
            json!({ "results": things, "next": "https://h/things?page=2" }),
            None,
            "address next, [results]",
        ),
        (
            "q=a",
            json!({ "results": things, "next": "token" }),
            None,
            "none",
        ),
        ("q=a", json!(things), Some("</x>; rel=\"prev\""), "none"),
        ("q=a", json!(things), None, "none"),
    ];
    for (query, body, link, expected) in table {
        assert_eq!(paging(query, &body, link, ""), expected, "{query} {body}");
    }
}

#[test]
fn hints_say_how_a_list_goes_on() {
    let body = json!({ "found": { "rows": [{ "id": 1 }] }, "n": 7, "on": "x" });
    let table = [
        (
            "style = 'page'\npage = 'p'\nfirst = 0\nitems = 'found.rows'\ntotal = 'n'",
            "page p from 0, [found.rows] until n items",
        ),
        (
            "style = 'offset'\noffset = 'p'\nitems = 'found.rows'",
            "offset p, [found.rows]",
        ),
        (
            "style = 'cursor'\ncursor = 'p'\nnext = 'on'\nitems = 'found.rows'",
            "cursor p on, [found.rows]",
        ),
        (
            "style = 'address'\nnext = 'on'\nitems = 'found.rows'",
            "address on, [found.rows]",
        ),
        ("style = 'link'\nitems = 'found.rows'", "link, [found.rows]"),
    ];
    for (hint, expected) in table {
        let hints = format!("[operations.\"List things\".pagination]\n{hint}\n");
        assert_eq!(paging("p=1", &body, None, &hints), expected);
    }
}

#[test]
fn a_hint_on_paging_that_does_not_fit_is_told() {
    let item = list("p=1", &json!([{ "id": 1 }]), None);
    let hints = "[operations.\"List things\".pagination]\nstyle = 'link'\nitems = 'nowhere'\n";
    let read = read(&collection(Value::Null, json!([item])), hints);
    assert_eq!(read.api.operations[0].pagination, None);
    let told = read.diagnostics.iter().map(|told| format!("{told:?}"));
    let told: Vec<String> = told.filter(|told| told.contains("paging")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn a_parameter_is_renamed_and_shown_as_hinted() {
    let item = list("q=a&n=1", &json!([]), None);
    let hints =
        "[operations.\"List things\".query]\nq = { rename = 'words', example = 'tea cups' }\n";
    let read = read(&collection(Value::Null, json!([item])), hints);
    let field = &read.api.operations[0].fields[0];
    assert_eq!(field.name, "q");
    assert_eq!(read.names.operations[0].fields[0].as_str(), "words");
    assert_eq!(field.shown, Some(Literal::Text("tea cups".to_owned())));
    assert_eq!(
        field.example,
        Some(Literal::Text("a".to_owned())),
        "the collection's own"
    );
}

#[test]
fn samples_are_preset_only_where_the_configuration_asks_for_it() {
    let item = json!({
        "name": "Add",
        "request": {
            "method": "POST",
            "url": "https://h/things?notify=true&at={{now}}",
            "body": { "mode": "raw", "raw": "{\"size\": 2, \"name\": \"{{name}}\", \"deep\": {\"a\": [1]}}" }
        }
    });
    let collection = collection(Value::Null, json!([item]));
    let presets = |literals: Literals| -> Vec<String> {
        let read = read_with(&collection, "", literals);
        let fields = read.api.operations[0].fields.iter();
        fields
            .filter(|field| field.preset.is_some())
            .map(|field| field.name.clone())
            .collect()
    };
    assert!(presets(Literals::Document).is_empty());
    assert_eq!(presets(Literals::Send), ["notify", "size", "deep"]);
}

#[test]
fn a_body_that_postman_does_not_send_is_reported() {
    let item = |method: &str, raw: &str, behavior: Value| {
        json!({
            "name": method,
            "protocolProfileBehavior": behavior,
            "request": {
                "method": method,
                "url": "https://h/a",
                "body": { "mode": "raw", "raw": raw }
            }
        })
    };
    let items = json!([
        item("GET", "a", json!({})),
        item("GET", " ", json!({})),
        item("GET", "a", json!({ "disableBodyPruning": true })),
        item("POST", "a", json!({})),
        item("PURGE", "a", json!({})),
    ]);
    let read = read(&collection(Value::Null, items), "");
    let found = read.diagnostics.iter();
    let found: Vec<_> = found
        .filter(|found| found.code == Code::BodyNotSent)
        .map(|found| found.place.pointer.as_str())
        .collect();
    assert_eq!(found, ["/item/0/request/body", "/item/4/request/body"]);
}

#[test]
fn a_description_requires_only_what_the_collection_sends() {
    let entry = |name: &str, disabled: bool| json!({ "key": name, "value": "1", "description": "(Required) Of the shop.", "disabled": disabled });
    let query = [
        entry("sent", false),
        entry("left_out", true),
        entry("hinted", true),
    ];
    let url = json!({ "host": ["h"], "path": ["things"], "query": query });
    let item = json!({ "name": "List things", "request": { "method": "GET", "url": url } });
    let read = read(
        &collection(Value::Null, json!([item])),
        "[operations.'List things'.query.hinted]\nrequired = true",
    );
    let fields = read.api.operations[0].fields.iter();
    let required = fields.filter(|field| field.presence == Presence::Required);
    let names: Vec<&str> = required.map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["sent", "hinted"]);
}
