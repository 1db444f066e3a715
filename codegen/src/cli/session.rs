//! What `generate` and `check` have in common: from the command line to files in memory.

use std::{path::PathBuf, time::Instant};

use super::{
    Failure, Generate, Terminal,
    arguments::{InputArguments, ReportArguments},
    findings,
    lock::LockFile,
    progress::Progress,
};
use crate::{
    config::{self, Config, Layout},
    generator::Generated,
    project::Project,
};

/// One run of the command line.
pub(super) struct Session<'s, 't> {
    pub(super) terminal: Terminal<'t>,
    pub(super) generate: &'s Generate<'s>,
}

/// Files in memory and what is known of them.
pub(super) struct Prepared {
    pub(super) folder: PathBuf,
    pub(super) project: Project,
    /// Without its files, which are in the project.
    pub(super) generated: Generated,
    pub(super) start: Instant,
    /// None where names are not kept.
    pub(super) lock: Option<LockFile>,
}

impl Session<'_, '_> {
    /// Reads the configuration that the arguments name.
    pub(super) fn config(&self, input: &InputArguments) -> Result<Config, Failure> {
        if let (Some(collection), Some(out)) = (&input.collection, &input.out) {
            let mut config =
                Config::for_collection(&self.terminal.path(collection), &self.terminal.path(out))?;
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
            return Ok(config);
        }
        let config = match &input.config {
            Some(file) => Config::load(&self.terminal.path(file))?,
            None => Config::discover(self.terminal.folder())?,
        };
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

    /// Runs all stages before the disk and shows the findings.
    pub(super) fn prepare(
        &mut self,
        config: Config,
        report: &ReportArguments,
    ) -> Result<Prepared, Failure> {
        let (start, folder) = (Instant::now(), config.output.folder.clone());
        let lock_file = config.lock_file();
        let progress = Progress::start(self.terminal.is_watched());
        let mut generated = (self.generate)(config).map_err(Failure::Generate)?;
        drop(progress);
        findings::show(&mut self.terminal, &generated, report)?;
        let files = std::mem::take(&mut generated.files);
        let project = Project::new(files.into_iter().map(|file| (file.path, file.text)))?;
        let lock = lock_file
            .zip(generated.lock.as_ref())
            .map(|(path, lock)| LockFile::new(path, lock.to_string()));
        Ok(Prepared {
            folder,
            project,
            generated,
            start,
            lock,
        })
    }
}
