//! The emitted round-trip tests of every crate: each sample of a collection through the types made from it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::group::MODULE;
use crate::outcome::{Check, Outcome};

/// What the round trips of one collection came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RoundTrips {
    /// Saved JSON responses.
    pub(crate) responses: usize,
    /// JSON request bodies.
    pub(crate) requests: usize,
    /// The samples that lost something.
    pub(crate) lost: Vec<Lost>,
}

/// A sample that does not come through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lost {
    /// The request that it belongs to, where that can be told.
    pub(crate) operation: Option<usize>,
    /// The sample, and what was lost.
    pub(crate) text: String,
}

/// Runs the tests of every crate and gives each failure to its collection; those that were generated without are left out.
pub(crate) fn all(work: &Path, outcomes: &mut [Outcome]) -> io::Result<()> {
    let mut outcomes: Vec<_> = outcomes.iter_mut().collect();
    outcomes.retain(|outcome| outcome.config.round_trip);
    for outcome in &mut outcomes {
        outcome.round_trips = outcome.read.as_ref().ok().map(expected);
    }
    let mut child = Command::new("cargo")
        .args(["test", "--workspace", "--lib", "--no-fail-fast"])
        .args(["--features", "round-trip", "--", "round_trip_tests"])
        .current_dir(work)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .stdout(Stdio::piped())
        .spawn()?;
    let mut report = Report::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            report.read(&line?);
        }
    }
    child.wait()?;
    for outcome in outcomes {
        let Some(found) = &mut outcome.round_trips else {
            continue;
        };
        let lost = report
            .lost
            .remove(&outcome.config.module)
            .unwrap_or_default();
        found.lost.extend(lost.into_iter().map(unassigned));
        if found.responses + found.requests > 0 && !report.ran.contains(&outcome.config.module) {
            found
                .lost
                .push(unassigned("its tests did not run".to_owned()));
        }
        outcome.checked.push(Check::RoundTrip);
    }
    Ok(())
}

/// The same without compiling: the samples through a model of the emitted types.
pub(crate) fn model(outcomes: &mut [Outcome]) {
    for outcome in outcomes {
        let found = outcome.read.as_ref().ok().map(|read| RoundTrips {
            lost: crate::model::lost(&read.api),
            ..expected(read)
        });
        outcome.round_trips = found;
        outcome.checked.push(Check::RoundTrip);
    }
}

fn unassigned(text: String) -> Lost {
    Lost {
        operation: None,
        text,
    }
}

fn expected(read: &postwright::generator::ReadApi) -> RoundTrips {
    let operations = &read.api.operations;
    RoundTrips {
        responses: operations
            .iter()
            .flat_map(|operation| &operation.responses)
            .map(|case| case.samples.len())
            .sum(),
        requests: operations
            .iter()
            .filter(|operation| operation.sample.is_some())
            .count(),
        lost: Vec::new(),
    }
}

/// What the test harness prints, line by line.
#[derive(Debug, Default)]
struct Report {
    /// Modules of which a test ran.
    ran: BTreeSet<String>,
    /// Failures by module.
    lost: BTreeMap<String, Vec<String>>,
    /// Module and test whose output is being read.
    current: Option<(String, String)>,
}

impl Report {
    fn read(&mut self, line: &str) {
        if let Some(test) = line.strip_prefix("test ").and_then(module_and_test) {
            self.ran.insert(test.0);
        } else if let Some(test) = line.strip_prefix("---- ").and_then(module_and_test) {
            self.current = Some(test);
        } else if line == "failures:" {
            self.current = None;
        } else if let (Some((module, test)), true) = (&self.current, is_failure(line)) {
            let lost = self.lost.entry(module.clone()).or_default();
            lost.push(format!("{test}: {line}"));
        }
    }
}

fn is_failure(line: &str) -> bool {
    line.starts_with("round trip of ") || line.contains("panicked at")
}

/// `c0001::users::round_trip_tests::name ...`, below [`MODULE`] or not, as module of the API and name.
fn module_and_test(line: &str) -> Option<(String, String)> {
    let path = line.split(' ').next()?;
    let (folders, test) = path.split_once("::round_trip_tests::")?;
    let mut modules = folders.split("::").skip_while(|part| *part == MODULE);
    let module = modules.next()?;
    Some((module.to_owned(), test.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn a_failure_goes_to_the_module_of_its_test() {
        let mut report = Report::default();
        for line in [
            "test c0001::users::round_trip_tests::a_keeps_everything ... FAILED",
            "test api::c0002::round_trip_tests::b_keeps_everything ... ok",
            "failures:",
            "",
            "---- c0001::users::round_trip_tests::a_keeps_everything stdout ----",
            "Error: ",
            "round trip of the answer 200: $.a is lost",
            "failures:",
            "    c0001::round_trip_tests::a_keeps_everything",
        ] {
            report.read(line);
        }
        assert_eq!(report.ran, ["c0001", "c0002"].map(str::to_owned).into());
        assert_eq!(
            report.lost["c0001"],
            ["a_keeps_everything: round trip of the answer 200: $.a is lost"]
        );
    }
}
