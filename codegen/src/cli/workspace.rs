//! The workspace around a new package: cargo wants it among the members, as `cargo new` does.

use std::{
    fs,
    path::{Path, PathBuf},
};

use toml::de::{DeTable, DeValue};

/// What became of the workspace.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Workspace {
    /// There is none, or the package is a member, or left out on purpose.
    Settled,
    /// The package was added to the members in this manifest.
    Joined(PathBuf),
    /// The members are written in a way that is not understood.
    Unclear(PathBuf),
}

/// Makes the package in `folder` a member of the workspace that it lies in.
pub(super) fn join(folder: &Path) -> Workspace {
    let Ok(folder) = folder.canonicalize() else {
        return Workspace::Settled;
    };
    for above in folder.ancestors().skip(1) {
        let manifest = above.join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&manifest) else {
            continue;
        };
        let names = folder.strip_prefix(above).into_iter().flatten();
        let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
        let package = names.join("/");
        if !has_workspace(&text) {
            continue;
        }
        if names_package(&text, "exclude", &package) || names_package(&text, "members", &package) {
            return Workspace::Settled;
        }
        return match add(&text, &package) {
            Some(text) if write(&manifest, &text) => Workspace::Joined(manifest),
            _ => Workspace::Unclear(manifest),
        };
    }
    Workspace::Settled
}

fn has_workspace(text: &str) -> bool {
    let manifest = text.parse::<toml::Table>();
    manifest.is_ok_and(|manifest| manifest.contains_key("workspace"))
}

/// Whether a list of the workspace has the package, by its path or with `*` for a name in it; what is left out is left
/// out with all that is in it.
fn names_package(text: &str, list: &str, package: &str) -> bool {
    let manifest = text.parse::<toml::Table>().unwrap_or_default();
    let patterns = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get(list)?.as_array());
    let names: Vec<&str> = package.split('/').collect();
    let fits = |pattern: &str| {
        let parts: Vec<&str> = pattern
            .trim_start_matches("./")
            .trim_end_matches('/')
            .split('/')
            .collect();
        let is_long_enough =
            parts.len() == names.len() || list == "exclude" && parts.len() < names.len();
        is_long_enough
            && parts
                .iter()
                .zip(&names)
                .all(|(part, name)| *part == "*" || part == name)
    };
    let patterns = patterns.into_iter().flatten();
    patterns.filter_map(toml::Value::as_str).any(fits)
}

/// The manifest with one more member, all else as it was written; none where that cannot be done.
fn add(text: &str, package: &str) -> Option<String> {
    let quoted = toml::Value::String(package.to_owned()).to_string();
    let document = DeTable::parse(text).ok()?;
    let workspace = document.get_ref().get("workspace")?;
    let DeValue::Table(workspace) = workspace.get_ref() else {
        return None;
    };
    let new = if let Some(members) = workspace.get("members") {
        let close = members.span().end.checked_sub(1)?;
        let (before, after) = (text.get(..close)?.trim_end(), text.get(close..)?);
        let comma = if before.ends_with([',', '[']) {
            ""
        } else {
            ","
        };
        let is_long = text.get(members.span())?.contains('\n');
        let gap = match (is_long, before.ends_with('[')) {
            (true, _) => format!("\n    {quoted},\n"),
            (false, true) => quoted,
            (false, false) => format!(" {quoted}"),
        };
        format!("{before}{comma}{gap}{after}")
    } else {
        let header = text.lines().find(|line| line.trim() == "[workspace]")?;
        text.replacen(header, &format!("{header}\nmembers = [{quoted}]"), 1)
    };
    names_package(&new, "members", package).then_some(new)
}

/// Writes the file whole or not at all.
fn write(path: &Path, text: &str) -> bool {
    let aside = path.with_added_extension("new");
    fs::write(&aside, text)
        .and_then(|()| fs::rename(&aside, path))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> Option<String> {
        add(text, "a/new")
    }

    #[test]
    fn a_member_is_added_in_the_layout_that_is_there() {
        let one = added("[workspace]\nmembers = [\"x\"] # all\nresolver = \"3\"\n").unwrap();
        assert_eq!(
            one,
            "[workspace]\nmembers = [\"x\", \"a/new\"] # all\nresolver = \"3\"\n"
        );
        let none = added("[workspace]\nmembers = []\n").unwrap();
        assert_eq!(none, "[workspace]\nmembers = [\"a/new\"]\n");
        let lines = added("[workspace]\nmembers = [\n    \"x\",\n    \"y\"\n]\n").unwrap();
        assert_eq!(
            lines,
            "[workspace]\nmembers = [\n    \"x\",\n    \"y\",\n    \"a/new\",\n]\n"
        );
        let missing = added("[package]\nname = \"p\"\n[workspace]\n").unwrap();
        assert_eq!(
            missing,
            "[package]\nname = \"p\"\n[workspace]\nmembers = [\"a/new\"]\n"
        );
    }

    #[test]
    fn a_manifest_that_is_not_understood_is_left_alone() {
        assert_eq!(added("workspace = { members = 1 }"), None);
        assert_eq!(
            added("[workspace]\nmembers = [\n    \"x\" # the only one\n]\n"),
            None
        );
    }

    #[test]
    fn members_by_pattern_and_excluded_folders_need_nothing() {
        let is_named = |list, text: &str| names_package(text, list, "crates/shop");
        assert!(is_named("members", "[workspace]\nmembers = [\"crates/*\"]"));
        assert!(!is_named("members", "[workspace]\nmembers = [\"crates\"]"));
        assert!(is_named("exclude", "[workspace]\nexclude = [\"crates\"]"));
    }
}
