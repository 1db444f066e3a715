//! Cargo over the crates that were written; each message goes to the collection whose module it is about.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::message::{self, Message};
use crate::outcome::{Check, Outcome};
use crate::progress::Progress;

/// A run of cargo.
pub(crate) struct Run<'r> {
    /// The stage in progress lines.
    pub(crate) stage: &'static str,
    /// The subcommand and what it gets.
    pub(crate) arguments: &'r [&'r str],
    /// How many artifacts of the crates there will be.
    pub(crate) artifacts: usize,
    /// The checks that it makes.
    pub(crate) checks: &'r [Check],
}

/// Runs cargo in the workspace and gives every message to its collection. Unchanged crates are not compiled again;
/// cargo repeats what it said about them.
pub(crate) fn run(run: &Run<'_>, work: &Path, outcomes: &mut [Outcome]) -> io::Result<()> {
    let messages = messages(run, work)?;
    let index: BTreeMap<String, usize> = (0..outcomes.len())
        .filter_map(|index| Some((outcomes.get(index)?.config.module.clone(), index)))
        .collect();
    let mut strays = Vec::new();
    for message in messages {
        let module = message
            .modules()
            .next()
            .or_else(|| message.text.split("::").next());
        let Some(outcome) = module
            .and_then(|module| index.get(module))
            .and_then(|index| outcomes.get_mut(*index))
        else {
            strays.push(message.text);
            continue;
        };
        give(message, work, outcome);
    }
    for outcome in outcomes {
        outcome.checked.extend(run.checks);
    }
    if strays.is_empty() {
        Ok(())
    } else {
        Err(io::Error::other(format!(
            "about what every client has:\n{}",
            strays.join("\n")
        )))
    }
}

/// Gives a message to its collection, and to the request that its place belongs to.
fn give(mut message: Message, work: &Path, outcome: &mut Outcome) {
    if let (Ok(read), Ok(text)) = (&outcome.read, fs::read_to_string(work.join(&message.file))) {
        let modules: Vec<&str> = message.modules().skip(1).collect();
        message.operation = message::operation_at(read, &modules, &text, message.line);
    }
    outcome.messages.push(message);
}

/// What cargo says. A failure that no message tells of, such as a manifest that cannot be read, is an error: nothing was
/// checked then.
fn messages(run: &Run<'_>, work: &Path) -> io::Result<Vec<Message>> {
    let progress = Progress::new(run.stage, run.artifacts);
    let said = work.join("cargo.stderr");
    let mut child = Command::new("cargo")
        .args(run.arguments)
        .arg("--message-format=json")
        .current_dir(work)
        .env("CARGO_INCREMENTAL", "0")
        .stdout(Stdio::piped())
        .stderr(fs::File::create(&said)?)
        .spawn()?;
    let mut messages = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            if line.starts_with("{\"reason\":\"compiler-artifact\"") && line.contains("/group_") {
                progress.step();
            }
            messages.extend(Message::parse(&line));
        }
    }
    if child.wait()?.success() || messages.iter().any(Message::is_error) {
        return Ok(messages);
    }
    let said = fs::read_to_string(&said)?;
    let message = format!("cargo {} checked nothing:\n{said}", run.arguments.join(" "));
    Err(io::Error::other(message))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Run, run};

    #[test]
    fn a_workspace_that_cargo_cannot_read_is_no_success() {
        let work = std::env::temp_dir().join(format!("corpus-unread-{}", std::process::id()));
        fs::create_dir_all(&work).unwrap();
        fs::write(
            work.join("Cargo.toml"),
            "[workspace]\nmembers = [\"missing\"]\n",
        )
        .unwrap();
        let check = Run {
            stage: "check",
            arguments: &["check", "--offline"],
            artifacts: 0,
            checks: &[],
        };
        let error = run(&check, &work, &mut []).unwrap_err().to_string();
        fs::remove_dir_all(&work).unwrap();
        assert!(
            error.contains("checked nothing") && error.contains("missing"),
            "{error}"
        );
    }
}
