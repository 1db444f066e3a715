//! What of a request is sent, as Postman sends it: headers, types and bodies.

use serde_json::{Value, json};

use super::{collection, read};
use crate::ir::{
    Body, HeaderValue, Literal, Operation, PartContent, Presence, QueryValue, Template,
};

/// The operation of one `POST https://h/a` with these members.
fn post(members: Value) -> Operation {
    let mut request = json!({ "method": "POST", "url": "https://h/a" });
    if let (Value::Object(request), Value::Object(members)) = (&mut request, members) {
        request.extend(members);
    }
    let items = json!([{ "name": "Post", "request": request }]);
    read(&collection(Value::Null, items), "")
        .api
        .operations
        .swap_remove(0)
}

fn header(name: &str, value: &str) -> Value {
    json!({ "key": name, "value": value })
}

/// The Content-Type or boundary of a body with a header of that name or without; empty for none.
#[allow(clippy::needless_pass_by_value, reason = "callers make it on the spot")]
fn content_type(body: Value, own: Option<&str>) -> String {
    let headers: Vec<Value> = own
        .into_iter()
        .map(|own| header("Content-Type", own))
        .collect();
    let body = post(json!({ "body": body, "header": headers })).body;
    let found = match body.unwrap() {
        Body::JsonObject { content_type, .. }
        | Body::Json { content_type, .. }
        | Body::Text { content_type, .. }
        | Body::Form { content_type, .. }
        | Body::Bytes { content_type, .. }
        | Body::GraphQl { content_type, .. } => content_type,
        Body::Multipart { boundary, .. } => boundary,
    };
    found.unwrap_or_default()
}

fn raw(text: &str, language: Option<&str>) -> Value {
    match language {
        Some(language) => {
            json!({ "mode": "raw", "raw": text, "options": { "raw": { "language": language } } })
        }
        None => json!({ "mode": "raw", "raw": text }),
    }
}

#[test]
fn a_segment_in_brackets_is_a_field_and_one_that_names_nothing_is_text() {
    let url =
        json!({ "host": ["h"], "path": ["<a id>", "[b]", "{c}", "{{d}}.x", "[1]", "<>", "<a>b"] });
    let operation = post(json!({ "url": url }));
    assert_eq!(
        operation.signature,
        "POST h/{a id}/{b}/{c}/{d}.x/[1]/<>/<a>b"
    );
    let fields = operation.fields.iter();
    let fields: Vec<_> = fields
        .map(|field| (field.name.as_str(), &field.presence))
        .collect();
    let required = |name| (name, &Presence::Required);
    assert_eq!(fields, ["a id", "b", "c", "d"].map(required));
    assert_eq!(
        operation.fields[0].example,
        Some(Literal::Text("<a id>".to_owned()))
    );
}

#[test]
fn segments_of_one_name_are_one_field_where_they_hold_one_value() {
    let examples = |path: &[&str]| {
        let variables = json!([{ "key": "id", "value": "7" }]);
        let url = json!({ "host": ["h"], "path": path, "variable": variables });
        let fields = post(json!({ "url": url })).fields.into_iter();
        fields.map(|field| field.example).collect::<Vec<_>>()
    };
    let text = |text: &str| Some(Literal::Text(text.to_owned()));
    assert_eq!(examples(&[":id", "x", ":id"]), [text("7")]);
    let three = ["{id}", "{{id}}", "7"].map(text);
    assert_eq!(examples(&["{id}", "{{id}}", ":id"]), three);
}

#[test]
fn a_flag_that_is_all_of_two_bodies_tells_them_apart() {
    let constants = |first: &str, second: &str| {
        let item = |body: &str| {
            let request =
                json!({ "method": "PUT", "url": "https://h/a", "body": raw(body, Some("json")) });
            json!({ "name": body, "request": request })
        };
        let items = json!([item(first), item(second)]);
        let operations = read(&collection(Value::Null, items), "").api.operations;
        let bodies = operations.into_iter().map(|operation| operation.body);
        let bodies = bodies.map(|body| match body {
            Some(Body::JsonObject { constants, .. }) => constants,
            _ => Vec::new(),
        });
        bodies.flatten().map(|(_, value)| value).collect::<Vec<_>>()
    };
    let (hide, show) = (r#"{"hidden": true}"#, r#"{"hidden": false}"#);
    assert_eq!(constants(hide, show), ["true", "false"]);
    assert!(constants(hide, hide).is_empty());
    let with_more = r#"{"hidden": false, "name": "b"}"#;
    assert!(constants(hide, with_more).is_empty());
}

#[test]
fn a_body_of_constants_alone_asks_for_nothing() {
    let call = raw(r#"{"jsonrpc": "2.0", "method": "ping"}"#, Some("json"));
    let operation = post(json!({ "body": call }));
    assert!(operation.fields.is_empty());
    let Some(Body::JsonObject { constants, .. }) = operation.body else {
        panic!("no object");
    };
    assert_eq!(constants.len(), 2);
}

#[test]
fn a_bare_variable_that_holds_an_object_is_known_unless_a_secret_is_in_it() {
    let examples = |value: &str| {
        let body = raw(r#"{"a": {{it}}, "b": [{{it}}]}"#, Some("json"));
        let request = json!({ "method": "POST", "url": "https://h/a", "body": body });
        let items = json!([{ "name": "Post", "request": request }]);
        let mut collection = collection(Value::Null, items);
        collection["variable"] = json!([{ "key": "it", "value": value }]);
        let operation = read(&collection, "").api.operations.swap_remove(0);
        let fields = operation.fields.into_iter();
        fields.map(|field| field.example).collect::<Vec<_>>()
    };
    let object = Literal::Object(vec![("x".to_owned(), Literal::Number("1".to_owned()))]);
    let list = Literal::List(vec![object.clone()]);
    assert_eq!(examples(r#"{"x": 1}"#), [Some(object), Some(list)]);
    assert_eq!(examples(r#"{"password": "hunter2!"}"#), [None, None]);
    let bare = Literal::Bare("{{it}}".to_owned());
    assert_eq!(examples(r#""text""#)[0], Some(bare));
}

#[test]
fn the_command_has_a_shell_variable_for_what_must_be_filled_in() {
    let url = json!({ "host": ["{{apiHost}}"], "path": [":id", ":known"], "variable": [
        { "key": "known", "value": "7" }, { "key": "id", "value": "" }
    ] });
    let operation = post(json!({ "url": url, "header": [header("X-It", "it's")] }));
    let command = "curl -X POST \"${API_HOST}/${ID}/7\" \\\n  -H 'X-It: it'\\''s'";
    assert_eq!(operation.curl, command);
}

#[test]
fn the_command_has_the_credential_and_the_text_that_is_sent() {
    let body = raw("{\"a\": {{1st 码}} // first\n}", Some("json"));
    let bearer = json!({ "type": "bearer", "bearer": { "token": "{{key}}" } });
    let operation = post(json!({ "url": "https://h/a?b=1", "auth": bearer, "body": body }));
    let command = "curl -X POST 'https://h/a?b=1' \\\n  -H \"Authorization: Bearer ${KEY}\" \\\n  --data-raw \"{\\\"a\\\": ${V1ST_MA} }\"";
    assert_eq!(operation.curl, command);
    let key = json!({ "type": "apikey", "apikey": { "key": "k", "value": "v", "in": "query" } });
    let operation = post(json!({ "url": "https://h/a?b=1", "auth": key }));
    assert_eq!(
        operation.curl,
        "curl -X POST \"https://h/a?b=1&k=${API_KEY}\""
    );
}

#[test]
fn the_method_of_json_rpc_is_a_constant_also_where_it_occurs_twice() {
    let body = |text: &str| post(json!({ "url": "https://h/a", "body": raw(text, Some("json")) }));
    let fields = |text: &str| {
        let fields = body(text).fields.into_iter();
        fields.map(|field| field.name).collect::<Vec<_>>()
    };
    let call = r#"{"jsonrpc": "2.0", "method": "eth_call", "params": [], "id": 1}"#;
    assert_eq!(fields(call), ["params", "id"]);
    assert_eq!(
        fields(&call.replace("eth_call", "{{method}}")),
        ["method", "params", "id"]
    );
    assert_eq!(fields(r#"{"method": "a", "id": 1}"#), ["method", "id"]);
}

#[test]
fn a_constant_by_its_name_is_a_field_where_its_value_is_a_placeholder() {
    let fields = |value: &str| {
        let form = json!([{ "key": "grant_type", "value": value }]);
        let body = json!({ "mode": "urlencoded", "urlencoded": form });
        let operation = post(json!({ "url": "https://h/a?response_type=code", "body": body }));
        operation.fields.len()
    };
    assert_eq!(["password", "<string>", ""].map(fields), [0, 1, 1]);
}

#[test]
fn a_request_without_a_host_shows_the_setting_that_stands_for_it() {
    let signature = post(json!({ "url": "" })).signature;
    assert_eq!(signature, post(json!({ "url": "{{baseUrl}}" })).signature);
}

#[test]
fn a_text_and_a_file_of_one_name_are_two_parts_where_both_are_sent() {
    let fields = |is_disabled: bool| {
        let parts = json!([
            { "key": "a", "value": "x", "type": "text", "disabled": is_disabled },
            { "key": "a", "type": "file", "src": "f.txt" },
        ]);
        let body = json!({ "mode": "formdata", "formdata": parts });
        let operation = post(json!({ "url": "https://h/a", "body": body }));
        let fields = operation.fields.into_iter();
        fields
            .map(|field| field.rename.unwrap_or(field.name))
            .collect::<Vec<_>>()
    };
    assert_eq!(fields(false), ["a text", "a"]);
    assert_eq!(fields(true), ["a"]);
}

#[test]
fn a_content_type_is_a_header_where_a_signature_covers_it() {
    let own = |kind: &str| {
        let auth = json!({ "type": kind, kind: {} });
        let header = [header("Content-Type", "text/markdown")];
        post(
            json!({ "url": "https://h/a", "auth": auth, "header": header, "body": raw("# a", None) }),
        )
    };
    assert!(matches!(
        own("awsv4").body,
        Some(Body::Text {
            content_type: None,
            ..
        })
    ));
    assert!(matches!(
        own("basic").body,
        Some(Body::Text {
            content_type: Some(_),
            ..
        })
    ));
}

#[test]
fn only_a_language_or_a_header_makes_text_more_than_plain() {
    assert_eq!(content_type(raw("{}", None), None), "text/plain");
    assert_eq!(
        content_type(raw("{}", Some("json")), None),
        "application/json"
    );
    assert_eq!(
        content_type(raw("<a/>", Some("xml")), None),
        "application/xml"
    );
    assert_eq!(content_type(raw("a: 1", Some("yaml")), None), "text/plain");
    let own = content_type(raw("{}", Some("xml")), Some("application/x-own"));
    assert_eq!(own, "application/x-own");
}

#[test]
fn a_form_replaces_a_type_that_does_not_fit_and_keeps_one_that_does() {
    let form = || json!({ "mode": "urlencoded", "urlencoded": [header("grant_type", "password")] });
    let replaced = content_type(form(), Some("application/json"));
    assert_eq!(replaced, "application/x-www-form-urlencoded");
    let kept = "application/x-www-form-urlencoded; charset=utf-8";
    assert_eq!(content_type(form(), Some(kept)), kept);
}

#[test]
fn a_written_boundary_is_used() {
    let form = || json!({ "mode": "formdata", "formdata": [header("a", "1")] });
    let own = content_type(form(), Some("multipart/form-data; boundary=\"B 1\"; x=y"));
    assert_eq!(own, "B 1");
    assert_eq!(content_type(form(), Some("multipart/form-data")), "");
}

#[test]
fn a_file_has_the_type_of_its_name_and_one_in_base64_none() {
    let file = |source: Value| content_type(json!({ "mode": "file", "file": source }), None);
    assert_eq!(file(json!({ "src": "a/b.json" })), "application/json");
    assert_eq!(file(json!({ "src": "b" })), "application/octet-stream");
    assert_eq!(file(json!({ "content": "QQ==" })), "");
}

#[test]
fn the_last_spelling_of_a_header_stands_at_the_place_of_the_first() {
    let headers = [
        header("X-A", "1"),
        header("B", "2"),
        header("x-a", "3"),
        header("x-a", "4"),
    ];
    let operation = post(json!({ "header": headers }));
    let text = |template: &Template| format!("{:?}", template.parts);
    let sent: Vec<String> = operation
        .headers
        .iter()
        .map(|entry| match &entry.value {
            HeaderValue::Constant(value) => text(&entry.name) + &text(value),
            _ => "a field".to_owned(),
        })
        .collect();
    let entry =
        |name: &str, value: &str| text(&Template::text(name)) + &text(&Template::text(value));
    assert_eq!(
        sent,
        [entry("x-a", "3"), entry("x-a", "4"), entry("B", "2")]
    );
}

#[test]
fn a_query_name_without_an_equals_sign_has_none() {
    let url = json!({ "host": ["h"], "path": ["a"], "query": [{ "key": "flag", "value": null }, header("empty", "")] });
    let query = post(json!({ "url": url })).query;
    assert!(matches!(query[0].value, QueryValue::None));
    assert!(matches!(query[1].value, QueryValue::Field(_)));
}

#[test]
fn comments_go_only_where_the_language_or_a_header_says_json() {
    let body = |language, own: Option<&str>| {
        let headers: Vec<Value> = own
            .into_iter()
            .map(|own| header("Content-Type", own))
            .collect();
        post(json!({ "body": raw("{\"a\": 1 /* b */}", language), "header": headers })).body
    };
    let is_clean = |body: Option<Body>| matches!(body, Some(Body::JsonObject { text, .. }) if text == "{\"a\": 1 }");
    assert!(is_clean(body(Some("json"), None)));
    assert!(is_clean(body(None, Some("application/hal+json"))));
    assert!(!is_clean(body(Some("text"), Some("application/json"))));
}

#[test]
fn a_part_in_base64_is_a_file_with_content_and_the_type_of_its_name() {
    let file = json!({ "key": "f", "type": "file", "value": "QQ==", "fileName": "a.json" });
    let unnamed = json!({ "key": "g", "type": "file", "value": "{{v}}QQ==" });
    let body = json!({ "mode": "formdata", "formdata": [file, unnamed] });
    let operation = post(json!({ "body": body }));
    let Some(Body::Multipart { parts, .. }) = &operation.body else {
        panic!("{:?}", operation.body)
    };
    let files: Vec<_> = parts
        .iter()
        .map(|part| match &part.content {
            PartContent::File(field) => match &operation.fields[field.0].example {
                Some(Literal::Files(files)) => files[0].clone(),
                other => panic!("{other:?}"),
            },
            other @ PartContent::Text(_) => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(files[0].name, "a.json");
    assert_eq!(files[0].content_type.as_deref(), Some("application/json"));
    assert_eq!(files[0].content.as_deref(), Some("QQ=="));
    assert_eq!(files[1].name, "");
    assert_eq!(files[1].content_type, None);
    assert_eq!(files[1].content.as_deref(), Some("{{v}}QQ=="));
}
