//! `postwright diff`: what a change of a collection means for callers.

use std::path::Path;

use super::{
    Failure, Session,
    arguments::{DiffArguments, DiffFormat},
    revision::Checkout,
};
use crate::{
    config::{ApiConfig, Config},
    diff::{self, Comparison, Side, Verdict},
    generator::{self, ReadApi},
    name::ApiLock,
};

pub(super) fn run(session: &mut Session<'_, '_>, arguments: &DiffArguments) -> Result<(), Failure> {
    let comparison = match (&arguments.old, &arguments.new, &arguments.git) {
        (_, _, Some(revision)) => since(session, arguments, revision)?,
        (Some(old), Some(new), None) => {
            let (old, new) = (session.terminal.path(old), session.terminal.path(new));
            let old = ApiConfig::new(&old)?;
            let mut new = ApiConfig::new(&new)?;
            new.module.clone_from(&old.module);
            compare(&old, &new)?
        }
        _ => {
            let message = "name two collections, or a revision with `--git`".to_owned();
            return Err(Failure::Argument(message));
        }
    };
    let verdict = comparison.verdict();
    let text = match arguments.format {
        _ if session.terminal.is_json() => json(&comparison),
        DiffFormat::Json => json(&comparison),
        DiffFormat::Text => diff::text(&comparison),
        DiffFormat::Markdown => diff::markdown(&comparison),
        DiffFormat::Changelog => diff::changelog(&comparison, &arguments.version),
    };
    session.terminal.data(&text);
    match arguments.fail_on {
        Some(limit) if verdict >= limit.into() && verdict > Verdict::None => {
            Err(Failure::Denied(format!("the changes are {verdict} ones")))
        }
        _ => Ok(()),
    }
}

/// All APIs of the configuration, against what they were at a revision.
fn since(
    session: &Session<'_, '_>,
    arguments: &DiffArguments,
    revision: &str,
) -> Result<Comparison, Failure> {
    let config = match &arguments.config {
        Some(file) => Config::load(&session.terminal.path(file))?,
        None => Config::discover(session.terminal.folder())?,
    };
    let checkout = Checkout::new(revision)?;
    let mut all = Comparison::default();
    for new in &config.apis {
        let is_wanted = |path: &Path| same(&new.collection, path);
        let only = arguments
            .old
            .as_ref()
            .map(|path| session.terminal.path(path));
        if only.is_some_and(|path| !is_wanted(&path)) {
            continue;
        }
        let mut old = new.clone();
        old.collection = checkout.take(&new.collection)?.ok_or_else(|| {
            let path = new.collection.display();
            Failure::Argument(format!("`{path}` is not in the revision `{revision}`"))
        })?;
        old.hints = match &new.hints {
            Some(path) => checkout.take(path)?,
            None => None,
        };
        old.globals = match &new.globals {
            Some(path) => checkout.take(path)?,
            None => None,
        };
        old.environments.clear();
        for path in &new.environments {
            old.environments.extend(checkout.take(path)?);
        }
        all.append(compare(&old, new)?);
    }
    Ok(all)
}

/// Reads both; the new one is named as a regeneration would name it.
fn compare(old: &ApiConfig, new: &ApiConfig) -> Result<Comparison, Failure> {
    let read = |config: &ApiConfig, lock: &ApiLock| {
        generator::read_with(config, lock).map_err(|error| Failure::Generate(error.located()))
    };
    let old = read(old, &ApiLock::default())?;
    let new = read(new, &old.lock)?;
    Ok(diff::compare(side(&old), side(&new)))
}

fn side(read: &ReadApi) -> Side<'_> {
    Side::new(&read.api, &read.names)
}

fn same(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => false,
    }
}

fn json(comparison: &Comparison) -> String {
    let value = serde_json::json!({
        "version": 1,
        "verdict": comparison.verdict(),
        "changes": comparison.changes,
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}
