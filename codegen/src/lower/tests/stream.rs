//! Answers that are streams, always or for those who ask.

use serde_json::{Value, json};

use super::{collection, read};
use crate::ir::{ResponseBody, Stream};

const EVENTS: &str = "event: delta\ndata: {\"a\": 1}\n\ndata: [DONE]\n\n";
const LINES: &str = "{\"a\": 1}\n{\"a\": 2}\n";
const VALUE: &str = "{\n  \"a\": 1\n}";

/// What the answer of an operation with these saved bodies is: its kind, and how it is streamed.
fn answer(bodies: &[(&str, &str)]) -> (&'static str, Option<Stream>) {
    let saved = bodies.iter().map(|(content_type, body)| {
        let header = [json!({ "key": "Content-Type", "value": content_type })];
        json!({ "name": "It", "code": 200, "header": header, "body": body })
    });
    let request = json!({ "method": "GET", "url": "https://h/a" });
    let saved: Vec<Value> = saved.collect();
    let items = json!([{ "name": "Get", "request": request, "response": saved }]);
    let case = read(&collection(Value::Null, items), "").api.operations[0]
        .responses
        .swap_remove(0);
    let kind = match case.body {
        ResponseBody::Json(_) => "json",
        ResponseBody::Text => "text",
        ResponseBody::Unknown => "unknown",
        _ => "other",
    };
    if kind == "json" {
        assert_eq!(case.examples[0].body, VALUE);
    }
    (kind, case.stream)
}

#[test]
fn an_answer_that_may_be_a_stream_decodes_as_the_json_that_it_else_is() {
    let (json, events) = (("application/json", VALUE), ("text/event-stream", EVENTS));
    assert_eq!(answer(&[json, events]), ("json", Some(Stream::Events)));
    assert_eq!(answer(&[events, json]), ("json", Some(Stream::Events)));
    let lines = ("application/x-ndjson", LINES);
    assert_eq!(answer(&[lines, json]), ("json", Some(Stream::Lines)));
    let page = ("text/html", "<p>Hello</p>");
    assert_eq!(answer(&[json, page]), ("unknown", None));
}

#[test]
fn an_answer_that_only_is_a_stream_is_text() {
    assert_eq!(
        answer(&[("text/event-stream", EVENTS)]),
        ("text", Some(Stream::Events))
    );
    assert_eq!(
        answer(&[("text/plain", EVENTS)]),
        ("text", Some(Stream::Events))
    );
    assert_eq!(
        answer(&[("text/plain", LINES)]),
        ("text", Some(Stream::Lines))
    );
    assert_eq!(answer(&[("text/plain", "id: 7\nevent: x")]), ("text", None));
    assert_eq!(answer(&[("text/plain", "well")]), ("text", None));
}
