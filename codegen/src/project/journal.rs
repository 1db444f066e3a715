//! The steps of a transaction, as text that another process can carry out.
//!
//! ```text
//! - 5feceb66…d9e9 src/users.rs
//! 6b86b273…5b4b d4735e3a…ab35 src/lib.rs
//! 4e074085…26ce - src/user.rs
//! manifest 4b227777…8f1a
//! ```
//!
//! Each step has the hash that the file must have for the step to apply and the hash that it has afterwards; `-` is no
//! file. So what a person changed after a crash is not overwritten when the journal is carried out later, and what a loss of
//! power left incomplete is not used. The staged content of a step has the hash of the path as its name.

use std::{fmt, fs, path::Path};

use super::{RelativePath, manifest::Hash, path::PRIVATE};

/// The file's name below [`PRIVATE`].
pub(super) const FILE_NAME: &str = "journal";

/// Where it stands until everything is ready.
pub(super) const ASIDE: &str = "journal.new";

/// One file from one content to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) before: Option<Hash>,
    pub(super) after: Option<Hash>,
    pub(super) path: RelativePath,
}

/// All steps, in order, and the manifest after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Journal {
    pub(super) steps: Vec<Step>,
    pub(super) manifest: Hash,
}

/// Whether `folder` has a journal that was not carried out to its end.
pub(super) fn is_pending(folder: &Path) -> bool {
    folder.join(PRIVATE).join(FILE_NAME).is_file()
}

impl Journal {
    /// The journal in `file`, if there is a whole one.
    pub(super) fn read(file: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(file).ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        let (steps, manifest) = text.strip_suffix('\n')?.rsplit_once("manifest ")?;
        Some(Self {
            steps: steps.lines().map(step).collect::<Option<_>>()?,
            manifest: Hash::parse(manifest)?,
        })
    }
}

fn step(line: &str) -> Option<Step> {
    let hash = |text| match text {
        "-" => Some(None),
        _ => Hash::parse(text).map(Some),
    };
    let (before, rest) = line.split_once(' ')?;
    let (after, path) = rest.split_once(' ')?;
    Some(Step {
        before: hash(before)?,
        after: hash(after)?,
        path: RelativePath::new(path).ok()?,
    })
}

impl fmt::Display for Journal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.steps {
            for hash in [step.before, step.after] {
                match hash {
                    Some(hash) => write!(formatter, "{hash} ")?,
                    None => formatter.write_str("- ")?,
                }
            }
            writeln!(formatter, "{}", step.path)?;
        }
        writeln!(formatter, "manifest {}", self.manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_is_cut_off_is_none() {
        let step = |before, after, path| Step {
            before,
            after,
            path: RelativePath::new(path).unwrap(),
        };
        let (old, new) = (Some(Hash::of(b"old")), Some(Hash::of(b"new")));
        let steps = vec![
            step(None, new, "src/a b.rs"),
            step(old, new, "src/manifest c.rs"),
            step(old, None, "d"),
        ];
        let journal = Journal {
            steps,
            manifest: Hash::of(b""),
        };
        let text = journal.to_string();
        assert_eq!(Journal::parse(&text), Some(journal));
        for end in 0..text.len() {
            assert_eq!(Journal::parse(&text[..end]), None, "{end}");
        }
    }
}
