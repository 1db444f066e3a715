//! `postwright generate`.

use super::{Failure, Session, arguments::GenerateArguments, summary};
use crate::project::{Edits, Mode};

pub(super) fn run(
    session: &mut Session<'_, '_>,
    arguments: &GenerateArguments,
) -> Result<(), Failure> {
    let config = session.config(&arguments.input)?;
    let prepared = session.prepare(config, &arguments.report)?;
    let mode = if arguments.dry_run {
        Mode::DryRun
    } else {
        Mode::Write
    };
    let edits = if arguments.force {
        Edits::Overwrite
    } else {
        Edits::Refuse
    };
    let outcome = prepared.project.apply(&prepared.folder, mode, edits)?;
    if let Some(lock) = prepared.lock.as_ref().filter(|_| mode == Mode::Write) {
        lock.save()?;
    }
    summary::show(
        &mut session.terminal,
        &prepared,
        &outcome,
        mode,
        &arguments.report,
    );
    Ok(())
}
