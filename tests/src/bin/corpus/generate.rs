//! Every collection through the pipeline, panics caught.

use std::panic::{self, AssertUnwindSafe};

use postwright::config::ApiConfig;
use postwright::generator;

use crate::find;
use crate::outcome::Outcome;
use crate::parallel;
use crate::progress::Progress;

/// Reads every collection, on all cores; results in the order of the inputs.
pub(crate) fn all(configs: &[ApiConfig]) -> Vec<Outcome> {
    let progress = Progress::new("generate", configs.len());
    parallel::map(configs, |_, config| {
        let outcome = one(config.clone());
        progress.step();
        outcome
    })
}

/// Reads one collection.
pub(crate) fn one(config: ApiConfig) -> Outcome {
    let read = panic::catch_unwind(AssertUnwindSafe(|| {
        generator::read(&config).map_err(|error| error.to_string())
    }));
    Outcome {
        found: find::requests(&config.collection),
        config,
        read: read.unwrap_or_else(|_| Err("panicked".to_owned())),
        checked: Vec::new(),
        messages: Vec::new(),
        leaks: Vec::new(),
        unformatted: Vec::new(),
        round_trips: None,
    }
}

/// The outcome of one collection with the defaults, read from a file of the folder `work`, which is made.
#[cfg(test)]
pub(crate) fn sample(work: &std::path::Path, collection: &str) -> Vec<Outcome> {
    std::fs::create_dir_all(work).unwrap();
    let file = work.join("acme.json");
    std::fs::write(&file, collection).unwrap();
    let common = crate::configure::common(None, work).unwrap();
    all(&crate::configure::each(&common, work, &[file], &[]))
}
