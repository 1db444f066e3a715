//! Pointers into texts as people and tools write them.

use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn at(name: &str, text: &str, pointer: &str) -> String {
    text[locate(Path::new(name), text, &[pointer])[0].clone()].to_owned()
}

#[test]
fn a_json_pointer_names_the_value_or_the_key_of_a_container() {
    let text = r#"{"info": {"name": "a \" b"}, "item": [{"x": 1}, {"request": {"url": {"raw": null}}}], "a/b~c": true}"#;
    assert_eq!(at("c.json", text, "/info/name"), r#""a \" b""#);
    assert_eq!(at("c.json", text, "/info"), r#""info""#);
    assert_eq!(at("c.json", text, "/item/1"), "{");
    assert_eq!(at("c.json", text, "/item/0/x"), "1");
    assert_eq!(at("c.json", text, "/item/1/request/url/raw"), "null");
    assert_eq!(at("c.json", text, "/a~1b~0c"), "true");
    assert_eq!(at("c.json", text, ""), "{");
}

#[test]
fn a_pointer_that_leads_nowhere_names_the_nearest_place_above() {
    let text = r#"{"item": [{"name": "x"}]}"#;
    assert_eq!(at("c.json", text, "/item/0/request/url"), "{");
    assert_eq!(at("c.json", text, "/item/7"), r#""item""#);
    assert_eq!(at("c.json", text, "/item/0/name/deeper"), r#""x""#);
}

#[test]
fn keys_with_escapes_and_the_last_of_two_equal_keys_are_found() {
    assert_eq!(at("c.json", r#"{"\u0061": 1}"#, "/a"), "1");
    assert_eq!(at("c.json", r#"{"a": 1, "a": 2}"#, "/a"), "2");
}

#[test]
fn broken_json_and_a_byte_order_mark_do_no_harm() {
    for text in [
        "",
        "{",
        "{\"a\"",
        "{\"a\": [1, ",
        "]",
        "\"",
        "{\"a\": \"\\",
        "{\"a\" 1}",
    ] {
        locate(Path::new("c.json"), text, &["/a/1", ""]);
    }
    assert_eq!(at("c.json", "\u{feff}{\"a\": 1}", "/a"), "1");
    let deep = "[".repeat(200_000);
    locate(Path::new("c.json"), &deep, &["/1"]);
}

#[test]
fn a_yaml_pointer_names_the_value_or_the_key_of_a_container() {
    let text = "\
# comment
$kind: http-request
url: \"https://x\"  # trailing
headers:
  - key: Accept
    value: '*/*'
  - key: X
body:
  type: json
  content: |-
    {
      \"type\": 1
    }
auth:
  type: bearer
empty:
- one
- two
";
    assert_eq!(at("r.yaml", text, "/url"), "\"https://x\"");
    assert_eq!(at("r.yaml", text, "/headers"), "headers");
    assert_eq!(at("r.yaml", text, "/headers/0/value"), "'*/*'");
    assert_eq!(at("r.yaml", text, "/headers/1"), "-");
    assert_eq!(at("r.yaml", text, "/headers/1/key"), "X");
    assert_eq!(at("r.yaml", text, "/body/content"), "content");
    assert_eq!(at("r.yaml", text, "/auth/type"), "bearer");
    assert_eq!(at("r.yaml", text, "/empty/1"), "two");
    assert_eq!(at("r.yaml", text, "/auth/credentials/0"), "auth");
}

/// Any JSON value of a few levels.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((".{0,4}", inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Every pointer into `value` that leads to a plain value.
fn plain_pointers(value: &Value, place: &str, pointers: &mut Vec<String>) {
    match value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                plain_pointers(element, &format!("{place}/{index}"), pointers);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                plain_pointers(member, &format!("{place}/{key}"), pointers);
            }
        }
        _ => pointers.push(place.to_owned()),
    }
}

proptest! {
    #[test]
    fn every_plain_value_of_any_json_is_found(value in any_json(), is_pretty: bool) {
        let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let mut pointers = Vec::new();
        plain_pointers(&value, "", &mut pointers);
        let wanted: Vec<&str> = pointers.iter().map(String::as_str).collect();
        for (pointer, span) in wanted.iter().zip(locate(Path::new("c.json"), &text, &wanted)) {
            let found: Value = serde_json::from_str(&text[span]).unwrap();
            prop_assert_eq!(Some(&found), value.pointer(pointer));
        }
    }

    #[test]
    fn any_text_is_searched_without_harm(text in "[-{}\\[\\]:,\"'a |#\\n\\\\é]{0,60}") {
        for name in ["c.json", "r.yaml"] {
            for span in locate(Path::new(name), &text, &["", "/a", "/0/a", "/a/1"]) {
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
