//! The commands of the README work as they stand there.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The lines of the README's shell blocks that run the program, without comments.
fn commands(readme: &str) -> Vec<Vec<String>> {
    let blocks = readme.split("```sh\n").skip(1);
    blocks
        .filter_map(|rest| rest.split_once("```").map(|(block, _)| block))
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("postwright "))
        .filter_map(|line| line.split('#').next())
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        // It ends when the user ends it, and is not in every build.
        .filter(|command: &Vec<String>| command.first().is_none_or(|name| name != "watch"))
        .collect()
}

#[test]
fn every_command_for_a_collection_of_ones_own_works() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let commands = commands(&readme);
    assert_eq!(commands.len(), 4, "{commands:?}");
    let folder = TempDir::new().unwrap();
    let collection = root.join("collections/kitchen-sink.postman_collection.json");
    fs::copy(
        collection,
        folder.path().join("acme.postman_collection.json"),
    )
    .unwrap();
    for arguments in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_postwright"))
            .args(&arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
    }
    assert!(folder.path().join("acme-client/Cargo.toml").exists());
    assert!(folder.path().join("generated/src/acme/mod.rs").exists());
}
