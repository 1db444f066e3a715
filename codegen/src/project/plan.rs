//! What has to be done to a folder: the project, the manifest and the disk compared.

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::Path,
    sync::{Mutex, PoisonError},
};

use super::{
    Edits, Error, Outcome, Project, RelativePath,
    manifest::{Hash, Manifest},
    stamp::Left,
};

/// A file that stands where a generated one belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// It was generated and edited since.
    Edited(RelativePath),
    /// Postwright never wrote it.
    Foreign(RelativePath),
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edited(path) => write!(formatter, "`{path}` (edited since it was generated)"),
            Self::Foreign(path) => write!(formatter, "`{path}` (not written by Postwright)"),
        }
    }
}

/// A file that does not hold what it should; no content means no file.
#[derive(Debug)]
pub(super) struct Difference<'d> {
    pub(super) path: &'d RelativePath,
    pub(super) old: Option<&'d [u8]>,
    pub(super) new: Option<&'d str>,
}

/// Takes each difference while both texts are there; the plan keeps their hashes only.
pub(super) type Differs<'d> = dyn Fn(&Difference<'_>) -> Result<(), Error> + Sync + 'd;

/// One step: a file from the content with one hash to that with another; no hash means no file.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) path: RelativePath,
    pub(super) old: Option<Hash>,
    pub(super) new: Option<Hash>,
}

/// What becomes of one file, and the hash that the manifest has for it then.
enum Fate {
    Unchanged(Hash),
    /// The user's, with the hash that it has now; the last hashes that were ours stay, so that undoing the edit gives
    /// the file back to the generator.
    Kept(Hash, Vec<Hash>),
    Changed {
        old: Option<Hash>,
        new: Hash,
        obstacle: Option<Obstacle>,
    },
}

/// All steps, and what follows from them.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Sorted by path.
    pub(super) changes: Vec<Change>,
    /// The manifest once all steps are done.
    pub(super) manifest: Manifest,
    manifest_changes: bool,
    obstacles: Vec<Obstacle>,
    /// With the hash that each has now.
    kept: Vec<(RelativePath, Hash)>,
    unchanged: usize,
    /// All wanted files, by their paths in lower case: some file systems take `A` and `a` for one file.
    wanted: BTreeMap<String, RelativePath>,
}

impl Plan {
    /// Compares `project` with `folder`, which may not exist.
    pub(super) fn new(
        project: &Project<'_>,
        folder: &Path,
        edits: Edits,
        differs: &Differs<'_>,
    ) -> Result<Self, Error> {
        let before = Manifest::read(folder)?;
        let compared = Compared {
            folder,
            before: &before,
            edits,
            differs,
        };
        let plan = Mutex::new(Ok(Self::default()));
        project.each(&|path, text| {
            let fate = RelativePath::new(path).and_then(|path| {
                let fate = compared.fate(&path, text)?;
                Ok((path, fate))
            });
            let mut plan = plan.lock().unwrap_or_else(PoisonError::into_inner);
            let added = match (plan.as_mut(), fate) {
                (Ok(plan), Ok((path, fate))) => plan.add(path, fate),
                (Ok(_), Err(error)) => Err(error),
                (Err(_), _) => Ok(()),
            };
            if let Err(error) = added {
                *plan = Err(error);
            }
        });
        let mut plan = plan.into_inner().unwrap_or_else(PoisonError::into_inner)?;
        for path in before.paths() {
            if plan.wanted.get(&path.as_str().to_lowercase()) != Some(path) {
                plan.remove(path, &compared)?;
            }
        }
        plan.changes
            .sort_by(|left, right| left.path.cmp(&right.path));
        plan.obstacles
            .sort_by(|left, right| left.path().cmp(right.path()));
        plan.kept.sort_by(|(left, _), (right, _)| left.cmp(right));
        plan.manifest_changes = plan.manifest != before;
        Ok(plan)
    }

    fn add(&mut self, path: RelativePath, fate: Fate) -> Result<(), Error> {
        let folded = path.as_str().to_lowercase();
        if self.wanted.contains_key(&folded) {
            return Err(Error::Duplicate { path: folded });
        }
        self.wanted.insert(folded, path.clone());
        match fate {
            Fate::Unchanged(hash) => {
                self.unchanged += 1;
                self.manifest.insert(path, hash);
            }
            Fate::Kept(found, written) => {
                for hash in written {
                    self.manifest.insert(path.clone(), hash);
                }
                self.kept.push((path, found));
            }
            Fate::Changed { old, new, obstacle } => {
                self.obstacles.extend(obstacle);
                self.manifest.insert(path.clone(), new);
                let new = Some(new);
                self.changes.push(Change { path, old, new });
            }
        }
        Ok(())
    }

    /// Adds the removal of a file of ours that is no longer wanted.
    fn remove(&mut self, path: &RelativePath, compared: &Compared<'_>) -> Result<(), Error> {
        let Some(content) = read(path, compared.folder)? else {
            return Ok(());
        };
        let (found, written) = (Hash::of(&content), compared.before.hashes(path));
        if !written.contains(&found) {
            if !path.is_source() {
                self.kept.push((path.clone(), found));
                return Ok(());
            }
            if compared.edits == Edits::Refuse {
                self.obstacles.push(obstacle(path, written));
            }
        }
        (compared.differs)(&Difference {
            path,
            old: Some(&content),
            new: None,
        })?;
        self.changes.push(Change {
            path: path.clone(),
            old: Some(found),
            new: None,
        });
        Ok(())
    }

    /// Whether the folder is as wanted, its manifest included.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.manifest_changes
    }

    pub(super) fn refuse_obstacles(self) -> Result<Self, Error> {
        if self.obstacles.is_empty() {
            Ok(self)
        } else {
            Err(Error::Obstacles {
                obstacles: self.obstacles,
            })
        }
    }

    /// What stands in the folder once all steps are done.
    pub(super) fn left(&self) -> Left {
        Left {
            manifest: Hash::of(self.manifest.to_string().as_bytes()),
            kept: self.kept.clone(),
        }
    }

    /// The steps, as what was done or would be.
    pub(super) fn outcome(&self) -> Outcome {
        let mut outcome = Outcome {
            kept: self.kept.iter().map(|(path, _)| path.clone()).collect(),
            unchanged: self.unchanged,
            obstacles: self.obstacles.clone(),
            ..Outcome::default()
        };
        for change in &self.changes {
            let list = match (&change.old, &change.new) {
                (None, _) => &mut outcome.added,
                (Some(_), Some(_)) => &mut outcome.changed,
                (Some(_), None) => &mut outcome.removed,
            };
            list.push(change.path.clone());
        }
        outcome
    }
}

/// What a project is compared with, and how.
struct Compared<'c> {
    folder: &'c Path,
    before: &'c Manifest,
    edits: Edits,
    differs: &'c Differs<'c>,
}

impl Compared<'_> {
    /// What becomes of the file at `path`, which should hold `text`.
    fn fate(&self, path: &RelativePath, text: &str) -> Result<Fate, Error> {
        let new = Hash::of(text.as_bytes());
        let content = read(path, self.folder)?;
        let old = content.as_deref().map(|content| {
            if content == text.as_bytes() {
                new
            } else {
                Hash::of(content)
            }
        });
        if old == Some(new) {
            return Ok(Fate::Unchanged(new));
        }
        let written = self.before.hashes(path);
        let edited = old.filter(|old| !written.contains(old));
        if let Some(edited) = edited
            && !path.is_source()
        {
            return Ok(Fate::Kept(edited, written.to_vec()));
        }
        (self.differs)(&Difference {
            path,
            old: content.as_deref(),
            new: Some(text),
        })?;
        let obstacle = edited
            .filter(|_| self.edits == Edits::Refuse)
            .map(|_| obstacle(path, written));
        Ok(Fate::Changed { old, new, obstacle })
    }
}

impl Obstacle {
    fn path(&self) -> &RelativePath {
        match self {
            Self::Edited(path) | Self::Foreign(path) => path,
        }
    }
}

fn obstacle(path: &RelativePath, written: &[Hash]) -> Obstacle {
    if written.is_empty() {
        Obstacle::Foreign(path.clone())
    } else {
        Obstacle::Edited(path.clone())
    }
}

/// The content of a file below `folder`; none where there is no file.
pub(super) fn read(path: &RelativePath, folder: &Path) -> Result<Option<Vec<u8>>, Error> {
    let path = path.resolve(folder)?;
    match fs::read(&path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", &path)(error)),
    }
}
