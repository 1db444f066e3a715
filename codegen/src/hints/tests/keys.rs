//! Every key of a hints file, from the file to the emitted API.

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::{parse, path};
use crate::config::ApiConfig;
use crate::generator::{self, Error, ReadApi};
use crate::inspect;

const COLLECTION: &str = r#"{
    "info": { "name": "Acme", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    "item": [{ "name": "Things", "item": [{
        "name": "Makes a thing, and more",
        "request": {
            "method": "POST",
            "header": [{ "key": "X-Kind", "value": "a" }],
            "url": "https://acme.example/things/:id?dry=true&page=1",
            "body": { "mode": "raw", "raw": "{\"nm\": \"\", \"state\": \"on\", \"old\": 1, \"by_id\": \"\", \"by_name\": \"\"}",
                "options": { "raw": { "language": "json" } } }
        },
        "response": []
    }] }]
}"#;

/// One use of every key.
const HINTS: &str = r#"
[types.Thing]
description = "A thing."
type = "object"
required = ["id"]
properties.id = { type = "integer" }
properties.parent = { "$ref" = "Thing" }
properties.made = { type = "string", format = "date-time" }

[operations."Things / Makes a thing, and more"]
rename = "Make a thing"
description = "Makes one."
deprecated = "use another"
path.id = { type = "integer", example = 7, description = "Which." }
query.dry = { rename = "dry_run", deprecated = true }
query.page = { type = "integer", minimum = 0, default = 1, required = true }
query.sort = { type = "string", enum = ["up", "down"] }
header.x-kind = { constant = false }

[operations."Things / Makes a thing, and more".body]
required = ["nm"]
oneOf = [
    { title = "By ID", required = ["by_id"] },
    { title = "By name", required = ["by_name"] },
]
properties.nm = { rename = "name", pattern = "^[a-z]+$", minLength = 1, maxLength = 9 }
properties.state = { enum = ["on", "off"], default = "on" }
properties.old = { deprecated = true, description = "Not used." }

[operations."Things / Makes a thing, and more".responses.201]
description = "Made."
schema = { "$ref" = "Thing" }
example = { id = 1 }

[operations."Things / Makes a thing, and more".responses.202]
empty = true

[operations."Things / Makes a thing, and more".responses.404]
schema = { type = "object", properties.why = { type = "string", nullable = true } }
"#;

fn read(hints: &str) -> Result<ReadApi, Error> {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("acme.json");
    fs::write(&collection, COLLECTION).unwrap();
    let mut api = ApiConfig::new(&collection).unwrap();
    let file = folder.path().join("acme.hints.toml");
    fs::write(&file, hints).unwrap();
    api.hints = Some(file);
    generator::read(&api)
}

#[test]
fn every_key_does_what_it_says() {
    let read = read(HINTS).unwrap();
    let operation = &read.api.operations[0];
    let names = &read.names.operations[0];
    assert_eq!(
        (names.function.bare(), names.request.bare()),
        ("make_a_thing", "MakeAThing")
    );
    assert_eq!(operation.docs.summary, "Makes one.");
    assert_eq!(operation.deprecated.as_deref(), Some("use another"));
    let fields: Vec<String> = operation
        .fields
        .iter()
        .zip(&names.fields)
        .map(|(field, name)| {
            let (docs, shown) = (&field.docs, field.shown.as_ref());
            let shown = shown.or(field.example.as_ref());
            let deprecated = field.deprecated.as_deref().unwrap_or("-");
            format!(
                "{}: {} {} {shown:?} {deprecated}",
                name.bare(),
                docs.summary,
                docs.body
            )
        })
        .collect();
    assert_snapshot!(fields.join("\n"), @r#"
    id: Which.  Some(Number("7")) -
    dry_run: Query parameter `dry`.  Some(Boolean(true)) deprecated by the API
    page: Default: `1`. At least 0. Some(Number("1")) -
    sort: Query parameter `sort`.  None -
    x_kind: Header `X-Kind`.  Some(Text("a")) -
    body: The body.  None -
    "#);
    assert_snapshot!(inspect::text(&inspect::tree(&read)), @r"
    Acme  # From acme.json.
    ├─ Things
    │  └─ Makes a thing, and more: POST https://acme.example/things/{id}
    │     ├─ path id: integer, required  # Stated by the hints.
    │     ├─ query dry: boolean, optional  # Stated by the hints. Sample: `true`.
    │     ├─ query page: integer, required  # Stated by the hints. Sample: `1`.
    │     ├─ query sort: Sort, optional  # Stated by the hints.
    │     ├─ header X-Kind: string, optional  # Stated by the hints. Sample: `a`.
    │     ├─ body body: MakeAThingBody, required
    │     ├─ answer 201: Thing  # 1 saved body. The hints state the body.
    │     ├─ answer 202: nothing  # No saved body. The hints state the body.
    │     ├─ answer 404: ApiError  # No saved body. The hints state the body.
    │     └─ answer of any success: MakeAThingOutput
    ├─ type Thing: object  # Stated by the hints.
    │  ├─ id: integer, required  # Stated by the hints.
    │  ├─ parent: Thing, optional  # Stated by the hints.
    │  └─ made: string (date-time), optional  # Stated by the hints.
    ├─ type ApiError: object  # Stated by the hints.
    │  └─ why: string, optional  # Stated by the hints.
    ├─ type MakeAThingOutput: by status
    │  ├─ answer 201: Thing
    │  └─ answer 202: nothing
    ├─ type Sort: text out of a list  # Stated by the hints.
    │  ├─ up
    │  └─ down
    ├─ type State: text out of a list  # Stated by the hints.
    │  ├─ on
    │  └─ off
    └─ type MakeAThingBody: one of several forms  # Stated by the hints.
       ├─ form By ID
       │  ├─ nm: string, required  # Stated by the hints.
       │  ├─ state: State, optional  # Stated by the hints.
       │  ├─ old: integer, optional  # Stated by the hints.
       │  └─ by_id: string, required
       └─ form By name
          ├─ nm: string, required  # Stated by the hints.
          ├─ state: State, optional  # Stated by the hints.
          ├─ old: integer, optional  # Stated by the hints.
          └─ by_name: string, required
    ");
    assert_eq!(operation.responses[0].examples[0].body, r#"{"id":1}"#);
}

#[test]
fn a_hint_that_matches_nothing_is_an_error_that_says_what_was_meant() {
    for (hints, message) in [
        (
            "[operations.\"Things / Make a thing, and more\"]\nrename = \"x\"",
            "Things / Makes a thing, and more",
        ),
        (
            "[operations.\"Things / Makes a thing, and more\"]\nquery.dri.rename = \"x\"",
            "dry",
        ),
        (
            "[operations.\"Things / Makes a thing, and more\"]\nheader.x-kin.rename = \"x\"",
            "X-Kind",
        ),
        (
            "[operations.\"Things / Makes a thing, and more\"]\npath.ids.rename = \"x\"",
            "id",
        ),
        (
            "[operations.\"Things / Makes a thing, and more\"]\nbody.properties.stat.rename = \"x\"",
            "state",
        ),
        (
            "[operations.\"Things / Makes a thing, and more\"]\nquery.dry = { \"$ref\" = \"Thingy\" }\n[types.Thing]\ntype = \"string\"",
            "Thing",
        ),
        ("[types.Thing]\ntype = \"string\"", "Thing"),
    ] {
        let error = match read(hints) {
            Ok(_) => panic!("{hints} is taken"),
            Err(error) => error.to_string(),
        };
        assert!(error.contains(message), "{hints}: {error}");
    }
}

#[test]
fn headers_are_found_in_any_case() {
    let hints = parse("[operations.a.header.X-Trace]\nconstant = true\n");
    let operation = hints.operation(&path(&["a"]), None).expect("the operation");
    assert!(operation.header.get_ignoring_case("x-trace").is_some());
    assert!(hints.unused().is_empty());
}
