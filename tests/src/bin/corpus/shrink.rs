//! A failing collection, made as small as the failure lets it be.

use std::fs;
use std::io;
use std::path::Path;

use postwright::config::{ApiConfig, Layout};
use serde_json::Value;

use crate::cargo::{self, Run};
use crate::generate;
use crate::group;
use crate::outcome::{Check, Outcome};
use crate::round_trip;

/// How many smaller collections are tried for one failure: a compilation takes a second or two.
const MOST_TRIALS: usize = 400;

/// Shrinks every failing JSON collection into `work/shrunk`; a v3 directory is small enough to be read as it is.
pub(crate) fn all(outcomes: &[Outcome], layout: Layout, work: &Path) -> io::Result<()> {
    let folder = work.join("shrunk");
    fs::create_dir_all(folder.join("crate"))?;
    for outcome in outcomes {
        let (Some(failure), false) = (Failure::of(outcome), outcome.config.collection.is_dir())
        else {
            continue;
        };
        let text = fs::read_to_string(&outcome.config.collection)?;
        let Ok(value) = serde_json::from_str(text.trim_start_matches('\u{feff}')) else {
            continue;
        };
        let file = folder.join(format!("{}.json", outcome.config.module));
        let config = ApiConfig {
            module: "shrunk".to_owned(),
            collection: file.clone(),
            ..outcome.config.clone()
        };
        let mut trials = Trials {
            failure,
            layout,
            work,
            config,
            left: MOST_TRIALS,
        };
        let smallest = shrink(value, |value| trials.fails(value));
        fs::write(&file, format!("{smallest:#}\n"))?;
        println!(
            "{} shrinks to {}",
            outcome.config.collection.display(),
            file.display()
        );
    }
    Ok(())
}

/// What a smaller collection must still show.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Failure {
    check: Check,
    /// The lint or error of the first message, or what reading says.
    code: String,
}

impl Failure {
    fn of(outcome: &Outcome) -> Option<Self> {
        let check = outcome.failure()?;
        let said = match check {
            Check::Generated => outcome.read.as_ref().err().cloned(),
            _ => outcome.messages.first().map(|message| message.code.clone()),
        };
        Some(Self {
            check,
            code: said.unwrap_or_default(),
        })
    }
}

/// The trials of one failure.
struct Trials<'t> {
    failure: Failure,
    layout: Layout,
    work: &'t Path,
    config: ApiConfig,
    left: usize,
}

impl Trials<'_> {
    /// Whether a smaller collection fails in the same way; an error of the disk counts as no.
    fn fails(&mut self, value: &Value) -> bool {
        if self.left == 0 || fs::write(&self.config.collection, value.to_string()).is_err() {
            return false;
        }
        self.left -= 1;
        self.run().is_ok_and(|outcome| {
            Failure::of(&outcome).is_some_and(|failure| failure == self.failure)
        })
    }

    fn run(&self) -> io::Result<Outcome> {
        let mut outcomes = [generate::one(self.config.clone())];
        match self.failure.check {
            Check::Generated => {}
            Check::RoundTrip => round_trip::model(&mut outcomes),
            check => {
                let crates = self.work.join("shrunk/crate");
                group::write(&outcomes, self.layout, &crates, usize::MAX)?;
                // The versions that are built already.
                fs::copy(self.work.join("Cargo.lock"), crates.join("Cargo.lock"))?;
                let target = self.work.join("target");
                let target = format!("--target-dir={}", fs::canonicalize(target)?.display());
                let command = match check {
                    Check::Documented => "doc",
                    _ => "clippy",
                };
                let run = Run {
                    stage: "",
                    arguments: &[command, "--offline", "--all-features", &target],
                    artifacts: 0,
                    checks: &[Check::Compiled, Check::Clippy, Check::Documented],
                };
                cargo::run(&run, &crates, &mut outcomes)?;
            }
        }
        let [outcome] = outcomes;
        Ok(outcome)
    }
}

/// Drops what the failure does not need: elements of arrays first in halves, then one by one, then members, from the
/// outside in.
fn shrink(value: Value, mut fails: impl FnMut(&Value) -> bool) -> Value {
    let mut smallest = value;
    let mut paths = vec![String::new()];
    while let Some(path) = paths.pop() {
        drop_elements(&mut smallest, &path, &mut fails);
        drop_members(&mut smallest, &path, &mut fails);
        paths.extend(children(&smallest, &path));
    }
    smallest
}

fn drop_elements(whole: &mut Value, path: &str, fails: &mut impl FnMut(&Value) -> bool) {
    let length = |whole: &Value| {
        whole
            .pointer(path)
            .and_then(Value::as_array)
            .map_or(0, Vec::len)
    };
    let mut size = length(whole).div_ceil(2);
    while size > 0 {
        let mut start = 0;
        while start < length(whole) {
            let mut trial = whole.clone();
            if let Some(Value::Array(elements)) = trial.pointer_mut(path) {
                elements.drain(start..(start + size).min(elements.len()));
            }
            if fails(&trial) {
                *whole = trial;
            } else {
                start += size;
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
}

fn drop_members(whole: &mut Value, path: &str, fails: &mut impl FnMut(&Value) -> bool) {
    let members = whole.pointer(path).and_then(Value::as_object);
    let names: Vec<String> = members
        .into_iter()
        .flat_map(|map| map.keys().cloned())
        .collect();
    for name in names {
        let mut trial = whole.clone();
        if let Some(Value::Object(members)) = trial.pointer_mut(path) {
            members.remove(&name);
        }
        if fails(&trial) {
            *whole = trial;
        }
    }
}

/// The pointers of what is below a value.
fn children(whole: &Value, path: &str) -> Vec<String> {
    match whole.pointer(path) {
        Some(Value::Array(elements)) => (0..elements.len())
            .map(|index| format!("{path}/{index}"))
            .collect(),
        Some(Value::Object(members)) => members
            .keys()
            .map(|name| format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::shrink;

    #[test]
    fn only_what_the_failure_needs_is_left() {
        let value = json!({
            "info": {"name": "A"},
            "item": [{"name": "a"}, {"name": "b", "request": {"url": "x", "method": "GET"}}, {}, {}],
        });
        let smallest = shrink(value, |value| {
            let items = value["item"].as_array();
            items.is_some_and(|items| items.iter().any(|item| item["request"]["url"] == "x"))
        });
        assert_eq!(smallest, json!({"item": [{"request": {"url": "x"}}]}));
    }
}
