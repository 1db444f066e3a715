use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::{hints, text, tree};
use crate::config::ApiConfig;
use crate::generator::{self, ReadApi};

const COLLECTION: &str = r#"{
    "info": { "name": "Acme", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    "item": [{ "name": "Users", "item": [{
        "name": "Make a user",
        "request": {
            "method": "POST",
            "url": "https://acme.example/users?dry=true",
            "body": { "mode": "raw", "raw": "{\"name\": \"Ada\"}", "options": { "raw": { "language": "json" } } }
        },
        "response": [
            { "name": "Made", "code": 201, "body": "{\"id\": 1, \"roles\": [\"admin\"], \"owner\": {\"id\": 2}}" },
            { "name": "Again", "code": 201, "body": "{\"id\": 3, \"roles\": []}" }
        ]
    }] }]
}"#;

fn read(hints: Option<&str>) -> ReadApi {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("acme.json");
    fs::write(&collection, COLLECTION).unwrap();
    let mut api = ApiConfig::new(&collection).unwrap();
    if let Some(hints) = hints {
        let file = folder.path().join("acme.hints.toml");
        fs::write(&file, hints).unwrap();
        api.hints = Some(file);
    }
    generator::read(&api).unwrap()
}

#[test]
fn the_tree_shows_every_fact_with_its_evidence() {
    assert_snapshot!(text(&tree(&read(None))), @r"
    Acme  # From acme.json.
    ├─ Users
    │  └─ Make a user: POST https://acme.example/users
    │     ├─ query dry: boolean, optional  # Sample: `true`.
    │     ├─ body name: string, optional  # Sample: `Ada`.
    │     └─ answer 201: MakeUser  # 2 saved bodies.
    ├─ type MakeUserOwner: object  # Inferred from 1 sample.
    │  └─ id: integer, optional  # In 1 of 1 samples.
    └─ type MakeUser: object  # Inferred from 2 samples.
       ├─ id: integer, required  # In 2 of 2 saved responses.
       ├─ roles: list of string, required  # In 2 of 2 saved responses.
       └─ owner: MakeUserOwner, optional  # In 1 of 2 saved responses.
    ");
}

#[test]
fn the_hints_file_states_what_was_guessed() {
    assert_snapshot!(hints(&read(None)), @r#"
    # What was inferred for `Acme` from acme.json. Correct what is wrong, delete the rest.

    [types.MakeUserOwner] # Inferred from 1 sample.
    type = "object"
    required = []
    properties.id = { type = "integer" } # In 1 of 1 samples.

    [types.MakeUser] # Inferred from 2 samples.
    type = "object"
    required = ["id", "roles"]
    properties.id = { type = "integer" } # In 2 of 2 saved responses.
    properties.roles = { type = "array", items = { type = "string" } } # In 2 of 2 saved responses.
    properties.owner = { "$ref" = "MakeUserOwner" } # In 1 of 2 saved responses.

    [operations."Users / Make a user"]
    query.dry = { type = "boolean" }

    [operations."Users / Make a user".body]
    required = []
    properties.name = { type = "string" }

    [operations."Users / Make a user".responses.201]
    schema = { "$ref" = "MakeUser" }
    "#);
}

#[test]
fn the_hints_file_can_be_used_as_it_stands() {
    let plain = read(None);
    let hinted = read(Some(&hints(&plain)));
    assert_eq!(plain.names, hinted.names);
}
