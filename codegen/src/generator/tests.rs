//! What the stages together decide.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;

/// An API with two folders and that many requests, half of them in each.
fn api(requests: usize, folder_features: Option<bool>) -> ReadApi {
    let item = |index: usize| json!({ "name": format!("Get {index}"), "request": format!("https://{{{{host}}}}/{index}") });
    let folder = |name: &str, parity: usize| {
        let items: Vec<Value> = (0..requests)
            .filter(|index| index % 2 == parity)
            .map(item)
            .collect();
        json!({ "name": name, "item": items })
    };
    let collection = json!({
        "info": { "name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
        "item": [folder("Users", 0), folder("Orders", 1), item(requests)]
    });
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("shop.json");
    fs::write(&file, collection.to_string()).unwrap();
    let config = ApiConfig {
        folder_features,
        ..ApiConfig::new(&file).unwrap()
    };
    read(&config).unwrap()
}

#[test]
fn folders_get_features_when_there_is_much_to_compile() {
    let has_features = |requests, asked| api(requests, asked).api.options.folder_features;
    assert!(
        !has_features(149, None),
        "150 with the one that stands in no folder"
    );
    assert!(has_features(150, None));
    assert!(has_features(2, Some(true)));
    assert!(!has_features(150, Some(false)));
    assert!(!has_features(1, Some(true)), "one folder leaves no choice");
}

#[test]
fn round_trips_bring_the_examples_that_their_tests_write() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("shop.json");
    fs::write(&file, r#"{ "info": {}, "item": [] }"#).unwrap();
    let has_examples = |round_trip| {
        let config = ApiConfig {
            examples: false,
            round_trip,
            ..ApiConfig::new(&file).unwrap()
        };
        read(&config).unwrap().api.options.examples
    };
    assert!(has_examples(true));
    assert!(!has_examples(false));
}

#[test]
fn examples_go_by_the_root_of_the_crate_unless_the_module_hides_a_folder_there() {
    for (module, import) in [
        ("shop", "/// use client::users::Get0;"),
        ("users", "/// use client::users::users::Get0;"),
    ] {
        let mut read = api(2, None);
        read.api.module = module.to_owned();
        let files = files(&Output::new(Path::new("client"), Layout::Crate), &[&read]);
        let path = format!("src/{module}/users.rs");
        let folder = files.iter().find(|file| file.path == path).unwrap();
        assert!(folder.text.contains(import), "{}", folder.text);
    }
}

#[test]
fn every_feature_that_code_asks_for_is_one_of_the_crate() {
    let read = api(4, Some(true));
    let files = files(&Output::new(Path::new("shop"), Layout::Crate), &[&read]);
    let manifest = files.iter().find(|file| file.path == "Cargo.toml").unwrap();
    let manifest: toml::Table = manifest.text.parse().unwrap();
    let declared = manifest["features"].as_table().unwrap();
    assert_eq!(
        declared["shop"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(toml::Value::as_str)
            .collect::<Vec<_>>(),
        ["shop-orders", "shop-users"]
    );
    let all: String = files.iter().map(|file| file.text.as_str()).collect();
    let asked = all
        .split("feature = \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let asked: BTreeSet<&str> = asked.collect();
    assert!(asked.contains("shop-core") && asked.contains("shop-users"));
    let missing = asked
        .into_iter()
        .filter(|name| !declared.contains_key(*name));
    assert_eq!(missing.collect::<Vec<_>>(), [""; 0]);
}

/// A token that is known by its look, other than those of other places.
fn token(place: &str) -> String {
    format!("ghp_{place:0<36}")
}

#[test]
fn no_literal_secret_reaches_the_output_wherever_it_stands() {
    let pair = |place: &str| json!({ "key": place, "value": token(place) });
    let url = json!({
        "protocol": "https",
        "host": ["{{host}}"],
        "auth": { "user": "u", "password": token("userinfo") },
        "path": ["a", token("segment"), ":variable", ":apiKey"],
        "variable": [pair("variable"), { "key": "apiKey", "value": "hunter22" }],
        "query": [pair("query"), { "key": "page", "value": "1", "description": token("parameter") }],
    });
    let body = json!({ "mode": "raw", "raw": json!({ "deep": [pair("body")] }).to_string() });
    let form = json!({ "mode": "urlencoded", "urlencoded": [pair("form")] });
    let request = |body: &Value| {
        json!({
            "method": "POST", "url": url, "header": [pair("header")], "body": body,
            "description": format!("Use `{}`.", token("description")),
            "auth": { "type": "bearer", "bearer": [pair("token")] },
        })
    };
    let answer = json!({ "name": "Saved", "code": 200, "originalRequest": request(&form),
        "body": json!({ "password": "hunter22", "other": token("answer") }).to_string() });
    let schema =
        json!({ "properties": { "a": { "type": "string", "description": token("schema") } } });
    let exec = format!("pm.response.to.have.jsonSchema({schema})");
    let script = json!({ "listen": "test", "script": { "exec": [exec] } });
    let key = json!({ "type": "apikey", "apikey": { "key": "X-Shop", "value": "hunter22" } });
    let collection = json!({
        "info": {
            "name": "Shop",
            "description": token("about"),
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
        },
        "variable": [pair("shared"), { "key": "host", "value": "h", "description": token("setting") }],
        "item": [
            { "name": "One", "request": request(&body), "response": [answer], "event": [script] },
            { "name": "Two", "request": request(&form) },
            { "name": "Three", "request": { "url": "https://h/keyed", "auth": key } },
            { "name": "Four", "description": token("folder"), "item": [
                { "name": "Five", "request": "https://h/five" }] },
        ]
    });
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("shop.json");
    fs::write(&file, collection.to_string()).unwrap();
    let read = read(&ApiConfig {
        round_trip: true,
        ..ApiConfig::new(&file).unwrap()
    });
    let read = read.unwrap();
    let mut texts: Vec<String> = read
        .diagnostics
        .iter()
        .map(|found| format!("{found:?}"))
        .collect();
    let files = files(&Output::new(Path::new("client"), Layout::Crate), &[&read]);
    texts.extend(files.into_iter().map(|file| file.text));
    for text in texts {
        let leak = text.find("ghp_").or(text.find("hunter22"));
        assert_eq!(leak.map(|at| &text[at..text.len().min(at + 40)]), None);
    }
}

/// The text of `src/shop/operations.rs` of a collection with this body, all of whose values are sent.
fn operations_with_presets(body: &Value) -> String {
    let item = json!({ "name": "Add", "request": {
        "method": "POST", "url": "https://h/a", "body": { "mode": "raw", "raw": body.to_string() } } });
    let collection = json!({ "info": { "name": "Shop" }, "item": [item] });
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("shop.json");
    fs::write(&file, collection.to_string()).unwrap();
    let config = ApiConfig {
        literals: Literals::Send,
        ..ApiConfig::new(&file).unwrap()
    };
    let read = read(&config).unwrap();
    let output = Output::new(Path::new("shop"), Layout::Crate);
    let mut files = files(&output, &[&read]).into_iter();
    files
        .find(|file| file.path.ends_with("operations.rs"))
        .unwrap()
        .text
}

#[test]
fn a_preset_that_cannot_be_said_imports_nothing() {
    let inner = json!({ "inner": { "a": 1 } });
    assert!(operations_with_presets(&json!({ "outer": inner })).contains("Inner"));
    let odd = json!({ "inner": { "a": 1 }, "odd": [1, { "b": 2 }] });
    assert!(!operations_with_presets(&json!({ "outer": odd })).contains("Inner"));
}

#[test]
fn an_empty_list_for_a_setter_says_its_type() {
    let body = json!({ "outer": { "none": [], "name": "a" } });
    assert!(operations_with_presets(&body).contains("Vec::<Value>::new()"));
}
