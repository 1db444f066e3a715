//! The crates through the compiler; each message goes to the collection whose module it is about.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::generate::Outcome;
use crate::group::Group;

/// Checks every crate, with clippy when asked.
pub(crate) fn all(
    groups: &[Group],
    work: &Path,
    clippy: bool,
    outcomes: &mut [Outcome],
) -> io::Result<()> {
    let mut child = Command::new("cargo")
        .arg(if clippy { "clippy" } else { "check" })
        .args([
            "--workspace",
            "--all-features",
            "--examples",
            "--lib",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(work)
        .env("CARGO_INCREMENTAL", "0")
        .stdout(Stdio::piped())
        .spawn()?;
    let by_module: BTreeMap<String, usize> = outcomes
        .iter()
        .enumerate()
        .map(|(index, outcome)| (outcome.module.clone(), index))
        .collect();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let Ok(message) = serde_json::from_str::<Value>(&line?) else {
                continue;
            };
            assign(&message, &by_module, outcomes);
        }
    }
    child.wait()?;
    for outcome in outcomes.iter_mut().filter(|outcome| outcome.read.is_ok()) {
        outcome.compiled = !groups.is_empty();
    }
    Ok(())
}

/// Gives a message to the collection whose module its first place is in; without one, to all in sight.
fn assign(message: &Value, by_module: &BTreeMap<String, usize>, outcomes: &mut [Outcome]) {
    if message.get("reason").and_then(Value::as_str) != Some("compiler-message") {
        return;
    }
    let Some(inner) = message.get("message") else {
        return;
    };
    let Some(rendered) = inner.get("rendered").and_then(Value::as_str) else {
        return;
    };
    let Some(spans) = inner.get("spans").and_then(Value::as_array) else {
        return;
    };
    let Some(file) = spans
        .iter()
        .find_map(|span| span.get("file_name").and_then(Value::as_str))
    else {
        return;
    };
    let module = file
        .split('/')
        .find_map(|part| by_module.get(part.trim_end_matches(".rs")));
    match module.and_then(|index| outcomes.get_mut(*index)) {
        Some(outcome) => outcome.messages.push(rendered.to_owned()),
        None => eprintln!("{rendered}"),
    }
}
