//! The changelog of a crate: what a run changed for callers, since the last commit.

use std::fs;

use super::{Failure, Session, diff};
use crate::{
    config::{Config, Layout},
    diff::{Verdict, merge},
    project::replace_file,
};

/// The file's name in the crate.
const FILE_NAME: &str = "CHANGELOG.md";

/// What a run compares with.
const REVISION: &str = "HEAD";

/// Adds what changed since the last commit to the changelog of a crate that is to be published, which has a license, or
/// that has a changelog already. Where there is no version control, or the collection is not in it, there is nothing to
/// compare with.
pub(super) fn update(session: &mut Session<'_, '_>, config: &Config) -> Result<(), Failure> {
    let path = config.output.folder.join(FILE_NAME);
    let is_told = config.output.license.is_some() || path.is_file();
    if config.output.layout != Layout::Crate || !is_told {
        return Ok(());
    }
    let comparison = match diff::since(config, None, REVISION) {
        Ok(comparison) => comparison,
        Err(reason) => {
            if session.terminal.is_verbose() {
                let text = format!("  no entry in `{FILE_NAME}`: {reason}\n");
                session.terminal.inform(&text);
            }
            return Ok(());
        }
    };
    let verdict = comparison.verdict();
    if verdict == Verdict::None {
        return Ok(());
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let after = merge(&before, &comparison);
    if after != before.replace("\r\n", "\n") {
        replace_file(&path, &after).map_err(|source| Failure::Write { path, source })?;
    }
    let text = format!("  since the last commit: {verdict} for callers, told in `{FILE_NAME}`\n");
    session.terminal.inform(&text);
    Ok(())
}
