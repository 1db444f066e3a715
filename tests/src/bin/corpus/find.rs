//! Collections below a folder, found by their content, and how many requests they have.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

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
        } else if has_json_name(&path)
            && read_json(&path).is_some_and(|value| looks_like_collection(&value))
        {
            found.push(path);
        }
    }
    Ok(())
}

/// Every environment and every globals file, in order of path: JSON files that hold one, and those of v3.
pub(crate) fn environments(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = files(folder)?;
    found.retain(|path| is_environment(path));
    Ok(found)
}

/// Every file below a folder, in order of path.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_environment(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let of_v3 = [".environment.yaml", ".globals.yaml"];
    of_v3.iter().any(|suffix| name.ends_with(suffix))
        || has_json_name(path)
            && read_json(path).is_some_and(|value| {
                value.get("values").is_some_and(Value::is_array) && !looks_like_collection(&value)
            })
}

fn has_json_name(path: &Path) -> bool {
    let extension = path.extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// A v3 collection: its definition, or requests in a folder that no other folder with requests is above.
fn is_v3(folder: &Path) -> bool {
    let definition = folder.join(".resources/definition.yaml");
    if fs::read_to_string(definition).is_ok_and(|text| text.contains("$kind: collection")) {
        return true;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .any(|path| is_request(&path))
}

fn is_request(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".request.yaml") || name.ends_with(".request.yml")
}

/// A JSON document with the marks of v1, v2.0 or v2.1.
fn looks_like_collection(value: &Value) -> bool {
    let root = value.get("collection").unwrap_or(value);
    let v2 = root.get("info").is_some_and(Value::is_object) && root.get("item").is_some();
    let v1 = ["name", "order", "requests"]
        .iter()
        .all(|member| root.get(member).is_some());
    v2 || v1
}

fn read_json(path: &Path) -> Option<Value> {
    let bytes = fs::read(path).ok()?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(bytes).ok()
}

/// How many requests a collection has, counted without the reader.
pub(crate) fn requests(path: &Path) -> usize {
    if path.is_dir() {
        let files = files(path).unwrap_or_default();
        return files.iter().filter(|path| is_request(path)).count();
    }
    let value = read_json(path).unwrap_or_default();
    let root = value.get("collection").unwrap_or(&value);
    match root.get("item") {
        Some(items) => entries(items),
        None => root
            .get("requests")
            .and_then(Value::as_array)
            .map_or(0, Vec::len),
    }
}

fn entries(items: &Value) -> usize {
    let objects = items.as_array().into_iter().flatten();
    let count = objects.filter(|entry| entry.is_object()).map(|entry| {
        match entry.get("item") {
            // Any value that JavaScript takes as true makes a folder.
            Some(Value::Null | Value::Bool(false)) | None => 1,
            Some(inner) => entries(inner),
        }
    });
    count.sum()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{collections, environments, requests};

    #[test]
    fn files_wrappers_and_directories_are_found_with_environments_and_nothing_else()
    -> std::io::Result<()> {
        let folder = std::env::temp_dir().join(format!("postwright-find-{}", std::process::id()));
        let write = |path: &str, text: &str| {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, text)
        };
        write(
            "a.json",
            r#"{"info": {}, "item": [{}, {"item": [{}, null]}]}"#,
        )?;
        write(
            "b.JSON",
            "\u{feff}{\"collection\": {\"info\": {}, \"item\": []}}",
        )?;
        write("old.json", r#"{"name": "", "order": [], "requests": [{}]}"#)?;
        write("env.json", r#"{"name": "", "values": []}"#)?;
        write("broken.json", "{")?;
        write("v3/staging.environment.yaml", "name: a\n")?;
        write("v3/.resources/definition.yaml", "$kind: collection\n")?;
        write("v3/users/get.request.yaml", "$kind: http-request\n")?;
        write("bare/get.request.yml", "$kind: http-request\n")?;
        write("bare/inner/put.request.yaml", "$kind: http-request\n")?;
        let found = collections(&folder)?;
        let environments = environments(&folder)?;
        let counts: Vec<_> = found
            .iter()
            .map(|path| {
                (
                    path.strip_prefix(&folder).map(std::path::Path::to_owned),
                    requests(path),
                )
            })
            .filter_map(|(path, count)| Some((path.ok()?.to_string_lossy().into_owned(), count)))
            .collect();
        fs::remove_dir_all(&folder)?;
        let expected = [
            ("a.json", 2),
            ("b.JSON", 0),
            ("bare", 2),
            ("old.json", 1),
            ("v3", 1),
        ];
        assert_eq!(
            counts,
            expected.map(|(path, count)| (path.to_owned(), count))
        );
        let expected = ["env.json", "v3/staging.environment.yaml"];
        assert_eq!(environments, expected.map(|path| folder.join(path)));
        Ok(())
    }
}
