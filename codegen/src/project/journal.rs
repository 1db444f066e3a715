//! The steps of a transaction, as text that another process can carry out.
//!
//! ```text
//! write 0 - src/users.rs
//! write 1 5feceb66…d9e9 src/lib.rs
//! remove 6b86b273…5b4b src/user.rs
//! end
//! ```
//!
//! A step names the content that the file must have (a hash, or `-` for no file) for the step to apply: what a person
//! changed after a crash is not overwritten when the journal is carried out later.

use std::{fmt, fs, path::Path};

use super::{RelativePath, manifest::Hash, path::PRIVATE};

/// The file's name below [`PRIVATE`].
pub(super) const FILE_NAME: &str = "journal";

/// Where it stands until everything is ready.
pub(super) const ASIDE: &str = "journal.new";

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Moves staged file `number` to `path`.
    Write {
        number: usize,
        before: Option<Hash>,
        path: RelativePath,
    },
    /// Removes `path`.
    Remove {
        before: Option<Hash>,
        path: RelativePath,
    },
}

/// All steps, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Journal {
    pub(super) steps: Vec<Step>,
}

/// Whether `folder` has a journal that was not carried out to its end.
pub(super) fn is_pending(folder: &Path) -> bool {
    folder.join(PRIVATE).join(FILE_NAME).is_file()
}

impl Journal {
    /// The journal in `file`, if there is a whole one.
    pub(super) fn read(file: &Path) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let steps = text
            .strip_suffix("end\n")?
            .lines()
            .map(step)
            .collect::<Option<_>>()?;
        Some(Self { steps })
    }
}

fn step(line: &str) -> Option<Step> {
    let hash = |text: &str| {
        if text == "-" {
            Some(None)
        } else {
            Hash::parse(text).map(Some)
        }
    };
    let (verb, rest) = line.split_once(' ')?;
    match verb {
        "write" => {
            let (number, rest) = rest.split_once(' ')?;
            let (before, path) = rest.split_once(' ')?;
            let (number, before) = (number.parse().ok()?, hash(before)?);
            Some(Step::Write {
                number,
                before,
                path: RelativePath::new(path).ok()?,
            })
        }
        "remove" => {
            let (before, path) = rest.split_once(' ')?;
            Some(Step::Remove {
                before: hash(before)?,
                path: RelativePath::new(path).ok()?,
            })
        }
        _ => None,
    }
}

impl fmt::Display for Journal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.steps {
            let (number, before, path) = match step {
                Step::Write {
                    number,
                    before,
                    path,
                } => (Some(number), before, path),
                Step::Remove { before, path } => (None, before, path),
            };
            match number {
                Some(number) => write!(formatter, "write {number} ")?,
                None => formatter.write_str("remove ")?,
            }
            match before {
                Some(hash) => writeln!(formatter, "{hash} {path}")?,
                None => writeln!(formatter, "- {path}")?,
            }
        }
        formatter.write_str("end\n")
    }
}
