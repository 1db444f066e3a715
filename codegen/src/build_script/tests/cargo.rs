//! Cargo itself runs a build script that gives it our instructions, after each kind of change.

use std::{env, fs, path::Path, process::Command, thread, time::Duration};

use tempfile::TempDir;

use super::*;

/// Prints the instructions that it is given, and counts its runs.
const SCRIPT: &str = r#"
    fn main() {
        print!("{}", include_str!("instructions"));
        let runs = std::fs::read_to_string("../runs").unwrap_or_default();
        std::fs::write("../runs", runs + "x").unwrap();
    }
"#;

const MANIFEST: &str =
    "[package]\nname = \"rerun\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n";

/// A package whose build script has the instructions of `script`, run on what is in `folder`.
fn package(script: &BuildScript, folder: &Path) {
    let mut instructions = Vec::new();
    script
        .run_in(Some(&folder.join("out")), &mut instructions, &fake)
        .unwrap();
    fs::create_dir_all(folder.join("package/src")).unwrap();
    for (path, text) in [
        (
            "instructions",
            String::from_utf8(instructions).unwrap().as_str(),
        ),
        ("build.rs", SCRIPT),
        ("src/lib.rs", ""),
        ("Cargo.toml", MANIFEST),
    ] {
        fs::write(folder.join("package").join(path), text).unwrap();
    }
}

/// How often the script ran in all, after one more build.
fn runs(folder: &Path) -> usize {
    // The clock of a file system is coarse: what was just written must be older than what comes next.
    thread::sleep(Duration::from_millis(40));
    let status = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["build", "--quiet", "--offline"])
        .current_dir(folder.join("package"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .status()
        .unwrap();
    assert!(status.success());
    thread::sleep(Duration::from_millis(40));
    fs::read_to_string(folder.join("runs")).unwrap().len()
}

#[test]
fn every_change_of_a_v3_folder_runs_the_script_again() {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("notes");
    let file = |path: &str, text: &str| {
        let path = collection.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    file(".resources/definition.yaml", "name: Notes\n");
    file("List notes.request.yaml", "url: https://notes.test/notes\n");
    file(
        "Archive/Old notes.request.yaml",
        "url: https://notes.test/old\n",
    );
    fs::write(folder.path().join("notes.globals"), "{}").unwrap();
    package(&BuildScript::new(&collection), folder.path());

    assert_eq!(runs(folder.path()), 1);
    assert_eq!(runs(folder.path()), 1, "nothing has changed");
    file("List notes.request.yaml", "url: https://notes.test/all\n");
    assert_eq!(runs(folder.path()), 2, "a file has changed");
    file(
        "Archive/Old notes.request.yaml",
        "url: https://notes.test/older\n",
    );
    assert_eq!(runs(folder.path()), 3, "a file of a folder has changed");
    file(
        "Archive/Oldest notes.request.yaml",
        "url: https://notes.test/oldest\n",
    );
    assert_eq!(runs(folder.path()), 4, "a file is new");
    file(
        "Drafts/Draft.request.yaml",
        "url: https://notes.test/draft\n",
    );
    assert_eq!(runs(folder.path()), 5, "a folder is new");
    let example = ".resources/List notes.resources/examples/Two.example.yaml";
    file(example, "response:\n  body: '[]'\n");
    assert_eq!(runs(folder.path()), 6, "a saved answer is new");
    fs::remove_file(collection.join("Archive/Old notes.request.yaml")).unwrap();
    assert_eq!(runs(folder.path()), 7, "a file is gone");
    assert_eq!(
        runs(folder.path()),
        8,
        "cargo takes a path that it was told of and that is gone for a change"
    );
}

#[test]
fn a_change_of_a_collection_or_its_hints_runs_the_script_again_and_others_do_not() {
    let folder = folder();
    let script =
        BuildScript::new(folder.path().join("acme.json")).hints(folder.path().join("hints.toml"));
    fs::write(folder.path().join("acme.globals"), "{}").unwrap();
    package(&script, folder.path());
    assert_eq!(runs(folder.path()), 1);
    fs::write(folder.path().join("other.json"), "{}").unwrap();
    fs::write(folder.path().join("package/src/lib.rs"), "//! Other code.").unwrap();
    assert_eq!(runs(folder.path()), 1, "other files say nothing");
    for (count, name) in [(2, "acme.json"), (3, "hints.toml")] {
        fs::write(folder.path().join(name), "{} ").unwrap();
        assert_eq!(runs(folder.path()), count, "{name}");
    }
}
