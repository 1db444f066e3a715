//! What a crate holds beside its code: manifest, changelog, texts of licenses, the workspace around it.

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;

use super::{NOTES, error, postwright, succeed};

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
    succeed(folder.path(), &generate).unwrap();
    assert!(!changelog.exists(), "there is nothing to compare with yet");
    assert!(git(folder.path(), &["add", "-A"]));
    assert!(git(folder.path(), &["commit", "-qm", "First"]));

    fs::write(&notes, NOTES.replace("List notes", "All notes")).unwrap();
    let told = succeed(folder.path(), &generate).unwrap();
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
    succeed(folder.path(), &generate).unwrap();
    let text = fs::read_to_string(&changelog).unwrap();
    assert!(
        text.contains("- Renamed things.") && text.contains("`ListNotes::page` was removed"),
        "{text}"
    );
    let check = ["check", "notes.json", "--out", "out", "--license", "MIT"];
    succeed(folder.path(), &check).unwrap();
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
    succeed(folder.path(), &[]).unwrap();
    let manifest = folder.path().join("out/Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("0.1.0", "1.2.0")).unwrap();
    write(&["Notes", "Tags", "Users"]);
    for _ in 0..2 {
        let told = succeed(folder.path(), &[]).unwrap();
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
    succeed(folder.path(), &generate).unwrap();
    assert!(commit());
    fs::write(&notes, NOTES.replace("List notes", "All notes")).unwrap();
    succeed(folder.path(), &generate).unwrap();
    assert!(!changelog.exists(), "nobody asked for one");

    fs::write(&changelog, "# Changelog\n").unwrap();
    assert!(commit());
    fs::write(&notes, NOTES.replace("?page=1", "")).unwrap();
    succeed(folder.path(), &generate).unwrap();
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
    // What is only generated is told, and nothing else is written.
    let before = fs::read_to_string(&manifest).unwrap();
    let other = ["generate", "notes.json", "--out", "other"];
    let told_of = |arguments: &[&str]| succeed(&inner, arguments).unwrap();
    assert!(told_of(&other).contains("add it to `members` there"));
    assert_eq!(fs::read_to_string(&manifest).unwrap(), before);
    assert!(told_of(&["init", "notes.json"]).contains("to the members of the workspace"));
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
