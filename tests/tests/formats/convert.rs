//! A v2.1 collection in the other formats.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

/// The elements of a list, none where there is no list.
fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// v2.0: the parameters of the authorisation as a map, bodies and URLs as they are.
pub(crate) fn v2_0(collection: &Value) -> Value {
    let mut converted = collection.clone();
    converted["info"]["schema"] =
        json!("https://schema.getpostman.com/json/collection/v2.0.0/collection.json");
    let kind = text(collection, "/auth/type");
    converted["auth"][kind] = parameters(collection);
    converted
}

/// The parameters of the authorisation as a map.
fn parameters(collection: &Value) -> Value {
    let auth = &collection["auth"];
    let entries = list(auth, text(auth, "/type"));
    let entries = entries.map(|entry| (text(entry, "/key").to_owned(), entry["value"].clone()));
    Value::Object(entries.collect())
}

/// v1: folders and requests in lists of their own, with lists of ids for their order.
pub(crate) fn v1(collection: &Value) -> Value {
    let mut flat = Flat::default();
    let (folders_order, order) = flat.add(collection);
    json!({
        "id": "c",
        "name": collection["info"]["name"],
        "auth": collection["auth"],
        "variables": collection["variable"],
        "folders": flat.folders,
        "folders_order": folders_order,
        "requests": flat.requests,
        "order": order,
    })
}

#[derive(Default)]
struct Flat {
    folders: Vec<Value>,
    requests: Vec<Value>,
}

impl Flat {
    /// Adds what a folder holds; the ids of its folders and requests.
    fn add(&mut self, folder: &Value) -> (Vec<String>, Vec<String>) {
        let (mut folders, mut requests) = (Vec::new(), Vec::new());
        for entry in list(folder, "item") {
            if entry.get("item").is_some() {
                let (folders_order, order) = self.add(entry);
                let id = format!("f{}", self.folders.len());
                self.folders.push(json!({
                    "id": id,
                    "name": entry["name"],
                    "folders_order": folders_order,
                    "order": order,
                }));
                folders.push(id);
            } else {
                let id = format!("r{}", self.requests.len());
                self.requests.push(v1_request(&id, entry));
                requests.push(id);
            }
        }
        (folders, requests)
    }
}

fn v1_request(id: &str, entry: &Value) -> Value {
    let request = &entry["request"];
    let responses = list(entry, "response").map(|response| {
        json!({
            "name": response["name"],
            "responseCode": { "code": response["code"] },
            "headers": response["header"],
            "text": response["body"],
        })
    });
    json!({
        "id": id,
        "name": entry["name"],
        "method": request["method"],
        "url": url(request),
        "queryParams": request["url"]["query"],
        "headerData": request["header"],
        "dataMode": request["body"]["mode"],
        "rawModeData": request["body"]["raw"],
        "data": request["body"]["urlencoded"],
        "dataOptions": request["body"]["options"],
        "responses": responses.collect::<Vec<_>>(),
    })
}

/// The URL up to its query.
fn url(request: &Value) -> String {
    let host: Vec<&str> = list(&request["url"], "host")
        .filter_map(Value::as_str)
        .collect();
    let path: Vec<&str> = list(&request["url"], "path")
        .filter_map(Value::as_str)
        .collect();
    format!("{}/{}", host.join("."), path.join("/"))
}

/// v3: a directory; what files and directories are called says nothing, their names and order stand in them.
pub(crate) fn v3(collection: &Value, directory: &Path) -> io::Result<()> {
    let auth = &collection["auth"];
    let definition = json!({
        "$kind": "collection",
        "name": collection["info"]["name"],
        "auth": { "type": auth["type"], "credentials": parameters(collection) },
        "variables": collection["variable"],
    });
    write(&directory.join(".resources/definition.yaml"), &definition)?;
    v3_items(collection, directory)
}

fn v3_items(folder: &Value, directory: &Path) -> io::Result<()> {
    for (index, entry) in list(folder, "item").enumerate() {
        // From the last to the first, so that the order of files is not that of the items.
        let stem = format!("{:03}", 999 - index);
        if entry.get("item").is_some() {
            let directory = directory.join(&stem);
            let definition =
                json!({ "$kind": "collection", "name": entry["name"], "order": index });
            write(&directory.join(".resources/definition.yaml"), &definition)?;
            v3_items(entry, &directory)?;
        } else {
            write(
                &directory.join(format!("{stem}.request.yaml")),
                &v3_request(index, entry),
            )?;
            let examples = directory.join(format!(".resources/{stem}.resources/examples"));
            for (index, response) in list(entry, "response").enumerate() {
                write(
                    &examples.join(format!("{index}.example.yaml")),
                    &v3_example(response),
                )?;
            }
        }
    }
    Ok(())
}

fn v3_request(index: usize, entry: &Value) -> Value {
    let request = &entry["request"];
    let body = &request["body"];
    let mut converted = json!({
        "$kind": "http-request",
        "name": entry["name"],
        "order": index,
        "method": request["method"],
        "url": url(request),
        "headers": request["header"],
        "queryParams": request["url"]["query"],
    });
    match text(body, "/mode") {
        "raw" => converted["body"] = json!({ "type": "json", "content": body["raw"] }),
        "" => {}
        mode => converted["body"] = json!({ "type": mode, "content": body[mode] }),
    }
    converted
}

fn v3_example(response: &Value) -> Value {
    json!({
        "$kind": "http-example",
        "name": response["name"],
        "response": {
            "statusCode": response["code"],
            "headers": response["header"],
            "body": { "type": "json", "content": response["body"] },
        },
    })
}

/// YAML with one member a line; JSON values are YAML, too.
fn write(path: &Path, value: &Value) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let empty = Map::new();
    let mut lines = String::new();
    for (name, value) in value.as_object().unwrap_or(&empty) {
        if !value.is_null() {
            let _ = writeln!(lines, "{name}: {value}");
        }
    }
    fs::write(path, lines)
}
