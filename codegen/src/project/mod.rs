//! Files on disk, handled like data.
//!
//! A [`Project`] is the wanted content of an output folder. [`Project::apply`] makes the folder hold it, compares, or
//! says what it would do. What holds for the folder:
//!
//! - **All or nothing.** New contents are first written to `.postwright/staged/`, each as soon as it is made, every target
//!   folder is tried, and a journal names each step. Renaming the journal into place is the point of no return: before
//!   it, the old output stands untouched, and the next run removes what was staged; after it, the steps (one rename or
//!   removal a file) can be repeated by anyone, and the next run completes them before it does anything else. New files
//!   come first and removals last, so that a folder that was left between two steps still has every file that an older
//!   index names.
//!   Nothing is forced to the disk, which would take longer than all the rest: after a loss of power, the hashes in the
//!   journal tell which staged contents are whole, and only those are used.
//! - **One at a time.** A run holds an operating system lock on `.postwright/lock`; the system frees it when the
//!   process ends, however it ends. A second run waits.
//! - **Only what is ours.** `.postwright/manifest` lists the files that were written, with the hash of each, as
//!   `sha256sum` prints them. A file that has another hash was edited and is not overwritten unless that is asked for;
//!   a file that is not listed is not ours. Files of ours that are no longer wanted go, and folders that they leave
//!   empty.
//! - **Only here.** A path that leaves the folder, or reaches its target through a symbolic link, is an error.
//! - **No work twice.** A [`Stamp`] says what a run was made from and what it left; while both are the same byte for byte,
//!   nothing has to be generated to know that nothing has changed.
//! - **No noise.** A file that has the wanted content is not touched. Line ends are compared as `\n`, since version
//!   control may rewrite them.
//!
//! `Cargo.toml`, the README and whatever else stands at the top of the folder and not in `src` is the generator's until the
//! user edits it: then it is the user's and stays.

mod diff;
mod disk;
mod error;
mod journal;
mod lock;
mod manifest;
mod path;
mod plan;
mod replace;
mod stamp;
#[cfg(test)]
mod tests;
mod transaction;

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

pub use error::Error;
pub use path::RelativePath;
pub use plan::Obstacle;
pub(crate) use replace::replace_file;
pub use stamp::Stamp;

use disk::{Disk, FileSystem};
use lock::Lock;
use plan::Plan;
use transaction::Transaction;

/// Takes a wanted file: its path below the output folder, and its whole text with `\n` as line end.
pub type Take<'t> = dyn Fn(&str, &str) + Sync + 't;

/// The wanted content of an output folder.
pub struct Project<'p> {
    files: Box<dyn Fn(&Take<'_>) + 'p>,
    waiting: Box<dyn Fn(&Path) + 'p>,
    disk: &'p dyn FileSystem,
}

/// What [`Project::apply`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Makes the folder hold the project.
    Write,
    /// Writes nothing; says what differs, with a unified diff.
    Check,
    /// Writes nothing; says what would be written.
    DryRun,
}

/// What becomes of files that stand where generated ones belong and were edited, or were never ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edits {
    /// The run fails and lists them.
    #[default]
    Refuse,
    /// They are replaced.
    Overwrite,
}

/// What was done, or would be; all lists are sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// Files that were not there.
    pub added: Vec<RelativePath>,
    /// Files that had another content.
    pub changed: Vec<RelativePath>,
    /// Files of ours that are no longer wanted.
    pub removed: Vec<RelativePath>,
    /// Files that the user edited, or wrote, and that stay although the generator would write something else.
    pub kept: Vec<RelativePath>,
    /// How many files were as wanted.
    pub unchanged: usize,
    /// What [`Mode::Write`] would refuse to overwrite; always empty after a write.
    pub obstacles: Vec<Obstacle>,
    /// The unified diff from the folder to the project; only of [`Mode::Check`].
    pub diff: String,
    /// Whether an earlier run was cut off; [`Mode::Write`] completed it, the other modes left it.
    pub interrupted: bool,
    /// What is left in the folder; only after [`Mode::Write`].
    left: Option<stamp::Left>,
}

impl Outcome {
    /// Whether the folder held no file of the project.
    pub fn is_new(&self) -> bool {
        self.unchanged + self.changed.len() + self.kept.len() == 0
    }

    /// Whether the folder held the project, but for files that the user keeps.
    pub fn is_current(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.removed.is_empty()
            && !self.interrupted
    }
}

impl<'p> Project<'p> {
    /// A project of these files.
    pub fn new<P: AsRef<str> + 'p>(files: impl IntoIterator<Item = (P, String)>) -> Self {
        let files: Vec<(P, String)> = files.into_iter().collect();
        Self::made_by(move |take| {
            for (path, text) in &files {
                take(path.as_ref(), text);
            }
        })
    }

    /// A project of the files that `files` makes, in any order and on any thread. It is called anew where they are
    /// needed twice; none of them is held in memory once it has been taken.
    pub fn made_by(files: impl Fn(&Take<'_>) + 'p) -> Self {
        Self {
            files: Box::new(files),
            waiting: Box::new(|_| {}),
            disk: &Disk,
        }
    }

    /// Calls `waiting` with the folder when another run writes there and this one waits for it.
    #[must_use]
    pub fn when_waiting(mut self, waiting: impl Fn(&Path) + 'p) -> Self {
        self.waiting = Box::new(waiting);
        self
    }

    /// Writes through this file system.
    #[cfg(test)]
    fn on(mut self, disk: &'p dyn FileSystem) -> Self {
        self.disk = disk;
        self
    }

    fn each(&self, take: &Take<'_>) {
        (self.files)(take);
    }

    /// Makes `folder` hold this project, or compares the two.
    ///
    /// # Errors
    ///
    /// When a file was edited and `edits` refuses to overwrite it, when a path leaves the folder, is reserved, is there
    /// twice, or leads through a symbolic link, or when the system refuses to read or write. Unless the error says
    /// otherwise, nothing was changed.
    pub fn apply(&self, folder: &Path, mode: Mode, edits: Edits) -> Result<Outcome, Error> {
        if mode != Mode::Write {
            return self.compare(folder, mode, edits);
        }
        if edits == Edits::Refuse && is_foreign(folder) {
            self.plan(folder, edits)?.refuse_obstacles()?;
        }
        let disk = self.disk;
        let locked = transaction::prepare(disk, folder)
            .and_then(|()| Lock::acquire(folder, &self.waiting))
            .and_then(|lock| Ok((transaction::recover(disk, folder)?, lock)));
        let (interrupted, _lock) = match locked {
            Ok(locked) => locked,
            Err(error) => return self.unless_current(folder, edits, error),
        };
        let transaction = Transaction::new(disk, folder);
        let plan = Plan::new(self, folder, edits, &|difference| {
            transaction.stage(difference)
        });
        let plan = plan.and_then(Plan::refuse_obstacles);
        let plan = plan.inspect_err(|_| transaction.abandon())?;
        if !plan.is_empty() {
            transaction.run(&plan)?;
        }
        Ok(Outcome {
            interrupted,
            left: Some(plan.left()),
            ..plan.outcome()
        })
    }

    /// What differs, and nothing is written.
    fn compare(&self, folder: &Path, mode: Mode, edits: Edits) -> Result<Outcome, Error> {
        let _lock = Lock::wait(folder);
        let diffs = Mutex::new(BTreeMap::new());
        let plan = Plan::new(self, folder, edits, &|difference| {
            if mode == Mode::Check {
                let diff = diff::of(difference);
                let mut diffs = diffs.lock().unwrap_or_else(PoisonError::into_inner);
                diffs.insert(difference.path.clone(), diff);
            }
            Ok(())
        })?;
        let diffs = diffs.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Outcome {
            diff: diffs.into_values().collect(),
            interrupted: journal::is_pending(folder),
            ..plan.outcome()
        })
    }

    /// The outcome of a run that has nothing to do, which needs no right to write; else the error that was met.
    fn unless_current(&self, folder: &Path, edits: Edits, error: Error) -> Result<Outcome, Error> {
        if journal::is_pending(folder) {
            return Err(error);
        }
        match self.plan(folder, edits) {
            Ok(plan) if plan.is_empty() => Ok(Outcome {
                left: Some(plan.left()),
                ..plan.outcome()
            }),
            _ => Err(error),
        }
    }

    fn plan(&self, folder: &Path, edits: Edits) -> Result<Plan, Error> {
        Plan::new(self, folder, edits, &|_| Ok(()))
    }
}

impl fmt::Debug for Project<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Project").finish_non_exhaustive()
    }
}

/// Whether a folder has content and never was ours: it stays as it is where that content is in the way.
fn is_foreign(folder: &Path) -> bool {
    let has_content = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    !folder.join(path::PRIVATE).exists() && has_content()
}
