//! The program as a shell sees it: exit codes, streams and colours.

mod disk;
mod kept;

use std::{
    fs, io,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

const NOTES: &str = r#"{"info": {"name": "Notes", "schema":
    "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
    "item": [{"name": "List notes", "request": "https://{{host}}/notes?page=1"}]}"#;

fn postwright(folder: &Path, arguments: &[&str]) -> io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_postwright"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .output()
}

/// What a run told on standard error; the test fails where the run does.
fn succeed(folder: &Path, arguments: &[&str]) -> io::Result<String> {
    let output = postwright(folder, arguments)?;
    assert!(output.status.success(), "{}", error(&output));
    Ok(error(&output))
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn help_and_version_are_data() {
    let folder = TempDir::new().unwrap();
    for argument in ["--help", "--version"] {
        let output = postwright(folder.path(), &[argument]).unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("postwright")
                && output.stderr.is_empty()
        );
    }
}

#[test]
fn a_missing_configuration_is_an_input_error() {
    let folder = TempDir::new().unwrap();
    let output = postwright(folder.path(), &[]).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        error(&output).contains("postwright init COLLECTION"),
        "{}",
        error(&output)
    );
    assert!(output.stdout.is_empty());
}

#[test]
fn colours_are_off_in_a_pipe_unless_asked_for() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("postwright.toml"), "[outputs]\n").unwrap();
    let plain = postwright(folder.path(), &["check"]).unwrap();
    assert_eq!(plain.status.code(), Some(2));
    assert!(!error(&plain).contains('\u{1b}'));
    let coloured = postwright(folder.path(), &["check", "--color", "always"]).unwrap();
    assert!(error(&coloured).contains("\u{1b}["));
}

#[test]
fn paths_in_messages_are_relative_to_the_working_folder() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("postwright.toml"), "[outputs]\n").unwrap();
    assert!(error(&postwright(folder.path(), &[]).unwrap()).contains("--> postwright.toml:1:2"));
    let deep = folder.path().join("a/b");
    fs::create_dir_all(&deep).unwrap();
    assert!(error(&postwright(&deep, &[]).unwrap()).contains("--> ../../postwright.toml:1:2"));
}

/// A rename in Postman, from an empty folder on: the commands of a first session.
#[test]
fn a_session_from_an_empty_folder_to_a_rename() {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("notes.json");
    fs::write(&collection, NOTES).unwrap();
    let run = |arguments: &[&str]| {
        let output = postwright(folder.path(), arguments).unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), told, error(&output))
    };
    let (code, _, told) = run(&["init", "notes.json"]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(run(&["check"]).0, Some(0));

    let old = folder.path().join("old.json");
    fs::copy(&collection, old).unwrap();
    fs::write(&collection, NOTES.replace("List notes", "All notes")).unwrap();
    assert_eq!(run(&["check"]).0, Some(1));
    let (code, told, _) = run(&["diff", "old.json", "notes.json"]);
    assert_eq!(code, Some(0));
    assert!(
        told.contains("`list_notes` is now `all_notes`; the old name is deprecated"),
        "{told}"
    );
    let strict = ["diff", "old.json", "notes.json", "--fail-on", "minor"];
    let (code, _, told) = run(&strict);
    assert_eq!(code, Some(1));
    assert!(
        told.contains("the verdict is minor: denied by `--fail-on minor`"),
        "{told}"
    );
    assert_eq!(run(&[]).0, Some(0));
    assert_eq!(run(&["check"]).0, Some(0));
    let lock = fs::read_to_string(folder.path().join("postwright.lock")).unwrap();
    assert!(
        lock.contains("\"all_notes AllNotes (was list_notes ListNotes)\""),
        "{lock}"
    );
}

#[cfg(feature = "watch")]
#[test]
fn watching_regenerates_on_save_and_waits_out_a_broken_file() {
    use std::{process::Stdio, thread, time::Duration};

    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("notes.json");
    fs::write(&collection, NOTES).unwrap();
    let code = || {
        fs::read_to_string(folder.path().join("out/src/notes/operations.rs")).unwrap_or_default()
    };
    let wait_for = |word: &str| {
        (0..200).any(|_| {
            thread::sleep(Duration::from_millis(50));
            code().contains(word)
        })
    };
    let mut watch = Command::new(env!("CARGO_BIN_EXE_postwright"))
        .args(["watch", "notes.json", "--out", "out"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    assert!(wait_for("fn list_notes"), "the first run");
    fs::write(&collection, "{").unwrap();
    thread::sleep(Duration::from_millis(400));
    assert!(
        code().contains("fn list_notes"),
        "a broken file changes nothing"
    );
    fs::write(&collection, NOTES.replace("List notes", "All notes")).unwrap();
    let is_done = wait_for("fn all_notes");
    let is_running = watch.try_wait().unwrap().is_none();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(is_done && is_running);
}

#[test]
fn timings_follow_the_pipeline() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("acme.json"), r#"{"item": []}"#).unwrap();
    let arguments = ["generate", "acme.json", "--out", "acme", "--timings"];
    let output = postwright(folder.path(), &arguments).unwrap();
    let text = error(&output);
    let lines = text.lines().filter(|line| line.ends_with(" ms"));
    let stages: Vec<&str> = lines
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(
        stages,
        ["read", "resolve", "lower", "name", "emit"],
        "{text}"
    );
}
