//! Answers that hints state for many operations at once.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::config::ApiConfig;
use crate::generator::{self, Error, ReadApi};
use crate::ir::{ResponseBody, TypeRef};

const TYPES: &str = "
    [types.Problem.properties]
    title.type = 'string'
    detail.type = 'string'
    [types.Missing.properties]
    what.type = 'string'
    where.type = 'string'
";

/// A request with these saved responses: status and body.
fn item(name: &str, saved: &[(u16, &str)]) -> Value {
    let saved = saved.iter();
    let saved = saved.map(|(code, body)| json!({ "name": "Saved", "code": code, "body": body }));
    json!({
        "name": name,
        "request": { "method": "GET", "url": format!("https://h/{name}") },
        "response": saved.collect::<Vec<_>>()
    })
}

/// Reads `Users / list`, `Users / Admins / get` and `status`.
fn read(hints: &str) -> Result<ReadApi, Error> {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("acme.json");
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let saved: &[(u16, &str)] = &[(404, r#"{"code": 1}"#), (409, "")];
    let content = json!({
        "info": { "name": "Acme", "schema": schema },
        "item": [
            { "name": "Users", "item": [
                item("list", &[]),
                { "name": "Admins", "item": [item("get", saved)] }
            ] },
            item("status", &[])
        ]
    });
    fs::write(&collection, content.to_string()).unwrap();
    let mut api = ApiConfig::new(&collection).unwrap();
    let file = folder.path().join("acme.hints.toml");
    fs::write(&file, format!("{hints}\n{TYPES}")).unwrap();
    api.hints = Some(file);
    generator::read(&api)
}

/// The answers of each operation: status, type and what it means.
fn answers(hints: &str) -> Vec<String> {
    let read = read(hints).unwrap();
    let shown = read.api.operations.iter().map(|operation| {
        let cases = operation.responses.iter().map(|case| {
            let body = match &case.body {
                ResponseBody::Json(TypeRef::Named(id)) => read.names.types[id.0].name.bare(),
                ResponseBody::Empty => "nothing",
                _ => "?",
            };
            let summary = &case.docs.summary;
            format!(
                "{} {body}{}{summary}",
                case.status,
                if summary.is_empty() { "" } else { ": " }
            )
        });
        format!(
            "{}: {}",
            operation.name,
            cases.collect::<Vec<_>>().join(", ")
        )
    });
    shown.collect()
}

#[test]
fn a_class_of_failures_at_the_top_types_them_in_every_operation() {
    let hints = "[responses.4XX]\ndescription = 'Refused.'\nschema.'$ref' = 'Problem'
        [operations.status.responses.400]\nschema.'$ref' = 'Missing'";
    assert_eq!(
        answers(hints),
        [
            "list: 4XX Problem: Refused.",
            "get: 404 ApiError: Saved, 409 Problem: Saved, 4XX Problem: Refused.",
            "status: 400 Missing: Refused., 4XX Problem: Refused.",
        ]
    );
}

#[test]
fn the_nearest_hint_counts_and_a_saved_body_is_not_typed_from_afar() {
    let hints = "[responses.409]\ndescription = 'Top.'\nschema.'$ref' = 'Problem'
        [folders.Users.responses.409]\nschema.'$ref' = 'Missing'
        [folders.'Users / Admins'.responses.404]\nschema.'$ref' = 'Missing'";
    assert_eq!(
        answers(hints),
        [
            "list: 409 Missing: Top.",
            "get: 404 ApiError: Saved, 409 Missing: Saved",
            "status: 409 Problem: Top.",
        ]
    );
}

#[test]
fn an_answer_without_a_body_is_stated_for_a_folder() {
    let hints =
        "[folders.Users.responses.204]\nempty = true\n[responses.5XX]\nschema.'$ref' = 'Problem'
        [folders.Users.responses.5XX]\nschema.'$ref' = 'Missing'";
    assert_eq!(
        answers(hints),
        [
            "list: 204 nothing, 5XX Missing",
            "get: 204 nothing, 404 ApiError: Saved, 409 ?: Saved, 5XX Missing",
            "status: 5XX Problem",
        ]
    );
}

#[test]
fn hints_for_a_folder_that_is_not_there_are_an_error() {
    let hints = "[folders.Admins.responses.404]\nschema.'$ref' = 'Missing'
        [responses.404]\nschema.'$ref' = 'Problem'";
    let error = read(hints).unwrap_err().to_string();
    assert!(
        error.contains("the hint `folders.Admins` matches nothing in the collection"),
        "{error}"
    );
}
