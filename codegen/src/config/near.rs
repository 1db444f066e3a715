//! The file that a user may have meant.

use std::{fs, path::Path};

/// The entry of the same folder whose name is most like that of `path`.
pub(super) fn entry(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_string_lossy().into_owned();
    // An extension is often the same by chance.
    let most = path.file_stem()?.len() / 3;
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let entries = fs::read_dir(parent.unwrap_or(Path::new("."))).ok()?;
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let near = names.filter_map(|name| {
        let distance = strsim::damerau_levenshtein(&wanted, &name);
        (distance <= most).then_some((distance, name))
    });
    let (_, name) = near.min()?;
    Some(path.with_file_name(name).display().to_string())
}
