#![allow(
    clippy::needless_pass_by_value,
    reason = "literals of the json macro read best by value"
)]

use serde_json::{Value, json};

use crate::{
    diagnostic::{Code, Diagnostics, DocumentId},
    postman::{
        AuthKind, Body, Collection, FormPartValue, Format, Item, RequestItem, collection_from_slice,
    },
};

fn read(document: Value) -> (Collection, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let collection = collection_from_slice(
        document.to_string().as_bytes(),
        DocumentId(0),
        &mut diagnostics,
    )
    .unwrap();
    (collection, diagnostics)
}

fn read_item(mut request: Value) -> RequestItem {
    request["id"] = json!("r");
    let (collection, _) =
        read(json!({"id": "c", "name": "c", "order": ["r"], "requests": [request]}));
    match collection.items.into_iter().next() {
        Some(Item::Request(item)) => *item,
        other => panic!("not a request: {other:?}"),
    }
}

fn outline(items: &[Item]) -> String {
    let one = |item: &Item| match item {
        Item::Folder(folder) => format!("{}({})", folder.name, outline(&folder.items)),
        Item::Request(item) => item.name.clone(),
    };
    items.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn order_lists_make_the_tree_and_folders_come_first() {
    let request = |id: &str| json!({"id": id, "name": id});
    let (collection, diagnostics) = read(json!({
        "id": "c", "name": "c", "order": ["r2", "r1", "gone", "r2"], "folders_order": ["f2", "f1", "gone"],
        "folders": [
            {"id": "f1", "name": "F1", "order": ["r3"]}, {"id": "f2", "name": "F2", "folders_order": ["f3"]},
            {"id": "f3", "name": "F3", "order": ["r4", "r4"], "folders_order": ["f2"]}
        ],
        "requests": [request("r1"), request("r2"), request("r3"), request("r4"), request("lost")]
    }));
    assert_eq!(collection.format, Format::V1);
    // F2 and F3 name each other, so neither is at the root and both are lost.
    assert_eq!(outline(&collection.items), "F1(r3) r2 r1");
    let codes: Vec<_> = diagnostics
        .iter()
        .map(|found| (found.code, found.place.pointer.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            (Code::NotInOrder, "/requests/3"),
            (Code::NotInOrder, "/requests/4")
        ]
    );
}

#[test]
fn subfolders_come_before_requests_and_absent_folders_order_is_the_list() {
    let (collection, _) = read(json!({
        "id": "c", "name": "c", "order": [],
        "folders": [
            {"id": "f1", "name": "F1", "order": ["r"], "folders_order": ["f2"]}, {"id": "f2", "name": "F2", "order": []}
        ],
        "requests": [{"id": "r", "name": "r"}]
    }));
    assert_eq!(outline(&collection.items), "F1(F2() r)");
}

#[test]
fn headers_text_adds_what_header_data_lacks_and_comments_disable() {
    let item = read_item(json!({
        "headerData": [{"key": "A", "value": "1"}, {"key": "//B", "value": "2"}, {"key": "C", "value": "3", "enabled": false}],
        "headers": "A: 9\n// D: 4\n//E:5\nF: 6\n"
    }));
    let headers: Vec<_> = item
        .request
        .headers
        .iter()
        .map(|h| (h.name.as_str(), h.value.as_str(), h.disabled))
        .collect();
    let expected = [
        ("A", "1", false),
        ("B", "2", true),
        ("C", "3", true),
        ("D", "4", true),
        ("E", "5", true),
        ("F", "6", false),
    ];
    assert_eq!(headers, expected);
}

#[test]
fn query_parameters_replace_the_query_and_honour_equals() {
    let item = read_item(json!({"url": "h/x?old=1", "queryParams": [
        {"key": "a", "value": null, "equals": true}, {"key": "b", "value": "", "equals": false},
        {"key": "c", "value": "1", "equals": true}, {"key": "d", "value": "1", "enabled": false}
    ]}));
    assert_eq!(item.request.url.to_text(), "h/x?a=&b&c=1");
}

#[test]
fn path_variables_come_from_data_then_from_the_map() {
    let item = read_item(json!({"url": "h/:a/:b",
        "pathVariableData": [{"key": "a", "value": "1", "description": "d"}], "pathVariables": {"a": "9", "b": "2"}}));
    let values: Vec<_> = item
        .request
        .url
        .variables
        .iter()
        .map(|v| (v.name.as_str(), v.value.as_deref()))
        .collect();
    assert_eq!(values, [("a", Some("1")), ("b", Some("2"))]);
}

#[test]
fn data_modes_are_told_apart() {
    let body = |request: Value| read_item(request).request.body;
    let raw = |text: &str| {
        Some(Body::Raw {
            text: text.to_owned(),
            language: None,
        })
    };
    assert_eq!(
        body(json!({"dataMode": "raw", "rawModeData": ["x"]})),
        raw("x")
    );
    assert_eq!(body(json!({"dataMode": "raw", "data": "x"})), raw("x"));
    assert_eq!(body(json!({"dataMode": null, "rawModeData": "x"})), None);
    assert_eq!(
        body(json!({"dataMode": "raw", "rawModeData": "x", "dataDisabled": true})),
        None
    );
    assert_eq!(body(json!({"rawModeData": "x"})), raw("x"));
    assert_eq!(body(json!({"data": [], "rawModeData": ""})), None);
    assert!(matches!(
        body(json!({"data": [{"key": "a"}]})),
        Some(Body::Multipart(_))
    ));
    assert!(matches!(
        body(json!({"graphqlModeData": {"query": "{a}"}})),
        Some(Body::GraphQl(_))
    ));
    let Some(Body::File(file)) = body(json!({"dataMode": "binary", "rawModeData": "a.bin"})) else {
        panic!()
    };
    assert_eq!(file.path.as_deref(), Some("a.bin"));
}

#[test]
fn form_files_keep_their_path_in_value_and_enabled_counts() {
    let item = read_item(json!({"dataMode": "params", "data": [
        {"key": "f", "type": "file", "value": "a.txt"}, {"key": "t", "value": "1", "enabled": false},
        {"key": "g", "type": "file", "value": {"0": {}}}
    ]}));
    let Some(Body::Multipart(parts)) = item.request.body else {
        panic!()
    };
    assert_eq!(
        parts[0].value,
        FormPartValue::Files(vec!["a.txt".to_owned()])
    );
    assert!(parts[1].disabled);
    assert_eq!(parts[2].value, FormPartValue::Files(Vec::new()));
    assert!(!parts[2].disabled);
}

#[test]
fn helpers_are_renamed_with_their_attributes() {
    let auth = |request: Value| read_item(request).request.auth;
    let hawk = json!({"currentHelper": "hawkAuth", "helperAttributes": {"id": "hawk", "hawk_id": "i", "ext": "e"}});
    let hawk = auth(hawk).unwrap();
    assert_eq!(
        (hawk.kind.clone(), hawk.get("authId"), hawk.get("extraData")),
        (AuthKind::Hawk, Some("i"), Some("e"))
    );
    let text = json!({"currentHelper": "oAuth1", "helperAttributes": "{\"header\": true}"});
    assert_eq!(auth(text).unwrap().get("addParamsToHeader"), Some("true"));
    assert_eq!(
        auth(json!({"currentHelper": "normal", "auth": {"type": "basic"}})),
        None
    );
    assert_eq!(
        auth(json!({"currentHelper": "basicAuth", "helperAttributes": "no json"})),
        None
    );
}

#[test]
fn auth_counts_where_no_helper_is_written_not_even_null() {
    let auth = |helper: &[(&str, Value)]| {
        let basic = json!({"type": "basic", "basic": [{"key": "username", "value": "u"}]});
        let mut request = serde_json::Map::from_iter([("auth".to_owned(), basic)]);
        request.extend(
            helper
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone())),
        );
        read_item(Value::Object(request)).request.auth
    };
    assert_eq!(auth(&[]).unwrap().get("username"), Some("u"));
    assert!(auth(&[("helperAttributes", Value::Null)]).is_some());
    assert_eq!(auth(&[("currentHelper", Value::Null)]), None);
    assert_eq!(auth(&[("helperAttributes", json!({"id": "basic"}))]), None);
}

#[test]
fn scripts_come_from_text_members_else_from_events() {
    let item = read_item(
        json!({"tests": "a", "preRequestScript": "b", "events": [{"script": {"exec": "c"}}]}),
    );
    assert_eq!(
        item.scripts
            .iter()
            .map(|script| script.source.as_str())
            .collect::<Vec<_>>(),
        ["b", "a"]
    );
    let item = read_item(json!({"tests": "", "events": [{"script": {"exec": "c"}}]}));
    assert_eq!(item.scripts.len(), 1);
}

#[test]
fn variables_may_be_named_by_id() {
    let (collection, _) = read(
        json!({"name": "c", "order": [], "requests": [], "variables": [{"id": "a", "value": "1", "type": "text"}]}),
    );
    assert_eq!(
        (
            collection.variables[0].name.as_str(),
            collection.variables[0].value.as_str()
        ),
        ("a", "1")
    );
}

#[test]
fn saved_responses_know_their_request_as_object_text_or_id() {
    let item = read_item(json!({"responses_order": ["2", "1", "3"], "responses": [
        {"id": "1", "responseCode": {"code": 200, "name": "OK"}, "text": "x", "request": {"method": "POST", "url": "a"}},
        {"id": "2", "requestObject": "{\"method\": \"PUT\"}"}, {"id": "3", "request": "r"}, {"id": "4"}
    ]}));
    let methods: Vec<_> = item
        .responses
        .iter()
        .map(|r| {
            r.original_request
                .as_ref()
                .map(|request| request.method.as_str())
        })
        .collect();
    assert_eq!(methods, [Some("PUT"), Some("POST"), Some("GET")]);
    assert_eq!(
        (item.responses[1].code, item.responses[1].status.as_deref()),
        (Some(200), Some("OK"))
    );
}
