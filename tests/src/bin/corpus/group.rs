//! Collections into crates: a few hundred operations each, so that the compiler's start-up and the dependencies are
//! paid once for many.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use postwright::config::{Layout, Output};
use postwright::generator::{self, ReadApi};

use crate::outcome::Outcome;

/// A crate that was written.
pub(crate) struct Group {
    /// The package's name.
    pub(crate) package: String,
    /// The modules of its APIs.
    pub(crate) modules: Vec<String>,
}

/// Writes the crates and the workspace that holds them. Files that did not change keep their time, so that a second run
/// compiles only what is new.
pub(crate) fn write(outcomes: &[Outcome], work: &Path, limit: usize) -> io::Result<Vec<Group>> {
    let mut groups = Vec::new();
    let mut open: Vec<&ReadApi> = Vec::new();
    let mut size = 0;
    for outcome in outcomes {
        let Ok(read) = &outcome.read else { continue };
        if size > 0 && size + read.api.operations.len() > limit {
            groups.push(write_group(groups.len(), &std::mem::take(&mut open), work)?);
            size = 0;
        }
        size += read.api.operations.len();
        open.push(read);
    }
    if !open.is_empty() {
        groups.push(write_group(groups.len(), &open, work)?);
    }
    write_workspace(&groups, work)?;
    Ok(groups)
}

fn write_group(index: usize, apis: &[&ReadApi], work: &Path) -> io::Result<Group> {
    let package = format!("group_{index:03}");
    let folder = work.join(&package);
    let mut output = Output::new(&folder, Layout::Crate);
    output.package.clone_from(&package);
    let mut written = BTreeSet::new();
    for file in generator::files(&output, apis) {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let text = if file.path == "Cargo.toml" {
            under_workspace_lints(&file.text)
        } else {
            file.text
        };
        write_if_changed(&path, &text)?;
        written.insert(path);
    }
    for folder in ["src", "examples"] {
        remove_others(&output.folder.join(folder), &written)?;
    }
    let modules = apis.iter().map(|read| read.api.module.clone()).collect();
    Ok(Group { package, modules })
}

/// Removes what an earlier run wrote and this one did not.
fn remove_others(folder: &Path, written: &BTreeSet<PathBuf>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, written)?;
        } else if !written.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// The manifest with the workspace's lints, which are stricter, instead of its own.
fn under_workspace_lints(manifest: &str) -> String {
    let own = manifest.find("[lints.").unwrap_or(manifest.len());
    let rest = manifest.get(..own).unwrap_or(manifest);
    format!("{rest}[lints]\nworkspace = true\n")
}

/// The workspace's manifest: the lints of the project itself.
fn write_workspace(groups: &[Group], work: &Path) -> io::Result<()> {
    let members: Vec<String> = groups
        .iter()
        .map(|group| format!("    \"{}\",", group.package))
        .collect();
    let own = include_str!("../../../../Cargo.toml");
    let lints = own
        .find("[workspace.lints.rust]")
        .map_or("", |at| &own[at..]);
    let text = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}\n]\n\n{lints}",
        members.join("\n")
    );
    write_if_changed(&work.join("Cargo.toml"), &text)
}

fn write_if_changed(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        Ok(())
    } else {
        fs::write(path, text)
    }
}
