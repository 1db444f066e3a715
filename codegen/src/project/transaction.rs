//! A plan carried out, all of it or nothing.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use super::{
    Error, FileSystem, RelativePath,
    journal::{self, Journal, Step},
    manifest::{self, Hash},
    path::PRIVATE,
    plan::{Change, Difference, Plan},
};

/// Keeps all but the manifest out of version control.
const GIT_IGNORE: &str = "*\n!.gitignore\n!manifest\n";

/// The file that is moved through a folder to try it.
const TRIAL: &str = ".postwright-trial";

/// Makes the private folder of the output folder `folder`, and `folder` itself.
pub(super) fn prepare(disk: &dyn FileSystem, folder: &Path) -> Result<(), Error> {
    let root = folder.join(PRIVATE);
    // Version control can bring links as well as files; writing to one would lead elsewhere.
    let names = [".gitignore", ".gitignore.new", "lock", "staged"];
    let records = [manifest::FILE_NAME, journal::FILE_NAME, journal::ASIDE];
    let written = names
        .into_iter()
        .chain(records)
        .map(|name| private(folder, name));
    if let Some(path) = std::iter::once(root.clone())
        .chain(written)
        .find(|path| path.is_symlink())
    {
        return Err(Error::SymbolicLink { path });
    }
    let mut missing: Vec<&Path> = root
        .ancestors()
        .take_while(|path| !path.as_os_str().is_empty() && !path.is_dir())
        .collect();
    missing.reverse();
    for path in missing {
        disk.create_folder(path)
            .map_err(Error::io("create the folder", path))?;
    }
    Ok(())
}

/// Completes what a run that was cut off had begun, or removes what it had staged. Says whether there was a journal.
/// To be run by the holder of the lock.
pub(super) fn recover(disk: &dyn FileSystem, folder: &Path) -> Result<bool, Error> {
    let (pending, ignore) = (journal::is_pending(folder), private(folder, ".gitignore"));
    if !ignore.exists() {
        install(disk, &ignore, GIT_IGNORE)?;
    }
    if let Some(journal) = Journal::read(&private(folder, journal::FILE_NAME)) {
        drop_torn(disk, folder, &journal)?;
        carry_out(disk, folder, &journal).map_err(|source| Error::Incomplete {
            source: Box::new(source),
        })?;
    }
    clean(disk, folder)?;
    Ok(pending)
}

/// Removes staged content that is not as it was written, which a loss of power can cause: its steps are left out, and the
/// manifest with them, so that the next plan finds the old content there and replaces it.
fn drop_torn(disk: &dyn FileSystem, folder: &Path, journal: &Journal) -> Result<(), Error> {
    let staged = staged(folder);
    let manifest = staged.join(manifest::FILE_NAME);
    let contents = journal
        .steps
        .iter()
        .map(|step| (content_of(folder, &step.path), step.after));
    for (file, wanted) in contents.chain([(manifest.clone(), Some(journal.manifest))]) {
        if file.is_file() && current(&file)? != wanted {
            for torn in [&file, &manifest] {
                disk.remove_file(torn).map_err(Error::io("remove", torn))?;
            }
        }
    }
    Ok(())
}

/// New content on its way to a folder, first aside and then, all of it, into place.
pub(super) struct Transaction<'t> {
    disk: &'t dyn FileSystem,
    folder: &'t Path,
    has_begun: Mutex<bool>,
}

impl<'t> Transaction<'t> {
    /// To be run by the holder of the lock, after [`recover`].
    pub(super) fn new(disk: &'t dyn FileSystem, folder: &'t Path) -> Self {
        Self {
            disk,
            folder,
            has_begun: Mutex::new(false),
        }
    }

    /// Writes a new content aside.
    pub(super) fn stage(&self, difference: &Difference<'_>) -> Result<(), Error> {
        match difference.new {
            Some(text) => self.write_aside(&content_of(self.folder, difference.path), text),
            None => Ok(()),
        }
    }

    fn write_aside(&self, file: &Path, text: &str) -> Result<(), Error> {
        let mut has_begun = self
            .has_begun
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !*has_begun {
            let staged = staged(self.folder);
            self.disk
                .create_folder(&staged)
                .map_err(Error::io("create the folder", &staged))?;
            *has_begun = true;
        }
        drop(has_begun);
        self.disk
            .write(file, text.as_bytes())
            .map_err(Error::io("write", file))
    }

    /// Carries out `plan`, all of whose new contents are staged.
    pub(super) fn run(&self, plan: &Plan) -> Result<(), Error> {
        let journal = self.commit(plan).inspect_err(|_| self.abandon())?;
        carry_out(self.disk, self.folder, &journal)
            .and_then(|()| clean(self.disk, self.folder))
            .map_err(|source| Error::Incomplete {
                source: Box::new(source),
            })
    }

    /// Removes what was staged. The error that led here is the one to report; what is left is removed by the next run.
    pub(super) fn abandon(&self) {
        clean(self.disk, self.folder).ok();
    }

    /// Puts the journal into place. New files come first, removals last.
    fn commit(&self, plan: &Plan) -> Result<Journal, Error> {
        let mut changes: Vec<&Change> = plan.changes.iter().collect();
        changes.sort_by_key(|change| match (change.old, change.new) {
            (None, _) => 0,
            (Some(_), Some(_)) => 1,
            (Some(_), None) => 2,
        });
        let steps = changes.into_iter().map(|change| Step {
            before: change.old,
            after: change.new,
            path: change.path.clone(),
        });
        let manifest = plan.manifest.to_string();
        let journal = Journal {
            steps: steps.collect(),
            manifest: Hash::of(manifest.as_bytes()),
        };
        self.write_aside(&staged(self.folder).join(manifest::FILE_NAME), &manifest)?;
        let (aside, place) = (
            private(self.folder, journal::ASIDE),
            private(self.folder, journal::FILE_NAME),
        );
        self.disk
            .write(&aside, journal.to_string().as_bytes())
            .map_err(Error::io("write", &aside))?;
        self.try_folders(&journal)?;
        self.disk
            .rename(&aside, &place)
            .map_err(Error::io("write", &place))?;
        Ok(journal)
    }

    /// Moves a file into each folder and back, so that one that cannot be written to is found out before anything is
    /// replaced.
    fn try_folders(&self, journal: &Journal) -> Result<(), Error> {
        let source = staged(self.folder).join(TRIAL);
        self.disk
            .write(&source, b"")
            .map_err(Error::io("write", &source))?;
        for folder in trial_folders(self.folder, journal)? {
            let target = folder.join(TRIAL);
            self.disk
                .rename(&source, &target)
                .map_err(Error::io("write to", &folder))?;
            self.disk
                .rename(&target, &source)
                .map_err(Error::io("write to", &folder))?;
        }
        Ok(())
    }
}

/// The folders that the journal's files are in, as far as they exist.
fn trial_folders(folder: &Path, journal: &Journal) -> Result<Vec<PathBuf>, Error> {
    let paths = journal.steps.iter().map(|step| &step.path);
    let inner: BTreeSet<RelativePath> = paths.flat_map(RelativePath::folders).collect();
    let inner = inner.iter().map(|inner| inner.resolve(folder));
    let mut folders = std::iter::once(Ok(folder.to_owned()))
        .chain(inner)
        .collect::<Result<Vec<_>, _>>()?;
    folders.retain(|folder| folder.is_dir());
    Ok(folders)
}

/// Does every step that is not done yet, then puts the manifest into place. May be repeated at any point.
fn carry_out(disk: &dyn FileSystem, folder: &Path, journal: &Journal) -> Result<(), Error> {
    let staged = staged(folder);
    for step in &journal.steps {
        let target = step.path.resolve(folder)?;
        let applies = current(&target)? == step.before;
        if step.after.is_none() {
            if applies {
                disk.remove_file(&target)
                    .map_err(Error::io("remove", &target))?;
            }
            remove_empty_folders(disk, folder, &step.path)?;
            continue;
        }
        let source = content_of(folder, &step.path);
        if applies && source.is_file() {
            // Most files stand beside others, and their path has been looked at just now.
            if !target.parent().is_some_and(Path::is_dir) {
                create_folders(disk, folder, &step.path)?;
            }
            disk.rename(&source, &target)
                .map_err(Error::io("replace", &target))?;
        }
    }
    let (source, target) = (
        staged.join(manifest::FILE_NAME),
        private(folder, manifest::FILE_NAME),
    );
    if source.is_file() {
        disk.rename(&source, &target)
            .map_err(Error::io("replace", &target))?;
    }
    Ok(())
}

fn create_folders(disk: &dyn FileSystem, folder: &Path, path: &RelativePath) -> Result<(), Error> {
    for above in path.folders() {
        let above = above.resolve(folder)?;
        if !above.is_dir() {
            disk.create_folder(&above)
                .map_err(Error::io("create the folder", &above))?;
        }
    }
    Ok(())
}

/// Removes the folders that a removed file leaves empty, innermost first.
fn remove_empty_folders(
    disk: &dyn FileSystem,
    folder: &Path,
    path: &RelativePath,
) -> Result<(), Error> {
    let mut folders: Vec<RelativePath> = path.folders().collect();
    while let Some(inner) = folders.pop() {
        let inner = inner.resolve(folder)?;
        disk.remove_empty_folder(&inner)
            .map_err(Error::io("remove the folder", &inner))?;
    }
    Ok(())
}

/// The hash of the file that is there now, if there is one.
fn current(path: &Path) -> Result<Option<Hash>, Error> {
    match fs::read(path) {
        Ok(content) => Ok(Some(Hash::of(&content))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}

/// Removes the journal, which ends the transaction, then what was staged or tried for it.
fn clean(disk: &dyn FileSystem, folder: &Path) -> Result<(), Error> {
    let remove = |path: &Path| disk.remove_file(path).map_err(Error::io("remove", path));
    remove(&private(folder, journal::FILE_NAME))?;
    if let Some(journal) = Journal::read(&private(folder, journal::ASIDE)) {
        for folder in trial_folders(folder, &journal)? {
            remove(&folder.join(TRIAL))?;
        }
    }
    remove(&private(folder, journal::ASIDE))?;
    let staged = staged(folder);
    let Ok(entries) = fs::read_dir(&staged) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        remove(&entry.path())?;
    }
    disk.remove_empty_folder(&staged)
        .map_err(Error::io("remove the folder", &staged))
}

/// Where the new content of a file waits: under the hash of its path, which is a file name on every system.
fn content_of(folder: &Path, path: &RelativePath) -> PathBuf {
    staged(folder).join(Hash::of(path.as_str().as_bytes()).to_string())
}

fn staged(folder: &Path) -> PathBuf {
    private(folder, "staged")
}

fn private(folder: &Path, name: &str) -> PathBuf {
    folder.join(PRIVATE).join(name)
}

/// Writes a file in one step, seen from outside: whole or not at all.
fn install(disk: &dyn FileSystem, path: &Path, text: &str) -> Result<(), Error> {
    let aside = path.with_added_extension("new");
    disk.write(&aside, text.as_bytes())
        .map_err(Error::io("write", &aside))?;
    disk.rename(&aside, path).map_err(Error::io("write", path))
}
