//! Hints for bodies that are not JSON.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::config::ApiConfig;
use crate::generator::{self, Error, ReadApi};
use crate::ir::Presence;

/// An operation with this body, read with hints for it.
fn read(body: &Value, hints: &str) -> Result<ReadApi, Error> {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("acme.json");
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let request = json!({ "method": "POST", "url": "https://h/", "body": body });
    let content = json!({
        "info": { "name": "Acme", "schema": schema },
        "item": [{ "name": "a", "request": request }]
    });
    fs::write(&collection, content.to_string()).unwrap();
    let mut api = ApiConfig::new(&collection).unwrap();
    let file = folder.path().join("acme.hints.toml");
    fs::write(&file, format!("[operations.a.body]\n{hints}")).unwrap();
    api.hints = Some(file);
    generator::read(&api)
}

/// The fields as `name: presence`, or the hints that match nothing.
fn outcome(body: &Value, hints: &str) -> String {
    match read(body, hints) {
        Ok(read) => {
            let fields = read.api.operations[0].fields.iter();
            let names = &read.names.operations[0].fields;
            let fields = fields.zip(names).map(|(field, name)| {
                let mark = if field.presence == Presence::Required {
                    ""
                } else {
                    "?"
                };
                format!("{}{mark}: {:?}", name.bare(), field.type_ref)
            });
            fields.collect::<Vec<_>>().join(", ")
        }
        Err(error) => {
            let message = error.to_string();
            let (_, unused) = message.split_once("the hint ").unwrap();
            unused.to_owned()
        }
    }
}

fn urlencoded() -> Value {
    json!({ "mode": "urlencoded", "urlencoded": [{ "key": "user", "value": "a" }, { "key": "age", "value": "1" }] })
}

fn multipart() -> Value {
    json!({ "mode": "formdata", "formdata": [
        { "key": "file", "type": "file", "src": "/a.png" }, { "key": "user", "type": "text", "value": "a" }] })
}

#[test]
fn a_form_hint_that_matches_no_entry_is_an_error() {
    let nothing = "matches nothing in the collection";
    for form in [urlencoded(), multipart()] {
        for (hints, key) in [
            ("properties.usr.description = 'Who.'", "body.properties.usr"),
            ("required = ['usr']", "body.required.usr"),
        ] {
            let expected = format!("`operations.a.{key}` {nothing}; did you mean `user`?");
            assert_eq!(outcome(&form, hints), expected);
        }
        let alternatives = outcome(&form, "oneOf = [{ required = ['user'] }]");
        assert_eq!(alternatives, format!("`operations.a.body.oneOf` {nothing}"));
    }
}

#[test]
fn a_hint_for_a_body_that_is_not_there_is_an_error() {
    let nothing = "`operations.a.body` matches nothing in the collection";
    let file = json!({ "mode": "file", "file": { "src": "/a.png" } });
    for body in [Value::Null, file] {
        assert_eq!(outcome(&body, "description = 'What.'"), nothing);
    }
}

#[test]
fn a_file_that_only_the_hints_know_is_a_file_beside_shown_parts_too() {
    let hints = "properties.scan = { type = 'string', format = 'binary' }";
    let expected = "file?: File, user?: Text, scan?: File";
    assert_eq!(outcome(&multipart(), hints), expected);
}

#[test]
fn a_hint_with_types_states_a_body_that_the_collection_does_not_show() {
    let shown = |media_type: &str, body: &Value| {
        let a = match media_type {
            "multipart/form-data" => "{ type = 'string', format = 'binary' }",
            _ => "{ type = 'string' }",
        };
        let members = format!("required = ['a']\nproperties = {{ a = {a}, b.type = 'integer' }}");
        outcome(
            body,
            &format!("contentMediaType = '{media_type}'\n{members}"),
        )
    };
    let empty = json!({ "mode": "raw", "raw": "" });
    for body in [Value::Null, empty] {
        assert_eq!(shown("multipart/form-data", &body), "a: File, b?: Integer");
        let form = shown("application/x-www-form-urlencoded", &body);
        assert_eq!(form, "a: Text, b?: Integer");
        assert_eq!(shown("application/json", &body), "a: Text, b?: Integer");
        let unnamed = outcome(&body, "properties.b.type = 'integer'");
        assert_eq!(unnamed, "b?: Integer");
    }
    let other = shown("multipart/form-data", &urlencoded());
    let nothing = "`operations.a.body.contentMediaType` matches nothing in the collection";
    assert!(other.contains(nothing), "{other}");
}

#[test]
fn a_list_of_files_is_a_file_part_that_repeats() {
    let hints = "contentMediaType = 'multipart/form-data'\nproperties.a.items.format = 'binary'";
    assert_eq!(outcome(&Value::Null, hints), "a?: List(File)");
    assert_eq!(
        outcome(&multipart(), "properties.file.type = 'array'"),
        "file?: List(File), user?: Text"
    );
}

#[test]
fn the_required_list_of_a_form_hint_holds_for_its_entries() {
    assert_eq!(
        outcome(
            &urlencoded(),
            "required = ['user']\nproperties.age.type = 'integer'"
        ),
        "user: Text, age?: Integer"
    );
    assert_eq!(
        outcome(&multipart(), "required = ['file']"),
        "file: File, user?: Text"
    );
}

#[test]
fn a_form_hint_with_a_type_adds_an_entry() {
    let hints = "properties.page = { type = 'integer', rename = 'number' }";
    assert_eq!(
        outcome(&urlencoded(), hints),
        "user?: Text, age?: Text, number?: Integer"
    );
    assert_eq!(
        outcome(&multipart(), hints),
        "file?: File, user?: Text, number?: Integer"
    );
}

#[test]
fn a_hint_for_variables_of_a_graphql_document_types_them() {
    let body = json!({ "mode": "graphql", "graphql": { "query": "query A { a }", "variables": "{\"id\": \"1\"}" } });
    let read = read(&body, "properties.variables.properties.id.rename = 'key'").unwrap();
    assert_eq!(read.names.types[0].content.fields[0].bare(), "key");
    let typo = outcome(&body, "properties.variable.description = 'x'");
    assert!(typo.ends_with("did you mean `variables`?"), "{typo}");
}

#[test]
fn a_required_member_that_a_json_body_lacks_is_an_error() {
    let body = json!({ "mode": "raw", "raw": "{\"user\": 1}", "options": { "raw": { "language": "json" } } });
    let typo = outcome(
        &body,
        "oneOf = [{ required = ['usr'] }, { required = ['new'], properties.new.type = 'string' }]",
    );
    assert!(
        typo.starts_with("`operations.a.body.oneOf.0.required.usr` matches nothing"),
        "{typo}"
    );
}
