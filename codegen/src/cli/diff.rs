//! `postwright diff`: what a change of a collection means for callers.

use std::{fs, path::Path};

use super::{
    Failure, Session,
    arguments::{DiffArguments, DiffFormat},
    revision::Checkout,
};
use crate::{
    config::{ApiConfig, Config},
    diff::{self, Comparison, Side, Verdict},
    generator::{self, ReadApi},
    name::{ApiLock, Lock},
};

pub(super) fn run(session: &mut Session<'_, '_>, arguments: &DiffArguments) -> Result<(), Failure> {
    let comparison = match (&arguments.old, &arguments.new, &arguments.git) {
        (only, _, Some(revision)) => {
            let config = session.configuration(arguments.config.as_deref())?;
            let only = only.as_ref().map(|path| session.terminal.path(path));
            since(&config, only.as_deref(), revision)?
        }
        (Some(old), Some(new), None) => {
            let (old, new) = (session.terminal.path(old), session.terminal.path(new));
            let old = ApiConfig::new(&old)?;
            let mut new = ApiConfig::new(&new)?;
            new.module.clone_from(&old.module);
            compare(&old, &new, &ApiLock::default())?
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
            let limit = Verdict::from(limit);
            let message = format!("the verdict is {verdict}: denied by `--fail-on {limit}`");
            Err(Failure::Denied(message))
        }
        _ => Ok(()),
    }
}

/// All APIs of the configuration, or that of one collection, against what they were at a revision.
pub(super) fn since(
    config: &Config,
    only: Option<&Path>,
    revision: &str,
) -> Result<Comparison, Failure> {
    let checkout = Checkout::new(revision)?;
    let lock = lock_at(config, &checkout)?;
    let mut all = Comparison::default();
    for new in &config.apis {
        if only.is_some_and(|path| !same(&new.collection, path)) {
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
        let names = lock.apis.get(&new.module).cloned().unwrap_or_default();
        all.append(compare(&old, new, &names)?);
    }
    Ok(all)
}

/// The names that were given at the revision.
fn lock_at(config: &Config, checkout: &Checkout<'_>) -> Result<Lock, Failure> {
    let Some(path) = config.lock_file() else {
        return Ok(Lock::default());
    };
    let text = checkout
        .take(&path)?
        .and_then(|path| fs::read_to_string(path).ok());
    // A lock that cannot be read any more says nothing; the names follow from the collection then.
    Ok(text
        .and_then(|text| Lock::parse(&text).ok())
        .unwrap_or_default())
}

/// Reads both, the old one with the names in `lock`; the new one is named as a regeneration would name it.
fn compare(old: &ApiConfig, new: &ApiConfig, lock: &ApiLock) -> Result<Comparison, Failure> {
    let read = |config: &ApiConfig, lock: &ApiLock| {
        generator::read_with(config, lock).map_err(|error| Failure::Generate(error.located()))
    };
    let old = read(old, lock)?;
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
