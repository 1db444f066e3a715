//! The tolerance table: what the SDK accepts and what it makes of it, one test a row.
#![allow(
    clippy::needless_pass_by_value,
    reason = "literals of the json macro read best by value"
)]

mod auth;
mod content;
mod url;

use serde_json::{Value, json};

use crate::{
    diagnostic::{Code, Diagnostics, DocumentId},
    postman::{Body, Collection, Format, Item, Request, RequestItem, collection_from_slice},
};

fn read(document: &Value) -> (Collection, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let collection = collection_from_slice(
        document.to_string().as_bytes(),
        DocumentId(0),
        &mut diagnostics,
    )
    .unwrap();
    (collection, diagnostics)
}

fn read_item(item: Value) -> (RequestItem, Vec<Code>) {
    let (collection, diagnostics) = read(&json!({"info": {"name": "c"}, "item": [item]}));
    let codes = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    match collection.items.into_iter().next() {
        Some(Item::Request(item)) => (*item, codes),
        other => panic!("not a request: {other:?}"),
    }
}

fn request(request: Value) -> Request {
    read_item(json!({"name": "r", "request": request}))
        .0
        .request
}

fn url_text(url: Value) -> String {
    request(json!({"url": url})).url.to_text()
}

fn codes(url: Value) -> Vec<Code> {
    read_item(json!({"request": {"url": url}})).1
}

fn headers(header: Value) -> Vec<(String, String)> {
    let headers = request(json!({"header": header})).headers;
    headers
        .into_iter()
        .map(|header| (header.name, header.value))
        .collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn body(body: Value) -> Option<Body> {
    request(json!({"method": "POST", "body": body})).body
}

#[allow(clippy::unnecessary_wraps, reason = "compared with an optional body")]
fn raw(text: &str) -> Option<Body> {
    Some(Body::Raw {
        text: text.to_owned(),
        language: None,
    })
}

#[test]
fn byte_order_mark_is_accepted() {
    let mut bytes = vec![0xef, 0xbb, 0xbf];
    bytes.extend_from_slice(br#"{"info": {}, "item": []}"#);
    assert!(collection_from_slice(&bytes, DocumentId(0), &mut Diagnostics::default()).is_ok());
}

#[test]
fn null_members_of_lists_are_skipped_in_silence() {
    let (collection, diagnostics) = read(&json!({"info": {}, "item": [null, {"request": {
        "header": [null, {"key": "a", "value": "1"}], "url": {"host": "h", "query": [null, {"key": "q", "value": "2"}]}
    }}]}));
    let Item::Request(item) = &collection.items[0] else {
        panic!()
    };
    assert_eq!(
        (
            collection.items.len(),
            item.request.headers.len(),
            item.request.url.query.len()
        ),
        (1, 1, 1)
    );
    assert_eq!(
        (item.request.headers[0].index, item.place.pointer.as_str()),
        (1, "/item/1")
    );
    assert!(diagnostics.is_empty());
}

#[test]
fn request_as_text_is_a_get() {
    let request = request(json!("https://h/:id?a=1"));
    assert_eq!(
        (request.method.as_str(), request.url.to_text().as_str()),
        ("GET", "https://h/:id?a=1")
    );
    assert_eq!(request.url.variables[0].name, "id");
}

#[test]
fn folder_is_an_entry_with_a_true_item_member() {
    let (collection, diagnostics) = read(&json!({"info": {}, "item": [
        {"item": [], "request": {"url": "h"}, "name": "folder"}, {"name": "request", "item": null}, {"name": "x", "item": "y"}
    ]}));
    let kinds: Vec<_> = collection
        .items
        .iter()
        .map(|item| matches!(item, Item::Folder(_)))
        .collect();
    assert_eq!(kinds, [true, false, true]);
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn descriptions_may_be_text_or_objects_and_the_item_comes_first() {
    let (item, _) =
        read_item(json!({"description": {"content": "own"}, "request": {"description": "inner"}}));
    assert_eq!(item.description.as_deref(), Some("own"));
    let (item, _) = read_item(json!({"description": null, "request": {"description": "inner"}}));
    assert_eq!(item.description.as_deref(), Some("inner"));
}

#[test]
fn scripts_are_joined_and_blank_or_disabled_ones_left_out() {
    let (item, _) = read_item(json!({"event": [
        {"listen": "test", "script": {"exec": ["a", "b"]}}, {"listen": "prerequest", "script": {"exec": "c\r\nd"}},
        {"listen": "test", "script": {"exec": ["", " "]}}, {"listen": "test", "disabled": true, "script": "e"}
    ]}));
    let sources: Vec<_> = item
        .scripts
        .iter()
        .map(|script| script.source.as_str())
        .collect();
    assert_eq!(sources, ["a\nb", "c\nd"]);
}

#[test]
fn behavior_is_read_and_odd_members_are_reported() {
    let (item, codes) = read_item(json!({"protocolProfileBehavior": {
        "followRedirects": false, "maxRedirects": 3, "strictSSL": "no", "disabledSystemHeaders": {"Accept": true, "host": false}
    }}));
    assert_eq!(
        (item.behavior.follow_redirects, item.behavior.max_redirects),
        (Some(false), Some(3))
    );
    assert_eq!(
        item.behavior.disabled_system_headers.unwrap()[0].0,
        "accept"
    );
    assert_eq!(codes, [Code::MalformedMember]);
}

#[test]
fn wrapper_of_the_api_is_taken_off_and_places_keep_it() {
    let (collection, _) =
        read(&json!({"collection": {"item": [{"name": "r"}], "info": {"name": "c"}}}));
    assert_eq!(collection.name, "c");
    assert_eq!(collection.place.pointer, "/collection");
    let Item::Request(item) = &collection.items[0] else {
        panic!()
    };
    assert_eq!(item.place.pointer, "/collection/item/0");
}

#[test]
fn version_may_be_text_or_parts() {
    let version = |version: Value| {
        read(&json!({"info": {"version": version}, "item": []}))
            .0
            .version
    };
    assert_eq!(version(json!("1.2")), Some("1.2".to_owned()));
    assert_eq!(
        version(json!({"major": 1, "minor": "2", "patch": 3, "identifier": "rc"})),
        Some("1.2.3-rc".to_owned())
    );
    assert_eq!(version(Value::Null), None);
}

#[test]
fn format_comes_from_the_schema() {
    let format = |schema: &str| {
        read(&json!({"info": {"schema": schema}, "item": []}))
            .0
            .format
    };
    assert_eq!(
        format("https://schema.getpostman.com/json/collection/v2.0.0/collection.json"),
        Format::V2
    );
    assert_eq!(
        format("https://schema.getpostman.com/json/collection/v2.1.0/collection.json"),
        Format::V21
    );
}

#[test]
fn ten_thousand_nested_folders_are_cut_at_the_limit() {
    let depth = 10_000;
    let text = format!(
        r#"{{"info": {{}}, "item": [{}{}]}}"#,
        r#"{"name":"f","item":["#.repeat(depth),
        "]}".repeat(depth)
    );
    let mut diagnostics = Diagnostics::default();
    let collection =
        collection_from_slice(text.as_bytes(), DocumentId(0), &mut diagnostics).unwrap();
    let mut levels = 0;
    let mut items = &collection.items;
    while let Some(Item::Folder(folder)) = items.first() {
        levels += 1;
        items = &folder.items;
    }
    assert_eq!(levels, crate::postman::MAX_FOLDERS);
    assert_eq!(
        diagnostics
            .iter()
            .map(|found| found.code)
            .collect::<Vec<_>>(),
        [Code::LimitReached]
    );
}

#[test]
fn deep_values_are_cut_at_the_limit() {
    let depth = 100_000;
    let deep = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let text =
        format!(r#"{{"info": {{}}, "item": [{{"name": "r", "request": {{"body": {deep}}}}}]}}"#);
    let mut diagnostics = Diagnostics::default();
    let collection =
        collection_from_slice(text.as_bytes(), DocumentId(0), &mut diagnostics).unwrap();
    assert_eq!(collection.items.len(), 1);
    assert!(
        diagnostics
            .iter()
            .any(|found| found.code == Code::LimitReached)
    );
}

#[test]
fn variables_of_folders_and_items_are_reported() {
    let (_, codes) = read_item(json!({"variable": [{"key": "a", "value": "1"}]}));
    assert_eq!(codes, [Code::UnknownMember]);
}

#[test]
fn deepest_document_within_the_limits_fits_the_stack() {
    let (folders, nesting) = (crate::postman::MAX_FOLDERS, crate::postman::MAX_NESTING);
    let deep = format!("{}1{}", "[".repeat(nesting), "]".repeat(nesting));
    let item = format!(
        r#"{{"name": "r", "request": {{"url": "h", "body": {{"mode": "raw", "raw": {deep}}}}}}}"#
    );
    let (open, close) = (r#"{"item":["#.repeat(folders), "]}".repeat(folders));
    let text = format!(r#"{{"info": {{}}, "item": [{open}{item}{close}]}}"#);
    let mut diagnostics = Diagnostics::default();
    assert!(collection_from_slice(text.as_bytes(), DocumentId(0), &mut diagnostics).is_ok());
}

#[test]
fn malformed_items_are_skipped_with_their_place_and_folder() {
    let (collection, diagnostics) =
        read(&json!({"info": {}, "item": [{"item": [5, {"name": "ok"}], "name": "f"}]}));
    let Item::Folder(folder) = &collection.items[0] else {
        panic!()
    };
    assert_eq!(folder.items.len(), 1);
    let found = diagnostics.iter().next().unwrap();
    assert_eq!(
        (found.place.pointer.as_str(), found.item.clone()),
        ("/item/0/item/0", vec!["f".to_owned()])
    );
}
