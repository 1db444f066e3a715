//! Collections that are broken at random: reading never panics, and what is made of them parses as Rust.

use std::fs;
use std::path::{Path, PathBuf};

use postwright::config::{ApiConfig, Layout, Output};
use postwright::generator;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Own collections: every feature of Postman, and every kind of name.
const COLLECTIONS: [&str; 3] = [
    "../collections/kitchen-sink.postman_collection.json",
    "../collections/library.postman_collection.json",
    "samples/names/collections/names.postman_collection.json",
];

/// One change of a document.
#[derive(Debug, Clone)]
enum Mutation {
    /// Takes a value out.
    Drop,
    /// Puts a value of another type in place of one.
    Retype(Value),
    /// Repeats an element, or puts a member in the place of another one.
    Duplicate,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let other = prop_oneof![
        Just(Value::Null),
        Just(json!(true)),
        Just(json!(-1.5e300)),
        Just(json!(u64::MAX)),
        Just(json!([])),
        Just(json!({})),
        Just(json!([null, [], {"key": []}])),
        Just(json!({"key": {"value": 1}, "type": "file"})),
        "\\PC{0,8}".prop_map(Value::from),
        "[{}:/?&=\"\\\\*`#\u{0}-\u{1f}]{0,12}".prop_map(Value::from),
    ];
    prop_oneof![
        Just(Mutation::Drop),
        other.prop_map(Mutation::Retype),
        Just(Mutation::Duplicate),
    ]
}

/// Every place of a document, with its parent and its key there.
fn places(value: &Value, path: &str, places: &mut Vec<(String, String)>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Array(elements) => (0..)
            .map(|index: usize| index.to_string())
            .zip(elements)
            .collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| (name.replace('~', "~0").replace('/', "~1"), member))
            .collect(),
        _ => return,
    };
    for (key, child) in children {
        let below = format!("{path}/{key}");
        places.push((path.to_owned(), key));
        self::places(child, &below, places);
    }
}

fn mutate(document: &mut Value, at: prop::sample::Index, mutation: &Mutation) {
    let mut all = Vec::new();
    places(document, "", &mut all);
    if all.is_empty() {
        return;
    }
    let (parent, key) = at.get(&all);
    let name = key.replace("~1", "/").replace("~0", "~");
    match (document.pointer_mut(parent), mutation) {
        (Some(Value::Object(members)), Mutation::Drop) => drop(members.remove(&name)),
        (Some(Value::Object(members)), Mutation::Retype(value)) => {
            drop(members.insert(name, value.clone()));
        }
        (Some(Value::Object(members)), Mutation::Duplicate) => {
            let value = members.get(&name).cloned().unwrap_or_default();
            for member in members.values_mut().take(2) {
                *member = value.clone();
            }
        }
        (Some(Value::Array(elements)), mutation) => {
            let Some(index) = key.parse().ok().filter(|index| *index < elements.len()) else {
                return;
            };
            match mutation {
                Mutation::Drop => drop(elements.remove(index)),
                Mutation::Retype(value) => elements[index] = value.clone(),
                Mutation::Duplicate => elements.insert(index, elements[index].clone()),
            }
        }
        _ => {}
    }
}

/// A few items of a collection: what is broken is seen as well, and a hundred are tried in the time of one.
fn part(collection: &mut Value, at: prop::sample::Index) {
    if let Some(Value::Array(items)) = collection.get_mut("item") {
        let start = at.index(items.len());
        items.rotate_left(start);
        items.truncate(2);
    }
}

/// Generates, when the document still is a collection; the files that are no Rust.
fn broken_files(document: &str, file: &Path) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    fs::write(file, document)?;
    let api = ApiConfig {
        module: "api".to_owned(),
        round_trip: true,
        ..ApiConfig::new(file)?
    };
    let Ok(read) = generator::read(&api) else {
        return Ok(Vec::new());
    };
    let files = generator::files(&Output::new(Path::new("client"), Layout::Crate), &[&read]);
    let emitted = files
        .into_iter()
        .filter(|file| file.path.starts_with("src/api/") || file.path.starts_with("examples/"));
    Ok(emitted
        .filter_map(|file| {
            Some(format!(
                "{}: {}",
                file.path,
                syn::parse_file(&file.text).err()?
            ))
        })
        .collect())
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_broken_collection_never_panics_and_yields_rust(
        source in prop::sample::select(&COLLECTIONS[..]),
        items in any::<prop::sample::Index>(),
        mutations in prop::collection::vec((any::<prop::sample::Index>(), mutation()), 1..12),
    ) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
        let text = fs::read_to_string(path)?;
        let mut document: Value = serde_json::from_str(&text)?;
        part(&mut document, items);
        for (at, mutation) in &mutations {
            mutate(&mut document, *at, mutation);
        }
        let broken = broken_files(&document.to_string(), &file("mutated.json"));
        prop_assert_eq!(broken.unwrap_or_default(), Vec::<String>::new());
    }

    #[test]
    fn a_document_that_is_cut_or_overwritten_never_panics(
        source in prop::sample::select(&COLLECTIONS[..]),
        at in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 0..4),
        is_cut in any::<bool>(),
    ) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
        let mut document = fs::read(path)?;
        let at = at.index(document.len());
        let end = if is_cut { document.len() } else { (at + bytes.len()).min(document.len()) };
        document.splice(at..end, bytes);
        let file = file("overwritten.json");
        fs::write(&file, document)?;
        if let Ok(api) = ApiConfig::new(&file) {
            drop(generator::read(&api));
        }
    }
}

#[test]
fn members_that_stand_twice_are_read_once() -> Result<(), Box<dyn std::error::Error>> {
    let document = r#"{"info": {"name": "A"}, "info": {"name": "B"}, "item": [], "item": [
        {"name": "a", "name": "b", "request": "https://a.test", "request": {"url": "https://b.test", "url": {"raw": "x"}}}
    ]}"#;
    let broken = broken_files(document, &file("twice.json"))?;
    assert_eq!(broken, Vec::<String>::new());
    Ok(())
}
