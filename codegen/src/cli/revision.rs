//! Files as they were at a revision of git, in a folder that goes when it is no longer needed.

use std::{
    cell::Cell,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::{self, Command},
};

use super::Failure;

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
        let folder = std::env::temp_dir().join(format!("postwright-diff-{}", process::id()));
        fs::create_dir_all(&folder).map_err(|source| Failure::Write {
            path: folder.clone(),
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

impl Drop for Checkout<'_> {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}
