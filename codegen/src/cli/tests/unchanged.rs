//! A run that has nothing to do finds that out without generating anything.

use std::{cell::Cell, fs};

use tempfile::TempDir;

use super::*;

/// Runs `postwright` and says whether it had to generate.
fn generates(folder: &Path, arguments: &[&str]) -> (bool, Ran) {
    let has_run = Cell::new(false);
    let ran = postwright_with(folder, arguments, &|config| {
        has_run.set(true);
        fake(config)
    });
    (has_run.get(), ran)
}

/// A folder whose output is current.
fn current(collection: &str) -> TempDir {
    let folder = configured(collection);
    let (has_run, ran) = generates(folder.path(), &[]);
    assert!(has_run && ran.exit == Exit::Done, "{}", ran.error);
    folder
}

/// Whether a run and a check after `change` both generate.
fn is_noticed(change: impl Fn(&Path)) -> bool {
    let folder = current("{}");
    change(folder.path());
    generates(folder.path(), &["check"]).0 && generates(folder.path(), &[]).0
}

#[test]
fn nothing_changed() {
    let folder = current("{}");
    let before = fs::read(folder.path().join("generated/.postwright/stamp")).unwrap();
    for arguments in [&[][..], &["check"], &["generate", "--dry-run"]] {
        let (has_run, ran) = generates(folder.path(), arguments);
        assert!(!has_run && ran.exit == Exit::Done, "{}", ran.error);
        let told = "`generated`: 1 API, 1 operation, 0 types in 0.00 s\n  nothing to change, 3 files up to date";
        assert!(ran.error.ends_with(told), "{}", ran.error);
    }
    let after = fs::read(folder.path().join("generated/.postwright/stamp")).unwrap();
    assert_eq!(before, after);
}

#[test]
fn a_changed_input_is_noticed() {
    assert!(is_noticed(|folder| fs::write(
        folder.join("acme.json"),
        "[]"
    )
    .unwrap()));
    let configuration = "[output]\ncrate = \"generated\"\n\n[[api]]\ncollection = \"acme.json\"\nliterals = \"send\"\n";
    assert!(is_noticed(|folder| {
        fs::write(folder.join("postwright.toml"), configuration).unwrap();
    }));
}

#[test]
fn given_names_that_were_edited_are_noticed() {
    assert!(is_noticed(|folder| {
        fs::write(folder.join("postwright.lock"), "# edited\n").unwrap();
    }));
}

#[test]
fn an_edited_output_is_noticed_even_with_its_old_length_and_time() {
    assert!(is_noticed(|folder| {
        let file = folder.join("generated/src/acme.rs");
        let modified = file.metadata().unwrap().modified().unwrap();
        fs::write(&file, "// []\n").unwrap();
        let file = fs::File::options().write(true).open(&file).unwrap();
        file.set_modified(modified).unwrap();
    }));
}

#[test]
fn a_deleted_output_is_noticed() {
    for file in ["src/acme.rs", "Cargo.toml", ".postwright/manifest"] {
        assert!(is_noticed(|folder| {
            fs::remove_file(folder.join("generated").join(file)).unwrap();
        }));
    }
}

#[test]
fn a_run_that_was_cut_off_is_noticed() {
    assert!(is_noticed(|folder| {
        fs::write(folder.join("generated/.postwright/journal"), "cut off").unwrap();
    }));
}

#[test]
fn a_stamp_that_was_cut_off_is_none() {
    let folder = current("{}");
    let stamp = folder.path().join("generated/.postwright/stamp");
    let text = fs::read_to_string(&stamp).unwrap();
    for end in 0..text.len() {
        fs::write(&stamp, &text[..end]).unwrap();
        assert!(generates(folder.path(), &["check"]).0, "{end}");
    }
}

#[test]
fn an_edited_cargo_toml_stays_the_users() {
    let folder = current("{}");
    let file = folder.path().join("generated/Cargo.toml");
    fs::write(&file, "mine").unwrap();
    assert!(generates(folder.path(), &[]).0);
    let (has_run, ran) = generates(folder.path(), &[]);
    assert!(!has_run && ran.error.contains("kept as you edited: `Cargo.toml`"));
    fs::remove_file(&file).unwrap();
    assert!(generates(folder.path(), &[]).0 && file.exists());
}

#[test]
fn findings_are_counted_and_shown_again_to_who_asks() {
    let folder = current("warn");
    let (has_run, ran) = generates(folder.path(), &[]);
    assert!(
        !has_run && ran.error.contains("1 warning, 1 note"),
        "{}",
        ran.error
    );
    let (has_run, ran) = generates(folder.path(), &["check", "--deny", "warnings"]);
    assert!(has_run && ran.exit == Exit::Stale, "{}", ran.error);
    for arguments in [&["-v"][..], &["check", "--message-format", "json"]] {
        assert!(generates(folder.path(), arguments).0);
    }
}
