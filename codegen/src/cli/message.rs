//! The JSON objects of `--message-format json`, one a line, told apart by `reason`.

use std::time::Duration;

use serde::Serialize;

use crate::{
    diagnostic::{Position, Record},
    generator::Summary,
    project::{Outcome, RelativePath},
};

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub(super) enum Message<'m> {
    /// A finding.
    Diagnostic {
        /// Its members.
        #[serde(flatten)]
        record: &'m Record<'m>,
    },
    /// The end of a run that succeeded, or of a check.
    Result(Box<RunResult<'m>>),
    /// The end of a run that failed.
    Error {
        /// What is wrong and what to do.
        message: &'m str,
        /// The input at fault.
        file: Option<String>,
        /// The line, from 1.
        line: Option<usize>,
        /// The character in the line, from 1.
        column: Option<usize>,
    },
}

/// What a run did, or would do.
#[derive(Debug, Serialize)]
pub(super) struct RunResult<'m> {
    folder: String,
    /// Whether there was nothing to write.
    was_current: bool,
    apis: usize,
    operations: usize,
    types: usize,
    added: Vec<&'m str>,
    changed: Vec<&'m str>,
    removed: Vec<&'m str>,
    kept: Vec<&'m str>,
    unchanged: usize,
    /// The unified diff; only of a check that found one.
    #[serde(skip_serializing_if = "str::is_empty")]
    diff: &'m str,
    /// Seconds, by stage.
    timings: Vec<(&'static str, f64)>,
}

impl<'m> Message<'m> {
    pub(super) fn error(message: &'m str, place: Option<(String, Position)>) -> Self {
        let (file, position) = place.unzip();
        Self::Error {
            message,
            file,
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
        }
    }

    pub(super) fn result(
        folder: String,
        outcome: &'m Outcome,
        summary: Summary,
        timings: &[(&'static str, Duration)],
    ) -> Self {
        let paths = |list: &'m [RelativePath]| list.iter().map(RelativePath::as_str).collect();
        Self::Result(Box::new(RunResult {
            folder,
            was_current: outcome.is_current(),
            apis: summary.apis,
            operations: summary.operations,
            types: summary.types,
            added: paths(&outcome.added),
            changed: paths(&outcome.changed),
            removed: paths(&outcome.removed),
            kept: paths(&outcome.kept),
            unchanged: outcome.unchanged,
            diff: &outcome.diff,
            timings: timings
                .iter()
                .map(|(stage, time)| (*stage, time.as_secs_f64()))
                .collect(),
        }))
    }
}
