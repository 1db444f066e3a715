//! What lies in the directory of a collection.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::super::v2::MAX_FOLDERS;

/// A directory: a collection or a folder.
#[derive(Debug)]
pub(super) struct Directory {
    pub(super) path: PathBuf,
    /// `.resources/definition.yaml`, when there is one.
    pub(super) definition: Option<PathBuf>,
    /// `*.request.yaml`, by name.
    pub(super) requests: Vec<PathBuf>,
    /// Sub-directories that hold a request or a definition somewhere, by name.
    pub(super) folders: Vec<Directory>,
    /// Whether folders lie deeper than Postwright follows.
    pub(super) cut: bool,
}

impl Directory {
    /// Looks through a directory and its sub-directories; links to directories are not followed.
    pub(super) fn open(path: &Path, depth: usize) -> io::Result<Self> {
        let mut directory = Self {
            path: path.to_owned(),
            definition: yaml_in(&path.join(".resources"), "definition"),
            requests: Vec::new(),
            folders: Vec::new(),
            cut: false,
        };
        for (path, is_directory) in entries(path)? {
            let hidden = file_name(&path).starts_with('.');
            if is_directory && !hidden {
                if depth >= MAX_FOLDERS {
                    directory.cut = true;
                    continue;
                }
                let folder = Self::open(&path, depth + 1)?;
                if folder.is_entity() {
                    directory.folders.push(folder);
                }
            } else if !is_directory && stem(&path, ".request").is_some() {
                directory.requests.push(path);
            }
        }
        Ok(directory)
    }

    /// Whether it holds anything of a collection.
    pub(super) fn is_entity(&self) -> bool {
        self.definition.is_some() || !self.requests.is_empty() || !self.folders.is_empty()
    }

    /// The name that counts when the definition gives none.
    pub(super) fn name(&self) -> String {
        self.path
            .canonicalize()
            .map_or_else(|_| file_name(&self.path), |path| file_name(&path))
    }

    /// The saved examples of a request file, by name.
    pub(super) fn examples_of(request: &Path) -> io::Result<Vec<PathBuf>> {
        let (Some(parent), Some(stem)) = (request.parent(), stem(request, ".request")) else {
            return Ok(Vec::new());
        };
        let path = parent
            .join(".resources")
            .join(format!("{stem}.resources"))
            .join("examples");
        if path.is_dir() {
            examples_in(&path)
        } else {
            Ok(Vec::new())
        }
    }
}

/// The `*.example.yaml` files of a directory, by name.
pub(super) fn examples_in(path: &Path) -> io::Result<Vec<PathBuf>> {
    let files = entries(path)?
        .into_iter()
        .filter(|(path, is_directory)| !is_directory && stem(path, ".example").is_some());
    Ok(files.map(|(path, _)| path).collect())
}

/// Every file and directory that a collection is read from, for `rerun-if-changed`: the path itself, and for a v3
/// directory all directories and YAML files below it.
///
/// # Errors
///
/// When a directory cannot be read.
pub fn documents_of(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut documents = vec![path.to_owned()];
    let mut open: Vec<PathBuf> = if path.is_dir() {
        vec![path.to_owned()]
    } else {
        Vec::new()
    };
    while let Some(directory) = open.pop() {
        for (path, is_directory) in entries(&directory)? {
            if is_directory {
                open.push(path.clone());
            }
            if is_directory || stem(&path, "").is_some() {
                documents.push(path);
            }
        }
    }
    documents.sort();
    Ok(documents)
}

/// The entries of a directory with whether they are directories, by name.
fn entries(path: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        entries.push((entry.path(), entry.file_type()?.is_dir()));
    }
    entries.sort();
    Ok(entries)
}

/// The name of a YAML file without `<kind>.yaml`, when it is one: `a.request.yaml` is `a`.
pub(super) fn stem(path: &Path, kind: &str) -> Option<String> {
    let name = file_name(path);
    let stem = name
        .strip_suffix(".yaml")
        .or_else(|| name.strip_suffix(".yml"))?;
    Some(stem.strip_suffix(kind)?.to_owned())
}

fn yaml_in(directory: &Path, stem: &str) -> Option<PathBuf> {
    ["yaml", "yml"]
        .into_iter()
        .map(|end| directory.join(format!("{stem}.{end}")))
        .find(|path| path.is_file())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
