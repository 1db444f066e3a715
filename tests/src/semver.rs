//! Changes of a collection whose verdict is compared with that of cargo-semver-checks.
//!
//! `cargo run -p tests --bin semver` writes an old and a new crate with one module a case, runs cargo-semver-checks on
//! the two and prints `tests/fixtures/semver.md`. A test holds the verdicts of `postwright diff` against that table.

use std::path::Path;
use std::{fs, io};

use postwright::config::ApiConfig;
use postwright::diff::{self, Side, Verdict};
use postwright::generator::{self, ReadApi};
use postwright::name::ApiLock;
use serde_json::{Value, json};

/// A change of the collection that [`shop`] gives.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The name, which is the module's too.
    pub name: &'static str,
    /// Makes the change.
    pub edit: fn(&mut Value),
    /// Why cargo-semver-checks sees no break where `postwright diff` does; empty where both agree.
    pub why: &'static str,
}

const UNSEEN_TYPE: &str = "it does not compare the types of fields and results";
const UNSEEN_RUN: &str = "it knows nothing of what happens when the client is built";

/// All cases.
#[allow(
    clippy::semicolon_if_nothing_returned,
    reason = "one expression a case reads better"
)]
pub const CASES: [Case; 24] = [
    Case {
        name: "description_changed",
        edit: |c| c["item"][0]["item"][0]["request"]["description"] = json!("All."),
        why: "",
    },
    Case {
        name: "operation_added",
        edit: |c| items(c, 0).push(get("Count users", "users/count")),
        why: "",
    },
    Case {
        name: "operation_removed",
        edit: |c| drop(items(c, 0).pop()),
        why: "",
    },
    Case {
        name: "operation_renamed",
        edit: |c| c["item"][0]["item"][1]["name"] = json!("Fetch a user"),
        why: "",
    },
    Case {
        name: "operation_moved",
        edit: |c| {
            let item = items(c, 0).remove(1);
            items(c, 1).push(item);
        },
        why: "",
    },
    Case {
        name: "operations_reordered",
        edit: |c| items(c, 0).swap(0, 1),
        why: "",
    },
    Case {
        name: "method_changed",
        edit: |c| c["item"][0]["item"][2]["request"]["method"] = json!("PUT"),
        why: "",
    },
    Case {
        name: "query_parameter_added",
        edit: |c| {
            c["item"][0]["item"][0]["request"]["url"] =
                json!("https://{{host}}/users?page=1&size=2")
        },
        why: "",
    },
    Case {
        name: "query_parameter_removed",
        edit: |c| c["item"][0]["item"][0]["request"]["url"] = json!("https://{{host}}/users"),
        why: "",
    },
    Case {
        name: "query_parameter_of_another_type",
        edit: |c| {
            c["item"][0]["item"][0]["request"]["url"] = json!("https://{{host}}/users?page=next")
        },
        why: UNSEEN_TYPE,
    },
    Case {
        name: "path_parameter_added",
        edit: |c| {
            c["item"][0]["item"][1]["request"]["url"] =
                json!("https://{{host}}/teams/:team/users/:id")
        },
        why: "",
    },
    Case {
        name: "body_member_added",
        edit: |c| {
            c["item"][0]["item"][2]["request"]["body"]["raw"] =
                json!("{\"name\": \"Ada\", \"age\": 36}")
        },
        why: "",
    },
    Case {
        name: "body_member_removed",
        edit: |c| c["item"][0]["item"][2]["request"]["body"]["raw"] = json!("{}"),
        why: "",
    },
    Case {
        name: "folder_added",
        edit: |c| folders(c).push(json!({ "name": "Bills", "item": [get("List bills", "bills")] })),
        why: "",
    },
    Case {
        name: "folder_removed",
        edit: |c| drop(folders(c).pop()),
        why: "",
    },
    Case {
        name: "folder_renamed",
        edit: |c| c["item"][0]["name"] = json!("People"),
        why: "",
    },
    Case {
        name: "answer_field_added",
        edit: |c| {
            answer(
                c,
                "{\"id\": 1, \"name\": \"Ada\", \"state\": \"open\", \"age\": 36}",
            )
        },
        why: "",
    },
    Case {
        name: "answer_field_removed",
        edit: |c| answer(c, "{\"id\": 1, \"state\": \"open\"}"),
        why: "",
    },
    Case {
        name: "answer_field_of_another_type",
        edit: |c| {
            answer(
                c,
                "{\"id\": \"a-1\", \"name\": \"Ada\", \"state\": \"open\"}",
            )
        },
        why: UNSEEN_TYPE,
    },
    Case {
        name: "answer_added",
        edit: |c| c["item"][1]["item"][0]["response"] = response("{\"count\": 1, \"open\": 2}"),
        why: UNSEEN_TYPE,
    },
    Case {
        name: "answer_removed",
        edit: |c| c["item"][0]["item"][1]["response"] = json!([]),
        why: "",
    },
    Case {
        name: "host_variable_added",
        edit: |c| {
            c["item"][1]["item"][0]["request"]["url"] = json!("https://{{orders_host}}/orders")
        },
        why: "",
    },
    Case {
        name: "credential_added",
        edit: |c| {
            c["auth"] =
                json!({ "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}" }] })
        },
        why: UNSEEN_RUN,
    },
    Case {
        name: "everything_removed",
        edit: |c| folders(c).clear(),
        why: "",
    },
];

/// The collection that cases change.
pub fn shop() -> Value {
    let mut list = get("List users", "users?page=1");
    list["response"] = response("[{\"login\": \"ada\", \"mail\": \"a@b.example\"}]");
    let mut one = get("Get a user", "users/:id");
    one["response"] = response("{\"id\": 1, \"name\": \"Ada\", \"state\": \"open\"}");
    let mut add = get("Add a user", "users");
    add["request"]["method"] = json!("POST");
    add["request"]["body"] = json!({ "mode": "raw", "raw": "{\"name\": \"Ada\"}", "options": { "raw": { "language": "json" } } });
    json!({
        "info": { "name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
        "item": [
            { "name": "Users", "item": [list, one, add] },
            { "name": "Orders", "item": [get("List orders", "orders")] }
        ]
    })
}

fn folders(collection: &mut Value) -> &mut Vec<Value> {
    members(&mut collection["item"])
}

fn items(collection: &mut Value, folder: usize) -> &mut Vec<Value> {
    members(&mut collection["item"][folder]["item"])
}

fn members(value: &mut Value) -> &mut Vec<Value> {
    if !value.is_array() {
        *value = json!([]);
    }
    match value {
        Value::Array(list) => list,
        _ => unreachable!("it was made an array"),
    }
}

fn get(name: &str, path: &str) -> Value {
    json!({ "name": name, "request": { "method": "GET", "url": format!("https://{{{{host}}}}/{path}") } })
}

fn response(body: &str) -> Value {
    json!([{ "name": "OK", "code": 200, "header": [{ "key": "Content-Type", "value": "application/json" }], "body": body }])
}

fn answer(collection: &mut Value, body: &str) {
    collection["item"][0]["item"][1]["response"] = response(body);
}

/// A case before and after the change, the second with the names of the first.
///
/// # Errors
///
/// When the collections cannot be written to `folder` or read again.
pub fn read(case: &Case, folder: &Path) -> io::Result<[ReadApi; 2]> {
    let mut collection = shop();
    let before = read_one(case, &collection, &folder.join("old"), &ApiLock::default())?;
    (case.edit)(&mut collection);
    let after = read_one(case, &collection, &folder.join("new"), &before.lock)?;
    Ok([before, after])
}

fn read_one(case: &Case, collection: &Value, folder: &Path, lock: &ApiLock) -> io::Result<ReadApi> {
    fs::create_dir_all(folder)?;
    let file = folder.join(format!("{}.json", case.name));
    fs::write(&file, collection.to_string())?;
    let config = ApiConfig::new(&file).map_err(io::Error::other)?;
    generator::read_with(&config, lock).map_err(io::Error::other)
}

/// What `postwright diff` says.
pub fn verdict([before, after]: &[ReadApi; 2]) -> Verdict {
    let [old, new] = [before, after].map(|read| Side::new(&read.api, &read.names));
    diff::compare(old, new).verdict()
}
