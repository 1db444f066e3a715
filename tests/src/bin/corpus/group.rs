//! Collections into crates: a few hundred operations each, so that the compiler's start-up and the dependencies are
//! paid once for many.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use postwright::config::{Layout, Output};
use postwright::emit;
use postwright::generator::{self, ReadApi, SourceFile};

use crate::outcome::Outcome;

/// A crate that was written.
pub(crate) struct Group {
    /// The package's name.
    pub(crate) package: String,
    /// The modules of its APIs.
    pub(crate) modules: Vec<String>,
}

/// The module of a crate that the layouts other than a crate go to.
pub(crate) const MODULE: &str = "api";

/// Writes the crates and the workspace that holds them; where the layout is a module, in a crate around it. Files that
/// did not change keep their time, so that a second run compiles only what is new.
pub(crate) fn write(
    outcomes: &[Outcome],
    layout: Layout,
    work: &Path,
    limit: usize,
) -> io::Result<Vec<Group>> {
    let mut groups = Vec::new();
    let mut open: Vec<&ReadApi> = Vec::new();
    let mut size = 0;
    for outcome in outcomes {
        let Ok(read) = &outcome.read else { continue };
        if size > 0 && size + read.api.operations.len() > limit {
            let apis = std::mem::take(&mut open);
            groups.push(write_group(groups.len(), &apis, layout, work)?);
            size = 0;
        }
        size += read.api.operations.len();
        open.push(read);
    }
    if !open.is_empty() {
        groups.push(write_group(groups.len(), &open, layout, work)?);
    }
    write_workspace(&groups, work)?;
    Ok(groups)
}

fn write_group(index: usize, apis: &[&ReadApi], layout: Layout, work: &Path) -> io::Result<Group> {
    let package = format!("group_{index:03}");
    let folder = work.join(&package);
    let mut output = Output::new(&folder, layout);
    output.package.clone_from(&package);
    let mut files = generator::files(&output, apis);
    if layout != Layout::Crate {
        files = surrounded(files, &package, apis, layout);
    }
    let mut written = BTreeSet::new();
    for file in files {
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

/// The files of a module and of a crate around it.
fn surrounded(
    mut files: Vec<SourceFile>,
    package: &str,
    apis: &[&ReadApi],
    layout: Layout,
) -> Vec<SourceFile> {
    for file in &mut files {
        file.path = format!("src/{MODULE}/{}", file.path);
    }
    let docs = "//! A crate around a module.\n\n/// The module.\n";
    let root = match layout {
        Layout::Include => {
            format!("{docs}pub mod {MODULE} {{\n    include!(\"{MODULE}/mod.rs\");\n}}\n")
        }
        Layout::Crate | Layout::Module => format!("{docs}pub mod {MODULE};\n"),
    };
    let pairs: Vec<_> = apis.iter().map(|read| (&read.api, &read.names)).collect();
    let manifest = format!(
        "[package]\nname = \"{package}\"\nedition = \"2024\"\nrust-version = \"1.88\"\npublish = false\n{}",
        emit::emit_fragment(&pairs)
    );
    let around = [
        ("src/lib.rs", root),
        ("Cargo.toml", format!("{manifest}\n")),
    ];
    files.extend(around.map(|(path, text)| SourceFile {
        path: path.to_owned(),
        text,
    }));
    files
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

#[cfg(test)]
mod tests {
    use std::fs;

    use postwright::config::Layout;

    use super::write;
    use crate::generate;

    const COLLECTION: &str = r#"{"info": {"name": "Acme"}, "item": [
        {"name": "List", "request": {"method": "GET", "url": "https://acme.test/v1/users"}}
    ]}"#;

    #[test]
    fn a_crate_stands_alone_and_a_module_below_a_crate_around_it() {
        let work = std::env::temp_dir().join(format!("corpus-layout-{}", std::process::id()));
        let outcomes = generate::sample(&work, COLLECTION);
        let mut found = Vec::new();
        for layout in [Layout::Crate, Layout::Module, Layout::Include] {
            write(&outcomes, layout, &work, 400).unwrap();
            let package = work.join("group_000");
            let read = |path: &str| fs::read_to_string(package.join(path)).unwrap_or_default();
            let has_client = |path: &str| package.join(path).join("c0000/mod.rs").exists();
            assert!(read("Cargo.toml").ends_with("[lints]\nworkspace = true\n"));
            found.push((
                has_client("src"),
                has_client("src/api"),
                read("src/lib.rs").contains("pub mod api;"),
                read("src/lib.rs").contains("include!(\"api/mod.rs\");"),
            ));
        }
        fs::remove_dir_all(&work).unwrap();
        assert_eq!(
            found,
            [
                (true, false, false, false),
                (false, true, true, false),
                (false, true, false, true),
            ]
        );
    }
}
