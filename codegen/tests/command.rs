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

/// A rename in Postman, from an empty folder on: the commands of a first session.
#[test]
fn a_session_from_an_empty_folder_to_a_rename() {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("notes.json");
    let text = r#"{"info": {"name": "Notes", "schema":
        "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [{"name": "List notes", "request": "https://{{host}}/notes?page=1"}]}"#;
    fs::write(&collection, text).unwrap();
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
    fs::write(&collection, text.replace("List notes", "All notes")).unwrap();
    assert_eq!(run(&["check"]).0, Some(1));
    let (code, told, _) = run(&["diff", "old.json", "notes.json"]);
    assert_eq!(code, Some(0));
    assert!(
        told.contains("`list_notes` is now `all_notes`; the old name is deprecated"),
        "{told}"
    );
    let strict = ["diff", "old.json", "notes.json", "--fail-on", "minor"];
    assert_eq!(run(&strict).0, Some(1));
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
    let text = r#"{"info": {"name": "Notes", "schema":
        "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [{"name": "List notes", "request": "https://{{host}}/notes"}]}"#;
    fs::write(&collection, text).unwrap();
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
    fs::write(&collection, text.replace("List notes", "All notes")).unwrap();
    let is_done = wait_for("fn all_notes");
    let is_running = watch.try_wait().unwrap().is_none();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(is_done && is_running);
}

const NOTES: &str = r#"{"info": {"name": "Notes", "schema":
    "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
    "item": [{"name": "List notes", "request": "https://{{host}}/notes?page=1"}]}"#;

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@t.example"];
    let mut git = Command::new("git");
    let status = git
        .args(identity)
        .args(arguments)
        .current_dir(folder)
        .status();
    status.is_ok_and(|status| status.success())
}

#[test]
fn the_changelog_of_a_crate_with_a_license_tells_what_changed_since_the_last_commit() {
    let folder = TempDir::new().unwrap();
    let (notes, changelog) = (
        folder.path().join("notes.json"),
        folder.path().join("out/CHANGELOG.md"),
    );
    let generate = ["generate", "notes.json", "--out", "out", "--license", "MIT"];
    fs::write(&notes, NOTES).unwrap();
    assert!(git(folder.path(), &["init", "-q"]));
    assert!(
        postwright(folder.path(), &generate)
            .unwrap()
            .status
            .success()
    );
    assert!(!changelog.exists(), "there is nothing to compare with yet");
    assert!(git(folder.path(), &["add", "-A"]));
    assert!(git(folder.path(), &["commit", "-qm", "First"]));

    fs::write(&notes, NOTES.replace("List notes", "All notes")).unwrap();
    let told = error(&postwright(folder.path(), &generate).unwrap());
    assert!(
        told.contains("minor for callers, told in `CHANGELOG.md`"),
        "{told}"
    );
    let text = fs::read_to_string(&changelog).unwrap();
    let entry = "- operation `list_notes` is now `all_notes`; the old name is deprecated";
    assert!(
        text.contains("## Unreleased") && text.contains(entry),
        "{text}"
    );

    fs::write(&changelog, text.replace(entry, "- Renamed things.")).unwrap();
    fs::write(&notes, NOTES.replace("?page=1", "")).unwrap();
    assert!(
        postwright(folder.path(), &generate)
            .unwrap()
            .status
            .success()
    );
    let text = fs::read_to_string(&changelog).unwrap();
    assert!(
        text.contains("- Renamed things.") && text.contains("`ListNotes::page` was removed"),
        "{text}"
    );
    assert!(
        postwright(
            folder.path(),
            &["check", "notes.json", "--out", "out", "--license", "MIT"]
        )
        .unwrap()
        .status
        .success()
    );
}

#[test]
fn an_edited_manifest_is_kept_and_what_it_lacks_is_told_each_time() {
    let folder = TempDir::new().unwrap();
    let write = |names: &[&str]| {
        let item = |name: &&str| {
            format!(
                r#"{{"name": "{name}", "item": [{{"name": "List", "request": "https://{{{{host}}}}/{name}"}}]}}"#
            )
        };
        let items: Vec<String> = names.iter().map(item).collect();
        let text = NOTES.replace(
            r#"{"name": "List notes", "request": "https://{{host}}/notes?page=1"}"#,
            &items.join(","),
        );
        fs::write(folder.path().join("notes.json"), text).unwrap();
    };
    let configuration =
        "[output]\ncrate = \"out\"\n[[api]]\ncollection = \"notes.json\"\nfolder_features = true\n";
    fs::write(folder.path().join("postwright.toml"), configuration).unwrap();
    write(&["Notes", "Tags"]);
    assert!(postwright(folder.path(), &[]).unwrap().status.success());
    let manifest = folder.path().join("out/Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("0.1.0", "1.2.0")).unwrap();
    write(&["Notes", "Tags", "Users"]);
    for _ in 0..2 {
        let output = postwright(folder.path(), &[]).unwrap();
        let told = error(&output);
        assert!(output.status.success(), "{told}");
        assert!(
            told.contains("lacks `notes-users = [\"notes-core\"]` in `[features]`"),
            "{told}"
        );
    }
    assert!(fs::read_to_string(&manifest).unwrap().contains("1.2.0"));
}

#[test]
fn a_changelog_that_is_there_is_kept_up_without_a_license() {
    let folder = TempDir::new().unwrap();
    let (notes, changelog) = (
        folder.path().join("notes.json"),
        folder.path().join("out/CHANGELOG.md"),
    );
    let generate = ["generate", "notes.json", "--out", "out"];
    let commit =
        || git(folder.path(), &["add", "-A"]) && git(folder.path(), &["commit", "-qm", "A step"]);
    fs::write(&notes, NOTES).unwrap();
    assert!(git(folder.path(), &["init", "-q"]));
    assert!(
        postwright(folder.path(), &generate)
            .unwrap()
            .status
            .success()
    );
    assert!(commit());
    fs::write(&notes, NOTES.replace("List notes", "All notes")).unwrap();
    assert!(
        postwright(folder.path(), &generate)
            .unwrap()
            .status
            .success()
    );
    assert!(!changelog.exists(), "nobody asked for one");

    fs::write(&changelog, "# Changelog\n").unwrap();
    assert!(commit());
    fs::write(&notes, NOTES.replace("?page=1", "")).unwrap();
    assert!(
        postwright(folder.path(), &generate)
            .unwrap()
            .status
            .success()
    );
    let text = fs::read_to_string(&changelog).unwrap();
    assert!(
        text.starts_with("# Changelog\n") && text.contains("## Unreleased"),
        "{text}"
    );
}

#[test]
fn the_texts_of_the_chosen_licenses_come_along_until_the_user_edits_them() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notes.json"), NOTES).unwrap();
    let generate = |license: &str| {
        let arguments = [
            "generate",
            "notes.json",
            "--out",
            "out",
            "--license",
            license,
        ];
        let output = postwright(folder.path(), &arguments).unwrap();
        (output.status.code(), error(&output))
    };
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name));
    assert_eq!(generate("MIT OR Apache-2.0").0, Some(0));
    assert!(
        read("LICENSE-APACHE")
            .unwrap()
            .contains("Version 2.0, January 2004")
    );
    let text = read("LICENSE-MIT").unwrap();
    fs::write(
        folder.path().join("out/LICENSE-MIT"),
        text.replace("the authors of out", "2026 Ada"),
    )
    .unwrap();
    assert_eq!(generate("MIT OR Apache-2.0").0, Some(0));
    assert!(
        read("LICENSE-MIT")
            .unwrap()
            .contains("Copyright (c) 2026 Ada")
    );

    let (code, told) = generate("MPL-2.0");
    assert_eq!(code, Some(0), "{told}");
    assert!(
        read("LICENSE")
            .unwrap()
            .starts_with("Mozilla Public License")
    );
    assert!(read("LICENSE-APACHE").is_err() && read("LICENSE-MIT").is_ok());
    let (code, told) = generate("MITT");
    assert_eq!(code, Some(2));
    assert!(told.contains("did you mean `MIT`?"), "{told}");
}

#[test]
fn a_new_crate_joins_the_workspace_around_it() {
    let folder = TempDir::new().unwrap();
    let inner = folder.path().join("clients");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("notes.json"), NOTES).unwrap();
    let manifest = folder.path().join("Cargo.toml");
    fs::write(&manifest, "[workspace]\nresolver = \"3\"\nmembers = []\n").unwrap();
    let output = postwright(&inner, &["init", "notes.json"]).unwrap();
    assert!(output.status.success(), "{}", error(&output));
    assert!(error(&output).contains("to the members of the workspace"));
    let text = fs::read_to_string(&manifest).unwrap();
    assert_eq!(
        text,
        "[workspace]\nresolver = \"3\"\nmembers = [\"clients/generated\"]\n"
    );
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(inner.join("generated"))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", error(&metadata));
}

#[cfg(target_os = "linux")]
#[test]
fn data_that_cannot_be_written_is_an_error() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notes.json"), NOTES).unwrap();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_postwright"))
        .args(["inspect", "notes.json"])
        .current_dir(folder.path())
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(error(&output).contains("cannot write `standard output`"));
}

/// In a name space of its own, where a small disk can be made; nothing where the system allows none.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_read_only_one_are_clear_errors_and_leave_the_old_output() {
    let alone = Command::new("unshare").args(["-rm", "true"]).status();
    if !alone.is_ok_and(|status| status.success()) {
        eprintln!("not run: this system makes no name spaces");
        return;
    }
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("disk")).unwrap();
    fs::write(folder.path().join("notes.json"), NOTES).unwrap();
    fs::write(
        folder.path().join("new.json"),
        NOTES.replace("List notes", "All notes"),
    )
    .unwrap();
    let script = "set -e; mount -t tmpfs -o size=2m tmpfs disk
        run() { code=0; \"$POSTWRIGHT\" \"$@\" --module notes --out disk/out >/dev/null || code=$?; echo \"$code\"; }
        run generate notes.json
        head -c 9999999 /dev/zero > disk/rest 2>/dev/null || true
        run generate new.json; run check notes.json; rm disk/rest
        mount -o remount,ro disk; run generate new.json; run check notes.json";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", script])
        .env("POSTWRIGHT", env!("CARGO_BIN_EXE_postwright"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = error(&output);
    let codes = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
    assert_eq!(codes, "0 3 0 3 0 ", "{told}");
    assert!(
        told.contains("make space on the disk") && told.contains("the disk is read-only"),
        "{told}"
    );
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
        ["read", "resolve", "lower", "name", "emit", "files"],
        "{text}"
    );
}
