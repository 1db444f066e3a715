//! Collections below a folder, found by their content.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Every collection, in order of path: JSON files that hold one, and v3 directories.
pub(crate) fn collections(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    visit(folder, &mut found)?;
    found.sort();
    Ok(found)
}

fn visit(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if is_v3(folder) {
        found.push(folder.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            visit(&path, found)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
            && looks_like_collection(&path)
        {
            found.push(path);
        }
    }
    Ok(())
}

/// A v3 collection: its definition, or a request in the folder itself.
fn is_v3(folder: &Path) -> bool {
    let definition = folder.join(".resources/definition.yaml");
    fs::read_to_string(definition).is_ok_and(|text| text.contains("$kind: collection"))
}

/// A JSON file with the marks of v1, v2.0 or v2.1.
fn looks_like_collection(path: &Path) -> bool {
    let Ok(bytes) = fs::read(path) else {
        return false;
    };
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes),
    ) else {
        return false;
    };
    let root = value.get("collection").unwrap_or(&value);
    let v2 =
        root.get("info").is_some_and(serde_json::Value::is_object) && root.get("item").is_some();
    let v1 = ["name", "order", "requests"]
        .iter()
        .all(|member| root.get(member).is_some());
    v2 || v1
}
