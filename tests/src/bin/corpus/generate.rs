//! Every collection through the pipeline, panics caught.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use postwright::config::ApiConfig;
use postwright::generator::{self, ReadApi};

use crate::round_trip::RoundTrips;

/// What became of one collection.
pub(crate) struct Outcome {
    /// The file or folder.
    pub(crate) path: PathBuf,
    /// The module that it was given.
    pub(crate) module: String,
    /// What the pipeline made of it, or why it failed.
    pub(crate) read: Result<ReadApi, String>,
    /// Messages of the compiler about its module; empty when there are none.
    pub(crate) messages: Vec<String>,
    /// Whether the compiler has seen it.
    pub(crate) compiled: bool,
    /// What its round trips came to; `None` when they were not run.
    pub(crate) round_trips: Option<RoundTrips>,
}

impl Outcome {
    /// Whether everything that was checked holds.
    pub(crate) fn holds(&self) -> bool {
        let keeps_all = self
            .round_trips
            .as_ref()
            .is_none_or(|found| found.lost.is_empty());
        self.read.is_ok() && self.messages.is_empty() && keeps_all
    }

    /// How many operations it has.
    pub(crate) fn operations(&self) -> usize {
        self.read
            .as_ref()
            .map_or(0, |read| read.api.operations.len())
    }
}

/// Reads every collection, on all cores; results in the order of the inputs.
pub(crate) fn all(inputs: &[PathBuf]) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Outcome)>> = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((index, path)) = take(&next, inputs) {
                    let outcome = one(index, path);
                    if let Ok(mut done) = done.lock() {
                        done.push((index, outcome));
                    }
                }
            });
        }
    });
    let mut outcomes = done.into_inner().unwrap_or_default();
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn take<'p>(next: &AtomicUsize, inputs: &'p [PathBuf]) -> Option<(usize, &'p Path)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    inputs.get(index).map(|path| (index, path.as_path()))
}

fn one(index: usize, path: &Path) -> Outcome {
    let module = format!("c{index:04}");
    let read = panic::catch_unwind(AssertUnwindSafe(|| {
        let api = ApiConfig::new(path).map_err(|error| error.to_string())?;
        let api = ApiConfig {
            module: module.clone(),
            round_trip: true,
            ..api
        };
        generator::read(&api).map_err(|error| error.to_string())
    }));
    let read = read.unwrap_or_else(|_| Err("panicked".to_owned()));
    Outcome {
        path: path.to_owned(),
        module,
        read,
        messages: Vec::new(),
        compiled: false,
        round_trips: None,
    }
}
