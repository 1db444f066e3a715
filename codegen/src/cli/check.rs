//! `postwright check`.

use anstyle::{AnsiColor, Style};

use super::{
    Failure, Session,
    arguments::CheckArguments,
    fingerprint::Fingerprint,
    summary::{self, counted},
};
use crate::project::{Edits, Mode, Outcome};

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const HUNK: Style = AnsiColor::Cyan.on_default();

pub(super) fn run(
    session: &mut Session<'_, '_>,
    arguments: &CheckArguments,
) -> Result<(), Failure> {
    let config = session.config(&arguments.input)?;
    let (fingerprint, report) = (Fingerprint::of(&config), &arguments.report);
    if let Some((run, outcome)) = session.unchanged(fingerprint.as_ref(), &config, report) {
        summary::show(session, &run, &outcome, Mode::Check, report);
        return Ok(());
    }
    let prepared = session.prepare(config, fingerprint, report)?;
    let outcome = prepared.apply(&mut session.terminal, Mode::Check, Edits::Refuse)?;
    // What is not there at all is no news line by line.
    if !session.terminal.is_json() && !outcome.is_new() {
        session.terminal.data(&styled(&outcome.diff));
    }
    summary::show(session, &prepared.run, &outcome, Mode::Check, report);
    let stale_lock = prepared.lock.as_ref().filter(|lock| !lock.is_current());
    if let Some(lock) = stale_lock.filter(|_| outcome.is_current()) {
        return Err(Failure::Stale {
            folder: lock.path().display().to_string(),
            reason: "run `postwright generate` and commit the result".to_owned(),
        });
    }
    if outcome.is_current() {
        return Ok(());
    }
    Err(Failure::Stale {
        folder: prepared.run.folder.display().to_string(),
        reason: reason(&outcome),
    })
}

fn reason(outcome: &Outcome) -> String {
    let count = outcome.added.len() + outcome.changed.len() + outcome.removed.len();
    if count == 0 {
        return "an earlier run was cut off: `postwright generate` completes it".to_owned();
    }
    if outcome.is_new() {
        let files = counted(count, "file", "files");
        return format!(
            "none of its {files} is there: run `postwright generate` and commit the result"
        );
    }
    let verb = if count == 1 { "differs" } else { "differ" };
    let advice = if outcome.obstacles.is_empty() {
        "run `postwright generate` and commit the result"
    } else {
        "some were edited: move your code to files of its own, then run `postwright generate --force`"
    };
    format!("{} {verb}: {advice}", counted(count, "file", "files"))
}

/// A diff in the colours of `git diff`.
fn styled(diff: &str) -> String {
    let line = |line: &str| {
        let style = match line.chars().next() {
            Some('+') => ADDED,
            Some('-') => REMOVED,
            Some('@') => HUNK,
            _ => return line.to_owned(),
        };
        let (text, end) = line
            .strip_suffix('\n')
            .map_or((line, ""), |text| (text, "\n"));
        format!("{style}{text}{style:#}{end}")
    };
    diff.split_inclusive('\n').map(line).collect()
}
