//! `generate` and `check`: what is written, and when nothing is.

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

#[test]
fn without_a_subcommand_it_generates_and_a_second_run_changes_nothing() {
    let folder = configured("{}");
    let first = postwright(folder.path(), &[]);
    assert_snapshot!(first.error, @r"
    generated `generated`: 1 API, 1 operation, 0 types in 0.00 s
      added 3 files: `Cargo.toml`, `src/acme.rs`, `src/lib.rs`
    ");
    assert_eq!((first.exit, first.output.as_str()), (Exit::Done, ""));
    assert_snapshot!(postwright(folder.path(), &["generate"]).error, @r"
    generated `generated`: 1 API, 1 operation, 0 types in 0.00 s
      nothing to change, 3 files up to date
    ");
}

#[test]
fn generate_needs_no_configuration() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("Acme API.postman_collection.json"), "{}").unwrap();
    let ran = postwright(
        folder.path(),
        &[
            "generate",
            "Acme API.postman_collection.json",
            "--out",
            "acme-client",
        ],
    );
    assert_eq!(ran.exit, Exit::Done, "{}", ran.error);
    assert_eq!(
        fs::read_to_string(folder.path().join("acme-client/Cargo.toml")).unwrap(),
        "[package]\nname = \"acme-client\"\n"
    );
    assert!(folder.path().join("acme-client/src/acme_api.rs").is_file());
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = configured("{}");
    let ran = postwright(folder.path(), &["generate", "--dry-run"]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.error.contains("would generate") && !folder.path().join("generated").exists());
}

#[test]
fn check_fails_with_a_diff_when_the_output_is_stale() {
    let folder = configured("{}");
    postwright(folder.path(), &[]);
    assert_eq!(postwright(folder.path(), &["check"]).exit, Exit::Done);
    fs::write(folder.path().join("acme.json"), "[]").unwrap();
    let ran = postwright(folder.path(), &["check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert_snapshot!(ran.output, @r"
    --- a/src/acme.rs
    +++ b/src/acme.rs
    @@ -1 +1 @@
    -// {}
    +// []
    ");
    assert_snapshot!(ran.error, @r"
    checked `generated`: 1 API, 1 operation, 0 types in 0.00 s
      to change 1 file: `src/acme.rs`
      unchanged 2 files
    error: `generated` is stale: 1 file differs: run `postwright generate` and commit the result
    ");
    assert_eq!(
        fs::read_to_string(folder.path().join("generated/src/acme.rs")).unwrap(),
        "// {}\n"
    );
}

#[test]
fn check_shows_no_diff_of_what_was_never_generated() {
    let folder = configured("{}");
    let ran = postwright(folder.path(), &["check"]);
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::Stale, ""));
    assert_eq!(
        ran.error.lines().last(),
        Some(
            "error: `generated` is stale: none of its 3 files is there: run `postwright generate` and commit the result"
        )
    );
}

#[test]
fn an_edited_file_stops_the_run_and_force_replaces_it() {
    let folder = configured("{}");
    postwright(folder.path(), &[]);
    fs::write(folder.path().join("generated/src/acme.rs"), "mine").unwrap();
    let checked = postwright(folder.path(), &["check"]);
    assert!(
        checked.error.contains("move your code to files of its own"),
        "{}",
        checked.error
    );
    let ran = postwright(folder.path(), &[]);
    assert_eq!(ran.exit, Exit::Output);
    assert_snapshot!(ran.error, @"error: a file that is not as it was generated would be overwritten: `src/acme.rs` (edited since it was generated); move your code to a file of its own, or overwrite it with `postwright generate --force`");
    assert_eq!(
        postwright(folder.path(), &["generate", "--force"]).exit,
        Exit::Done
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("generated/src/acme.rs")).unwrap(),
        "// {}\n"
    );
}

#[test]
fn an_edited_cargo_toml_is_kept_and_named() {
    let folder = configured("{}");
    postwright(folder.path(), &[]);
    fs::write(folder.path().join("generated/Cargo.toml"), "mine").unwrap();
    let ran = postwright(folder.path(), &["generate", "--force"]);
    assert_snapshot!(ran.error, @r"
    generated `generated`: 1 API, 1 operation, 0 types in 0.00 s
      nothing to change, 2 files up to date
      kept as you edited: `Cargo.toml`
    ");
    assert_eq!(
        fs::read_to_string(folder.path().join("generated/Cargo.toml")).unwrap(),
        "mine"
    );
    assert_eq!(postwright(folder.path(), &["check"]).exit, Exit::Done);
}

#[test]
fn a_run_that_was_cut_off_is_stale_until_it_is_completed() {
    let folder = configured("{}");
    postwright(folder.path(), &[]);
    let journal = folder.path().join("generated/.postwright/journal");
    fs::write(&journal, "cut off").unwrap();
    let ran = postwright(folder.path(), &["check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert_snapshot!(ran.error, @r"
    checked `generated`: 1 API, 1 operation, 0 types in 0.00 s
      unchanged 3 files
    error: `generated` is stale: an earlier run was cut off: `postwright generate` completes it
    ");
    assert!(journal.exists());
    let ran = postwright(folder.path(), &[]);
    assert!(
        ran.error.contains("completed a run that had been cut off"),
        "{}",
        ran.error
    );
    assert!(!journal.exists());
}

#[test]
fn timings_name_every_stage() {
    let folder = configured("{}");
    let ran = postwright(folder.path(), &["generate", "--timings"]);
    let stages: Vec<&str> = ran
        .error
        .lines()
        .filter(|line| line.ends_with(" ms"))
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    assert_eq!(stages, ["postman", "emit"]);
}
