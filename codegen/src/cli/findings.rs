//! Findings on the terminal, in the JSON stream and in the report file.

use std::{collections::BTreeMap, fs};

use super::{
    Failure, Terminal,
    arguments::{Deny, ReportArguments},
    message::Message,
};
use crate::{
    diagnostic::{self, Code, Diagnostics, FactRecord, Record, Report, Severity, Sources},
    generator::Generated,
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
    if generated.diagnostics.is_empty() && arguments.report.is_none() {
        return Ok(());
    }
    let sources = Sources::read(&generated.diagnostics, &generated.documents);
    let located = sources.locate(&generated.diagnostics);
    if terminal.is_json() {
        for record in located.iter().map(Record::from) {
            terminal.message(&Message::Diagnostic { record: &record });
        }
    } else {
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for located in &located {
            let code = located.diagnostic.code;
            let is_shown = terminal.is_verbose() || code.severity() == Severity::Warning;
            if !is_shown {
                continue;
            }
            let count = counts.entry(code).or_default();
            *count += 1;
            if *count <= SHOWN || terminal.is_verbose() {
                terminal.inform(&format!("{}\n\n", diagnostic::render(located)));
            }
        }
        if !terminal.is_verbose() {
            count_the_rest(terminal, &counts);
        }
    }
    let report = Report::new(&located, facts);
    if let Some(file) = &arguments.report {
        let path = terminal.path(file);
        let json = serde_json::to_string_pretty(&report).unwrap_or_default();
        fs::write(&path, json + "\n").map_err(|source| Failure::Write { path, source })?;
    }
    match arguments.deny {
        Some(Deny::Warnings) if report.warnings > 0 => {
            let were = if report.warnings == 1 {
                "warning was"
            } else {
                "warnings were"
            };
            let count = report.warnings;
            let message = "denied by `--deny warnings`; the output was not written";
            Err(Failure::Denied(format!("{count} {were} {message}")))
        }
        _ => Ok(()),
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
