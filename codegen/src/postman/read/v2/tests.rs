//! The tolerance table: what the SDK accepts and what it makes of it, one test a row.
#![allow(
    clippy::needless_pass_by_value,
    reason = "literals of the json macro read best by value"
)]

use serde_json::{Value, json};

use crate::{
    diagnostic::{Code, Diagnostics, DocumentId},
    postman::{
        AuthKind, Body, Collection, FormPartValue, Format, Item, RawLanguage, Request, RequestItem,
        VariableValue, collection_from_slice,
    },
};

fn read(document: &Value) -> (Collection, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let collection = collection_from_slice(
        document.to_string().as_bytes(),
        DocumentId(0),
        &mut diagnostics,
    )
    .unwrap();
    (collection, diagnostics)
}

fn read_item(item: Value) -> (RequestItem, Vec<Code>) {
    let (collection, diagnostics) = read(&json!({"info": {"name": "c"}, "item": [item]}));
    let codes = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    match collection.items.into_iter().next() {
        Some(Item::Request(item)) => (*item, codes),
        other => panic!("not a request: {other:?}"),
    }
}

fn request(request: Value) -> Request {
    read_item(json!({"name": "r", "request": request}))
        .0
        .request
}

fn url_text(url: Value) -> String {
    request(json!({"url": url})).url.to_text()
}

fn codes(url: Value) -> Vec<Code> {
    read_item(json!({"request": {"url": url}})).1
}

fn headers(header: Value) -> Vec<(String, String)> {
    let headers = request(json!({"header": header})).headers;
    headers
        .into_iter()
        .map(|header| (header.name, header.value))
        .collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn body(body: Value) -> Option<Body> {
    request(json!({"method": "POST", "body": body})).body
}

fn raw(text: &str) -> Option<Body> {
    Some(Body::Raw {
        text: text.to_owned(),
        language: None,
    })
}

#[test]
fn byte_order_mark_is_accepted() {
    let mut bytes = vec![0xef, 0xbb, 0xbf];
    bytes.extend_from_slice(br#"{"info": {}, "item": []}"#);
    assert!(collection_from_slice(&bytes, DocumentId(0), &mut Diagnostics::default()).is_ok());
}

#[test]
fn null_members_of_lists_are_skipped_in_silence() {
    let (collection, diagnostics) = read(&json!({"info": {}, "item": [null, {"request": {
        "header": [null, {"key": "a", "value": "1"}], "url": {"host": "h", "query": [null, {"key": "q", "value": "2"}]}
    }}]}));
    let Item::Request(item) = &collection.items[0] else {
        panic!()
    };
    assert_eq!(
        (
            collection.items.len(),
            item.request.headers.len(),
            item.request.url.query.len()
        ),
        (1, 1, 1)
    );
    assert_eq!(
        (item.request.headers[0].index, item.place.pointer.as_str()),
        (1, "/item/1")
    );
    assert!(diagnostics.is_empty());
}

#[test]
fn url_object_with_only_raw_is_read_from_raw_and_reported() {
    let url = json!({"raw": "https://h/:id?a=1"});
    assert_eq!(url_text(url.clone()), "https://h/:id?a=1");
    assert_eq!(codes(url), [Code::RawUrlOnly]);
    assert_eq!(codes(json!({"raw": "https://h", "host": ["h"]})), []);
}

#[test]
fn syntax_inside_the_host_moves_to_its_place() {
    let url = request(json!({"url": {"host": ["localhost:8080"], "path": ["a"]}})).url;
    assert_eq!(
        (url.host.as_str(), url.port.as_deref()),
        ("localhost", Some("8080"))
    );
    let url =
        request(json!({"url": {"host": ["https://h/v1"], "path": ["a"], "query": [{"key": "q"}]}}))
            .url;
    assert_eq!(
        (url.protocol.as_deref(), url.host.as_str()),
        (Some("https"), "h")
    );
    assert_eq!(
        (url.path.as_deref(), url.query.len()),
        (Some(&["v1".to_owned(), "a".to_owned()][..]), 1)
    );
    assert_eq!(
        url_text(json!({"host": ["{{a:b/c}}"], "path": ["x"]})),
        "{{a:b/c}}/x"
    );
    let url =
        request(json!({"url": {"host": "h?k=1", "query": [{"key": "q", "disabled": true}]}})).url;
    assert_eq!((url.to_text().as_str(), url.query.len()), ("h?k=1", 2));
}

#[test]
fn protocol_with_slashes_works_and_with_a_colon_does_not() {
    assert_eq!(
        url_text(json!({"protocol": "https://", "host": "h"})),
        "https://h"
    );
    assert_eq!(
        url_text(json!({"protocol": "https:", "host": "h"})),
        "https:://h"
    );
    assert_eq!(url_text(json!({"protocol": "", "host": "h"})), "h");
    assert_eq!(url_text(json!({"protocol": null, "host": "h"})), "h");
}

#[test]
fn port_may_be_a_number_or_empty() {
    assert_eq!(url_text(json!({"host": "h", "port": 8080})), "h:8080");
    assert_eq!(url_text(json!({"host": "h", "port": ""})), "h:");
    assert_eq!(url_text(json!({"host": "h", "port": null})), "h");
}

#[test]
fn path_segments_of_other_types() {
    let url = json!({"host": "h", "path": ["a", null, 5, {"type": "string", "value": "x"}]});
    assert_eq!(url_text(url.clone()), "h/a//5/[object Object]");
    assert_eq!(codes(url), [Code::MalformedMember]);
}

#[test]
fn path_segment_with_a_leading_slash_is_a_double_slash() {
    assert_eq!(
        url_text(json!({"host": "h", "path": ["/users", "x"]})),
        "h//users/x"
    );
}

#[test]
fn path_as_text_loses_one_slash_and_host_may_be_text() {
    assert_eq!(url_text(json!({"host": "a.b", "path": "/x/y"})), "a.b/x/y");
    assert_eq!(url_text(json!({"host": "a.b", "path": "/"})), "a.b/");
    assert_eq!(url_text(json!({"host": "a.b", "path": ""})), "a.b");
    assert_eq!(url_text(json!({"host": ["a", "b"], "path": []})), "a.b/");
}

#[test]
fn query_as_map_or_text() {
    assert_eq!(
        url_text(json!({"host": "h", "query": {"a": "1", "b": null}})),
        "h?a=1&b"
    );
    assert_eq!(
        url_text(json!({"host": "h", "query": "a=1&&b"})),
        "h?a=1&&b"
    );
    assert_eq!(url_text(json!({"host": "h", "query": "?a=1"})), "h??a=1");
}

#[test]
fn query_values_that_are_not_text_are_dropped_and_reported() {
    let url = json!({"host": "h", "query": [
        {"key": "n", "value": 5}, {"key": "b", "value": true}, {"key": "l", "value": ["x"]}, {"key": "z", "value": null}
    ]});
    assert_eq!(url_text(url.clone()), "h?n&b&l&z");
    assert_eq!(codes(url), [Code::MalformedMember; 3]);
}

#[test]
fn path_variables_as_a_map_are_ignored() {
    let url = request(json!({"url": {"host": "h", "path": [":id"], "variable": {"id": "5"}}})).url;
    assert!(url.variables.is_empty());
}

#[test]
fn path_variable_value_counts_only_as_text() {
    let url = request(json!({"url": {"host": "h", "path": [":a", ":b", ":c", ":d"], "variable": [
        {"key": "a", "value": 5}, {"key": "b", "value": "5"}, {"key": "c", "value": 5, "type": "string"},
        {"key": "d", "value": "5", "type": "number"}
    ]}})).url;
    let values: Vec<_> = url
        .variables
        .iter()
        .map(|variable| variable.value.as_deref())
        .collect();
    assert_eq!(values, [None, Some("5"), Some("5"), None]);
}

#[test]
fn header_as_text_lines_or_map() {
    assert_eq!(
        headers(json!("A: 1\nB:2\r\nno header\nC:d:e f")),
        pairs(&[("A", "1"), ("B", "2"), ("C:d", "e f")])
    );
    assert_eq!(
        headers(json!(["A: 1:2", "B"])),
        pairs(&[("A", "1:2"), ("B", "")])
    );
    assert_eq!(
        headers(json!({"A": "1", "B": 2})),
        pairs(&[("A", "1"), ("B", "2")])
    );
}

#[test]
fn header_values_of_other_types() {
    let list = json!([
        {"key": "null", "value": null}, {"key": "absent"}, {"key": "list", "value": ["1", "2"]},
        {"key": "object", "value": {}}, {"key": "number", "value": 1.50}
    ]);
    let expected = [
        ("null", "null"),
        ("absent", ""),
        ("list", "1"),
        ("list", "2"),
        ("object", "[object Object]"),
        ("number", "1.5"),
    ];
    assert_eq!(headers(list), pairs(&expected));
}

#[test]
fn header_without_a_name_is_dropped() {
    assert_eq!(
        headers(json!([{"key": "", "value": "1"}, {"value": "2"}, {"key": null}])),
        []
    );
}

#[test]
fn any_true_value_disables_and_enabled_does_not_count() {
    let headers = request(json!({"header": [
        {"key": "a", "disabled": "false"}, {"key": "b", "disabled": 0}, {"key": "c", "enabled": false}
    ]})).headers;
    assert_eq!(
        headers
            .iter()
            .map(|header| header.disabled)
            .collect::<Vec<_>>(),
        [true, false, false]
    );
}

#[test]
fn method_is_upper_case_and_get_when_missing() {
    let method = |method: Value| request(json!({"method": method})).method;
    assert_eq!(
        [
            method(json!("post")),
            method(json!("")),
            method(Value::Null)
        ],
        ["POST", "GET", "GET"]
    );
    assert_eq!(
        [method(json!(5)), method(json!("{{verb}}"))],
        ["5", "{{VERB}}"]
    );
}

#[test]
fn body_as_text_and_unknown_modes_are_raw() {
    assert_eq!(body(json!("x")), raw("x"));
    assert_eq!(body(json!({"mode": "other", "raw": "x"})), raw("x"));
    assert_eq!(body(json!({"mode": "RAW", "raw": "x"})), raw("x"));
    assert_eq!(body(json!({"raw": "x"})), None);
    assert_eq!(
        body(json!({"mode": "raw", "raw": "x", "disabled": true})),
        None
    );
}

#[test]
fn raw_content_of_other_types_is_json() {
    assert_eq!(
        body(json!({"mode": "raw", "raw": {"a": 1.0}})),
        raw(r#"{"a":1}"#)
    );
    assert_eq!(
        body(json!({"mode": "raw", "raw": ["a", "b"]})),
        raw(r#"["a","b"]"#)
    );
    assert_eq!(body(json!({"mode": "raw", "raw": 5})), raw(""));
    assert_eq!(body(json!({"mode": "raw", "raw": null})), raw(""));
}

#[test]
fn raw_language_is_matched_exactly() {
    let language =
        |word: &str| match body(json!({"mode": "raw", "options": {"raw": {"language": word}}})) {
            Some(Body::Raw { language, .. }) => language,
            _ => None,
        };
    assert_eq!(language("json"), Some(RawLanguage::Json));
    assert_eq!(
        language("JSON"),
        Some(RawLanguage::Other("JSON".to_owned()))
    );
}

#[test]
fn urlencoded_text_is_split_and_not_decoded() {
    let Some(Body::Urlencoded(entries)) =
        body(json!({"mode": "urlencoded", "urlencoded": "a=%20&b"}))
    else {
        panic!()
    };
    let entries: Vec<_> = entries
        .iter()
        .map(|entry| (entry.name.as_str(), entry.values[0].as_str()))
        .collect();
    assert_eq!(entries, [("a", "%20"), ("b", "")]);
}

#[test]
fn urlencoded_map_is_broken_and_reported() {
    let (item, codes) =
        read_item(json!({"request": {"body": {"mode": "urlencoded", "urlencoded": {"a": "1"}}}}));
    assert_eq!(
        (item.request.body, codes),
        (
            Some(Body::Urlencoded(Vec::new())),
            vec![Code::MalformedMember]
        )
    );
}

#[test]
fn urlencoded_values_of_other_types() {
    let list = json!([{"key": "a", "value": 5}, {"key": "b", "value": [1, "x"]}, {"key": null, "value": {}}]);
    let Some(Body::Urlencoded(entries)) = body(json!({"mode": "urlencoded", "urlencoded": list}))
    else {
        panic!()
    };
    let entries: Vec<_> = entries
        .iter()
        .map(|entry| (entry.name.as_str(), entry.values.join("|")))
        .collect();
    assert_eq!(
        entries,
        [
            ("a", "5".to_owned()),
            ("b", "1|x".to_owned()),
            ("null", String::new())
        ]
    );
}

#[test]
fn form_parts_are_text_files_or_inline() {
    let list = json!([
        {"key": "n", "value": {"a": 1}}, {"key": "z", "value": 0}, {"key": "f", "type": "file", "src": "a.txt"},
        {"key": "g", "type": "file", "src": ["a", "b"]}, {"key": "h", "type": "file", "src": null},
        {"key": "i", "type": "file", "value": "QQ=="}
    ]);
    let Some(Body::Multipart(parts)) = body(json!({"mode": "formdata", "formdata": list})) else {
        panic!()
    };
    let values: Vec<_> = parts.into_iter().map(|part| part.value).collect();
    let files = |paths: &[&str]| {
        FormPartValue::Files(paths.iter().map(|path| (*path).to_owned()).collect())
    };
    let text = |text: &str| FormPartValue::Text(text.to_owned());
    let inline = FormPartValue::Inline("QQ==".to_owned());
    assert_eq!(
        values,
        [
            text(r#"{"a":1}"#),
            text(""),
            files(&["a.txt"]),
            files(&["a", "b"]),
            files(&[]),
            inline
        ]
    );
}

#[test]
fn graphql_variables_stay_text_and_a_missing_member_is_no_body() {
    let graphql = json!({"query": "{a}", "variables": "{ \"x\": 1 } // c"});
    let Some(Body::GraphQl(graphql)) = body(json!({"mode": "graphql", "graphql": graphql})) else {
        panic!()
    };
    assert_eq!(
        (graphql.query.as_deref(), graphql.variables.as_deref()),
        (Some("{a}"), Some("{ \"x\": 1 } // c"))
    );
    assert_eq!(body(json!({"mode": "graphql"})), None);
}

#[test]
fn file_body_may_be_a_path() {
    let Some(Body::File(source)) = body(json!({"mode": "file", "file": "a.bin"})) else {
        panic!()
    };
    assert_eq!(source.path.as_deref(), Some("a.bin"));
}

#[test]
fn auth_parameters_as_list_or_map() {
    for parameters in [
        json!({"token": "t"}),
        json!([{"key": "token", "value": "x"}, {"key": "token", "value": "t"}]),
    ] {
        let auth = request(json!({"auth": {"type": "bearer", "bearer": parameters}}))
            .auth
            .unwrap();
        assert_eq!(
            (auth.kind.clone(), auth.get("token")),
            (AuthKind::Bearer, Some("t"))
        );
    }
}

#[test]
fn auth_parameters_of_other_types_are_no_credentials() {
    for parameters in [Value::Null, json!("t")] {
        let auth = request(json!({"auth": {"type": "bearer", "bearer": parameters}}))
            .auth
            .unwrap();
        assert!(auth.parameters.is_empty());
    }
    assert_eq!(request(json!({"auth": "bearer"})).auth, None);
    assert_eq!(request(json!({"auth": {"type": null}})).auth, None);
}

#[test]
fn auth_type_is_matched_exactly() {
    let kind = |name: &str| request(json!({"auth": {"type": name}})).auth.unwrap().kind;
    assert_eq!(kind("Bearer"), AuthKind::Unknown("Bearer".to_owned()));
    assert_eq!(kind("noauth"), AuthKind::None);
}

#[test]
fn disabled_auth_parameter_is_still_used_and_typed_values_are_cast() {
    let list = json!([
        {"key": "token", "value": "t", "disabled": true}, {"key": "flag", "value": "false", "type": "boolean"},
        {"key": "params", "value": [{"a": 1}], "type": "any"}
    ]);
    let auth = request(json!({"auth": {"type": "bearer", "bearer": list}}))
        .auth
        .unwrap();
    assert_eq!(
        (auth.get("token"), auth.get("flag")),
        (Some("t"), Some("true"))
    );
    assert_eq!(auth.get("params"), Some(r#"[{"a":1}]"#));
}

#[test]
fn variable_with_only_an_id_is_dropped_but_names_a_path_variable() {
    let (collection, diagnostics) =
        read(&json!({"info": {}, "item": [], "variable": [{"id": "a", "value": "1"}]}));
    assert!(collection.variables.is_empty() && diagnostics.len() == 1);
    let url = request(
        json!({"url": {"host": "h", "path": [":a"], "variable": [{"id": "a", "value": "1"}]}}),
    )
    .url;
    assert_eq!(url.variables[0].name, "a");
}

#[test]
fn variable_values_become_text_by_their_type() {
    let (collection, _) = read(&json!({"info": {}, "item": [], "variable": [
        {"key": "a", "value": null}, {"key": "b"}, {"key": "c", "value": "5.0", "type": "number"},
        {"key": "d", "value": "false", "type": "boolean"}, {"key": "e", "value": "[1,2]", "type": "array"},
        {"key": "f", "value": {"x": 1}}, {"key": "g", "value": 1.50}, {"key": "h", "value": "x", "type": "secret"},
        {"key": "i", "value": "x", "disabled": true}, {"key": "j", "source": {"provider": "aws"}},
        {"key": " k ", "value": "x", "type": "number"}
    ]}));
    let list: Vec<_> = collection
        .variables
        .iter()
        .map(|variable| match &variable.value {
            VariableValue::Text(text) => format!("{}={text}", variable.name),
            VariableValue::Missing => variable.name.clone(),
        })
        .collect();
    assert_eq!(
        list,
        [
            "a=null",
            "b",
            "c=5",
            "d=true",
            "e=1,2",
            "f=[object Object]",
            "g=1.5",
            "h=x",
            "j",
            " k =NaN"
        ]
    );
    let secrets: Vec<_> = collection
        .variables
        .iter()
        .filter(|variable| variable.secret)
        .map(|v| &v.name)
        .collect();
    assert_eq!(secrets, ["h", "j"]);
}

#[test]
fn request_as_text_is_a_get() {
    let request = request(json!("https://h/:id?a=1"));
    assert_eq!(
        (request.method.as_str(), request.url.to_text().as_str()),
        ("GET", "https://h/:id?a=1")
    );
    assert_eq!(request.url.variables[0].name, "id");
}

#[test]
fn folder_is_an_entry_with_a_true_item_member() {
    let (collection, diagnostics) = read(&json!({"info": {}, "item": [
        {"item": [], "request": {"url": "h"}, "name": "folder"}, {"name": "request", "item": null}, {"name": "x", "item": "y"}
    ]}));
    let kinds: Vec<_> = collection
        .items
        .iter()
        .map(|item| matches!(item, Item::Folder(_)))
        .collect();
    assert_eq!(kinds, [true, false, true]);
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn malformed_items_are_skipped_with_their_place_and_folder() {
    let (collection, diagnostics) =
        read(&json!({"info": {}, "item": [{"item": [5, {"name": "ok"}], "name": "f"}]}));
    let Item::Folder(folder) = &collection.items[0] else {
        panic!()
    };
    assert_eq!(folder.items.len(), 1);
    let found = diagnostics.iter().next().unwrap();
    assert_eq!(
        (found.place.pointer.as_str(), found.item.clone()),
        ("/item/0/item/0", vec!["f".to_owned()])
    );
}

#[test]
fn descriptions_may_be_text_or_objects_and_the_item_comes_first() {
    let (item, _) =
        read_item(json!({"description": {"content": "own"}, "request": {"description": "inner"}}));
    assert_eq!(item.description.as_deref(), Some("own"));
    let (item, _) = read_item(json!({"description": null, "request": {"description": "inner"}}));
    assert_eq!(item.description.as_deref(), Some("inner"));
}

#[test]
fn scripts_are_joined_and_blank_or_disabled_ones_left_out() {
    let (item, _) = read_item(json!({"event": [
        {"listen": "test", "script": {"exec": ["a", "b"]}}, {"listen": "prerequest", "script": {"exec": "c\r\nd"}},
        {"listen": "test", "script": {"exec": ["", " "]}}, {"listen": "test", "disabled": true, "script": "e"}
    ]}));
    let sources: Vec<_> = item
        .scripts
        .iter()
        .map(|script| script.source.as_str())
        .collect();
    assert_eq!(sources, ["a\nb", "c\nd"]);
}

#[test]
fn saved_responses_keep_code_header_and_original_request() {
    let (item, _) = read_item(json!({"response": [null, {
        "name": "OK", "code": "200", "status": "OK", "header": "A: 1", "body": null, "_postman_previewlanguage": "JSON",
        "originalRequest": {"method": "put", "url": "h/x"}
    }, {"name": "default", "code": null, "body": "{}"}]}));
    let [first, second] = &item.responses[..] else {
        panic!()
    };
    assert_eq!(
        (first.code, first.headers.len(), first.language.as_deref()),
        (Some(200), 1, Some("json"))
    );
    assert_eq!(first.original_request.as_ref().unwrap().method, "PUT");
    assert_eq!(
        (second.code, second.body.as_deref(), second.index),
        (None, Some("{}"), 2)
    );
}

#[test]
fn behavior_is_read_and_odd_members_are_reported() {
    let (item, codes) = read_item(json!({"protocolProfileBehavior": {
        "followRedirects": false, "maxRedirects": 3, "strictSSL": "no", "disabledSystemHeaders": {"Accept": true, "host": false}
    }}));
    assert_eq!(
        (item.behavior.follow_redirects, item.behavior.max_redirects),
        (Some(false), Some(3))
    );
    assert_eq!(
        item.behavior.disabled_system_headers.unwrap()[0].0,
        "accept"
    );
    assert_eq!(codes, [Code::MalformedMember]);
}

#[test]
fn wrapper_of_the_api_is_taken_off_and_places_keep_it() {
    let (collection, _) =
        read(&json!({"collection": {"item": [{"name": "r"}], "info": {"name": "c"}}}));
    assert_eq!(collection.name, "c");
    assert_eq!(collection.place.pointer, "/collection");
    let Item::Request(item) = &collection.items[0] else {
        panic!()
    };
    assert_eq!(item.place.pointer, "/collection/item/0");
}

#[test]
fn version_may_be_text_or_parts() {
    let version = |version: Value| {
        read(&json!({"info": {"version": version}, "item": []}))
            .0
            .version
    };
    assert_eq!(version(json!("1.2")), Some("1.2".to_owned()));
    assert_eq!(
        version(json!({"major": 1, "minor": "2", "patch": 3, "identifier": "rc"})),
        Some("1.2.3-rc".to_owned())
    );
    assert_eq!(version(Value::Null), None);
}

#[test]
fn format_comes_from_the_schema() {
    let format = |schema: &str| {
        read(&json!({"info": {"schema": schema}, "item": []}))
            .0
            .format
    };
    assert_eq!(
        format("https://schema.getpostman.com/json/collection/v2.0.0/collection.json"),
        Format::V2
    );
    assert_eq!(
        format("https://schema.getpostman.com/json/collection/v2.1.0/collection.json"),
        Format::V21
    );
}

#[test]
fn ten_thousand_nested_folders_are_cut_at_the_limit() {
    let depth = 10_000;
    let text = format!(
        r#"{{"info": {{}}, "item": [{}{}]}}"#,
        r#"{"name":"f","item":["#.repeat(depth),
        "]}".repeat(depth)
    );
    let mut diagnostics = Diagnostics::default();
    let collection =
        collection_from_slice(text.as_bytes(), DocumentId(0), &mut diagnostics).unwrap();
    let mut levels = 0;
    let mut items = &collection.items;
    while let Some(Item::Folder(folder)) = items.first() {
        levels += 1;
        items = &folder.items;
    }
    assert_eq!(levels, crate::postman::MAX_FOLDERS);
    assert_eq!(
        diagnostics
            .iter()
            .map(|found| found.code)
            .collect::<Vec<_>>(),
        [Code::LimitReached]
    );
}

#[test]
fn deep_values_are_cut_at_the_limit() {
    let depth = 100_000;
    let deep = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let text =
        format!(r#"{{"info": {{}}, "item": [{{"name": "r", "request": {{"body": {deep}}}}}]}}"#);
    let mut diagnostics = Diagnostics::default();
    let collection =
        collection_from_slice(text.as_bytes(), DocumentId(0), &mut diagnostics).unwrap();
    assert_eq!(collection.items.len(), 1);
    assert!(
        diagnostics
            .iter()
            .any(|found| found.code == Code::LimitReached)
    );
}
