//! The commands, configurations and hints of the README and of `docs/` work as they stand there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The blocks of code in a language.
fn blocks(page: &str, language: &str) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(root().join(page))?;
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    let blocks = blocks.filter_map(|rest| rest.split_once("```"));
    Ok(blocks.map(|(block, _)| block.to_owned()).collect())
}

/// Copies an input of `collections/` into a folder.
fn copy(name: &str, folder: &TempDir, to: &str) -> io::Result<()> {
    let from = root().join("collections").join(name);
    fs::copy(from, folder.path().join(to)).map(drop)
}

/// Runs the program, which must succeed.
fn postwright(folder: &TempDir, arguments: &[&str]) -> io::Result<()> {
    let output = Command::new(env!("CARGO_BIN_EXE_postwright"))
        .args(arguments)
        .current_dir(folder.path())
        .output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    Ok(())
}

#[test]
fn every_command_for_a_collection_of_ones_own_works() {
    let folder = TempDir::new().unwrap();
    copy(
        "kitchen-sink.postman_collection.json",
        &folder,
        "acme.postman_collection.json",
    )
    .unwrap();
    let blocks = blocks("README.md", "sh").unwrap().concat();
    let lines = blocks
        .lines()
        .filter_map(|line| line.strip_prefix("postwright "));
    let commands: Vec<&str> = lines.filter_map(|line| line.split('#').next()).collect();
    assert_eq!(commands.len(), 4, "{commands:?}");
    for command in commands {
        postwright(&folder, &command.split_whitespace().collect::<Vec<_>>()).unwrap();
    }
    assert!(folder.path().join("acme-client/Cargo.toml").exists());
    assert!(folder.path().join("generated/src/acme/mod.rs").exists());
}

#[test]
fn the_configuration_works_with_all_that_it_may_say() {
    let folder = TempDir::new().unwrap();
    copy(
        "kitchen-sink.postman_collection.json",
        &folder,
        "acme.postman_collection.json",
    )
    .unwrap();
    copy(
        "kitchen-sink.postman_environment.json",
        &folder,
        "staging.postman_environment.json",
    )
    .unwrap();
    fs::write(folder.path().join("acme.hints.toml"), "").unwrap();
    let blocks = blocks("docs/generating.md", "toml").unwrap();
    let [configuration] = &blocks[..] else {
        panic!("one configuration");
    };
    let whole = configuration.replace("\n# ", "\n");
    assert_ne!(whole, *configuration);
    for text in [configuration, &whole] {
        fs::write(folder.path().join("postwright.toml"), text).unwrap();
        postwright(&folder, &["generate"]).unwrap();
        postwright(&folder, &["check"]).unwrap();
    }
}

#[test]
fn every_hint_matches() {
    let folder = TempDir::new().unwrap();
    copy(
        "auth0-management.postman_collection.json",
        &folder,
        "auth0.json",
    )
    .unwrap();
    let blocks = blocks("docs/hints.md", "toml").unwrap();
    assert_eq!(blocks.len(), 5);
    for hints in blocks {
        fs::write(folder.path().join("hints.toml"), hints).unwrap();
        postwright(
            &folder,
            &[
                "generate",
                "auth0.json",
                "--out",
                "auth0",
                "--hints",
                "hints.toml",
                "--deny",
                "warnings",
            ],
        )
        .unwrap();
    }
}
