//! The generated clients of this repository send what newman sends.
//!
//! The recordings are renewed by `tests/oracle/renew.sh`.

use std::fs;
use std::path::Path;
use std::process::Command;

use postwright::config::ApiConfig;
use tests::wire::{Comparison, Outcome, Recording, compare, values};

type Tested = Result<(), Box<dyn std::error::Error>>;

#[test]
fn auth0_requests_are_newmans() -> Tested {
    // The collection's body mixes the two forms of the operation, which the type does not allow.
    assert_equal(
        "auth0",
        "auth0-management",
        &["Users / Link a user account"],
    )
}

#[test]
fn kitchen_sink_requests_are_newmans() -> Tested {
    assert_equal("kitchen_sink", "kitchen-sink", &[])
}

/// Runs the wire example of one API with the values that newman had; items that are `accepted` may differ, and must.
fn assert_equal(module: &str, name: &str, accepted: &[&str]) -> Tested {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let collection = root.join(format!("collections/{name}.postman_collection.json"));
    let recorded = root.join(format!("tests/fixtures/wire/{name}.jsonl"));
    let newman = Recording::read(&fs::read_to_string(recorded)?)?;
    let read = postwright::generator::read(&ApiConfig::new(&collection)?)?;
    let values = values(&collection, &read.secrets, &newman);
    let values_file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{module}.values.json"));
    fs::write(&values_file, serde_json::to_vec(&values)?)?;

    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--package", "generated"])
        .args(["--features", "examples", "--example", "wire", "--"])
        .args([values_file.as_os_str(), module.as_ref()])
        .current_dir(&root)
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );

    let ours = Recording::read(&String::from_utf8_lossy(&output.stdout))?;
    let compared = compare(&ours, &newman, None);
    let is_different = |item: &&Comparison| !matches!(item.outcome, Outcome::Equal);
    let different: Vec<&Comparison> = compared.iter().filter(is_different).collect();
    let names: Vec<&str> = different.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, accepted, "{different:#?}");
    Ok(())
}
