//! Unified diffs, as `git diff` and `patch` read them.

use similar::TextDiff;

use super::plan::Difference;

/// The diff of one file, with `/dev/null` for a side that does not exist.
pub(super) fn of(difference: &Difference<'_>) -> String {
    let Difference { path, old, new } = difference;
    let text = old.map(String::from_utf8_lossy).unwrap_or_default();
    let text = text.replace("\r\n", "\n");
    let name = |side: char, exists: bool| {
        if exists {
            format!("{side}/{path}")
        } else {
            "/dev/null".to_owned()
        }
    };
    let (from, to) = (name('a', old.is_some()), name('b', new.is_some()));
    TextDiff::from_lines(text.as_str(), new.unwrap_or_default())
        .unified_diff()
        .context_radius(3)
        .header(&from, &to)
        .to_string()
}
