//! A single file beside the generated ones, such as the lock or a changelog.

use std::{fs, io, io::Write, path::Path};

/// Gives the file at `path` a new content, whole or not at all. Version control can bring links: one that stands in its
/// place, or in that of the content on its way there, is replaced and not followed.
///
/// # Errors
///
/// When the system refuses to write.
pub(crate) fn replace_file(path: &Path, content: &str) -> io::Result<()> {
    let aside = path.with_added_extension("new");
    match fs::remove_file(&aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::File::create_new(&aside)?.write_all(content.as_bytes())?;
    fs::rename(&aside, path)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn what_an_earlier_run_left_beside_the_file_is_no_obstacle() {
        let folder = TempDir::new().unwrap();
        let (path, aside) = (
            folder.path().join("a.lock"),
            folder.path().join("a.lock.new"),
        );
        fs::write(&aside, "half of").unwrap();
        replace_file(&path, "all").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "all");
        assert!(!aside.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_nowhere() {
        let folder = TempDir::new().unwrap();
        let (path, other) = (folder.path().join("a"), folder.path().join("other"));
        fs::write(&other, "theirs").unwrap();
        for link in [&path, &folder.path().join("a.new")] {
            std::os::unix::fs::symlink(&other, link).unwrap();
        }
        replace_file(&path, "ours").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "theirs");
        assert!(!path.is_symlink() && fs::read_to_string(&path).unwrap() == "ours");
    }
}
