//! A run that is cut off anywhere leaves the old or the new output, once the next run has looked at it.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{super::disk::Disk, *};

const OLD: &[(&str, &str)] = &[
    ("Cargo.toml", "old"),
    ("src/lib.rs", "old"),
    ("src/same.rs", "s"),
    ("src/gone/mod.rs", "old"),
];
const NEW: &[(&str, &str)] = &[
    ("Cargo.toml", "new"),
    ("src/lib.rs", "new"),
    ("src/same.rs", "s"),
    ("src/born/mod.rs", "new"),
];

/// What happens at the chosen operation.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// The process ends: neither it nor anything after it happens.
    Crash,
    /// The process ends in the middle of a write.
    TornWrite,
    /// The disk is full; the process goes on.
    DiskFull,
}

/// A disk that fails at one operation.
struct Faulty {
    operations_left: AtomicUsize,
    fault: Fault,
}

impl Faulty {
    fn new(operations: usize, fault: Fault) -> Self {
        Self {
            operations_left: AtomicUsize::new(operations),
            fault,
        }
    }

    fn pass(&self) -> io::Result<()> {
        match self.operations_left.load(Relaxed) {
            0 if self.fault == Fault::DiskFull => {
                self.operations_left.store(usize::MAX, Relaxed);
                Err(io::ErrorKind::StorageFull.into())
            }
            0 => Err(io::Error::other("crashed")),
            left => {
                self.operations_left.store(left - 1, Relaxed);
                Ok(())
            }
        }
    }
}

impl FileSystem for Faulty {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Disk.create_folder(path))
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        if self.operations_left.load(Relaxed) == 0 && self.fault == Fault::TornWrite {
            fs::write(path, content.get(..content.len() / 2).unwrap())?;
        }
        self.pass().and_then(|()| Disk.write(path, content))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Disk.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Disk.remove_file(path))
    }

    fn remove_empty_folder(&self, path: &Path) -> io::Result<()> {
        self.pass().and_then(|()| Disk.remove_empty_folder(path))
    }
}

/// Completes or undoes what was cut off, as the next run does before anything else.
fn recover(folder: &Path) {
    transaction::prepare(&Disk, folder).unwrap();
    let _lock = Lock::acquire(folder, &|_| {}).unwrap();
    transaction::recover(&Disk, folder).unwrap();
}

#[test]
fn cut_off_at_any_operation_the_output_is_the_old_or_the_new_one() {
    for fault in [Fault::Crash, Fault::TornWrite, Fault::DiskFull] {
        let mut outcomes = [0, 0];
        for operation in 0.. {
            let folder = TempDir::new().unwrap();
            write(OLD, folder.path());
            let disk = Faulty::new(operation, fault);
            let result = project(NEW)
                .on(&disk)
                .apply(folder.path(), Mode::Write, Edits::Refuse);
            if let Err(error) = &result
                && fault == Fault::DiskFull
            {
                assert!(
                    error.to_string().contains("make space on the disk"),
                    "{error}"
                );
            }
            recover(folder.path());
            let after = tree(folder.path());
            let is_new = after == expected(NEW);
            assert!(
                is_new || after == expected(OLD),
                "operation {operation}: {after:?}"
            );
            outcomes[usize::from(is_new)] += 1;
            assert!(!folder.path().join(".postwright/staged").exists());
            write(NEW, folder.path());
            assert_eq!(tree(folder.path()), expected(NEW), "operation {operation}");
            assert!(!folder.path().join("src/gone").exists());
            if result.is_ok() {
                break;
            }
        }
        assert!(outcomes[0] > 5 && outcomes[1] > 5, "{outcomes:?}");
    }
}

#[test]
fn an_error_before_the_point_of_no_return_leaves_no_trace() {
    let folder = TempDir::new().unwrap();
    write(OLD, folder.path());
    let error = project(NEW)
        .on(&Faulty::new(3, Fault::DiskFull))
        .apply(folder.path(), Mode::Write, Edits::Refuse)
        .unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error}");
    assert_eq!(tree(folder.path()), expected(OLD));
    assert!(
        !folder.path().join(".postwright/staged").exists()
            && !folder.path().join(".postwright/journal.new").exists()
    );
}

#[test]
fn a_folder_that_is_as_wanted_needs_no_right_to_write() {
    let folder = TempDir::new().unwrap();
    write(OLD, folder.path());
    let disk = Faulty::new(0, Fault::Crash);
    let apply = |files| {
        project(files)
            .on(&disk)
            .apply(folder.path(), Mode::Write, Edits::Refuse)
    };
    assert!(apply(OLD).unwrap().is_current());
    assert!(matches!(apply(NEW), Err(Error::Io { .. })));
    assert_eq!(tree(folder.path()), expected(OLD));
}

#[test]
fn a_file_that_was_edited_after_a_crash_is_not_overwritten_by_the_recovery() {
    for operation in 0..40 {
        let folder = TempDir::new().unwrap();
        write(OLD, folder.path());
        project(NEW)
            .on(&Faulty::new(operation, Fault::Crash))
            .apply(folder.path(), Mode::Write, Edits::Refuse)
            .ok();
        fs::write(folder.path().join("src/lib.rs"), "edited").unwrap();
        let result = project(NEW).apply(folder.path(), Mode::Write, Edits::Refuse);
        assert!(
            matches!(result, Err(Error::Obstacles { .. })),
            "operation {operation}: {result:?}"
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("src/lib.rs")).unwrap(),
            "edited"
        );
    }
}

#[test]
fn staged_content_that_a_loss_of_power_cut_off_is_not_used() {
    for operation in 0..40 {
        let folder = TempDir::new().unwrap();
        write(OLD, folder.path());
        let disk = Faulty::new(operation, Fault::Crash);
        project(NEW)
            .on(&disk)
            .apply(folder.path(), Mode::Write, Edits::Refuse)
            .ok();
        for entry in fs::read_dir(folder.path().join(".postwright/staged"))
            .into_iter()
            .flatten()
        {
            fs::write(entry.unwrap().path(), "").unwrap();
        }
        recover(folder.path());
        let texts: Vec<String> = tree(folder.path()).into_values().collect();
        assert!(
            texts.iter().all(|text| !text.is_empty()),
            "operation {operation}: {texts:?}"
        );
        write(NEW, folder.path());
        assert_eq!(tree(folder.path()), expected(NEW), "operation {operation}");
    }
}

#[test]
fn check_tells_of_an_interrupted_run_and_leaves_it() {
    let folder = TempDir::new().unwrap();
    write(OLD, folder.path());
    let cut_off = (0..60).any(|operation| {
        let disk = Faulty::new(operation, Fault::Crash);
        project(NEW)
            .on(&disk)
            .apply(folder.path(), Mode::Write, Edits::Refuse)
            .ok();
        journal::is_pending(folder.path())
    });
    assert!(cut_off);
    let outcome = project(NEW)
        .apply(folder.path(), Mode::Check, Edits::Refuse)
        .unwrap();
    assert!(outcome.interrupted && !outcome.is_current());
    assert!(journal::is_pending(folder.path()));
    assert!(
        project(NEW)
            .apply(folder.path(), Mode::Write, Edits::Refuse)
            .unwrap()
            .interrupted
    );
    assert_eq!(tree(folder.path()), expected(NEW));
}

/// The environment variable that turns a test into the process to be killed.
const VICTIM: &str = "POSTWRIGHT_TEST_VICTIM";

/// The file by which the process to be killed says that it is about to write.
fn ready(folder: &Path) -> PathBuf {
    folder.with_extension("ready")
}

fn numbered(text: &str) -> BTreeMap<String, String> {
    let files = (0..30).map(|number| {
        (
            format!("src/f{number}.rs"),
            format!("{text}{number}\n").repeat(200),
        )
    });
    files
        .chain([(format!("src/only_{text}.rs"), text.to_owned())])
        .collect()
}

#[test]
fn killed_a_hundred_times_the_output_is_the_old_or_the_new_one() {
    if let Some(folder) = env::var_os(VICTIM) {
        fs::write(ready(Path::new(&folder)), "").unwrap();
        // Killed from outside; the bound only keeps a lost process from running for ever.
        for _ in 0..10_000 {
            for text in ["a", "b"] {
                Project::new(numbered(text))
                    .apply(Path::new(&folder), Mode::Write, Edits::Refuse)
                    .unwrap();
            }
        }
        return;
    }
    let parent = TempDir::new().unwrap();
    let folder = parent.path().join("generated");
    let test = "project::tests::crash::killed_a_hundred_times_the_output_is_the_old_or_the_new_one";
    let sides = ["a", "b"].map(numbered);
    for round in 0..100_u64 {
        let mut victim = Command::new(env::current_exe().unwrap())
            .args(["--exact", test])
            .env(VICTIM, &folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let start = Instant::now();
        while fs::remove_file(ready(&folder)).is_err() && start.elapsed() < Duration::from_secs(30)
        {
            thread::sleep(Duration::from_millis(1));
        }
        // Spread over several writes of some milliseconds each, the same in every run.
        thread::sleep(Duration::from_micros(round * 7_919 % 40_000));
        victim.kill().unwrap();
        victim.wait().unwrap();
        recover(&folder);
        let after = tree(&folder);
        assert!(
            after.is_empty() || sides.contains(&after),
            "round {round}: {:?}",
            after.keys()
        );
    }
}
