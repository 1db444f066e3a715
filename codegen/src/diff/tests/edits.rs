//! A collection through thirty edits: after each, which files differ, the verdict, and that no name
//! moved but those of what was edited.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use insta::assert_snapshot;
use similar::{ChangeTag, TextDiff};

use super::*;
use crate::config::{Layout, Output};

/// What it is, what it may touch, and the edit.
///
/// Folders stand for their own files; `index` is the table of operations, `api` what lists the folders.
type Edit = (&'static str, &'static str, fn(&mut Value));

#[allow(
    clippy::semicolon_if_nothing_returned,
    reason = "one expression an edit reads better"
)]
const EDITS: [Edit; 30] = [
    ("change a description", "users", |c| {
        at(c, 0, 0)["request"]["description"] = json!("All of them.")
    }),
    ("add an optional parameter", "users", |c| {
        at(c, 0, 0)["request"]["url"] = json!("https://{{host}}/users?page=1&size=2")
    }),
    ("rename an item", "users index", |c| {
        at(c, 0, 1)["name"] = json!("Fetch a user")
    }),
    ("regenerate without a change", "", |_| {}),
    ("reorder items of a folder", "users index", |c| {
        items(c, 0).swap(0, 1)
    }),
    ("reorder folders", "index api", |c| folders(c).swap(0, 1)),
    ("add an item at the end", "users index", |c| {
        items(c, 1).push(get("Count users", "https://{{host}}/users/count"))
    }),
    ("add an item at the start", "users index", |c| {
        items(c, 1).insert(0, get("Search users", "https://{{host}}/users/search?q=x"))
    }),
    ("duplicate an item", "users index", |c| {
        let copy = at(c, 1, 1).clone();
        items(c, 1).push(copy);
    }),
    ("rename the duplicate", "users index", |c| {
        last(c, 1)["name"] = json!("Fetch one")
    }),
    ("delete the duplicate", "users index", |c| {
        items(c, 1).pop();
    }),
    (
        "add an item with a name that is taken",
        "users index",
        |c| items(c, 1).insert(0, get("Count users", "https://{{host}}/admins/count")),
    ),
    (
        "delete the one that has the plain name",
        "users index",
        |c| items(c, 1).retain(|item| item["request"]["url"] != "https://{{host}}/users/count"),
    ),
    (
        "move an item to another folder",
        "users orders index",
        |c| {
            let item = items(c, 1).pop().unwrap();
            items(c, 0).push(item);
        },
    ),
    ("add a member to a body", "orders", |c| {
        at(c, 0, 1)["request"]["body"]["raw"] = json!("{\"total\": 1, \"note\": \"x\"}")
    }),
    ("remove a member of a body", "orders", |c| {
        at(c, 0, 1)["request"]["body"]["raw"] = json!("{\"note\": \"x\"}")
    }),
    ("change the type of a member", "orders", |c| {
        at(c, 0, 1)["request"]["body"]["raw"] = json!("{\"note\": 1}")
    }),
    ("add an example", "orders api", |c| {
        *at(c, 0, 0) = answers(at(c, 0, 0).clone(), "[{\"id\": 1, \"total\": 2.5}]")
    }),
    ("add a field to an example", "orders", |c| {
        *at(c, 0, 0) = answers(
            at(c, 0, 0).clone(),
            "[{\"id\": 1, \"total\": 2.5, \"paid\": true}]",
        )
    }),
    ("remove an example", "orders api", |c| {
        at(c, 0, 0)["response"] = json!([])
    }),
    ("change a method", "orders index", |c| {
        at(c, 0, 1)["request"]["method"] = json!("PUT")
    }),
    ("change a path", "orders index", |c| {
        at(c, 0, 1)["request"]["url"] = json!("https://{{host}}/orders/new")
    }),
    ("add a path variable", "orders index", |c| {
        at(c, 0, 1)["request"]["url"] = json!("https://{{host}}/orders/:id/new")
    }),
    ("add a header", "orders", |c| {
        at(c, 0, 1)["request"]["header"] = json!([{ "key": "X-Trace", "value": "{{trace}}" }])
    }),
    (
        "add a credential",
        "all",
        |c| {
            c["auth"] =
                json!({ "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}" }] })
        },
    ),
    ("add a folder", "invoices index api", |c| {
        folders(c).push(json!({ "name": "Invoices", "item": [get("List invoices", "https://{{host}}/invoices")] }))
    }),
    ("describe a folder", "invoices", |c| {
        folders(c)[2]["description"] = json!("What is owed.")
    }),
    ("rename a folder", "invoices bills index api", |c| {
        folders(c)[2]["name"] = json!("Bills")
    }),
    ("delete a folder", "bills index api", |c| {
        folders(c).pop();
    }),
    ("rename the collection", "index api crate", |c| {
        c["info"]["name"] = json!("Store")
    }),
];

/// More lines than any of the edits may change: what belongs to two operations, written anew.
const MOST_LINES: usize = 250;

fn folders(collection: &mut Value) -> &mut Vec<Value> {
    collection["item"].as_array_mut().unwrap()
}

fn items(collection: &mut Value, folder: usize) -> &mut Vec<Value> {
    collection["item"][folder]["item"].as_array_mut().unwrap()
}

fn at(collection: &mut Value, folder: usize, item: usize) -> &mut Value {
    &mut collection["item"][folder]["item"][item]
}

fn last(collection: &mut Value, folder: usize) -> &mut Value {
    items(collection, folder).last_mut().unwrap()
}

fn shop() -> Value {
    collection(json!([
        { "name": "Users", "item": [
            answers(get("List users", "https://{{host}}/users?page=1"), "[{\"id\": 1, \"name\": \"Ada\"}]"),
            answers(get("Get a user", "https://{{host}}/users/:id"), "{\"id\": 1, \"name\": \"Ada\"}"),
            post("Add a user", "https://{{host}}/users", "{\"name\": \"Ada\"}")
        ]},
        { "name": "Orders", "item": [
            get("List orders", "https://{{host}}/orders"),
            post("Add an order", "https://{{host}}/orders", "{\"total\": 1}"),
            get("Get an order", "https://{{host}}/orders/:id")
        ]}
    ]))
}

fn files(read: &ReadApi) -> BTreeMap<String, String> {
    let output = Output::new(Path::new("shop"), Layout::Crate);
    let files = generator::files(&output, &[read]);
    files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect()
}

/// The files that differ, and how many lines went and came in all.
fn touched(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> (Vec<String>, usize) {
    let mut paths: Vec<&String> = old.keys().chain(new.keys()).collect();
    paths.sort();
    paths.dedup();
    let empty = String::new();
    let (mut touched, mut lines) = (Vec::new(), 0);
    for path in paths {
        let (old, new) = (
            old.get(path).unwrap_or(&empty),
            new.get(path).unwrap_or(&empty),
        );
        let diff = TextDiff::from_lines(old.as_str(), new.as_str());
        let count = |tag| {
            diff.iter_all_changes()
                .filter(|change| change.tag() == tag)
                .count()
        };
        let (added, removed) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
        if added + removed > 0 {
            // A file of the runtime that the edit brings is copied as it is: nobody reads it again.
            if !(path.starts_with("src/runtime/") && old.is_empty()) {
                lines += added + removed;
            }
            touched.push(path.clone());
        }
    }
    (touched, lines)
}

/// Whether a file is one of those that an edit is about.
fn belongs(path: &str, about: &str) -> bool {
    about.split_whitespace().any(|word| match word {
        "index" => ["README.md", "src/shop/mock.rs"].contains(&path),
        "api" => {
            path == "examples/wire/shop.rs"
                || ["mod", "mock"]
                    .iter()
                    .any(|name| path == format!("src/shop/{name}.rs"))
        }
        "crate" => ["src/lib.rs", "src/shop/client.rs"].contains(&path),
        folder => ["src", "examples/wire"].iter().any(|root| {
            let own = format!("{root}/shop/{folder}");
            path == format!("{own}.rs") || path.starts_with(&format!("{own}/"))
        }),
    })
}

/// The functions of the operations with one method, URL, name and folder.
fn functions(read: &ReadApi) -> BTreeMap<String, BTreeSet<String>> {
    let mut functions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (operation, names) in read.api.operations.iter().zip(&read.names.operations) {
        let folder = &read.api.resources[operation.resource.0].name;
        let key = format!("{folder} {} {}", operation.name, operation.signature);
        functions
            .entry(key)
            .or_default()
            .insert(names.function.to_string());
    }
    functions
}

#[test]
fn thirty_edits_change_what_they_are_about() {
    let mut collection = shop();
    let mut before = read(&collection, &ApiLock::default());
    let mut old_files = files(&before);
    let mut report = String::new();
    for (name, about, edit) in EDITS {
        edit(&mut collection);
        let after = read(&collection, &before.lock);
        let new_files = files(&after);
        let comparison = compared(&before, &after);
        let _ = writeln!(report, "{name}: {}", comparison.verdict());
        for change in &comparison.changes {
            let (construct, effect) = (change.construct, change.effect);
            let _ = writeln!(
                report,
                "    {effect:?} {construct:?} {} {}",
                change.path, change.message
            );
        }
        let (touched, lines) = touched(&old_files, &new_files);
        let _ = writeln!(report, "  {}", touched.join(" "));
        assert!(lines <= MOST_LINES, "{name} changed {lines} lines");
        for path in &touched {
            assert!(
                about == "all" || belongs(path, about),
                "{name} touched {path}"
            );
        }
        let functions_after = functions(&after);
        for (key, known) in functions(&before) {
            if let Some(now) = functions_after.get(&key) {
                let stays = known.is_subset(now) || now.is_subset(&known);
                assert!(stays, "{name} moved a name: {known:?} {now:?}");
            }
        }
        (before, old_files) = (after, new_files);
    }
    assert_snapshot!(report);
}

#[test]
fn the_lock_reads_as_it_was_written_and_gives_the_same_names() {
    let mut collection = shop();
    let first = read(&collection, &ApiLock::default());
    at(&mut collection, 0, 0)["name"] = json!("All users");
    let second = read(&collection, &first.lock);
    let mut lock = crate::name::Lock::default();
    lock.apis.insert("shop".to_owned(), second.lock.clone());
    let text = lock.to_string();
    assert_eq!(crate::name::Lock::parse(&text).unwrap(), lock);
    assert_snapshot!(text);
    let third = read(&collection, &second.lock);
    assert_eq!(third.lock, second.lock, "an alias stays");
    assert_eq!(third.names, second.names);
    at(&mut collection, 0, 1)["name"] = json!("One user");
    let fourth = read(&collection, &third.lock);
    let aliases = fourth
        .names
        .operations
        .iter()
        .filter(|names| names.alias.is_some());
    assert_eq!(aliases.count(), 2, "another rename takes no alias away");
}

#[test]
fn a_lock_with_anything_but_names_is_refused() {
    for value in ["\"f(); x Y\"", "\"one\"", "1", "\"a: b\""] {
        let text = format!("[shop.operations]\n\"GET /\" = {value}\n");
        assert!(crate::name::Lock::parse(&text).is_err(), "{value}");
    }
}
