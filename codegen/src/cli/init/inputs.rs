//! The inputs of a new configuration: what lies beside the collection, and what is copied from elsewhere.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Failure, Session, slashes, write_new};
use crate::{
    config::ApiConfig,
    diagnostic::{Diagnostics, Documents},
    postman::{self, Variable},
    secret::{is_secret_name, looks_like_token},
};

/// Where inputs from elsewhere are copied to.
const COLLECTIONS: &str = "collections";

/// How the names of environments end, in v3 as YAML.
const ENVIRONMENT_SUFFIXES: [&str; 2] = [".postman_environment.json", ".environment.yaml"];

/// Adds the environments and the hints that lie beside a collection in `folder`, environments of v3 also in it. From
/// elsewhere none is copied unasked, because environments hold secrets.
pub(in crate::cli) fn add_neighbours(api: &mut ApiConfig, folder: &Path) {
    if inside(&api.collection, folder).is_none() {
        return;
    }
    let hints = hints_file(&api.collection);
    if hints.is_file() {
        api.hints = Some(hints);
    }
    let parent = api.collection.parent().unwrap_or(Path::new(""));
    let found = environments_in(parent).chain(environments_in(&api.collection));
    let named = api.environments.iter();
    let named: Vec<PathBuf> = named.filter_map(|path| path.canonicalize().ok()).collect();
    let is_new = |path: &PathBuf| !path.canonicalize().is_ok_and(|path| named.contains(&path));
    let mut found: Vec<PathBuf> = found.filter(is_new).collect();
    found.sort_unstable();
    api.environments.extend(found);
}

/// Warns of environments with values that are secret: nothing of them is emitted, but the file itself may be committed.
pub(super) fn warn_of_secrets(session: &mut Session<'_, '_>, environments: &[PathBuf]) {
    for file in environments {
        let names = secrets(file);
        if names.is_empty() {
            continue;
        }
        session.terminal.warn(&format!(
            "`{}` holds secrets: `{}`\n  none of them reaches the crate; delete their values from the file before you commit it",
            file.display(),
            names.join("`, `")
        ));
    }
}

/// The variables of an environment that have a secret value.
fn secrets(environment: &Path) -> Vec<String> {
    let (mut documents, mut diagnostics) = (Documents::default(), Diagnostics::default());
    let read = postman::read_environment(environment, &mut documents, &mut diagnostics);
    let is_secret = |variable: &Variable| {
        let value = variable.value.as_str();
        let is_named_so = variable.secret || is_secret_name(&variable.name);
        !value.is_empty() && (is_named_so || looks_like_token(value))
    };
    let variables = read.map(|environment| environment.variables);
    let secret = variables.into_iter().flatten().filter(is_secret);
    secret.map(|variable| variable.name).collect()
}

/// The file of hints that goes with a collection: `acme.hints.toml` with `acme.postman_collection.json`.
fn hints_file(collection: &Path) -> PathBuf {
    let name = collection.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    let stem = stem.strip_suffix(".postman_collection").unwrap_or(stem);
    collection.with_file_name(format!("{stem}.hints.toml"))
}

fn environments_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let shown = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(shown).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| {
        let path = path.to_string_lossy();
        ENVIRONMENT_SUFFIXES
            .iter()
            .any(|suffix| path.ends_with(suffix))
    })
}

/// The path of an input relative to `folder`, after copying it there if it lies elsewhere.
pub(super) fn bring(
    session: &mut Session<'_, '_>,
    input: &Path,
    folder: &Path,
) -> Result<String, Failure> {
    if let Some(relative) = inside(input, folder) {
        return Ok(relative);
    }
    let name = input.file_name().map(PathBuf::from).unwrap_or_default();
    let relative = slashes(&Path::new(COLLECTIONS).join(&name));
    copy(input, &folder.join(COLLECTIONS).join(name))?;
    let text = format!("`{}` to `{relative}`", input.display());
    session.terminal.done("copied", &text);
    Ok(relative)
}

/// The path of `input` relative to `folder`, if it lies in it.
fn inside(input: &Path, folder: &Path) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let (input, folder) = (input.canonicalize().ok()?, folder.canonicalize().ok()?);
    input.strip_prefix(folder).ok().map(slashes)
}

/// Copies a file, or a folder with all that is in it. A target that exists is an error.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let unreadable = |source| Failure::Read {
        path: from.to_owned(),
        source,
    };
    if from.is_dir() {
        for entry in fs::read_dir(from).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    let content = fs::read(from).map_err(unreadable)?;
    write_new(to, &content).map_err(|source| Failure::Write {
        path: to.to_owned(),
        source,
    })
}
