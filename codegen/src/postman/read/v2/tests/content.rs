//! Methods, headers, bodies and saved responses.

use serde_json::{Value, json};

use super::{body, headers, pairs, raw, read_item, request};
use crate::{
    diagnostic::Code,
    postman::{Body, FormPartValue, RawLanguage},
};

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
fn an_empty_method_is_told_from_a_missing_one_and_from_get() {
    let is_blank = |method: Value| {
        let item = json!({"name": "r", "request": {"method": method}});
        read_item(item).0.request.is_method_blank
    };
    let found = [json!(""), json!("GET"), Value::Null].map(is_blank);
    assert_eq!(found, [true, false, false]);
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
fn a_part_whose_source_leads_to_no_file_is_not_sent() {
    let part = |source: Value| {
        let list = json!([{"key": "f", "type": "file", "src": source}]);
        match body(json!({"mode": "formdata", "formdata": list})) {
            Some(Body::Multipart(mut parts)) => parts.swap_remove(0),
            other => panic!("{other:?}"),
        }
    };
    for lost in [
        json!(5),
        json!([null]),
        json!("{{file}}"),
        json!("a/{{file}}.png"),
        json!({}),
    ] {
        assert!(part(lost.clone()).disabled, "{lost}");
    }
    let files = |paths: &[&str]| {
        FormPartValue::Files(paths.iter().map(|path| (*path).to_owned()).collect())
    };
    let kept = part(json!(["a", null, "", 7, "{{dir}}\\b"]));
    assert_eq!(
        (kept.value, kept.disabled),
        (files(&["a", "{{dir}}\\b"]), false)
    );
    let unset = part(json!([]));
    assert_eq!((unset.value, unset.disabled), (files(&[]), false));
    for lost in [json!(5), json!(["a"]), json!("{{file}}")] {
        let read = body(json!({"mode": "file", "file": {"src": lost}}));
        assert_eq!(
            read,
            Some(Body::File(crate::postman::FileSource::default())),
            "{lost}"
        );
    }
}

#[test]
fn a_graphql_document_that_is_no_text_is_json_or_left_out() {
    let graphql = |members: Value| body(json!({"mode": "graphql", "graphql": members}));
    let json = |text: &str| {
        Some(Body::Raw {
            text: text.to_owned(),
            language: Some(RawLanguage::Json),
        })
    };
    assert_eq!(
        graphql(json!({"query": null, "variables": null})),
        json(r#"{"query":null,"variables":null}"#)
    );
    assert_eq!(
        graphql(json!({"variables": {"a": 1}, "query": false, "extensions": 1})),
        json(r#"{"query":false,"variables":{"a":1}}"#)
    );
    let left = crate::postman::GraphQl {
        variables: Some("{}".to_owned()),
        ..crate::postman::GraphQl::default()
    };
    assert_eq!(
        graphql(json!({"query": 5, "variables": "{}"})),
        Some(Body::GraphQl(left))
    );
}

#[test]
fn graphql_variables_stay_text_and_a_missing_member_is_an_empty_object() {
    let graphql = json!({"query": "{a}", "variables": "{ \"x\": 1 } // c"});
    let Some(Body::GraphQl(graphql)) = body(json!({"mode": "graphql", "graphql": graphql})) else {
        panic!()
    };
    assert_eq!(
        (graphql.query.as_deref(), graphql.variables.as_deref()),
        (Some("{a}"), Some("{ \"x\": 1 } // c"))
    );
    let empty = Some(Body::GraphQl(crate::postman::GraphQl::default()));
    assert_eq!(body(json!({"mode": "graphql"})), empty);
    assert_eq!(body(json!({"mode": "graphql", "graphql": null})), empty);
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
fn file_body_may_be_a_path() {
    let Some(Body::File(source)) = body(json!({"mode": "file", "file": "a.bin"})) else {
        panic!()
    };
    assert_eq!(source.path.as_deref(), Some("a.bin"));
}
