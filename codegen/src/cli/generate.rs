//! `postwright generate`.

use super::{
    Failure, Session, arguments::GenerateArguments, changelog, fingerprint::Fingerprint, summary,
    workspace,
};
use crate::project::{Edits, Mode};

pub(super) fn run(
    session: &mut Session<'_, '_>,
    arguments: &GenerateArguments,
) -> Result<(), Failure> {
    let config = session.config(&arguments.input)?;
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
    let fingerprint = Fingerprint::of(&config);
    let report = &arguments.report;
    if let Some((run, outcome)) = session.unchanged(fingerprint.as_ref(), &config, report) {
        summary::show(session, &run, &outcome, mode, report);
        return Ok(());
    }
    let prepared = session.prepare(config.clone(), fingerprint, report)?;
    let outcome = prepared.apply(&mut session.terminal, mode, edits)?;
    summary::show(session, &prepared.run, &outcome, mode, report);
    if mode == Mode::Write {
        changelog::update(session, &config)?;
        if let (Some(out), true) = (&arguments.input.out, outcome.is_new()) {
            workspace::tell(&mut session.terminal, &prepared.run.folder);
            let out = summary::word(&out.to_string_lossy());
            let next = [
                format!(
                    "cargo doc --open --no-deps --manifest-path {out}/Cargo.toml   # its documentation"
                ),
                format!("cargo add --path {out}   # to use it in your package"),
            ];
            summary::show_next(&mut session.terminal, &next);
        }
    }
    Ok(())
}
