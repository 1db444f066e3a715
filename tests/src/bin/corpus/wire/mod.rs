//! The wire check: what newman sends for every request, and what the generated client makes of the same values.
//!
//! ```text
//! record (newman, cached) → values → the crate's wire example → compare → report
//! ```

mod client;
mod record;
mod report;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::wire::{Comparison, Recording, blanks, check, printed, values};

use crate::group::Group;
use crate::outcome::Outcome;

use record::Scopes;
pub(crate) use report::print;

/// The requests of one collection, compared.
pub(crate) struct Checked {
    /// The collection.
    pub(crate) path: PathBuf,
    /// One for each item of the recording.
    pub(crate) items: Vec<Comparison>,
    /// Why there is nothing to compare.
    pub(crate) error: Option<String>,
}

/// Records and compares every collection that was written into a crate.
pub(crate) fn all(
    outcomes: &[Outcome],
    groups: &[Group],
    corpus: &Path,
    work: &Path,
    oracle: &Path,
) -> io::Result<Vec<Checked>> {
    let by_module: BTreeMap<&str, &Outcome> = outcomes
        .iter()
        .map(|outcome| (outcome.config.module.as_str(), outcome))
        .collect();
    fs::create_dir_all(work.join("wire"))?;
    let mut checked = Vec::new();
    for group in groups {
        let built = client::build(&group.package, &group.modules, work)?;
        for outcome in group
            .modules
            .iter()
            .filter_map(|module| by_module.get(module.as_str()))
        {
            checked.push(match &built {
                Ok(binary) => one(outcome, corpus, work, oracle, binary)?,
                Err(error) => failed(outcome, error),
            });
        }
    }
    Ok(checked)
}

fn one(
    outcome: &Outcome,
    corpus: &Path,
    work: &Path,
    oracle: &Path,
    binary: &Path,
) -> io::Result<Checked> {
    let Ok(read) = &outcome.read else {
        return Ok(failed(outcome, "it cannot be read"));
    };
    if !read.api.options.examples {
        return Ok(failed(outcome, "it was generated without examples"));
    }
    let scopes = Scopes::of(&outcome.config);
    let text = match record::recording(&outcome.config.collection, &scopes, corpus, work, oracle)? {
        Ok(text) => text,
        Err(error) => return Ok(failed(outcome, &error)),
    };
    let recording = match Recording::read(&text) {
        Ok(recording) => recording,
        Err(error) => return Ok(failed(outcome, &error.to_string())),
    };
    let values = values(
        &outcome.config.collection,
        scopes.files(),
        &read.secrets,
        &recording,
    );
    let values_file = work
        .join("wire")
        .join(format!("{}.values.json", outcome.config.module));
    let blanks = blanks(&read.secrets);
    let items = check(&recording, &values, &blanks, &read.api, |values| {
        fs::write(&values_file, serde_json::to_vec(values)?)?;
        let mut program = Command::new(binary);
        program.arg(&values_file).arg(&outcome.config.module);
        printed(&mut program)
    })?;
    Ok(Checked {
        path: outcome.config.collection.clone(),
        items,
        error: None,
    })
}

fn failed(outcome: &Outcome, error: &str) -> Checked {
    Checked {
        path: outcome.config.collection.clone(),
        items: Vec::new(),
        error: Some(error.to_owned()),
    }
}
