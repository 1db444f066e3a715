//! Findings on the terminal, in the JSON stream and in the report file.

use std::collections::BTreeMap;

use super::{
    Failure, Terminal,
    arguments::{Deny, ReportArguments},
    message::Message,
    report::Report,
    summary::counted,
};
use crate::{
    diagnostic::{self, Code, Diagnostics, Located, Record, Severity, Sources},
    generator::Generated,
    inspect::FactRecord,
};

/// How many findings of one rule are shown before the rest is only counted.
const SHOWN: usize = 3;

/// How many findings a run had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Findings {
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

impl Findings {
    pub(super) fn of(diagnostics: &Diagnostics) -> Self {
        let count = |severity| {
            let codes = diagnostics.iter().map(|diagnostic| diagnostic.code);
            codes.filter(|code| code.severity() == severity).count()
        };
        Self {
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.warnings + self.notes == 0
    }
}

/// Shows the findings of a run: all of them to programs, in the report and with `--verbose`, else the first warnings of
/// each rule.
pub(super) fn show(
    terminal: &mut Terminal<'_>,
    generated: &Generated,
    facts: Vec<FactRecord>,
    arguments: &ReportArguments,
) -> Result<(), Failure> {
    let count = Findings::of(&generated.diagnostics);
    let needs_notes = terminal.is_json() || terminal.is_verbose() || arguments.report.is_some();
    if count.warnings == 0 && !needs_notes {
        return Ok(());
    }
    let sources = Sources::read(&generated.diagnostics, &generated.documents);
    let located = sources.locate(&generated.diagnostics);
    if terminal.is_json() {
        for record in located.iter().map(Record::from) {
            terminal.message(&Message::Diagnostic { record: &record });
        }
    } else {
        show_text(terminal, &located);
    }
    if let Some(file) = &arguments.report {
        Report::new(&located, facts).write(&terminal.path(file))?;
    }
    match arguments.deny {
        Some(Deny::Warnings) if count.warnings > 0 => {
            let warnings = counted(count.warnings, "warning", "warnings");
            let message = "`--deny warnings`; the output was not written";
            Err(Failure::Denied(format!("{warnings} denied by {message}")))
        }
        _ => Ok(()),
    }
}

fn show_text(terminal: &mut Terminal<'_>, located: &[Located<'_>]) {
    let is_verbose = terminal.is_verbose();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for located in located {
        let code = located.diagnostic.code;
        if !is_verbose && code.severity() != Severity::Warning {
            continue;
        }
        let count = counts.entry(code).or_default();
        *count += 1;
        if is_verbose || *count <= SHOWN {
            terminal.inform(&format!("{}\n\n", diagnostic::render(located)));
        }
    }
    if !is_verbose {
        count_the_rest(terminal, &counts);
    }
}

fn count_the_rest(terminal: &mut Terminal<'_>, counts: &BTreeMap<Code, usize>) {
    for (code, count) in counts.iter().filter(|(_, count)| **count > SHOWN) {
        let (number, title) = (code.text(), code.title());
        terminal.note(&format!(
            "{} more of {number} ({title}): `--verbose` shows all, `--explain {number}` tells more",
            count - SHOWN
        ));
    }
}
