//! What has to be done to a folder: the project, the manifest and the disk compared.

use std::{fmt, fs, io, path::Path};

use super::{
    Edits, Error, Outcome, Ownership, Project, ProjectFile, RelativePath, diff,
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

/// One step: a file from what it holds to what it should hold; no content means no file.
#[derive(Debug)]
pub(super) struct Change<'p> {
    pub(super) path: RelativePath,
    pub(super) old: Option<(Hash, Vec<u8>)>,
    pub(super) new: Option<(Hash, &'p str)>,
}

/// All steps, and what follows from them.
#[derive(Debug, Default)]
pub(super) struct Plan<'p> {
    /// Sorted by path.
    pub(super) changes: Vec<Change<'p>>,
    /// The manifest once all steps are done.
    pub(super) manifest: Manifest,
    manifest_changes: bool,
    obstacles: Vec<Obstacle>,
    /// With the hash that each has now.
    kept: Vec<(RelativePath, Hash)>,
    unchanged: usize,
}

impl<'p> Plan<'p> {
    /// Compares `project` with `folder`, which may not exist.
    pub(super) fn new(project: &'p Project, folder: &Path, edits: Edits) -> Result<Self, Error> {
        let before = Manifest::read(folder)?;
        let mut plan = Self::default();
        for file in project.files() {
            plan.add(file, &before, folder, edits)?;
        }
        for path in before.paths() {
            if project
                .files()
                .binary_search_by(|file| file.path.cmp(path))
                .is_err()
            {
                plan.remove(path, &before, folder, edits)?;
            }
        }
        plan.changes
            .sort_by(|left, right| left.path.cmp(&right.path));
        plan.manifest_changes = plan.manifest != before;
        Ok(plan)
    }

    fn add(
        &mut self,
        file: &'p ProjectFile,
        before: &Manifest,
        folder: &Path,
        edits: Edits,
    ) -> Result<(), Error> {
        let wanted = file.hash;
        let mut old = None;
        if let Some(content) = read(&file.path, folder)? {
            let is_same = content == file.text.as_bytes();
            let found = if is_same { wanted } else { Hash::of(&content) };
            let written = before.hashes(&file.path);
            if found == wanted {
                self.unchanged += 1;
                self.manifest.insert(file.path.clone(), wanted);
                return Ok(());
            }
            if !written.contains(&found) && file.ownership == Ownership::Editable {
                self.kept.push((file.path.clone(), found));
                // The last hash that was ours stays, so that undoing the edit gives the file back to the generator.
                for hash in written {
                    self.manifest.insert(file.path.clone(), *hash);
                }
                return Ok(());
            }
            if !written.contains(&found) && edits == Edits::Refuse {
                self.obstacles.push(obstacle(&file.path, written));
            }
            old = Some((found, content));
        }
        self.manifest.insert(file.path.clone(), wanted);
        let new = Some((wanted, file.text.as_str()));
        self.changes.push(Change {
            path: file.path.clone(),
            old,
            new,
        });
        Ok(())
    }

    fn remove(
        &mut self,
        path: &RelativePath,
        before: &Manifest,
        folder: &Path,
        edits: Edits,
    ) -> Result<(), Error> {
        let Some(old) = read(path, folder)? else {
            return Ok(());
        };
        let (found, written) = (Hash::of(&old), before.hashes(path));
        if !written.contains(&found) {
            if !path.is_source() {
                self.kept.push((path.clone(), found));
                return Ok(());
            }
            if edits == Edits::Refuse {
                self.obstacles.push(obstacle(path, written));
            }
        }
        self.changes.push(Change {
            path: path.clone(),
            old: Some((found, old)),
            new: None,
        });
        Ok(())
    }

    /// Whether the folder is as wanted, its manifest included.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.manifest_changes
    }

    pub(super) fn refuse_obstacles(&self) -> Result<(), Error> {
        if self.obstacles.is_empty() {
            Ok(())
        } else {
            Err(Error::Obstacles {
                obstacles: self.obstacles.clone(),
            })
        }
    }

    /// The unified diff of all steps.
    pub(super) fn diff(&self) -> String {
        self.changes.iter().map(diff::of_change).collect()
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
