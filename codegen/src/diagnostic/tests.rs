//! Every rule is met by a collection, is told well, and is explained.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::{Code, Sources, render};
use crate::config::ApiConfig;
use crate::generator::{self, ReadApi};

const V21: &str = r#"{
  "info": {"name": "Traps", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [
    {"name": "Nothing", "item": []},
    {"name": "Raw only", "request": {"method": "GET", "url": {"raw": "https://{{host}}/raw"}}},
    {"name": "No host", "request": {"method": "GET", "url": ""}},
    {"name": "Twice", "request": "https://{{host}}/a"},
    {"name": "twice", "variable": [{"key": "x", "value": "1"}], "request": "https://{{host}}/b"},
    {"name": ["not text"], "request": {"method": "GET", "url": "https://{{host}}/c", "header": 7}},
    {"name": "Header", "request": {"method": "GET", "url": "https://{{host}}/d", "header": [{"key": "X Bad", "value": "a"}]}},
    {"name": "Mystery", "request": {"method": "GET", "url": "https://{{host}}/e", "auth": {"type": "mystery"}}},
    {"name": "Browser", "request": {"method": "GET", "url": "https://{{host}}/f",
      "auth": {"type": "oauth2", "oauth2": [{"key": "grant_type", "value": "authorization_code"}]}}},
    {"name": "Script", "request": "https://{{host}}/g",
      "event": [{"listen": "prerequest", "script": {"exec": ["pm.request.headers.add({key: 'a', value: 'b'})"]}}]},
    {"name": "Secret", "request": {"method": "GET", "url": "https://{{host}}/h",
      "header": [{"key": "Authorization", "value": "Bearer 0a1b2c3d4e5f60718293a4b5c6d7e8f9"}]}},
    {"name": "Broken", "request": {"method": "POST", "url": "https://{{host}}/i",
      "body": {"mode": "raw", "raw": "{\"a\": ", "options": {"raw": {"language": "json"}}}}},
    {"name": "Mixed", "request": {"method": "POST", "url": "https://{{host}}/j",
      "body": {"mode": "raw", "raw": "{\"list\": [true, 1.5, \"a\"]}", "options": {"raw": {"language": "json"}}}}},
    {"name": "Body of a GET", "request": {"method": "GET", "url": "https://{{host}}/k",
      "body": {"mode": "raw", "raw": "left out"}}},
    {"name": "Copy", "request": {"method": "POST", "url": "https://{{host}}/l", "body": {"mode": "raw", "raw": "{\"a\": 1}"}},
      "response": [{"name": "Saved", "code": 200, "originalRequest": {"method": "POST", "url": "https://{{host}}/m",
        "body": {"mode": "raw", "raw": "{\"b\": 1}"}}}]},
    {"name": "Nothing in it", "item": []}
  ],
  "variable": [{"key": "huge", "value": 1e400}]
}"#;

const V1: &str = r#"{
  "id": "c", "name": "Old", "order": ["r1"],
  "requests": [
    {"id": "r1", "name": "Seen", "method": "GET", "url": "https://old.example/a"},
    {"id": "r2", "name": "Unseen", "method": "GET", "url": "https://old.example/b"}
  ]
}"#;

const HINTS: &str = "[operations.Twice.pagination]\nstyle = 'link'\nitems = 'absent'\n";

fn read(path: &Path, text: &str) -> ReadApi {
    fs::write(path, text).unwrap();
    generator::read(&ApiConfig::new(path).unwrap()).unwrap()
}

fn read_with_hints(path: &Path, text: &str, hints: &str) -> ReadApi {
    fs::write(path, text).unwrap();
    let file = path.with_extension("hints.toml");
    fs::write(&file, hints).unwrap();
    let mut config = ApiConfig::new(path).unwrap();
    config.hints = Some(file);
    generator::read(&config).unwrap()
}

/// Inputs that meet every rule.
fn traps(folder: &Path) -> Vec<ReadApi> {
    let deep = format!("{}1{}", "[".repeat(400), "]".repeat(400));
    let deep = V21.replace("[true, 1.5, \\\"a\\\"]", &deep);
    let flow = folder.join("Flow");
    fs::create_dir_all(&flow).unwrap();
    fs::write(
        flow.join("Talk.request.yaml"),
        "$kind: websocket-request\nurl: wss://talk.example\n",
    )
    .unwrap();
    vec![
        read_with_hints(&folder.join("traps.json"), V21, HINTS),
        read(&folder.join("deep.json"), &deep),
        read(&folder.join("old.json"), V1),
        generator::read(&ApiConfig::new(&flow).unwrap()).unwrap(),
    ]
}

#[test]
fn every_rule_is_met_and_shows_the_line_what_was_done_and_what_to_do() {
    let folder = TempDir::new().unwrap();
    let (mut met, mut told) = (BTreeSet::new(), String::new());
    for read in traps(folder.path()) {
        let sources = Sources::read(&read.diagnostics, &read.documents);
        for located in sources.locate(&read.diagnostics) {
            if met.insert(located.diagnostic.code) {
                told.push_str(&anstream::adapter::strip_str(&render(&located)).to_string());
                told.push_str("\n\n");
            }
        }
    }
    let missing: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !met.contains(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(!told.contains("0a1b2c3d"), "a secret is not told");
    assert_snapshot!(told.replace(&format!("{}/", folder.path().display()), ""));
}

#[test]
fn every_rule_is_explained_in_its_own_words() {
    let mut titles = BTreeSet::new();
    for code in Code::ALL {
        assert_eq!(Code::parse(&code.text().to_lowercase()), Some(*code));
        let sentences = code.explanation().matches(['.', ';']).count();
        assert!(
            code.explanation().len() > 60 && sentences > 0,
            "{}",
            code.text()
        );
        assert!(titles.insert(code.title()), "{}", code.title());
    }
}
