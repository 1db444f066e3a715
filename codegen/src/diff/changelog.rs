//! Entries of a changelog that goes on: what changed is added to what people wrote.

use std::fmt::Write as _;

use super::Comparison;
use super::render::sections;

const HEADER: &str = "\
# Changelog

The format is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).
";

/// The changelog `text` with the changes under its heading `Unreleased`, which is made if it is missing. A change that
/// stands there already is not added again; nothing that stands there is moved or removed.
pub fn merge(text: &str, comparison: &Comparison) -> String {
    let mut lines: Vec<String> = if text.trim().is_empty() { HEADER } else { text }
        .lines()
        .map(str::to_owned)
        .collect();
    let start = unreleased(&mut lines);
    for (title, bullets) in sections(comparison) {
        let end = section_end(&lines, start, "## ");
        let known = lines.get(start..end).unwrap_or_default();
        let new: Vec<String> = bullets
            .into_iter()
            .filter(|bullet| !known.contains(bullet))
            .collect();
        if new.is_empty() {
            continue;
        }
        let heading = format!("### {title}");
        let found = known.iter().position(|line| *line == heading);
        let (at, block) = if let Some(index) = found {
            let own = section_end(&lines, start + index, "##");
            (last_text(&lines, own), new)
        } else {
            let block = [String::new(), heading, String::new()]
                .into_iter()
                .chain(new);
            (last_text(&lines, end), block.collect())
        };
        lines.splice(at..at, block);
    }
    let mut text = String::new();
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// The line of the heading for what is not released yet.
fn unreleased(lines: &mut Vec<String>) -> usize {
    let is_heading = |line: &String| {
        let title = line
            .strip_prefix("## ")
            .map(|title| title.trim_matches(['[', ']', ' ']));
        title.is_some_and(|title| title.eq_ignore_ascii_case("unreleased"))
    };
    if let Some(index) = lines.iter().position(is_heading) {
        return index;
    }
    let first = lines.iter().position(|line| line.starts_with("## "));
    let at = last_text(lines, first.unwrap_or(lines.len()));
    let mut block = vec![String::new(), "## Unreleased".to_owned()];
    if first.is_some() && lines.get(at).is_none_or(|line| !line.is_empty()) {
        block.push(String::new());
    }
    lines.splice(at..at, block);
    at + 1
}

/// Where the section that begins at `start` ends: the next heading of its rank or a higher one.
fn section_end(lines: &[String], start: usize, heading: &str) -> usize {
    let below = lines.iter().enumerate().skip(start + 1);
    let mut ends = below.filter(|(_, line)| line.starts_with(heading));
    ends.next().map_or(lines.len(), |(index, _)| index)
}

/// The line behind the last one with text before `end`.
fn last_text(lines: &[String], end: usize) -> usize {
    let before = lines.get(..end).unwrap_or_default();
    before
        .iter()
        .rposition(|line| !line.trim().is_empty())
        .map_or(0, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::{Construct, Effect};
    use super::*;

    fn changes(list: &[(Effect, &str)]) -> Comparison {
        let mut changes = Comparison::default();
        for (effect, path) in list {
            changes
                .about(Construct::Operation, *path)
                .push(*effect, "changed");
        }
        changes
    }

    #[test]
    fn an_entry_begins_a_changelog_and_is_not_told_twice() {
        let comparison = changes(&[(Effect::Breaking, "a"), (Effect::Addition, "b")]);
        let once = merge("", &comparison);
        assert_snapshot!(once, @r"
        # Changelog

        The format is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

        ## Unreleased

        ### Breaking changes

        - operation `a` changed

        ### Additions

        - operation `b` changed
        ");
        assert_eq!(merge(&once, &comparison), once);
    }

    #[test]
    fn what_people_wrote_stays_where_it_is() {
        let text = "# Log\n\n## [Unreleased]\n\n### Additions\n\n- By hand.\n\n## 0.1.0\n\n- operation `a` changed\n";
        let comparison = changes(&[(Effect::Addition, "a"), (Effect::Fix, "c")]);
        assert_snapshot!(merge(text, &comparison), @r"
        # Log

        ## [Unreleased]

        ### Additions

        - By hand.
        - operation `a` changed

        ### Other changes

        - operation `c` changed

        ## 0.1.0

        - operation `a` changed
        ");
    }

    #[test]
    fn a_release_is_never_added_to() {
        let text = "# Log\n\n## 0.1.0\n\n- First.\n";
        assert_snapshot!(merge(text, &changes(&[(Effect::Fix, "c")])), @r"
        # Log

        ## Unreleased

        ### Other changes

        - operation `c` changed

        ## 0.1.0

        - First.
        ");
    }
}
