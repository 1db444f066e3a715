//! A comparison for people: on the terminal, in a pull request, in a changelog.

use std::fmt::Write as _;

use super::{Change, Comparison, Effect, Verdict};

const EFFECTS: [(Effect, &str, &str); 3] = [
    (Effect::Breaking, "breaking", "Breaking changes"),
    (Effect::Addition, "addition", "Additions"),
    (Effect::Fix, "fix", "Other changes"),
];

/// One line a change, then the verdict.
pub fn text(comparison: &Comparison) -> String {
    let mut text = String::new();
    for change in &comparison.changes {
        let word = EFFECTS.iter().find(|(effect, ..)| *effect == change.effect);
        let word = word.map_or("", |(_, word, _)| *word);
        let _ = writeln!(text, "{word:<9} {}", sentence(change));
    }
    let _ = writeln!(text, "{}", verdict(comparison));
    text
}

/// The changes under a heading for each effect, as for a pull request.
pub fn markdown(comparison: &Comparison) -> String {
    let mut text = format!("**{}**\n", verdict(comparison));
    push_lists(&mut text, comparison, "###");
    text
}

/// An entry for a changelog, in the style of "Keep a Changelog"; nothing when nothing changed.
pub fn changelog(comparison: &Comparison, version: &str) -> String {
    if comparison.verdict() == Verdict::None {
        return String::new();
    }
    let mut text = format!("## {version}\n");
    push_lists(&mut text, comparison, "###");
    text
}

fn push_lists(text: &mut String, comparison: &Comparison, heading: &str) {
    for (title, bullets) in sections(comparison) {
        let _ = write!(text, "\n{heading} {title}\n\n");
        for bullet in bullets {
            let _ = writeln!(text, "{bullet}");
        }
    }
}

/// The changes by effect, each list with its title; effects without changes are left out.
pub(super) fn sections(comparison: &Comparison) -> Vec<(&'static str, Vec<String>)> {
    let section = |(effect, _, title)| {
        let changes = comparison.changes.iter();
        let changes = changes.filter(|change| change.effect == effect);
        let bullets: Vec<String> = changes
            .map(|change| format!("- {}", sentence(change)))
            .collect();
        (!bullets.is_empty()).then_some((title, bullets))
    };
    EFFECTS.into_iter().filter_map(section).collect()
}

fn verdict(comparison: &Comparison) -> String {
    match comparison.verdict() {
        Verdict::None => "no changes for callers".to_owned(),
        verdict => format!("semver: {verdict}"),
    }
}

fn sentence(change: &Change) -> String {
    let construct = format!("{:?}", change.construct).to_lowercase();
    format!("{construct} `{}` {}", change.path, change.message)
}
