//! Every collection through the pipeline, panics caught.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use postwright::config::ApiConfig;
use postwright::generator;

use crate::find;
use crate::outcome::Outcome;
use crate::parallel;
use crate::progress::Progress;

/// Reads every collection, on all cores; results in the order of the inputs.
pub(crate) fn all(inputs: &[PathBuf]) -> Vec<Outcome> {
    let progress = Progress::new("generate", inputs.len());
    parallel::map(inputs, |index, path| {
        let outcome = one(&format!("c{index:04}"), path);
        progress.step();
        outcome
    })
}

/// Reads one collection.
pub(crate) fn one(module: &str, path: &Path) -> Outcome {
    let read = panic::catch_unwind(AssertUnwindSafe(|| {
        let api = ApiConfig::new(path).map_err(|error| error.to_string())?;
        let api = ApiConfig {
            module: module.to_owned(),
            round_trip: true,
            ..api
        };
        generator::read(&api).map_err(|error| error.to_string())
    }));
    Outcome {
        path: path.to_owned(),
        module: module.to_owned(),
        found: find::requests(path),
        read: read.unwrap_or_else(|_| Err("panicked".to_owned())),
        checked: Vec::new(),
        messages: Vec::new(),
        unformatted: Vec::new(),
        round_trips: None,
    }
}
