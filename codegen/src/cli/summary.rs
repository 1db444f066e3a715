//! What a run did, in a few lines.

use std::time::Duration;

use super::{
    Session, Terminal, arguments::ReportArguments, findings::Findings, message::Message,
    session::Run,
};
use crate::project::{Mode, Outcome, RelativePath};

/// How many paths are named; more are only counted.
const NAMED: usize = 5;

/// Tells what was generated and what became of the files.
pub(super) fn show(
    session: &mut Session<'_, '_>,
    run: &Run,
    outcome: &Outcome,
    mode: Mode,
    arguments: &ReportArguments,
) {
    let (summary, elapsed) = (run.summary, session.start.elapsed());
    let terminal = &mut session.terminal;
    if terminal.is_json() {
        let folder = run.folder.to_string_lossy().replace('\\', "/");
        terminal.message(&Message::result(folder, outcome, summary, &run.timings));
        return;
    }
    let verb = match mode {
        Mode::Write => "generated",
        Mode::Check => "checked",
        Mode::DryRun => "would generate",
    };
    let apis = counted(summary.apis, "API", "APIs");
    let operations = counted(summary.operations, "operation", "operations");
    let types = counted(summary.types, "type", "types");
    let (folder, seconds) = (run.folder.display(), elapsed.as_secs_f64());
    terminal.done(
        verb,
        &format!("`{folder}`: {apis}, {operations}, {types} in {seconds:.2} s"),
    );
    if outcome.interrupted && mode == Mode::Write {
        terminal.inform("  completed a run that had been cut off\n");
    }
    if summary.operations == 0 {
        terminal.inform("  no request is in the input: there is nothing to call\n");
    }
    files(terminal, outcome, mode);
    for obstacle in &outcome.obstacles {
        terminal.inform(&format!("  in the way: {obstacle}\n"));
    }
    if !outcome.kept.is_empty() {
        terminal.inform(&format!("  kept as you edited: {}\n", named(&outcome.kept)));
    }
    findings(terminal, run.findings);
    if arguments.timings {
        timings(terminal, &run.timings, elapsed);
    }
}

/// Tells what may be done next: commands, each with what it is for.
pub(super) fn show_next(terminal: &mut Terminal<'_>, commands: &[String]) {
    if !commands.is_empty() {
        terminal.inform(&format!("\nNext:\n  {}\n", commands.join("\n  ")));
    }
}

/// A path as one word of a command.
pub(super) fn word(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+~:\\".contains(c);
    if path.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

fn files(terminal: &mut Terminal<'_>, outcome: &Outcome, mode: Mode) {
    if outcome.is_current() {
        let files = counted(outcome.unchanged, "file", "files");
        terminal.inform(&format!("  nothing to change, {files} up to date\n"));
        return;
    }
    let verbs = if mode == Mode::Write {
        ["added", "changed", "removed"]
    } else {
        ["to add", "to change", "to remove"]
    };
    for (verb, list) in verbs
        .into_iter()
        .zip([&outcome.added, &outcome.changed, &outcome.removed])
    {
        if !list.is_empty() {
            let files = counted(list.len(), "file", "files");
            let names = if list.len() <= NAMED {
                format!(": {}", named(list))
            } else {
                String::new()
            };
            terminal.inform(&format!("  {verb} {files}{names}\n"));
        }
    }
    if outcome.unchanged > 0 {
        let files = counted(outcome.unchanged, "file", "files");
        terminal.inform(&format!("  unchanged {files}\n"));
    }
}

fn findings(terminal: &mut Terminal<'_>, findings: Findings) {
    let Findings { warnings, notes } = findings;
    if !findings.is_empty() {
        let (warnings, notes) = (
            counted(warnings, "warning", "warnings"),
            counted(notes, "note", "notes"),
        );
        let hint = if terminal.is_verbose() {
            ""
        } else {
            " (`--verbose` shows all)"
        };
        terminal.inform(&format!("  {warnings}, {notes}{hint}\n"));
    }
}

fn timings(terminal: &mut Terminal<'_>, stages: &[(&'static str, Duration)], elapsed: Duration) {
    let total: Duration = stages.iter().map(|(_, time)| *time).sum();
    // Each file is written as soon as it is emitted.
    let emit = elapsed.saturating_sub(total);
    for (stage, time) in stages.iter().copied().chain([("emit", emit)]) {
        terminal.inform(&format!(
            "  {stage:<10} {:>8.1} ms\n",
            time.as_secs_f64() * 1000.0
        ));
    }
}

/// `1 file`, `2 files`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn named(list: &[RelativePath]) -> String {
    let names = list.iter().map(|path| format!("`{path}`"));
    names.collect::<Vec<_>>().join(", ")
}
