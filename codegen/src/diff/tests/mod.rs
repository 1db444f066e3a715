//! What each difference is called and counts as.

mod edits;
mod stability;
mod verdicts;

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::{
    config::ApiConfig,
    generator::{self, ReadApi},
    name::ApiLock,
};

/// Reads a collection with the names that were given before.
fn read(collection: &Value, lock: &ApiLock) -> ReadApi {
    read_with_hints(collection, "", lock)
}

fn read_with_hints(collection: &Value, hints: &str, lock: &ApiLock) -> ReadApi {
    let folder = TempDir::new().unwrap();
    let (file, hints_file) = (
        folder.path().join("shop.json"),
        folder.path().join("hints.toml"),
    );
    fs::write(&file, serde_json::to_vec(collection).unwrap()).unwrap();
    fs::write(&hints_file, hints).unwrap();
    let mut config = ApiConfig::new(&file).unwrap();
    config.hints = Some(hints_file);
    generator::read_with(&config, lock).unwrap()
}

fn compared(old: &ReadApi, new: &ReadApi) -> Comparison {
    compare(side(old), side(new))
}

fn side(read: &ReadApi) -> Side<'_> {
    Side::new(&read.api, &read.names)
}

#[allow(clippy::needless_pass_by_value, reason = "callers make it on the spot")]
fn collection(items: Value) -> Value {
    json!({
        "info": {
            "name": "Shop",
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
        },
        "item": items
    })
}

fn get(name: &str, url: &str) -> Value {
    json!({ "name": name, "request": { "method": "GET", "url": url } })
}

fn post(name: &str, url: &str, body: &str) -> Value {
    json!({
        "name": name,
        "request": {
            "method": "POST",
            "url": url,
            "body": { "mode": "raw", "raw": body, "options": { "raw": { "language": "json" } } }
        }
    })
}

/// An item with a saved answer.
fn answers(mut item: Value, body: &str) -> Value {
    item["response"] = json!([{
        "name": "OK",
        "code": 200,
        "header": [{ "key": "Content-Type", "value": "application/json" }],
        "body": body
    }]);
    item
}
