//! The generated clients of this repository send what newman sends.
//!
//! The recordings are renewed by `tests/oracle/renew.sh`.

use std::fs;
use std::path::Path;
use std::process::Command;

use postwright::config::ApiConfig;
use tests::wire::{Outcome, Recording, compare, values};

#[test]
fn auth0_requests_are_newmans() {
    assert_equal("auth0", "auth0-management");
}

#[test]
fn kitchen_sink_requests_are_newmans() {
    assert_equal("kitchen_sink", "kitchen-sink");
}

/// Runs the wire example of one API with the values that newman had.
fn assert_equal(module: &str, name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let collection = root.join(format!("collections/{name}.postman_collection.json"));
    let recorded = root.join(format!("tests/fixtures/wire/{name}.jsonl"));
    let newman = Recording::read(&fs::read_to_string(recorded).unwrap()).unwrap();
    let read = postwright::generator::read(&ApiConfig::new(&collection).unwrap()).unwrap();
    let values = values(&collection, &read.secrets, &newman);
    let values_file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{module}.values.json"));
    fs::write(&values_file, serde_json::to_vec(&values).unwrap()).unwrap();

    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--package", "generated"])
        .args(["--features", "examples", "--example", "wire", "--"])
        .args([values_file.as_os_str(), module.as_ref()])
        .current_dir(&root)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");

    let ours = Recording::read(&printed).unwrap();
    let different: Vec<_> = compare(&ours, &newman, None)
        .into_iter()
        .filter(|item| !matches!(item.outcome, Outcome::Equal))
        .collect();
    assert!(different.is_empty(), "{different:#?}");
}
