//! Files as they were at a revision of git, in a folder that goes when it is no longer needed.

use std::{
    cell::Cell,
    ffi::OsStr,
    fs::{self, DirBuilder},
    io,
    path::{Component, Path, PathBuf},
    process::{self, Command},
};

use super::Failure;

/// How many names of folders are tried.
const ATTEMPTS: usize = 1000;

/// A folder with files of a revision.
#[derive(Debug)]
pub(super) struct Checkout<'r> {
    revision: &'r str,
    folder: PathBuf,
    count: Cell<usize>,
}

impl<'r> Checkout<'r> {
    pub(super) fn new(revision: &'r str) -> Result<Self, Failure> {
        if revision.starts_with('-') {
            return Err(Failure::Argument(format!("`{revision}` is no revision")));
        }
        let folders = std::env::temp_dir();
        let folder = private_folder(&folders).map_err(|source| Failure::Write {
            path: folders,
            source,
        })?;
        Ok(Self {
            revision,
            folder,
            count: Cell::new(0),
        })
    }

    /// The file or folder as it was, under its own name; none when it was not there.
    pub(super) fn take(&self, path: &Path) -> Result<Option<PathBuf>, Failure> {
        let name = path.file_name().unwrap_or(OsStr::new("collection"));
        self.count.set(self.count.get() + 1);
        let target = self.folder.join(self.count.get().to_string()).join(name);
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let listed = self.git(
            parent,
            &["ls-tree", "-r", "-z", "--name-only", self.revision, "--"],
            name,
        )?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let files: Vec<&str> = listed.split('\0').filter(|file| !file.is_empty()).collect();
        for file in &files {
            if !stays_inside(file) {
                return Err(Failure::Argument(format!(
                    "the revision `{}` has a file with the path `{file}`",
                    self.revision
                )));
            }
            let content = self.git(
                parent,
                &["show"],
                OsStr::new(&format!("{}:./{file}", self.revision)),
            )?;
            let target = target.parent().unwrap_or(&self.folder).join(file);
            let written = target
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&target, content));
            written.map_err(|source| Failure::Write {
                path: target,
                source,
            })?;
        }
        Ok((!files.is_empty()).then_some(target))
    }

    fn git(&self, folder: &Path, arguments: &[&str], last: &OsStr) -> Result<Vec<u8>, Failure> {
        let output = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(arguments)
            .arg(last)
            .output();
        let failed = |reason: &dyn std::fmt::Display| {
            Failure::Argument(format!("git cannot read `{}`: {reason}", self.revision))
        };
        match output {
            Ok(output) if output.status.success() => Ok(output.stdout),
            Ok(output) => Err(failed(&String::from_utf8_lossy(&output.stderr).trim())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(failed(&"there is no `git` on this machine"))
            }
            Err(error) => Err(failed(&error)),
        }
    }
}

/// Makes a new folder in one that others may write to, too: it is not taken over from anyone, and nobody else may use it.
fn private_folder(folders: &Path) -> io::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let names = (0..ATTEMPTS).map(|number| format!("postwright-diff-{}-{number}", process::id()));
    for folder in names.map(|name| folders.join(name)) {
        match builder.create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| folder),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Whether a path leads to a file in the folder that it is joined to. git checks out no other, but it lists them.
fn stays_inside(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
}

impl Drop for Checkout<'_> {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_there_is_nobodys_to_take() {
        let folders = tempfile::TempDir::new().unwrap();
        let (one, other) = (
            private_folder(folders.path()),
            private_folder(folders.path()),
        );
        assert_ne!(one.unwrap(), other.unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_closed_to_others() {
        use std::os::unix::fs::PermissionsExt;

        let folders = tempfile::TempDir::new().unwrap();
        let folder = private_folder(folders.path()).unwrap();
        let mode = fs::metadata(folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }

    #[test]
    fn a_path_that_leaves_the_folder_is_noticed() {
        assert!(stays_inside("a/b.json") && !stays_inside("a/../../b.json") && !stays_inside("/b"));
    }
}
