//! What held and what did not: a table, and JSON lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use crate::outcome::{Check, Outcome};

/// Prints every collection that fails, with the first message of each check, and the table.
pub(crate) fn print(outcomes: &[Outcome]) {
    for outcome in outcomes {
        let Some(failure) = outcome.failure() else {
            continue;
        };
        println!(
            "{} ({}): {}",
            outcome.config.collection.display(),
            outcome.config.module,
            failure.name()
        );
        for text in first_messages(outcome) {
            println!("{text}");
        }
    }
    print!("{}", table(outcomes));
    let lost: usize = outcomes
        .iter()
        .filter(|outcome| outcome.read.is_ok())
        .map(|outcome| outcome.found.saturating_sub(outcome.operations()))
        .sum();
    println!("requests that no client has: {lost}");
    for (code, count) in diagnostics(outcomes.iter()) {
        println!("  {code} {count:>6}");
    }
}

/// A line for each check that was made: how many collections and requests it was made for, and for how many it holds.
fn table(outcomes: &[Outcome]) -> String {
    let requests: usize = outcomes.iter().map(|outcome| outcome.found).sum();
    let mut table = format!(
        "{:<12}{:>12}{:>10}{:>12}{:>10}\n{:<12}{:>12}{:>10}{requests:>12}\n",
        "",
        "collections",
        "hold",
        "requests",
        "hold",
        "found",
        outcomes.len(),
        "",
    );
    for check in Check::ALL {
        let made: Vec<(&Outcome, bool)> = outcomes
            .iter()
            .filter_map(|outcome| Some((outcome, outcome.result(check)?)))
            .collect();
        if made.is_empty() {
            continue;
        }
        let hold = made.iter().filter(|(_, holds)| *holds).count();
        let requests: usize = made.iter().map(|(outcome, _)| outcome.operations()).sum();
        let requests_hold: usize = made
            .iter()
            .map(|(outcome, _)| {
                let operations = 0..outcome.operations();
                let holds = |index: &usize| outcome.request_result(*index, check) == Some(true);
                operations.filter(holds).count()
            })
            .sum();
        let _ = writeln!(
            table,
            "{:<12}{:>12}{hold:>10}{requests:>12}{requests_hold:>10}",
            check.name(),
            made.len(),
        );
    }
    table
}

/// The first message of each kind.
fn first_messages(outcome: &Outcome) -> Vec<&str> {
    let mut texts: Vec<&str> = outcome
        .read
        .as_ref()
        .err()
        .map(String::as_str)
        .into_iter()
        .collect();
    let mut seen = Vec::new();
    for message in &outcome.messages {
        let kind = (message.tool, message.code.as_str());
        if !seen.contains(&kind) {
            seen.push(kind);
            texts.push(message.text.trim_end());
        }
    }
    texts.extend(outcome.leaks.iter().map(String::as_str));
    texts.extend(outcome.unformatted.iter().map(String::as_str));
    let lost = outcome.round_trips.iter().flat_map(|found| &found.lost);
    texts.extend(lost.map(|lost| lost.text.as_str()));
    texts
}

/// Writes one JSON object a collection, each followed by one a request.
pub(crate) fn write_json(outcomes: &[Outcome], path: &Path) -> io::Result<()> {
    let mut text = String::new();
    for outcome in outcomes {
        let _ = writeln!(text, "{}", collection(outcome));
        let Ok(read) = &outcome.read else { continue };
        for (index, operation) in read.api.operations.iter().enumerate() {
            let own = read.diagnostics.iter();
            let own = own.filter(|diagnostic| diagnostic.item == operation.origin.path);
            let line = json!({
                "request": operation.origin.path,
                "collection": outcome.config.collection,
                "method": operation.method,
                "checks": checks(|check| outcome.request_result(index, check)),
                "diagnostics": own.map(|diagnostic| diagnostic.code.text()).collect::<Vec<_>>(),
            });
            let _ = writeln!(text, "{line}");
        }
    }
    fs::write(path, text)
}

fn collection(outcome: &Outcome) -> Value {
    json!({
        "collection": outcome.config.collection,
        "module": outcome.config.module,
        "requests": outcome.found,
        "generated": outcome.operations(),
        "error": outcome.read.as_ref().err(),
        "checks": checks(|check| outcome.result(check)),
        "messages": first_messages(outcome),
        "diagnostics": diagnostics([outcome].into_iter()),
    })
}

fn checks(result: impl Fn(Check) -> Option<bool>) -> BTreeMap<&'static str, bool> {
    let made = Check::ALL.into_iter();
    made.filter_map(|check| Some((check.name(), result(check)?)))
        .collect()
}

fn diagnostics<'o>(outcomes: impl Iterator<Item = &'o Outcome>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for read in outcomes.filter_map(|outcome| outcome.read.as_ref().ok()) {
        for diagnostic in read.diagnostics.iter() {
            *counts.entry(diagnostic.code.text()).or_default() += 1;
        }
    }
    counts
}
