//! `init`: from a collection to a folder that is ready.

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

#[test]
fn init_sets_up_a_folder_that_is_current_and_init_again_refuses() {
    let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let collection = elsewhere.path().join("acme.postman_collection.json");
    fs::write(&collection, "{}").unwrap();
    fs::write(
        elsewhere.path().join("prod.postman_environment.json"),
        "secret",
    )
    .unwrap();
    let arguments = ["init", collection.to_str().unwrap(), "--out", "acme-client"];
    let ran = postwright(folder.path(), &arguments);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.error);
    let told = ran
        .error
        .replace(&format!("{}/", elsewhere.path().display()), "");
    assert_snapshot!(told, @r#"
    copied `acme.postman_collection.json` to `collections/acme.postman_collection.json`
    created `postwright.toml`
    created `acme-client/examples/acme.rs`
    created `.github/workflows/postwright.yml`
    generated `acme-client`: 1 API, 1 operation, 0 types in 0.00 s
      added 3 files: `Cargo.toml`, `src/acme.rs`, `src/lib.rs`

    Next:
      cargo run --manifest-path acme-client/Cargo.toml --example acme   # a first call, or what it lacks
    "#);
    assert_snapshot!(fs::read_to_string(folder.path().join("postwright.toml")).unwrap(), @r#"
    [output]
    crate = "acme-client"

    [[api]]
    module = "acme"
    collection = "collections/acme.postman_collection.json"
    "#);
    assert_eq!(
        fs::read_to_string(folder.path().join("acme-client/examples/acme.rs")).unwrap(),
        "fn main() {}\n"
    );
    assert_snapshot!(fs::read_to_string(folder.path().join(".github/workflows/postwright.yml")).unwrap(), @r"
    name: postwright
    on: [push, pull_request]
    jobs:
      check:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
          - run: cargo install postwright@0.1.0 --locked
          - run: postwright check
          - run: cargo test --manifest-path acme-client/Cargo.toml
    ");
    assert!(
        !folder
            .path()
            .join("collections/prod.postman_environment.json")
            .exists()
    );
    assert_eq!(postwright(folder.path(), &["check"]).exit, Exit::Done);
    assert_eq!(postwright(folder.path(), &arguments).exit, Exit::Input);
}

#[test]
fn init_uses_what_lies_in_the_folder_and_its_environments() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("postman")).unwrap();
    fs::write(folder.path().join("postman/acme.json"), "{}").unwrap();
    fs::write(
        folder.path().join("postman/prod.postman_environment.json"),
        "{}",
    )
    .unwrap();
    fs::write(folder.path().join("postman/acme.hints.toml"), "").unwrap();
    fs::write(folder.path().join("postman/other.hints.toml"), "").unwrap();
    let named = "postman/../postman/prod.postman_environment.json";
    let ran = postwright(
        folder.path(),
        &[
            "init",
            "postman/acme.json",
            "--module",
            "acme_v2",
            "--environment",
            named,
        ],
    );
    assert_eq!(ran.exit, Exit::Done, "{}", ran.error);
    assert_snapshot!(fs::read_to_string(folder.path().join("postwright.toml")).unwrap(), @r#"
    [output]
    crate = "generated"

    [[api]]
    module = "acme_v2"
    collection = "postman/acme.json"
    hints = "postman/acme.hints.toml"
    environments = ["postman/prod.postman_environment.json"]
    "#);
}

#[test]
fn init_warns_of_secrets_in_environments_and_shows_none() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("acme.json"), "{}").unwrap();
    let environment = r#"{"name": "Prod", "values": [
        {"key": "host", "value": "acme.example"},
        {"key": "user", "value": "hunter2", "type": "secret"},
        {"key": "api_key", "value": "hunter2"},
        {"key": "password", "value": ""}
    ]}"#;
    let file = "prod.postman_environment.json";
    fs::write(folder.path().join(file), environment).unwrap();
    let ran = postwright(folder.path(), &["init", "acme.json"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.error);
    let warning = "warning: `prod.postman_environment.json` holds secrets: `user`, `api_key`\n  none of them reaches the crate; delete their values from the file before you commit it\n";
    assert!(ran.error.contains(warning), "{}", ran.error);
    assert!(!ran.error.contains("hunter2"), "{}", ran.error);
}

#[test]
fn a_file_in_the_place_of_the_output_and_a_folder_with_spaces() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("acme.json"), "{}").unwrap();
    let ran = postwright(
        folder.path(),
        &["generate", "acme.json", "--out", "acme.json"],
    );
    assert_eq!(
        ran.error,
        "error: `acme.json` is a file: name the folder that the output goes to"
    );
    let ran = postwright(folder.path(), &["init", "acme.json", "--out", "a client"]);
    let next = "cargo run --manifest-path 'a client'/Cargo.toml --example acme";
    assert!(ran.error.contains(next), "{}", ran.error);
}

#[test]
fn init_finds_the_environments_in_a_v3_collection() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("acme")).unwrap();
    fs::write(folder.path().join("acme/test.environment.yaml"), "").unwrap();
    let api = crate::config::ApiConfig::new(&folder.path().join("acme"));
    let mut api = api.unwrap();
    init::inputs::add_neighbours(&mut api, folder.path());
    assert_eq!(
        api.environments,
        [folder.path().join("acme/test.environment.yaml")]
    );
}

#[test]
fn init_with_a_collection_that_cannot_be_read_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("acme.json"), "broken").unwrap();
    assert_eq!(
        postwright(folder.path(), &["init", "acme.json"]).exit,
        Exit::Input
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
