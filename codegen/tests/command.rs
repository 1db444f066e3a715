//! The program as a shell sees it: exit codes, streams and colours.

use std::{
    fs, io,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

fn postwright(folder: &Path, arguments: &[&str]) -> io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_postwright"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .output()
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
