//! Every fact of a fixture is told once, with what became of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

use super::*;
use crate::config::ApiConfig;
use crate::diagnostic::{Diagnostics, Documents};
use crate::{generator, postman};

fn records(file: &Path) -> Vec<FactRecord> {
    let read = generator::read(&ApiConfig::new(file).unwrap()).unwrap();
    let mut documents = Documents::default();
    let collection =
        postman::read_collection(file, &mut documents, &mut Diagnostics::default()).unwrap();
    FactRecord::locate("shop", facts(&collection, &read), &documents)
}

fn shown(text: &str) -> String {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("shop.json");
    fs::write(&file, text).unwrap();
    let line = |record: &FactRecord| {
        let Fact {
            kind,
            name,
            fate,
            became,
            why,
            ..
        } = &record.fact;
        let became = became
            .as_ref()
            .map(|became| format!(" as {became}"))
            .unwrap_or_default();
        let why = why
            .as_ref()
            .map(|why| format!(" ({why})"))
            .unwrap_or_default();
        let (line, column) = (record.line, record.column);
        format!("{line}:{column} {kind:?} {name}: {fate:?}{became}{why}\n")
    };
    records(&file).iter().map(line).collect()
}

const SHOP: &str = r#"{
  "info": {"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]},
  "variable": [
    {"key": "host", "value": "shop.example"},
    {"key": "lost", "value": "1"}
  ],
  "item": [{
    "name": "Users",
    "auth": {"type": "basic", "basic": []},
    "event": [{"listen": "prerequest", "script": {"exec": ["x()"]}}],
    "item": [{
      "name": "Change a user",
      "event": [{"listen": "test", "script": {"exec": ["pm.response.to.have.status(200)"]}}],
      "request": {
        "method": "POST",
        "auth": {"type": "mystery"},
        "url": {
          "host": ["{{host}}"],
          "path": ["users", ":id"],
          "variable": [{"key": "id", "value": "7"}, {"key": "gone", "value": "1"}],
          "query": [{"key": "full", "value": "true"}]
        },
        "header": [{"key": "X-Trace", "value": "a"}, {"key": "X Bad", "value": "a"}],
        "body": {"mode": "raw", "raw": "{\"name\": \"Ada\", \"tags\": [{\"id\": 1}]}"}
      },
      "response": [{"name": "OK", "code": 200, "body": "{\"id\": 1}"}, {"name": "Gone", "code": 410}]
    }]
  }]
}"#;

#[test]
fn each_kind_of_fact_with_its_fate_and_place() {
    assert_snapshot!(shown(SHOP));
}

/// What the source holds, by a way of counting that knows nothing of the stages.
fn count(value: &Value, counts: &mut BTreeMap<FactKind, usize>) {
    let Value::Object(members) = value else {
        if let Value::Array(list) = value {
            for element in list {
                count(element, counts);
            }
        }
        return;
    };
    let list = |name: &str| {
        members
            .get(name)
            .and_then(Value::as_array)
            .map_or(0, Vec::len)
    };
    let mut add = |kind, number| *counts.entry(kind).or_default() += number;
    if let Some(request) = members.get("request") {
        add(FactKind::Request, 1);
        let list = |name: &str| request[name].as_array().map_or(0, Vec::len);
        add(FactKind::Header, list("header"));
        let url = &request["url"];
        let text = url.as_str().and_then(|url| url.split_once('?'));
        let of_text = text.map_or(0, |(_, query)| query.split('&').count());
        add(
            FactKind::Query,
            url["query"].as_array().map_or(of_text, Vec::len),
        );
        add(FactKind::Auth, usize::from(request["auth"].is_object()));
    } else if members.contains_key("item") && members.contains_key("name") {
        add(FactKind::Folder, 1);
    }
    add(
        FactKind::Auth,
        usize::from(members.contains_key("auth") && !members.contains_key("method")),
    );
    add(FactKind::Response, list("response"));
    // Postman writes an empty script into every event that was ever looked at.
    let is_script = |event: &&Value| event["script"]["exec"] != serde_json::json!([""]);
    let events = members.get("event").and_then(Value::as_array);
    add(
        FactKind::Script,
        events.map_or(0, |events| events.iter().filter(is_script).count()),
    );
    if members.contains_key("info") {
        add(FactKind::Variable, list("variable"));
    }
    if let Some(inner) = members.get("item") {
        count(inner, counts);
    }
}

#[test]
fn every_fact_of_the_kitchen_sink_is_told_exactly_once() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../collections/kitchen-sink.postman_collection.json");
    let mut wanted = BTreeMap::new();
    count(
        &serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap(),
        &mut wanted,
    );
    let records = records(&file);
    let mut told = BTreeMap::new();
    let mut seen = BTreeMap::new();
    for record in &records {
        *told.entry(record.fact.kind).or_default() += 1;
        let key = (record.fact.kind, &record.pointer, &record.fact.name);
        *seen.entry(key).or_insert(0) += 1;
        assert!(record.line > 1, "{:?} has no place", record.fact);
        let has_reason = record.fact.fate == Fate::Kept || record.fact.why.is_some();
        assert!(has_reason && (record.fact.fate == Fate::Dropped || record.fact.became.is_some()));
    }
    let twice: Vec<_> = seen.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    // Paths and bodies are taken apart: their texts hold several facts.
    for kind in [FactKind::Path, FactKind::Body] {
        assert!(told.remove(&kind).unwrap_or(0) > 10, "{kind:?}");
    }
    assert_eq!(told, wanted);
}
