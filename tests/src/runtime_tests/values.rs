//! Parameter values and value types.

use serde_json::json;

use crate::runtime::{File, IntegerOrText, Nullable, Parameter};

fn texts(value: &dyn Parameter) -> Vec<String> {
    let mut texts = Vec::new();
    value.each(&mut |value| texts.push(value.to_string()));
    texts
}

#[test]
fn absent_single_and_repeated() {
    assert!(texts(&None::<i64>).is_empty());
    assert_eq!(texts(&Some("a")), ["a"]);
    assert_eq!(texts(&vec!["a".to_owned(), "b".to_owned()]), ["a", "b"]);
    assert!(texts(&Vec::<i64>::new()).is_empty());
    assert_eq!(texts(&Some(vec![Some(1_i64), None, Some(3)])), ["1", "3"]);
}

#[test]
fn scalars_as_text() {
    assert_eq!(texts(&true), ["true"]);
    assert_eq!(texts(&1.0_f64), ["1"]);
    assert_eq!(texts(&u64::MAX), ["18446744073709551615"]);
    assert_eq!(texts(&Nullable::<i64>::Null), [""]);
    assert_eq!(texts(&IntegerOrText::from("a")), ["a"]);
    assert_eq!(texts(&json!("a")), ["a"]);
    assert_eq!(texts(&json!({ "a": [1, null] })), [r#"{"a":[1,null]}"#]);
}

#[test]
fn integer_or_text_keeps_what_it_read() {
    let both: Vec<IntegerOrText> = serde_json::from_str(r#"[1, "1"]"#).unwrap();
    assert_eq!(
        both,
        [
            IntegerOrText::Integer(1),
            IntegerOrText::Text("1".to_owned())
        ]
    );
    assert_eq!(serde_json::to_string(&both).unwrap(), r#"[1,"1"]"#);
    assert!(serde_json::from_str::<IntegerOrText>("1.5").is_err());
    assert!(serde_json::from_str::<IntegerOrText>("18446744073709551615").is_err());
}

#[test]
fn null_is_kept_apart_from_a_value() {
    let both: Vec<Nullable<i64>> = serde_json::from_str("[null, 1]").unwrap();
    assert_eq!(both, [Nullable::Null, Nullable::Value(1)]);
    assert_eq!(serde_json::to_string(&both).unwrap(), "[null,1]");
}

#[test]
fn debug_of_a_file_leaves_its_content_out() {
    let file = File::new("a.txt", "secret");
    assert_eq!(
        format!("{file:?}"),
        r#"File { name: "a.txt", bytes: 6, .. }"#
    );
}
