//! What held and what did not.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;

use crate::generate::Outcome;

/// The table, and every failure with its first message.
pub(crate) fn print(outcomes: &[Outcome]) {
    let operations: usize = outcomes.iter().map(Outcome::operations).sum();
    let read = outcomes
        .iter()
        .filter(|outcome| outcome.read.is_ok())
        .count();
    let clean = outcomes
        .iter()
        .filter(|outcome| outcome.compiled && outcome.messages.is_empty())
        .count();
    for outcome in outcomes.iter().filter(|outcome| !outcome.holds()) {
        println!("{} ({})", outcome.path.display(), outcome.module);
        match &outcome.read {
            Err(error) => println!("  {error}"),
            Ok(_) => println!("{}", outcome.messages.first().map_or("", String::as_str)),
        }
        for lost in outcome.round_trips.iter().flat_map(|found| &found.lost) {
            println!("  {lost}");
        }
    }
    println!("collections   {:>6}", outcomes.len());
    println!("read          {read:>6}");
    println!("compiled      {clean:>6}");
    println!("operations    {operations:>6}");
    let round_trips = || {
        outcomes
            .iter()
            .filter_map(|outcome| outcome.round_trips.as_ref())
    };
    if round_trips().next().is_some() {
        let responses: usize = round_trips().map(|found| found.responses).sum();
        let requests: usize = round_trips().map(|found| found.requests).sum();
        let lost: usize = round_trips().map(|found| found.lost.len()).sum();
        println!("round trips   {responses:>6} responses, {requests} requests, {lost} lost");
    }
    for (code, count) in diagnostics(outcomes) {
        println!("  {code} {count:>6}");
    }
}

/// One JSON object a collection.
pub(crate) fn write_json(outcomes: &[Outcome], path: &Path) -> io::Result<()> {
    let mut text = String::new();
    for outcome in outcomes {
        let line = json!({
            "path": outcome.path,
            "module": outcome.module,
            "operations": outcome.operations(),
            "error": outcome.read.as_ref().err(),
            "compiled": outcome.compiled,
            "messages": outcome.messages,
            "lost": outcome.round_trips.as_ref().map(|found| &found.lost),
        });
        text.push_str(&line.to_string());
        text.push('\n');
    }
    fs::write(path, text)
}

fn diagnostics(outcomes: &[Outcome]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for read in outcomes
        .iter()
        .filter_map(|outcome| outcome.read.as_ref().ok())
    {
        for diagnostic in read.diagnostics.iter() {
            *counts.entry(diagnostic.code.text()).or_default() += 1;
        }
    }
    counts
}
