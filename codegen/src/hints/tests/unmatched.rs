//! What a hint says of members that are not there, however deep.

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::config::ApiConfig;
use crate::generator;

const COLLECTION: &str = r#"{
    "info": { "name": "Acme" },
    "item": [{
        "name": "a",
        "request": {
            "method": "POST",
            "url": "https://acme.example/?page=1",
            "body": { "mode": "raw", "raw": "{\"owner\": {\"mail\": \"\", \"tag\": null}, \"kind\": \"\"}" }
        },
        "response": [{ "code": 200, "body": "{\"rows\": [{\"name\": \"\"}], \"prices\": {\"2020-01-01\": 1}}" }]
    }]
}"#;

/// What is wrong with hints for the operation; nothing where they are taken.
fn outcome(hints: &str) -> String {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("acme.json");
    fs::write(&file, COLLECTION).unwrap();
    let mut api = ApiConfig::new(&file).unwrap();
    let hints_file = folder.path().join("acme.hints.toml");
    fs::write(&hints_file, format!("[operations.a]\n{hints}")).unwrap();
    api.hints = Some(hints_file);
    let read = generator::read(&api);
    let error = read.err().map(|error| error.located().to_string());
    let error = error.unwrap_or_default();
    let place = format!("{}/acme.hints.toml:", folder.path().display());
    error.replace(&place, "")
}

#[test]
fn a_member_that_is_not_there_is_told_at_its_key() {
    let hints = [
        "body.properties.owner.properties.mial.description = ''",
        "body.properties.owner.required = ['mial']",
        "body.oneOf = [{ properties.kid.rename = 'x' }]",
        "responses.200.schema.properties.row.description = ''",
        "responses.200.schema.properties.rows.items.properties.nme.description = ''",
        "pagination = { style = 'page', page = 'pgae' }",
    ];
    assert_snapshot!(hints.map(outcome).join("\n"), @r"
    2:34: the hint `operations.a.body.properties.owner.properties.mial` matches nothing in the collection; did you mean `mail`?
    2:23: the hint `operations.a.body.properties.owner.required.mial` matches nothing in the collection; did you mean `mail`?
    2:28: the hint `operations.a.body.oneOf.0.properties.kid` matches nothing in the collection; did you mean `kind`?
    2:33: the hint `operations.a.responses.200.schema.properties.row` matches nothing in the collection; did you mean `rows`?
    2:55: the hint `operations.a.responses.200.schema.properties.rows.items.properties.nme` matches nothing in the collection; did you mean `name`?
    2:32: the hint `operations.a.pagination.page` matches nothing in the collection; did you mean `page`?
    ");
}

#[test]
fn what_may_be_added_is_no_mistake() {
    let hints = [
        "body.properties.owner.properties.phone.type = 'string'",
        "body.properties.owner.properties.tag.properties.word.description = 'of what is null'",
        "responses.200.schema.properties.prices.properties.usd.description = 'of keys as data'",
        "responses.201.schema.properties.id.description = 'of an answer that is not shown'",
    ];
    assert_eq!(hints.map(outcome), [""; 4]);
}
