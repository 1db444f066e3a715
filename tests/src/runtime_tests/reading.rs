//! How values are read: members in any order, missing, null, unknown; lists, maps, unions and enums.

use std::collections::BTreeMap;

use serde_json::{Number, Value, json};

use crate::runtime::codec::{self, Failed, Shape, Source, forms, object, open_enum};
use crate::runtime::slot::{Place, Slot};
use crate::runtime::union::{first_form, member};
use crate::runtime::{IntegerOrText, Nullable};

#[derive(Debug, PartialEq)]
struct Book {
    id: i64,
    title: Option<String>,
    r#type: Option<Nullable<String>>,
}

object! {
    Book
    required {
        id = "id",
    }
    optional {
        title = "title",
    }
    nullable {
        r#type = "type",
    }
}

#[derive(Debug, PartialEq)]
struct Open {
    id: i64,
    note: Option<String>,
    other: BTreeMap<String, Value>,
}

object! {
    Open
    required {
        id = "id",
    }
    optional {
        note = "note",
    }
    unknown { other }
}

#[derive(Debug, PartialEq)]
struct Sparse {
    note: Option<String>,
    other: BTreeMap<String, Value>,
}

object! {
    Sparse
    optional {
        note = "note",
    }
    unknown { other }
}

#[derive(Debug, PartialEq)]
struct Empty {}

object! {
    Empty
}

#[derive(Debug, PartialEq)]
struct Upper(String);

impl From<&str> for Upper {
    fn from(text: &str) -> Self {
        Self(text.to_uppercase())
    }
}

open_enum!(Upper);

#[derive(Debug, PartialEq)]
enum Closed {
    Id(i64),
}

impl Closed {
    fn read_id(value: &Value, _: bool) -> Option<Self> {
        member(value, "id").map(Self::Id)
    }
}

forms! {
    Closed {
        read_id,
    }
}

/// The value, or the message of the failure.
fn read<T: codec::Read>(text: &str) -> Result<T, String> {
    let mut json = serde_json::Deserializer::from_str(text);
    codec::deserialize(&mut json).map_err(|error| error.to_string())
}

fn book(id: i64) -> Book {
    Book {
        id,
        title: None,
        r#type: None,
    }
}

#[test]
fn members_come_in_any_order_and_unknown_ones_are_left_out() {
    let text = r#"{"x": [{"id": 3}], "type": "a", "title": "b", "\u0069d": 1, "y": null}"#;
    let whole = Book {
        title: Some("b".to_owned()),
        r#type: Some("a".into()),
        ..book(1)
    };
    assert_eq!(read(text), Ok(whole));
}

#[test]
fn null_is_absent_for_an_optional_member_and_a_value_for_a_nullable_one() {
    let null = Book {
        r#type: Some(Nullable::Null),
        ..book(1)
    };
    assert_eq!(read(r#"{"id": 1, "title": null, "type": null}"#), Ok(null));
    assert_eq!(read(r#"{"id": 1}"#), Ok(book(1)));
    let error = read::<Book>(r#"{"id": null}"#).unwrap_err();
    assert!(
        error.starts_with("invalid type: null, expected i64"),
        "{error}"
    );
}

#[test]
fn a_missing_member_and_another_value_are_told_with_their_place() {
    let failures = [
        read::<Book>(r#"{"title": "a"}"#).unwrap_err(),
        read::<Open>(r#"{"title": "a"}"#).unwrap_err(),
        read::<Book>("[1]").unwrap_err(),
        read::<Vec<Book>>("[{}]").unwrap_err(),
        read::<Closed>(r#"{"no": 1}"#).unwrap_err(),
    ];
    insta::assert_snapshot!(failures.join("\n"), @"
    missing field `id` at line 1 column 14
    missing field `id` at line 1 column 14
    invalid type: sequence, expected an object (Book) at line 1 column 0
    missing field `id` at line 1 column 3
    none of the known forms
    ");
}

#[test]
fn the_last_of_equal_names_counts() {
    assert_eq!(read(r#"{"id": 1, "id": 2}"#), Ok(book(2)));
}

#[test]
fn unknown_members_are_kept_where_a_field_is_for_them() {
    let text = r#"{"a": 1, "id": 2, "note": null, "b": [true]}"#;
    let other: BTreeMap<String, Value> =
        [("a".to_owned(), json!(1)), ("b".to_owned(), json!([true]))].into();
    let open = Open {
        id: 2,
        note: None,
        other: other.clone(),
    };
    assert_eq!(read(text), Ok(open));
    let sparse: Sparse = read(text).unwrap();
    assert_eq!(sparse.other.len(), other.len() + 1);
    assert_eq!(read(r#"{"a": {}}"#), Ok(Empty {}));
}

#[test]
fn lists_maps_boxes_and_numbers() {
    assert_eq!(
        read(r#"[{"id": 1}, {"id": 2}]"#),
        Ok(vec![book(1), book(2)])
    );
    let map: BTreeMap<String, Option<u64>> = read(r#"{"a": 1, "b": null}"#).unwrap();
    assert_eq!(
        map,
        [("a".to_owned(), Some(1)), ("b".to_owned(), None)].into()
    );
    assert_eq!(read("{\"id\": 1}"), Ok(Box::new(book(1))));
    assert_eq!(read("-0.5"), Ok(-0.5));
    assert_eq!(read("18446744073709551615"), Ok(Number::from(u64::MAX)));
    assert_eq!(read("7"), Ok(IntegerOrText::Integer(7)));
    assert_eq!(read("\"7\""), Ok(IntegerOrText::Text("7".to_owned())));
    assert!(read::<IntegerOrText>("7.5").is_err());
    assert_eq!(read("{\"id\": 5}"), Ok(Closed::Id(5)));
}

#[test]
fn an_open_enum_takes_any_text_and_nothing_else() {
    assert_eq!(read("\"a\\nb\""), Ok(Upper("A\nB".to_owned())));
    assert!(read::<Upper>("1").is_err());
}

/// An object of integers with any names.
struct Integers {
    shape: Shape,
    values: Vec<Option<i64>>,
}

impl Place for Integers {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Failed> {
        let mut slots: Vec<Slot<'_>> = self.values.iter_mut().map(Slot::Integer).collect();
        source.object(&self.shape, &mut slots)
    }

    fn is_empty(&self) -> bool {
        false
    }
}

/// The values of members that all must be there.
fn integers(names: Vec<String>, text: &str) -> Result<Vec<Option<i64>>, String> {
    let names: Vec<&'static str> = names.into_iter().map(|name| &*name.leak()).collect();
    let mut place = Integers {
        values: vec![None; names.len()],
        shape: Shape {
            expected: "integers",
            required: names.len(),
            optional: 0,
            names: names.leak(),
        },
    };
    let mut json = serde_json::Deserializer::from_str(text);
    match crate::runtime::deserialize::fill(&mut place, &mut json) {
        Ok(()) => Ok(place.values),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn a_name_is_not_taken_for_one_that_differs_in_one_letter() {
    for length in 1..40 {
        let name = "n".repeat(length);
        for place in 0..length {
            let mut other = name.clone();
            other.replace_range(place..=place, "m");
            let text = format!("{{\"{other}\": 2, \"{name}\": 1}}");
            assert_eq!(integers(vec![name.clone()], &text), Ok(vec![Some(1)]));
        }
    }
}

#[test]
fn a_missing_member_is_noticed_however_many_there_are() {
    for count in [1, 63, 64, 65, 130] {
        let names: Vec<String> = (0..count).map(|index| format!("n{index}")).collect();
        for left_out in [0, count / 2, count - 1] {
            let members = names.iter().enumerate();
            let members = members.filter(|(index, _)| *index != left_out);
            let mut members: Vec<String> = members
                .map(|(index, name)| format!("\"{name}\": {index}"))
                .collect();
            members.extend(["\"x\": 1".to_owned(), "\"y\": 1".to_owned()]);
            let failure = integers(names.clone(), &format!("{{{}}}", members.join(",")));
            let expected = format!("missing field `n{left_out}`");
            assert!(
                failure.unwrap_err().starts_with(&expected),
                "{count} {left_out}"
            );
        }
    }
}
