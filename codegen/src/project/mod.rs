//! Files on disk, handled like data.
//!
//! A [`Project`] is the wanted content of an output folder. [`Project::apply`] makes the folder hold it, compares, or
//! says what it would do. What holds for the folder:
//!
//! - **All or nothing.** New contents are first written to `.postwright/staged/`, every target folder is
//!   tried, and a journal names each step. Renaming the journal into place is the point of no return: before it, the
//!   old output stands untouched; after it, the steps (one rename or removal a file) can be repeated by anyone, and the
//!   next run completes them before it does anything else. New files come first and removals last, so that a folder
//!   that was left between two steps still has every file that an older index names.
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
//! `Cargo.toml`, the README and whatever else stands at the top of the folder is [`Ownership::Editable`]: once edited, it is
//! the user's and stays.

mod diff;
mod disk;
mod error;
mod journal;
mod lock;
mod manifest;
mod path;
mod plan;
mod stamp;
#[cfg(test)]
mod tests;
mod transaction;

use std::path::Path;

pub use error::Error;
pub use path::RelativePath;
pub use plan::Obstacle;
pub use stamp::Stamp;

use disk::{Disk, FileSystem};
use lock::Lock;
use manifest::Hash;
use plan::Plan;
use transaction::Transaction;

/// The wanted content of an output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Project {
    files: Vec<ProjectFile>,
}

/// One wanted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFile {
    /// Where, below the output folder.
    pub path: RelativePath,
    /// The whole text, with `\n` as line end.
    pub text: String,
    /// Who may change it.
    pub ownership: Ownership,
    hash: Hash,
}

/// Whose a file is once it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ownership {
    /// The generator's: an edit stands in the way of the next run.
    Generated,
    /// The generator's until the user edits it; then it is kept as it is.
    Editable,
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
    /// Whether the folder held the project, but for files that the user keeps.
    pub fn is_current(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.removed.is_empty()
            && !self.interrupted
    }
}

impl Project {
    /// A project of these files. What stands at the top of the folder and not in `src` is [`Ownership::Editable`].
    ///
    /// # Errors
    ///
    /// When a path leaves the folder, is reserved, or is there twice.
    pub fn new<P: AsRef<str>>(files: impl IntoIterator<Item = (P, String)>) -> Result<Self, Error> {
        let file = |(path, text): (P, String)| {
            let path = RelativePath::new(path.as_ref())?;
            let ownership = if path.is_source() {
                Ownership::Generated
            } else {
                Ownership::Editable
            };
            let hash = Hash::of(text.as_bytes());
            Ok(ProjectFile {
                path,
                text,
                ownership,
                hash,
            })
        };
        let mut files = files
            .into_iter()
            .map(file)
            .collect::<Result<Vec<_>, Error>>()?;
        files.sort_by(|left, right| left.path.cmp(&right.path));
        let mut folded: Vec<String> = files
            .iter()
            .map(|file| file.path.as_str().to_lowercase())
            .collect();
        folded.sort_unstable();
        // Some file systems take `A` and `a` for one file.
        if let Some([first, _]) = folded.array_windows().find(|[left, right]| left == right) {
            return Err(Error::Duplicate {
                path: first.clone(),
            });
        }
        Ok(Self { files })
    }

    /// The files, sorted by path.
    pub fn files(&self) -> &[ProjectFile] {
        &self.files
    }

    /// Makes `folder` hold this project, or compares the two.
    ///
    /// # Errors
    ///
    /// When a file was edited and `edits` refuses to overwrite it, when a path leads through a symbolic link, or when
    /// the system refuses to read or write. Unless the error says otherwise, nothing was changed.
    pub fn apply(&self, folder: &Path, mode: Mode, edits: Edits) -> Result<Outcome, Error> {
        self.apply_on(&Disk, folder, mode, edits, &|_| {})
    }

    /// As [`Project::apply`], and calls `waiting` with the folder when another run writes there and this one waits.
    ///
    /// # Errors
    ///
    /// As [`Project::apply`].
    pub fn apply_or_wait(
        &self,
        folder: &Path,
        mode: Mode,
        edits: Edits,
        waiting: &dyn Fn(&Path),
    ) -> Result<Outcome, Error> {
        self.apply_on(&Disk, folder, mode, edits, waiting)
    }

    fn apply_on(
        &self,
        disk: &dyn FileSystem,
        folder: &Path,
        mode: Mode,
        edits: Edits,
        waiting: &dyn Fn(&Path),
    ) -> Result<Outcome, Error> {
        if mode != Mode::Write {
            let _lock = Lock::wait(folder);
            let plan = Plan::new(self, folder, edits)?;
            let interrupted = journal::is_pending(folder);
            let diff = if mode == Mode::Check {
                plan.diff()
            } else {
                String::new()
            };
            return Ok(Outcome {
                diff,
                interrupted,
                ..plan.outcome()
            });
        }
        if !journal::is_pending(folder) {
            let plan = Plan::new(self, folder, edits)?;
            if plan.is_empty() {
                return Ok(Outcome {
                    left: Some(plan.left()),
                    ..plan.outcome()
                });
            }
            // Where no run was ever, no other one can be the reason, and a folder that is not ours stays as it is.
            if !folder.join(path::PRIVATE).exists() {
                plan.refuse_obstacles()?;
            }
        }
        transaction::prepare(disk, folder)?;
        let _lock = Lock::acquire(folder, waiting)?;
        let interrupted = transaction::recover(disk, folder)?;
        let plan = Plan::new(self, folder, edits)?;
        plan.refuse_obstacles()?;
        if !plan.is_empty() {
            Transaction::new(disk, folder, &plan).run()?;
        }
        Ok(Outcome {
            interrupted,
            left: Some(plan.left()),
            ..plan.outcome()
        })
    }
}
