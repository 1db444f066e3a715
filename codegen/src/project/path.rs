//! Paths that cannot leave the output folder.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::Error;

/// The folder below the output folder where Postwright keeps what is not output.
pub(super) const PRIVATE: &str = ".postwright";

/// A path below the output folder: names joined by `/`, none of them `..`, absolute, or special on any system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelativePath(String);

impl RelativePath {
    /// Checks `path`.
    ///
    /// # Errors
    ///
    /// When it is empty, absolute, has `.`, `..` or an empty name in it, a character that some system gives a meaning,
    /// or begins with the folder that Postwright keeps for itself.
    pub fn new(path: &str) -> Result<Self, Error> {
        let is_reserved = path
            .split('/')
            .next()
            .is_some_and(|first| first.eq_ignore_ascii_case(PRIVATE));
        if is_reserved || !path.split('/').all(is_plain_name) {
            return Err(Error::InvalidPath {
                path: path.to_owned(),
            });
        }
        Ok(Self(path.to_owned()))
    }

    /// The path as text, with `/` on every system.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it lies in a folder of source files, which are never the user's to edit.
    pub(super) fn is_source(&self) -> bool {
        self.0.contains('/')
            || Path::new(&self.0)
                .extension()
                .is_some_and(|extension| extension == "rs")
    }

    /// The folders above it, outermost first, without the output folder itself.
    pub(super) fn folders(&self) -> impl Iterator<Item = Self> {
        self.0
            .match_indices('/')
            .filter_map(|(slash, _)| self.0.get(..slash))
            .map(|folder| Self(folder.to_owned()))
    }

    /// Where it is below `folder`, after making sure that no symbolic link leads elsewhere.
    pub(super) fn resolve(&self, folder: &Path) -> Result<PathBuf, Error> {
        let mut path = folder.to_owned();
        for name in self.0.split('/') {
            path.push(name);
            match path.symlink_metadata() {
                Ok(metadata) if metadata.is_symlink() => return Err(Error::SymbolicLink { path }),
                Ok(_) => {}
                Err(_) => return Ok(self.below(folder)),
            }
        }
        Ok(path)
    }

    fn below(&self, folder: &Path) -> PathBuf {
        self.0
            .split('/')
            .fold(folder.to_owned(), |path, name| path.join(name))
    }
}

impl fmt::Display for RelativePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether `name` is a file name everywhere: Windows reserves some characters, device names and final dots.
fn is_plain_name(name: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port).is_some_and(|number| {
            number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    });
    !name.is_empty()
        && name.len() <= 255
        && !name.ends_with(['.', ' '])
        && !name
            .contains(|character: char| character.is_control() || r#"\:*?"<>|"#.contains(character))
        && !is_port
        && !DEVICES.contains(&stem.as_str())
}
