//! The workspace around a new package: cargo wants it among the members, as `cargo new` does.

use std::{
    fs,
    path::{Path, PathBuf},
};

use toml::de::{DeTable, DeValue};

use super::Terminal;
use crate::project::replace_file;

/// Makes a new package a member of the workspace that it lies in, and tells it: without that cargo refuses to build it.
pub(super) fn join(terminal: &mut Terminal<'_>, package: &Path) {
    let Some(Around {
        manifest,
        text,
        name,
    }) = Around::of(package)
    else {
        return;
    };
    match add(&text, &name) {
        Some(text) if replace_file(&manifest, &text).is_ok() => {
            let (package, manifest) = (package.display(), manifest.display());
            let text = format!("`{package}` to the members of the workspace `{manifest}`");
            terminal.done("added", &text);
        }
        _ => tell(terminal, package),
    }
}

/// Tells of a workspace that a new package lies in and that does not have it.
pub(super) fn tell(terminal: &mut Terminal<'_>, package: &Path) {
    if let Some(Around { manifest, .. }) = Around::of(package) {
        let (package, manifest) = (package.display(), manifest.display());
        terminal.note(&format!(
            "`{package}` lies in the workspace `{manifest}`: add it to `members` there"
        ));
    }
}

/// A workspace around a package that is neither a member nor left out on purpose.
struct Around {
    manifest: PathBuf,
    text: String,
    /// The package, as the lists of the workspace name it.
    name: String,
}

impl Around {
    fn of(package: &Path) -> Option<Self> {
        let folder = package.canonicalize().ok()?;
        let above = folder.ancestors().skip(1);
        let (above, manifest, text) = above.into_iter().find_map(|above| {
            let manifest = above.join("Cargo.toml");
            let text = fs::read_to_string(&manifest).ok()?;
            has_workspace(&text).then_some((above, manifest, text))
        })?;
        let names = folder.strip_prefix(above).into_iter().flatten();
        let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
        let name = names.join("/");
        let is_known = ["exclude", "members"]
            .iter()
            .any(|list| names_package(&text, list, &name));
        (!is_known).then_some(Self {
            manifest,
            text,
            name,
        })
    }
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
