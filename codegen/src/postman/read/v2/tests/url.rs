//! URLs.

use serde_json::json;

use super::{codes, request, url_text};
use crate::diagnostic::Code;

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
