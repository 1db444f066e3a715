//! Nothing is written outside the folder, and refusals of the system are clear.

use std::{fs, path::Path};

use tempfile::TempDir;

use super::*;

#[test]
fn a_path_that_leaves_the_folder_or_is_special_somewhere_is_refused() {
    let refused = [
        "",
        "/etc/passwd",
        "../x",
        "a/../x",
        "a/./x",
        "a//x",
        "a/",
        r"a\..\x",
        "c:/x",
        "con",
        "src/AUX.rs",
        "com1.rs",
        "a\0b",
        "a\nb",
        "a.",
        "a ",
        ".postwright/manifest",
        ".Postwright/x",
        "what?",
    ];
    for path in refused {
        assert!(
            matches!(RelativePath::new(path), Err(Error::InvalidPath { .. })),
            "{path:?}"
        );
    }
    for path in [
        "Cargo.toml",
        ".gitignore",
        "src/a/b.rs",
        "src/console.rs",
        "src/com.rs",
        "src/ü.rs",
    ] {
        assert!(RelativePath::new(path).is_ok(), "{path:?}");
    }
}

#[test]
fn two_files_that_some_systems_take_for_one_are_refused() {
    let folder = TempDir::new().unwrap();
    let files = project(&[("src/A.rs", ""), ("src/a.rs", "")]);
    assert!(matches!(
        files.apply(folder.path(), Mode::Write, Edits::Refuse),
        Err(Error::Duplicate { .. })
    ));
    assert_eq!(tree(folder.path()), expected(&[]));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_not_followed() {
    let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let files = project(&[("src/lib.rs", "new")]);
    std::os::unix::fs::symlink(outside.path(), folder.path().join("src")).unwrap();
    let error = files
        .apply(folder.path(), Mode::Write, Edits::Overwrite)
        .unwrap_err();
    assert!(matches!(error, Error::SymbolicLink { .. }), "{error}");

    fs::remove_file(folder.path().join("src")).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(outside.path().join("target"), "theirs").unwrap();
    std::os::unix::fs::symlink(
        outside.path().join("target"),
        folder.path().join("src/lib.rs"),
    )
    .unwrap();
    assert!(matches!(
        files.apply(folder.path(), Mode::Write, Edits::Overwrite),
        Err(Error::SymbolicLink { .. })
    ));
    assert_eq!(tree(outside.path()), expected(&[("target", "theirs")]));
}

#[cfg(unix)]
#[test]
fn the_private_folder_is_no_way_out_either() {
    let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    std::os::unix::fs::symlink(outside.path(), folder.path().join(".postwright")).unwrap();
    let error = project(&[("src/lib.rs", "")])
        .apply(folder.path(), Mode::Write, Edits::Refuse)
        .unwrap_err();
    assert!(matches!(error, Error::SymbolicLink { .. }), "{error}");
    assert_eq!(tree(outside.path()), expected(&[]));
}

#[cfg(unix)]
#[test]
fn nothing_in_the_private_folder_is_a_way_out() {
    for name in [
        "lock",
        "journal",
        "journal.new",
        "staged",
        "manifest",
        ".gitignore.new",
    ] {
        let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        fs::create_dir(folder.path().join(".postwright")).unwrap();
        let link = folder.path().join(".postwright").join(name);
        std::os::unix::fs::symlink(outside.path().join("victim"), link).unwrap();
        let result =
            project(&[("src/lib.rs", "")]).apply(folder.path(), Mode::Write, Edits::Refuse);
        assert!(
            matches!(result, Err(Error::SymbolicLink { .. })),
            "{name}: {result:?}"
        );
        assert_eq!(tree(outside.path()), expected(&[]));
    }
}

#[test]
fn a_manifest_or_journal_from_elsewhere_removes_nothing_outside() {
    let parent = TempDir::new().unwrap();
    let folder = parent.path().join("generated");
    write(&[("src/lib.rs", "a")], &folder);
    fs::write(parent.path().join("victim"), "v").unwrap();
    let (hash, evil) = (Hash::of(b"v"), Hash::of(b"evil"));
    fs::write(
        folder.join(".postwright/manifest"),
        format!("{hash}  ../victim\n"),
    )
    .unwrap();
    fs::create_dir(folder.join(".postwright/staged")).unwrap();
    fs::write(folder.join(".postwright/staged/0"), "evil").unwrap();
    for step in [
        format!("{hash} - ../victim"),
        format!("{hash} {evil} ../victim"),
    ] {
        fs::write(
            folder.join(".postwright/journal"),
            format!("{step}\nmanifest {evil}\n"),
        )
        .unwrap();
        project(&[("src/lib.rs", "b")])
            .apply(&folder, Mode::Write, Edits::Overwrite)
            .unwrap();
        assert_eq!(
            fs::read_to_string(parent.path().join("victim")).unwrap(),
            "v"
        );
    }
}

#[test]
fn a_file_where_a_folder_is_needed_is_a_clear_error() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("src"), "a file").unwrap();
    let error = project(&[("src/lib.rs", "")])
        .apply(folder.path(), Mode::Write, Edits::Overwrite)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("src") && error.contains("move it away"),
        "{error}"
    );
    let output = folder.path().join("src/generated");
    assert!(
        project(&[("a.rs", "")])
            .apply(&output, Mode::Write, Edits::Refuse)
            .is_err()
    );
    assert_eq!(tree(folder.path()), expected(&[("src", "a file")]));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_found_before_anything_is_replaced() {
    use std::os::unix::fs::PermissionsExt;

    let folder = TempDir::new().unwrap();
    write(
        &[("src/lib.rs", "old"), ("src/sub/a.rs", "old")],
        folder.path(),
    );
    let sub = folder.path().join("src/sub");
    let permit = |mode| fs::set_permissions(&sub, fs::Permissions::from_mode(mode)).unwrap();
    permit(0o555);
    // The superuser may write anywhere.
    let is_superuser = fs::write(sub.join("probe"), "").is_ok();
    if !is_superuser {
        let next = project(&[("src/lib.rs", "new"), ("src/sub/a.rs", "new")]);
        let error = next
            .apply(folder.path(), Mode::Write, Edits::Refuse)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("src/sub") && error.contains("check who may write there"),
            "{error}"
        );
        assert_eq!(
            tree(folder.path()),
            expected(&[("src/lib.rs", "old"), ("src/sub/a.rs", "old")])
        );
    }
    permit(0o755);
}

#[test]
fn runs_at_once_do_not_mix() {
    let folder = TempDir::new().unwrap();
    let output = |text: &str| -> Vec<(String, String)> {
        (0..20)
            .map(|number| (format!("src/f{number}.rs"), text.repeat(100)))
            .collect()
    };
    std::thread::scope(|scope| {
        for text in ["a", "b", "c", "d"] {
            let path: &Path = folder.path();
            scope.spawn(move || {
                for _ in 0..10 {
                    Project::new(output(text))
                        .apply(path, Mode::Write, Edits::Refuse)
                        .unwrap();
                }
            });
        }
    });
    let texts: std::collections::BTreeSet<String> = tree(folder.path()).into_values().collect();
    assert_eq!(texts.len(), 1);
}

#[test]
fn a_run_that_waits_for_another_one_says_so() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_owned();
    project(&[("src/lib.rs", "old")])
        .apply(&path, Mode::Write, Edits::Refuse)
        .unwrap();
    let other = std::cell::RefCell::new(Some(Lock::acquire(&path, &|_| {}).unwrap()));
    let told = std::cell::Cell::new(0);
    let waiting = |_: &Path| {
        told.set(told.get() + 1);
        other.take();
    };
    let new = project(&[("src/lib.rs", "new")]).when_waiting(waiting);
    let outcome = new.apply(&path, Mode::Write, Edits::Refuse);
    assert_eq!(outcome.unwrap().changed.len(), 1);
    assert_eq!(told.get(), 1);
    new.apply(&path, Mode::Write, Edits::Refuse).unwrap();
    assert_eq!(told.get(), 1, "nobody was there the second time");
}
