//! What `generate` and `check` have in common: from the command line to the output folder.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{
    Failure, Generate, Terminal,
    arguments::{Deny, InputArguments, ReportArguments},
    facts,
    findings::{self, Findings},
    fingerprint::Fingerprint,
    lock::LockFile,
    manifest,
    progress::Progress,
};
use crate::{
    config::{self, Config, Layout},
    generator::{Files, Summary},
    project::{Edits, Mode, Outcome, Project, Stamp},
};

/// One run of the command line.
pub(super) struct Session<'s, 't> {
    pub(super) terminal: Terminal<'t>,
    pub(super) generate: &'s Generate<'s>,
    pub(super) start: Instant,
}

/// What is told of a run, besides what became of the files.
pub(super) struct Run {
    pub(super) folder: PathBuf,
    pub(super) summary: Summary,
    pub(super) findings: Findings,
    pub(super) timings: Vec<(&'static str, Duration)>,
}

/// What is to be written and what is known of it.
pub(super) struct Prepared {
    pub(super) run: Run,
    /// A program that shows a first call; none for a module.
    pub(super) first_program: Option<String>,
    start: Instant,
    files: Files,
    /// None where names are not kept.
    pub(super) lock: Option<LockFile>,
    /// None where the run cannot be told from a later one.
    fingerprint: Option<Fingerprint>,
}

impl Session<'_, '_> {
    /// Reads the configuration that the arguments name.
    pub(super) fn config(&self, input: &InputArguments) -> Result<Config, Failure> {
        if let (Some(collection), Some(out)) = (&input.collection, &input.out) {
            let mut config =
                Config::for_collection(&self.terminal.path(collection), &self.terminal.path(out))?;
            if let Some(license) = &input.license {
                config::check_license(license).map_err(Failure::Argument)?;
                config.output.license = Some(license.clone());
            }
            for api in &mut config.apis {
                if let Some(module) = &input.module {
                    config::check_module_name(module).map_err(Failure::Argument)?;
                    api.module.clone_from(module);
                }
                api.hints = input.hints.as_ref().map(|path| self.terminal.path(path));
                api.environments = input
                    .environments
                    .iter()
                    .map(|path| self.terminal.path(path))
                    .collect();
            }
            is_no_file(&config.output.folder)?;
            return Ok(config);
        }
        let config = self.configuration(input.config.as_deref())?;
        is_no_file(&config.output.folder)?;
        if config.output.layout == Layout::Include {
            let file = config.file.unwrap_or_default();
            let advice =
                "it serves a build script only; add `[output]` with `crate = \"generated\"`";
            return Err(Failure::Argument(format!(
                "`{}` has no `[output]`: {advice}",
                file.display()
            )));
        }
        Ok(config)
    }

    /// The configuration that an argument names, else the nearest one.
    pub(super) fn configuration(&self, file: Option<&Path>) -> Result<Config, config::Error> {
        match file {
            Some(file) => Config::load(&self.terminal.path(file)),
            None => Config::discover(self.terminal.folder()),
        }
    }

    /// The last run, if this one would do the same and find its output untouched. A run that has to show findings
    /// again is none.
    pub(super) fn unchanged(
        &self,
        fingerprint: Option<&Fingerprint>,
        config: &Config,
        report: &ReportArguments,
    ) -> Option<(Run, Outcome)> {
        let folder = config.output.folder.clone();
        let stamp = Stamp::read(&folder)?;
        let (summary, findings) = read_line(stamp.findings())?;
        let shows = self.terminal.is_json() || self.terminal.is_verbose();
        let denies = report.deny == Some(Deny::Warnings) && findings.warnings > 0;
        if shows && !findings.is_empty() || denies || report.report.is_some() {
            return None;
        }
        if fingerprint?.text() != stamp.inputs() {
            return None;
        }
        let outcome = stamp.compare(&folder)?;
        let run = Run {
            folder,
            summary,
            findings,
            timings: Vec::new(),
        };
        Some((run, outcome))
    }

    /// Runs all stages before the disk and shows the findings.
    pub(super) fn prepare(
        &mut self,
        config: Config,
        fingerprint: Option<Fingerprint>,
        report: &ReportArguments,
    ) -> Result<Prepared, Failure> {
        let folder = config.output.folder.clone();
        let lock_file = config.lock_file();
        let reported = report.report.is_some().then(|| config.clone());
        let progress = Progress::of(self.start, self.terminal.is_watched());
        let generated = (self.generate)(config).map_err(Failure::Generate)?;
        let facts = reported.map(facts::read).unwrap_or_default();
        drop(progress);
        findings::show(&mut self.terminal, &generated, facts, report)?;
        let fingerprint = fingerprint.filter(|fingerprint| fingerprint.covers(&generated));
        let run = Run {
            folder,
            summary: generated.summary,
            findings: Findings::of(&generated.diagnostics),
            timings: generated.timings,
        };
        let lock = lock_file
            .zip(generated.lock.as_ref())
            .map(|(path, lock)| LockFile::new(path, lock.to_string()));
        Ok(Prepared {
            run,
            first_program: generated.first_program,
            start: self.start,
            files: generated.files,
            lock,
            fingerprint,
        })
    }
}

impl Prepared {
    /// Emits the files and brings them to the disk, or compares; then the names, and at last the stamp.
    pub(super) fn apply(
        &self,
        terminal: &mut Terminal<'_>,
        mode: Mode,
        edits: Edits,
    ) -> Result<Outcome, Failure> {
        let progress = Progress::of(self.start, terminal.is_watched());
        let terminal = RefCell::new(terminal);
        let manifest = Mutex::new(String::new());
        let project = Project::made_by(|take| {
            self.files.each(&|file| {
                take(&file.path, &file.text);
                if file.path == manifest::FILE_NAME {
                    let mut manifest = manifest.lock().unwrap_or_else(PoisonError::into_inner);
                    *manifest = file.text;
                }
            });
        });
        let project = project.when_waiting(|folder| {
            let folder = folder.display();
            let text = format!("another run writes to `{folder}`: waiting for it");
            terminal.borrow_mut().note(&text);
        });
        let outcome = project.apply(&self.run.folder, mode, edits)?;
        drop((project, progress));
        let wanted = manifest
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let missing = manifest::missing(&wanted, &self.run.folder, &outcome);
        for line in &missing {
            let text = format!("`Cargo.toml`, which you edited, lacks {line}");
            terminal.borrow_mut().note(&text);
        }
        if mode == Mode::Write {
            if let Some(lock) = &self.lock {
                lock.save()?;
            }
            // What is told once more needs another run.
            let fingerprint = self.fingerprint.as_ref().filter(|_| missing.is_empty());
            let stamp = fingerprint.and_then(|fingerprint| {
                Stamp::new(fingerprint.text(), write_line(&self.run), &outcome)
            });
            if let Some(stamp) = stamp {
                stamp.keep(&self.run.folder);
            }
        }
        Ok(outcome)
    }
}

/// Checks that the folder of the output is none of the user's files.
fn is_no_file(folder: &Path) -> Result<(), Failure> {
    if folder.is_file() {
        let folder = folder.display();
        let message = format!("`{folder}` is a file: name the folder that the output goes to");
        return Err(Failure::Argument(message));
    }
    Ok(())
}

/// What a run counted, as a line of its stamp.
fn write_line(run: &Run) -> String {
    let (
        Summary {
            apis,
            operations,
            types,
        },
        findings,
    ) = (run.summary, run.findings);
    let Findings { warnings, notes } = findings;
    format!("{apis} {operations} {types} {warnings} {notes}")
}

fn read_line(line: &str) -> Option<(Summary, Findings)> {
    let numbers: Vec<usize> = line
        .split(' ')
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    let [apis, operations, types, warnings, notes] = *numbers else {
        return None;
    };
    let summary = Summary {
        apis,
        operations,
        types,
    };
    Some((summary, Findings { warnings, notes }))
}
