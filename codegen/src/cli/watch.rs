//! `postwright watch`: generates whenever an input is saved.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    time::{Duration, Instant, SystemTime},
};

use notify_debouncer_mini::{
    new_debouncer,
    notify::{self, RecursiveMode},
};

use super::{Failure, Session, arguments::GenerateArguments, generate};
use crate::{config::Config, postman};

/// How long to wait for an editor that saves in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// Generates, then again after every change of an input, for ever. A fault is shown and waited out; Ctrl-C ends the
/// process, which leaves the old output or the new one.
pub(super) fn run(
    session: &mut Session<'_, '_>,
    arguments: &GenerateArguments,
) -> Result<(), Failure> {
    let (sender, events) = mpsc::channel();
    let mut debouncer = new_debouncer(QUIET, sender).map_err(refused)?;
    let mut folders = BTreeSet::new();
    let mut inputs = Inputs::of(&session.config(&arguments.input)?);
    loop {
        for folder in inputs.folders() {
            if folders.insert(folder.clone()) {
                let watcher = debouncer.watcher();
                watcher
                    .watch(&folder, RecursiveMode::NonRecursive)
                    .map_err(refused)?;
            }
        }
        session.start = Instant::now();
        if let Err(failure) = generate::run(session, arguments) {
            failure.show(&mut session.terminal);
        }
        let files = inputs.files.len();
        session
            .terminal
            .inform(&format!("\nwatching {files} files; Ctrl-C ends\n"));
        // A run may find out that there is more to watch, and reading a file is an event on some systems.
        let changed = loop {
            let now = match session.config(&arguments.input) {
                Ok(config) => Inputs::of(&config),
                // What is to be watched stands in a file that cannot be read now; its faults are shown by the run.
                Err(_) => inputs.again(),
            };
            let changed = now.differ_from(&inputs);
            inputs = now;
            if let Some(path) = changed {
                break path;
            }
            if events.recv().is_err() {
                return Ok(());
            }
        };
        let changed = changed.display();
        session
            .terminal
            .inform(&format!("\n`{changed}` has changed\n"));
    }
}

fn refused(error: notify::Error) -> Failure {
    Failure::Argument(format!("cannot watch the inputs: {error}"))
}

/// The files that a run reads, and when each was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Inputs {
    files: BTreeMap<PathBuf, Option<(SystemTime, u64)>>,
    /// Folders that are inputs themselves: a file may be added to them.
    roots: BTreeSet<PathBuf>,
}

impl Inputs {
    fn of(config: &Config) -> Self {
        let mut inputs = Self::default();
        for input in config.inputs() {
            if input.is_dir() {
                inputs.roots.insert(input.to_owned());
                let documents = postman::documents_of(input).unwrap_or_default();
                inputs
                    .roots
                    .extend(documents.iter().filter(|path| path.is_dir()).cloned());
                inputs.add(documents);
            } else {
                inputs.add([input.to_owned()]);
            }
        }
        inputs
    }

    fn add(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        for path in paths {
            let state = state(&path);
            self.files.insert(path, state);
        }
    }

    /// The same files as they are now.
    fn again(&self) -> Self {
        let mut now = Self {
            roots: self.roots.clone(),
            ..Self::default()
        };
        now.add(self.files.keys().cloned());
        now
    }

    /// The first file that is not as it was.
    fn differ_from(&self, before: &Self) -> Option<PathBuf> {
        let all = self.files.keys().chain(before.files.keys());
        let mut changed = all.filter(|path| self.files.get(*path) != before.files.get(*path));
        changed.next().cloned()
    }

    /// The folders to watch: editors replace files, which a watch of the file itself would lose.
    fn folders(&self) -> BTreeSet<PathBuf> {
        let above = self.files.keys().map(|file| match file.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        });
        above
            .chain(self.roots.iter().cloned())
            .filter(|folder| folder.is_dir())
            .collect()
    }
}

fn state(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
