//! The source lines that errors show.

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;
use crate::{
    config::{ApiConfig, Config, Output},
    diagnostic,
    generator::Generator,
};

const COLLECTION: &str =
    r#"{"info": {"name": "A"}, "item": [{"name": "Get a", "request": "https://a.test/é"}]}"#;

/// What is printed for a collection and hints that do not go together.
fn shown(collection: &str, hints: &str) -> String {
    let folder = TempDir::new().unwrap();
    let (file, hints_file) = (folder.path().join("a.json"), folder.path().join("a.toml"));
    fs::write(&file, collection).unwrap();
    fs::write(&hints_file, hints).unwrap();
    let mut api = ApiConfig::new(&file).unwrap();
    api.hints = Some(hints_file);
    let config = Config {
        file: None,
        output: Output::include(),
        apis: vec![api],
    };
    let error = Generator::new(config).run().unwrap_err().located();
    let text = match error.downcast_ref() {
        Some(place) => diagnostic::error(place),
        None => error.to_string(),
    };
    anstream::adapter::strip_str(&text)
        .to_string()
        .replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn broken_json_shows_the_line() {
    assert_snapshot!(shown("{\n  \"info\": {\"name\": é}\n}", ""));
    assert_snapshot!(shown("{\"info\": ", ""));
}

#[test]
fn what_is_no_collection_has_no_line() {
    assert_snapshot!(shown("[]", ""));
}

#[test]
fn a_fault_in_the_hints_shows_the_line() {
    assert_snapshot!(shown(COLLECTION, "[operations.\"Get a\"]\nrenam = 1\n"));
}

#[test]
fn a_hint_that_matches_nothing_shows_its_key() {
    assert_snapshot!(shown(
        COLLECTION,
        "[operations.\"Get a\"]\nrename = \"Get it\"\n[operations.\"Get a\".query]\npage.description = \"x\"\n"
    ));
}

#[test]
fn the_key_of_a_hint_is_marked_whole_and_not_where_other_text_repeats_it() {
    assert_snapshot!(shown(COLLECTION, "# Get c\n[operations.'Get c']\nrename = 'Get'\n"), @r#"
    error: the hint `operations."Get c"` matches nothing in the collection; did you mean `Get a`?
     --> a.toml:2:13
      |
    2 | [operations.'Get c']
      |             ^^^^^^^
    "#);
}

#[test]
fn a_fault_in_the_lock_file_shows_the_line() {
    let shown = |lock: &str| {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, COLLECTION).unwrap();
        let config = Config::for_collection(&file, folder.path()).unwrap();
        fs::write(folder.path().join("postwright.lock"), lock).unwrap();
        let error = Generator::new(config).run().unwrap_err().located();
        let text = error.to_string();
        text.replace(&format!("{}/", folder.path().display()), "")
    };
    assert_snapshot!(shown("[a.operations]\n<<<<<<< HEAD\n"), @"postwright.lock:2:9: key with no value, expected `=`; restore the lock file, or delete it to have all names given anew");
    assert_snapshot!(shown("[a.folders]\n[a.operations]\n\"GET /\" = 3\n"), @"postwright.lock:3:1: no names at `GET /`; restore the lock file, or delete it to have all names given anew");
}
