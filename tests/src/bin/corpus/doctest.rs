//! The examples of the documentation, compiled: those of a crate are one program.

use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::io;
use std::path::Path;
use std::process::Command;

use crate::group::Group;
use crate::message::{self, Message, Tool};
use crate::outcome::{Check, Outcome};
use crate::progress::Progress;

/// Compiles the examples of every crate. Crates that did not change since are not compiled again.
pub(crate) fn all(groups: &[Group], work: &Path, outcomes: &mut [Outcome]) -> io::Result<()> {
    let progress = Progress::new("doctests", groups.len());
    for group in groups {
        let folder = work.join(&group.package);
        let (stamp, hash) = (
            folder.join("doctests.txt"),
            hash(&folder.join("src"))?.to_string(),
        );
        let known = fs::read_to_string(&stamp).unwrap_or_default();
        let known = known.split_once('\n').filter(|(old, _)| *old == hash);
        let failures = if let Some((_, failures)) = known {
            failures.to_owned()
        } else {
            let failures = compile(&group.package, work)?;
            fs::write(&stamp, format!("{hash}\n{failures}"))?;
            failures
        };
        for failure in failures.lines() {
            give(failure, outcomes)?;
        }
        progress.step();
    }
    for outcome in outcomes {
        outcome.checked.push(Check::Doctests);
    }
    Ok(())
}

/// One line for each example that does not compile.
fn compile(package: &str, work: &Path) -> io::Result<String> {
    let output = Command::new("cargo")
        .args(["test", "--doc", "--quiet", "--package", package])
        .current_dir(work)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let failed = text.lines().filter_map(|line| {
        let name = line.strip_prefix("---- ")?.strip_suffix(" stdout ----")?;
        Some(format!("{name}\n"))
    });
    let failed: String = failed.collect();
    Ok(if failed.is_empty() && !output.status.success() {
        format!("{package}: {}\n", text.lines().last().unwrap_or_default())
    } else {
        failed
    })
}

/// `group_000/src/c0001/users.rs - c0001::users::Users<'_>::get_user (line 12)`, to its collection and request.
fn give(failure: &str, outcomes: &mut [Outcome]) -> io::Result<()> {
    let (file, item) = failure.split_once(" - ").unwrap_or((failure, ""));
    let item = item.split(" (line").next().unwrap_or_default();
    let mut message = Message {
        tool: Tool::Doctest,
        code: String::new(),
        file: file.to_owned(),
        line: 0,
        text: failure.to_owned(),
        operation: None,
    };
    let path: Vec<String> = message.modules().map(str::to_owned).collect();
    let owner = path
        .first()
        .and_then(|module| outcomes.iter_mut().find(|o| o.config.module == *module));
    let Some(outcome) = owner else {
        return Err(io::Error::other(format!("about no collection: {failure}")));
    };
    if let (Ok(read), Some(name)) = (&outcome.read, item.rsplit("::").next()) {
        let modules: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
        message.operation = message::operation_named(read, &modules, name);
    }
    outcome.messages.push(message);
    Ok(())
}

/// Tells whether a crate has changed.
fn hash(folder: &Path) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    let mut paths: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    paths.sort_by_key(fs::DirEntry::file_name);
    for path in paths.iter().map(fs::DirEntry::path) {
        if path.is_dir() {
            hasher.write_u64(hash(&path)?);
        } else {
            hasher.write(path.to_string_lossy().as_bytes());
            hasher.write(&fs::read(&path)?);
        }
    }
    Ok(hasher.finish())
}
