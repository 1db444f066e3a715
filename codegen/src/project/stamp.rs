//! What a run was made from and what it left behind, so that the next run can see that there is nothing to do.

use std::{fmt, fs, path::Path};

use super::{
    Outcome, RelativePath, journal,
    lock::Lock,
    manifest::{self, Hash, Manifest},
    path::PRIVATE,
    plan, replace_file,
};

/// The file's name below [`PRIVATE`]; it is not for version control, since it names one machine's program.
const FILE_NAME: &str = "stamp";

/// The record of a run that was written completely.
///
/// ```text
/// inputs 5feceb66…d9e9
/// findings 2 41
/// manifest 4b227777…8f1a
/// kept 6b86b273…5b4b README.md
/// end
/// ```
///
/// The manifest has the hash of every file; a kept file is one that the user edited. A folder that differs from its
/// stamp in a single byte is compared anew, and one without a stamp too: removing it loses nothing but time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    inputs: String,
    findings: String,
    manifest: Hash,
    kept: Vec<(RelativePath, Hash)>,
}

impl Stamp {
    /// The stamp of a run that ended with `outcome`: a digest of what it was made from, and what it told, each a line.
    pub fn new(inputs: String, findings: String, outcome: &Outcome) -> Option<Self> {
        let left = outcome.left.clone()?;
        Some(Self {
            inputs,
            findings,
            manifest: left.manifest,
            kept: left.kept,
        })
    }

    /// The stamp of `folder`, if it has a whole one.
    pub fn read(folder: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(folder.join(PRIVATE).join(FILE_NAME)).ok()?)
    }

    /// Keeps the stamp in `folder`. Where that is not possible the next run takes longer, nothing else.
    pub fn keep(&self, folder: &Path) {
        replace_file(&folder.join(PRIVATE).join(FILE_NAME), &self.to_string()).ok();
    }

    /// The digest of what the run was made from.
    pub fn inputs(&self) -> &str {
        &self.inputs
    }

    /// What the run told.
    pub fn findings(&self) -> &str {
        &self.findings
    }

    /// The outcome of a run that has nothing to do, if `folder` is byte for byte as the run left it.
    pub fn compare(&self, folder: &Path) -> Option<Outcome> {
        let _lock = Lock::wait(folder);
        if journal::is_pending(folder) {
            return None;
        }
        let text = fs::read(folder.join(PRIVATE).join(manifest::FILE_NAME)).ok()?;
        if Hash::of(&text) != self.manifest {
            return None;
        }
        let manifest = Manifest::read(folder).ok()?;
        let kept = |path: &RelativePath| self.kept.iter().any(|(kept, _)| kept == path);
        let written = manifest.paths().filter(|path| !kept(path));
        let mut unchanged = 0;
        for path in written {
            let content = plan::read(path, folder).ok()??;
            if manifest.hashes(path) != [Hash::of(&content)] {
                return None;
            }
            unchanged += 1;
        }
        for (path, hash) in &self.kept {
            if Hash::of(&plan::read(path, folder).ok()??) != *hash {
                return None;
            }
        }
        Some(Outcome {
            kept: self.kept.iter().map(|(path, _)| path.clone()).collect(),
            unchanged,
            ..Outcome::default()
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix("end\n")?.lines();
        let inputs = lines.next()?.strip_prefix("inputs ")?.to_owned();
        let findings = lines.next()?.strip_prefix("findings ")?.to_owned();
        let manifest = Hash::parse(lines.next()?.strip_prefix("manifest ")?)?;
        let kept = |line: &str| {
            let (hash, path) = line.strip_prefix("kept ")?.split_once(' ')?;
            Some((RelativePath::new(path).ok()?, Hash::parse(hash)?))
        };
        Some(Self {
            inputs,
            findings,
            manifest,
            kept: lines.map(kept).collect::<Option<_>>()?,
        })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "inputs {}", self.inputs)?;
        writeln!(formatter, "findings {}", self.findings)?;
        writeln!(formatter, "manifest {}", self.manifest)?;
        for (path, hash) in &self.kept {
            writeln!(formatter, "kept {hash} {path}")?;
        }
        formatter.write_str("end\n")
    }
}

/// What a run left in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) manifest: Hash,
    pub(super) kept: Vec<(RelativePath, Hash)>,
}
