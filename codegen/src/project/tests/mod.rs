//! What holds for an output folder: each law, one trap a test.

mod crash;
mod safety;

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use insta::assert_snapshot;
use tempfile::TempDir;

use super::{manifest::Hash, *};

pub(super) fn project<'f>(files: &[(&'f str, &'f str)]) -> Project<'f> {
    Project::new(files.iter().map(|(path, text)| (*path, (*text).to_owned())))
}

pub(super) fn write(files: &[(&str, &str)], folder: &Path) -> Outcome {
    project(files)
        .apply(folder, Mode::Write, Edits::Refuse)
        .unwrap()
}

/// Every file but the private ones, with its text.
pub(super) fn tree(folder: &Path) -> BTreeMap<String, String> {
    fn visit(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if name == path::PRIVATE {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                visit(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    visit(folder, "", &mut files);
    files
}

pub(super) fn expected(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

fn paths(list: &[RelativePath]) -> Vec<&str> {
    list.iter().map(RelativePath::as_str).collect()
}

#[test]
fn a_missing_folder_is_made_and_filled() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("deep/generated");
    let outcome = write(
        &[
            ("Cargo.toml", "[package]\n"),
            ("src/lib.rs", "mod a;\n"),
            ("src/a/mod.rs", ""),
        ],
        &output,
    );
    assert_eq!(
        paths(&outcome.added),
        ["Cargo.toml", "src/a/mod.rs", "src/lib.rs"]
    );
    assert_eq!(
        tree(&output),
        expected(&[
            ("Cargo.toml", "[package]\n"),
            ("src/lib.rs", "mod a;\n"),
            ("src/a/mod.rs", "")
        ])
    );
    let mut private: Vec<_> = fs::read_dir(output.join(".postwright"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    private.sort();
    assert_eq!(private, [".gitignore", "lock", "manifest"]);
}

#[test]
fn the_manifest_is_what_sha256sum_prints() {
    let folder = TempDir::new().unwrap();
    write(&[("src/lib.rs", "abc"), ("src/a.rs", "")], folder.path());
    assert_snapshot!(fs::read_to_string(folder.path().join(".postwright/manifest")).unwrap(), @r"
    # Written by Postwright: the files that it made here, as `sha256sum` prints them.
    # A file that has another sum was edited; Postwright does not overwrite it unless it is told to.
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  src/a.rs
    ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  src/lib.rs
    ");
}

#[test]
fn an_unchanged_file_keeps_its_time() {
    let folder = TempDir::new().unwrap();
    write(&[("src/lib.rs", "a"), ("src/b.rs", "old")], folder.path());
    let past = SystemTime::now() - Duration::from_hours(1);
    for name in ["src/lib.rs", "src/b.rs", ".postwright/manifest"] {
        fs::File::options()
            .write(true)
            .open(folder.path().join(name))
            .unwrap()
            .set_modified(past)
            .unwrap();
    }
    let time = |name: &str| {
        fs::metadata(folder.path().join(name))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = time("src/lib.rs");
    assert!(write(&[("src/lib.rs", "a"), ("src/b.rs", "old")], folder.path()).is_current());
    assert_eq!(time(".postwright/manifest"), before);
    let outcome = write(&[("src/lib.rs", "a"), ("src/b.rs", "new")], folder.path());
    assert_eq!(
        (paths(&outcome.changed), outcome.unchanged),
        (vec!["src/b.rs"], 1)
    );
    assert_eq!(time("src/lib.rs"), before);
    assert_ne!(time("src/b.rs"), before);
}

#[test]
fn a_stale_file_goes_with_the_folder_it_leaves_empty_and_foreign_files_stay() {
    let folder = TempDir::new().unwrap();
    write(
        &[
            ("src/lib.rs", ""),
            ("src/old/mod.rs", ""),
            ("src/mixed/mod.rs", ""),
        ],
        folder.path(),
    );
    fs::write(folder.path().join("src/mixed/mine.rs"), "mine").unwrap();
    let outcome = write(&[("src/lib.rs", "")], folder.path());
    assert_eq!(
        paths(&outcome.removed),
        ["src/mixed/mod.rs", "src/old/mod.rs"]
    );
    assert_eq!(
        tree(folder.path()),
        expected(&[("src/lib.rs", ""), ("src/mixed/mine.rs", "mine")])
    );
    assert!(!folder.path().join("src/old").exists());
}

#[test]
fn a_new_text_is_aside_as_soon_as_it_is_made_and_one_that_is_there_is_not() {
    let folder = TempDir::new().unwrap();
    write(&[("src/a.rs", "a"), ("src/b.rs", "b")], folder.path());
    let staged = folder.path().join(".postwright/staged");
    let count = || fs::read_dir(&staged).into_iter().flatten().count();
    let next = Project::made_by(|take| {
        for (path, text, aside) in [
            ("src/a.rs", "a", 0),
            ("src/b.rs", "new", 1),
            ("src/c.rs", "new", 2),
        ] {
            take(path, text);
            assert_eq!(count(), aside, "{path}");
        }
    });
    next.apply(folder.path(), Mode::Write, Edits::Refuse)
        .unwrap();
    let after = [("src/a.rs", "a"), ("src/b.rs", "new"), ("src/c.rs", "new")];
    assert_eq!(tree(folder.path()), expected(&after));
    assert!(!staged.exists());
}

#[test]
fn an_edited_file_is_not_overwritten_in_silence() {
    let folder = TempDir::new().unwrap();
    write(&[("src/lib.rs", "old"), ("src/b.rs", "old")], folder.path());
    fs::write(folder.path().join("src/lib.rs"), "edited").unwrap();
    let next = project(&[("src/lib.rs", "new"), ("src/b.rs", "new")]);
    let error = next
        .apply(folder.path(), Mode::Write, Edits::Refuse)
        .unwrap_err();
    assert_snapshot!(error, @"a file that is not as it was generated would be overwritten: `src/lib.rs` (edited since it was generated); move your code to a file of its own, or overwrite it with `postwright generate --force`");
    assert_eq!(
        tree(folder.path()),
        expected(&[("src/lib.rs", "edited"), ("src/b.rs", "old")])
    );
    next.apply(folder.path(), Mode::Write, Edits::Overwrite)
        .unwrap();
    assert_eq!(
        tree(folder.path()),
        expected(&[("src/lib.rs", "new"), ("src/b.rs", "new")])
    );
}

#[test]
fn an_edited_file_that_is_stale_is_not_removed_in_silence() {
    let folder = TempDir::new().unwrap();
    write(&[("src/lib.rs", ""), ("src/b.rs", "old")], folder.path());
    fs::write(folder.path().join("src/b.rs"), "edited").unwrap();
    assert!(
        project(&[("src/lib.rs", "")])
            .apply(folder.path(), Mode::Write, Edits::Refuse)
            .is_err()
    );
    assert_eq!(
        tree(folder.path()),
        expected(&[("src/lib.rs", ""), ("src/b.rs", "edited")])
    );
}

#[test]
fn a_file_that_was_never_ours_is_not_overwritten_and_the_folder_stays_as_it_is() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/lib.rs"), "mine").unwrap();
    let error = project(&[("src/lib.rs", "new")])
        .apply(folder.path(), Mode::Write, Edits::Refuse)
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`src/lib.rs` (not written by Postwright)"),
        "{error}"
    );
    assert!(!folder.path().join(".postwright").exists());
}

#[test]
fn an_edited_cargo_toml_is_kept_until_the_edit_is_undone() {
    let folder = TempDir::new().unwrap();
    write(&[("Cargo.toml", "one"), ("src/lib.rs", "")], folder.path());
    assert_eq!(
        paths(&write(&[("Cargo.toml", "two"), ("src/lib.rs", "")], folder.path()).changed),
        ["Cargo.toml"]
    );
    fs::write(folder.path().join("Cargo.toml"), "mine").unwrap();
    let outcome = write(
        &[("Cargo.toml", "three"), ("src/lib.rs", "x")],
        folder.path(),
    );
    assert_eq!(
        (paths(&outcome.kept), paths(&outcome.changed)),
        (vec!["Cargo.toml"], vec!["src/lib.rs"])
    );
    assert!(
        write(
            &[("Cargo.toml", "three"), ("src/lib.rs", "x")],
            folder.path()
        )
        .is_current()
    );
    fs::write(folder.path().join("Cargo.toml"), "two").unwrap();
    assert_eq!(
        paths(
            &write(
                &[("Cargo.toml", "three"), ("src/lib.rs", "x")],
                folder.path()
            )
            .changed
        ),
        ["Cargo.toml"]
    );
}

#[test]
fn line_ends_that_version_control_rewrote_are_no_edit() {
    let folder = TempDir::new().unwrap();
    write(&[("src/lib.rs", "a\nb\n")], folder.path());
    fs::write(folder.path().join("src/lib.rs"), "a\r\nb\r\n").unwrap();
    assert!(write(&[("src/lib.rs", "a\nb\n")], folder.path()).is_current());
    assert_eq!(
        paths(&write(&[("src/lib.rs", "a\nc\n")], folder.path()).changed),
        ["src/lib.rs"]
    );
}

#[test]
fn a_manifest_with_the_marks_of_a_merge_knows_the_files_of_both_sides() {
    let folder = TempDir::new().unwrap();
    write(&[("src/lib.rs", "ours")], folder.path());
    let manifest = folder.path().join(".postwright/manifest");
    let ours = fs::read_to_string(&manifest).unwrap();
    let theirs = format!("{}  src/lib.rs", Hash::of(b"theirs"));
    fs::write(
        &manifest,
        format!("<<<<<<< ours\n{ours}=======\n{theirs}\n>>>>>>> theirs\n"),
    )
    .unwrap();
    for text in ["ours", "theirs"] {
        fs::write(folder.path().join("src/lib.rs"), text).unwrap();
        let outcome = project(&[("src/lib.rs", "both")])
            .apply(folder.path(), Mode::DryRun, Edits::Refuse)
            .unwrap();
        assert!(outcome.obstacles.is_empty());
    }
    write(&[("src/lib.rs", "both")], folder.path());
    assert_eq!(
        fs::read_to_string(&manifest)
            .unwrap()
            .matches("src/lib.rs")
            .count(),
        1
    );
}

#[test]
fn check_prints_a_unified_diff_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    write(
        &[("src/lib.rs", "a\nb\nc\n"), ("src/old.rs", "x\n")],
        folder.path(),
    );
    let before = tree(folder.path());
    let next = project(&[("src/lib.rs", "a\nB\nc\n"), ("src/new.rs", "y\n")]);
    let outcome = next
        .apply(folder.path(), Mode::Check, Edits::Refuse)
        .unwrap();
    assert!(!outcome.is_current());
    assert_snapshot!(outcome.diff, @r"
    --- a/src/lib.rs
    +++ b/src/lib.rs
    @@ -1,3 +1,3 @@
     a
    -b
    +B
     c
    --- /dev/null
    +++ b/src/new.rs
    @@ -0,0 +1 @@
    +y
    --- a/src/old.rs
    +++ /dev/null
    @@ -1 +0,0 @@
    -x
    ");
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn check_of_a_folder_that_does_not_exist_does_not_make_it() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("generated");
    let outcome = project(&[("src/lib.rs", "a\n")])
        .apply(&output, Mode::Check, Edits::Refuse)
        .unwrap();
    assert_eq!(paths(&outcome.added), ["src/lib.rs"]);
    assert!(!output.exists());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]

    #[test]
    fn after_any_sequence_of_projects_the_folder_holds_the_last_one(
        sequence in proptest::collection::vec(
            proptest::collection::btree_map("(src/)?[ab]/[cd]\\.rs|Cargo[.]toml", "[xy\r\n]{0,3}", 0..5),
            1..5,
        ),
    ) {
        let folder = TempDir::new().unwrap();
        for files in &sequence {
            let wanted = Project::new(files.clone());
            wanted.apply(folder.path(), Mode::Write, Edits::Refuse).unwrap();
            let line_ends = |files: BTreeMap<String, String>| -> BTreeMap<String, String> {
                files.into_iter().map(|(path, text)| (path, text.replace("\r\n", "\n"))).collect()
            };
            proptest::prop_assert_eq!(line_ends(tree(folder.path())), line_ends(files.clone()));
            let again = wanted.apply(folder.path(), Mode::Check, Edits::Refuse).unwrap();
            proptest::prop_assert!(again.is_current() && again.diff.is_empty());
        }
    }
}
