//! Unified diffs, as `git diff` and `patch` read them.

use similar::TextDiff;

use super::plan::Change;

/// The diff of one file, with `/dev/null` for a side that does not exist.
pub(super) fn of_change(change: &Change<'_>) -> String {
    let old = change
        .old
        .as_ref()
        .map(|(_, content)| String::from_utf8_lossy(content))
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let new = change.new.as_ref().map_or("", |(_, text)| *text);
    let name = |side: char, exists: bool| {
        if exists {
            format!("{side}/{}", change.path)
        } else {
            "/dev/null".to_owned()
        }
    };
    let (from, to) = (
        name('a', change.old.is_some()),
        name('b', change.new.is_some()),
    );
    TextDiff::from_lines(old.as_str(), new)
        .unified_diff()
        .context_radius(3)
        .header(&from, &to)
        .to_string()
}
