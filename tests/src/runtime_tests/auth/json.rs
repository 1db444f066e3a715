//! JSON in tokens, which is written as JavaScript writes it.

use crate::runtime::auth::json::Object;

fn written(text: &str) -> String {
    Object::parse(text).unwrap().to_string()
}

#[test]
fn array_indices_come_first_in_numeric_order() {
    assert_eq!(
        written(r#"{"b":1,"10":1,"2":1,"02":1,"4294967295":1,"a":1,"4294967294":1}"#),
        r#"{"2":1,"10":1,"4294967294":1,"b":1,"02":1,"4294967295":1,"a":1}"#
    );
}

#[test]
fn the_last_of_two_members_counts_at_the_first_place() {
    assert_eq!(written(r#"{"a":1,"b":2,"a":3}"#), r#"{"a":3,"b":2}"#);
}

#[test]
fn numbers_are_doubles_in_their_shortest_form() {
    assert_eq!(
        written(
            r#"{"a":[1.0,1e3,-0.0,0.000001,1e-7,123456789012345680000,1e21,1.5e300,9007199254740993]}"#
        ),
        r#"{"a":[1,1000,0,0.000001,1e-7,123456789012345680000,1e+21,1.5e+300,9007199254740992]}"#
    );
}

#[test]
fn text_is_escaped_as_little_as_possible() {
    assert_eq!(
        written(r#"{"a\u0041":"\u00e9\/\u001f\n\"\\\u007f"}"#),
        "{\"aA\":\"é/\\u001f\\n\\\"\\\\\u{7f}\"}"
    );
}

#[test]
fn only_objects_are_read() {
    assert_eq!(written(" "), "{}");
    for text in ["[]", "1", "null", "{", "{} {}"] {
        assert_eq!(Object::parse(text), None, "{text}");
    }
}
