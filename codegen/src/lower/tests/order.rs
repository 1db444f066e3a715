//! What becomes one type does not depend on the order of the collection.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{collection, read};
use crate::generator::ReadApi;
use crate::ir::{Presence, ResponseBody, TypeKind, TypeRef};

/// Answers of one kind of thing, of which the first fits the second, and that the third, but the first not the third.
const THINGS: [&str; 6] = [
    r#"{"id": 1, "name": "a"}"#,
    r#"{"id": 1, "name": "a", "size": 1, "owner": {"id": 1, "mail": "b"}}"#,
    r#"{"id": 1, "size": 1.5, "weight": 2, "owner": {"id": 1, "mail": "b", "team": {"key": "x"}}}"#,
    r#"[{"id": 1, "name": "a", "tags": []}, {"id": 2, "name": "b", "tags": ["x"]}]"#,
    r#"[{"id": "x", "name": "a"}, {"id": "y", "name": "b"}]"#,
    r#"{"id": 1, "weight": 3, "made": "2020-01-01", "tags": ["y"]}"#,
];

/// A collection with these of the things, in this order.
fn read_in(order: &[usize]) -> ReadApi {
    let items = order.iter().map(|thing| {
        json!({
            "name": format!("Get thing {thing}"),
            "request": { "method": "GET", "url": format!("https://h/{thing}") },
            "response": [{ "name": "One", "code": 200, "body": THINGS[*thing] }]
        })
    });
    read(&collection(Value::Null, items.collect()), "")
}

/// The content of a type, down to the last member.
fn content(read: &ReadApi, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Named(id) => {
            let TypeKind::Struct(object) = &read.api.types[id.0].kind else {
                panic!("a struct");
            };
            let fields = object.fields.iter().map(|field| {
                let mark = if field.presence == Presence::Required {
                    ""
                } else {
                    "?"
                };
                let value = content(read, &field.type_ref);
                (field.name.clone(), format!("{mark}{value}"))
            });
            format!("{:?}", fields.collect::<BTreeMap<_, _>>())
        }
        TypeRef::List(inner) => format!("[{}]", content(read, inner)),
        other => format!("{other:?}"),
    }
}

/// What each operation answers with, by its name, and which of them answer with one type.
fn answers(read: &ReadApi) -> BTreeMap<String, (String, Vec<String>)> {
    let type_of = |operation: &crate::ir::Operation| match &operation.responses[0].body {
        ResponseBody::Json(TypeRef::List(inner)) => inner.as_ref().clone(),
        ResponseBody::Json(type_ref) => type_ref.clone(),
        other => panic!("{other:?}"),
    };
    let operations = &read.api.operations;
    let answers = operations.iter().map(|operation| {
        let type_ref = type_of(operation);
        let same = operations.iter().filter(|other| type_of(other) == type_ref);
        let mut same: Vec<String> = same.map(|other| other.name.clone()).collect();
        same.sort();
        (operation.name.clone(), (content(read, &type_ref), same))
    });
    answers.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_items_decides_nothing_about_types(order in Just((0..THINGS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let sorted: Vec<usize> = (0..THINGS.len()).collect();
        prop_assert_eq!(answers(&read_in(&order)), answers(&read_in(&sorted)));
    }
}

#[test]
fn the_first_in_the_collection_has_the_plain_name() {
    let named = |name: &str, body: &str| {
        json!({
            "name": name,
            "request": { "method": "GET", "url": "https://h/" },
            "response": [{ "name": "One", "code": 200, "body": body }]
        })
    };
    let items = json!([
        named("Get book of year", r#"{"id": 1, "year": 1}"#),
        named("Get book by author", r#"{"author": "a", "born": 1}"#),
    ]);
    let read = read(&collection(Value::Null, items), "");
    let ResponseBody::Json(TypeRef::Named(id)) = &read.api.operations[0].responses[0].body else {
        panic!("a named type");
    };
    assert_eq!(read.names.types[id.0].name.bare(), "Book");
}
