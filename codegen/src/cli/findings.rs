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
    diagnostic::{self, Diagnostics, Located, Record, Severity, Sources, first_of_each_rule},
    generator::Generated,
    inspect::FactRecord,
};

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
    let (shown, more) = if terminal.is_verbose() {
        (located.iter().collect(), BTreeMap::new())
    } else {
        first_of_each_rule(located.iter().filter(|located| located.is_warning()))
    };
    for located in shown {
        terminal.inform(&format!("{}\n\n", diagnostic::render(located)));
    }
    for (code, count) in more {
        let (number, title) = (code.text(), code.title());
        terminal.note(&format!(
            "{count} more of {number} ({title}): `--verbose` shows all, `--explain {number}` tells more",
        ));
    }
}
