//! Disks and streams that take nothing.

use std::{fs, process::Command};

use tempfile::TempDir;

use super::{NOTES, error};

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
