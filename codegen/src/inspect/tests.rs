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
    read_collection(COLLECTION, hints)
}

fn read_collection(text: &str, hints: Option<&str>) -> ReadApi {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("acme.json");
    fs::write(&collection, text).unwrap();
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
    │     └─ answer 201: User  # 2 saved bodies.
    ├─ type Owner: object  # Inferred from 1 sample.
    │  └─ id: integer, optional  # In 1 of 1 samples.
    └─ type User: object  # Inferred from 2 samples.
       ├─ id: integer, required  # In 2 of 2 saved responses.
       ├─ roles: list of string, required  # In 2 of 2 saved responses.
       └─ owner: Owner, optional  # In 1 of 2 saved responses.
    ");
}

/// A collection of one item, read without hints.
fn read_item(item: &str) -> ReadApi {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("acme.json");
    let text = format!(
        r#"{{ "info": {{ "name": "Acme", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" }},
        "variable": [{{ "key": "size", "value": "3" }}], "item": [{item}] }}"#
    );
    fs::write(&collection, text).unwrap();
    generator::read(&ApiConfig::new(&collection).unwrap()).unwrap()
}

#[test]
fn the_tree_says_what_tells_of_a_fact_beside_samples() {
    let read = read_item(
        r#"{
        "name": "Save a note",
        "event": [{ "listen": "test", "script": { "exec": [
            "pm.response.to.have.status(201);",
            "pm.response.to.have.jsonSchema({ type: 'object', required: ['id'], properties: { id: { type: 'integer' }, state: { enum: ['on', 'off'] } } });"
        ] } }],
        "request": {
            "method": "POST",
            "description": "Two forms:\n```\nPOST /notes\n{\"text\": \"a\"}\n```\n```\nPOST /notes\n{\"file\": \"a\"}\n```",
            "url": { "raw": "https://acme.example/notes?kind=a&page=<integer>", "protocol": "https", "host": ["acme", "example"], "path": ["notes"],
                "query": [
                    { "key": "kind", "value": "a", "description": "(Required) Kind. (This can only be one of a,b)" },
                    { "key": "page", "value": "<integer>", "description": "Page, between 1 and 9. Defaults to 1." }
                ] },
            "body": { "mode": "raw", "raw": "{\"text\": \"<string>\", \"size\": {{size}}, \"rank\": \"{{size}}\"}", "options": { "raw": { "language": "json" } } }
        },
        "response": []
    }"#,
    );
    assert_snapshot!(text(&tree(&read)), @r"
    Acme  # From acme.json.
    ├─ Save a note: POST https://acme.example/notes
    │  ├─ query kind: Kind, required  # Required by its description. Its description lists the values. Sample: `a`.
    │  ├─ query page: integer, optional  # Default: `1`. 1 to 9 by its description. Named by an importer's placeholder.
    │  ├─ body body: SaveANoteBody, required
    │  └─ answer 201: Note  # No saved body. A test script expects it. A test script states the body.
    ├─ type NoteState: text out of a list  # Stated by a test script.
    │  ├─ on
    │  └─ off
    ├─ type Note: object  # Stated by a test script.
    │  ├─ id: integer, required  # Stated by a test script.
    │  └─ state: NoteState, optional  # Stated by a test script.
    ├─ type Kind: text out of a list
    │  ├─ a
    │  └─ b
    └─ type SaveANoteBody: one of several forms
       ├─ form text
       │  ├─ text: string, optional  # In 2 of 2 samples. Shown by JSON in the description. Named by an importer's placeholder.
       │  ├─ size: integer, optional  # In 1 of 2 samples. By the value of a variable.
       │  └─ rank: string, optional  # In 1 of 2 samples. By the value of a variable.
       └─ form file
          └─ file: string, required  # Shown by JSON in the description.
    ");
}

#[test]
fn the_hints_file_states_what_was_guessed() {
    assert_snapshot!(hints(&read(None)), @r#"
    # What was inferred for `Acme` from acme.json. Correct what is wrong, delete the rest.

    [types.Owner] # Inferred from 1 sample.
    type = "object"
    required = []
    properties.id = { type = "integer" } # In 1 of 1 samples.

    [types.User] # Inferred from 2 samples.
    type = "object"
    required = ["id", "roles"]
    properties.id = { type = "integer" } # In 2 of 2 saved responses.
    properties.roles = { type = "array", items = { type = "string" } } # In 2 of 2 saved responses.
    properties.owner = { "$ref" = "Owner" } # In 1 of 2 saved responses.

    [operations."Users / Make a user"]
    query.dry = { type = "boolean" }

    [operations."Users / Make a user".body]
    required = []
    properties.name = { type = "string" }

    [operations."Users / Make a user".responses.201]
    schema = { "$ref" = "User" }
    "#);
}

#[test]
fn the_hints_file_can_be_used_as_it_stands() {
    let plain = read(None);
    let hinted = read(Some(&hints(&plain)));
    assert_eq!(plain.names, hinted.names);
}

/// One item for each kind of body.
const BODIES: &str = r#"{
    "info": { "name": "Acme", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    "item": [
        { "name": "a", "request": { "method": "POST", "url": "https://h/a?id=1&id=2", "body": { "mode": "raw", "raw": "[{\"n\": 1}]" } } },
        { "name": "b", "request": { "method": "POST", "url": "https://h/b", "body": { "mode": "urlencoded", "urlencoded": [
            { "key": "age", "value": "<integer>", "description": "(Required)" }, { "key": "tag", "value": "x" }, { "key": "tag", "value": "y" }] } } },
        { "name": "c", "request": { "method": "POST", "url": "https://h/c", "body": { "mode": "formdata", "formdata": [
            { "key": "file", "type": "file", "src": "/a.png" }, { "key": "user", "type": "text", "value": "a" }] } } }
    ]
}"#;

#[test]
fn the_hints_file_speaks_of_every_kind_of_body_and_can_be_used_as_it_stands() {
    let plain = read_collection(BODIES, None);
    let written = hints(&plain);
    assert_snapshot!(written, @r#"
    # What was inferred for `Acme` from acme.json. Correct what is wrong, delete the rest.

    [types.AItem] # Inferred from 1 sample.
    type = "object"
    required = []
    properties.n = { type = "integer" }

    [operations.a]
    query.id = { type = "array", items = { type = "string" } }
    body = { type = "array", items = { "$ref" = "AItem" } }

    [operations.b.body]
    required = ["age"]
    properties.age = { type = "integer" } # Required by its description. Named by an importer's placeholder.
    properties.tag = { type = "array", items = { type = "string" } }

    [operations.c.body]
    required = []
    properties.file = {}
    properties.user = { type = "string" }
    "#);
    let hinted = read_collection(BODIES, Some(&written));
    let fields = |read: &ReadApi| -> Vec<String> {
        let fields = read
            .api
            .operations
            .iter()
            .flat_map(|operation| &operation.fields);
        let shown =
            fields.map(|field| format!("{} {:?} {:?}", field.name, field.type_ref, field.presence));
        shown.collect()
    };
    assert_eq!(fields(&plain), fields(&hinted));
}

/// A list for each way of going on.
const LISTS: &str = r#"{
    "info": { "name": "Acme", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    "item": [
        { "name": "a", "request": "https://h/a?page=0&size=9",
          "response": [{ "code": 200, "body": "{\"data\": [{\"n\": 1}], \"meta\": {\"total_pages\": 2}}" }] },
        { "name": "b", "request": "https://h/b?offset=0&limit=9", "response": [{ "code": 200, "body": "[{\"n\": 1}]" }] },
        { "name": "c", "request": "https://h/c?cursor=x",
          "response": [{ "code": 200, "body": "{\"list\": [{\"n\": 1}], \"next_cursor\": \"y\", \"has_more\": true}" }] },
        { "name": "d", "request": "https://h/d",
          "response": [{ "code": 200, "body": "{\"@odata.nextLink\": \"https://h/d?x\", \"value\": [{\"n\": 1}]}" }] },
        { "name": "e", "request": "https://h/e",
          "response": [{ "code": 200, "header": "Link: <https://h/e?p=2>; rel=\"next\"", "body": "[{\"n\": 1}]" }] }
    ]
}"#;

/// Two folders with a type of one name each.
const NAMESAKES: &str = r#"{
    "info": { "name": "Acme" },
    "item": [
        { "name": "Users", "item": [{ "name": "Get a user", "request": "https://acme.example/users/1",
            "response": [{ "code": 404, "body": "{\"reason\": \"\"}" }] }] },
        { "name": "Orders", "item": [{ "name": "Get an order", "request": "https://acme.example/orders/1",
            "response": [{ "code": 404, "body": "{\"code\": 1}" }] }] }
    ]
}"#;

#[test]
fn types_of_one_name_have_hints_of_their_own() {
    let plain = read_collection(NAMESAKES, None);
    let hinted = read_collection(NAMESAKES, Some(&hints(&plain)));
    assert_snapshot!(hints(&plain), @r#"
    # What was inferred for `Acme` from acme.json. Correct what is wrong, delete the rest.

    [types."users::ApiError"] # Inferred from 1 sample.
    title = "ApiError"
    type = "object"
    required = []
    properties.reason = { type = "string" } # In 1 of 1 saved responses.

    [types."orders::ApiError"] # Inferred from 1 sample.
    title = "ApiError"
    type = "object"
    required = []
    properties.code = { type = "integer" } # In 1 of 1 saved responses.

    [operations."Users / Get a user".responses.404]
    schema = { "$ref" = "users::ApiError" }

    [operations."Orders / Get an order".responses.404]
    schema = { "$ref" = "orders::ApiError" }
    "#);
    let names = |read: &ReadApi| -> Vec<String> {
        let names = read.names.types.iter();
        names.map(|names| names.name.bare().to_owned()).collect()
    };
    assert_eq!(names(&plain), ["ApiError", "ApiError"]);
    assert_eq!(names(&hinted), names(&plain));
}

#[test]
fn how_a_list_goes_on_is_shown_and_written_as_a_hint_that_says_the_same() {
    let plain = read_collection(LISTS, None);
    let shown = text(&tree(&plain));
    let pages: Vec<&str> = shown
        .lines()
        .filter(|line| line.contains("pages "))
        .collect();
    assert_snapshot!(pages.join("\n"), @r#"
    │  └─ pages style = "page", page = "page", size = "size", first = 0, items = "data", pages = "meta.total_pages"
    │  └─ pages style = "offset", offset = "offset", limit = "limit"
    │  └─ pages style = "cursor", cursor = "cursor", next = "next_cursor", items = "list", more = "has_more"
    │  └─ pages style = "address", next = ["@odata.nextLink"], items = "value"
    │  └─ pages style = "link"
    "#);
    let hinted = read_collection(LISTS, Some(&hints(&plain)));
    for (plain, hinted) in plain.api.operations.iter().zip(&hinted.api.operations) {
        assert!(plain.pagination.is_some(), "{}", plain.name);
        assert_eq!(plain.pagination, hinted.pagination);
    }
}
