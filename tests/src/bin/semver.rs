//! Prints the table of `tests/fixtures/semver.md`: what cargo-semver-checks says of the cases.
//!
//! `cargo install cargo-semver-checks` first; then `cargo run -p tests --bin semver > tests/fixtures/semver.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

use postwright::config::{Layout, Output};
use postwright::diff::Verdict;
use postwright::generator::{self, ReadApi};
use tests::semver::{CASES, read, verdict};

fn main() -> io::Result<()> {
    let folder = env::temp_dir().join("postwright-semver");
    let reads: Vec<[ReadApi; 2]> = CASES
        .iter()
        .map(|case| read(case, &folder.join("collections")))
        .collect::<Result<_, _>>()?;
    for (index, name) in ["old", "new"].into_iter().enumerate() {
        let apis: Vec<&ReadApi> = reads.iter().filter_map(|pair| pair.get(index)).collect();
        write(&folder.join(name), &apis)?;
    }
    let lints = lints()?;
    let found = findings(&check(&folder)?);
    println!(
        "What `postwright diff` and cargo-semver-checks say of the same change. Written by `cargo run -p tests --bin semver`.\n"
    );
    println!(
        "| change | `postwright diff` | cargo-semver-checks | its lints | where it sees less |\n|---|---|---|---|---|"
    );
    for (case, reads) in CASES.iter().zip(&reads) {
        let none = BTreeSet::new();
        let names = found.get(case.name).unwrap_or(&none);
        let is_major = names
            .iter()
            .any(|name| lints.get(name).is_some_and(|level| level == "major"));
        let theirs = match (is_major, names.is_empty()) {
            (true, _) => Verdict::Major,
            (false, false) => Verdict::Minor,
            (false, true) => Verdict::None,
        };
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        println!(
            "| {} | {} | {theirs} | {} | {} |",
            case.name,
            verdict(reads),
            names.join(" "),
            case.why
        );
    }
    Ok(())
}

fn write(folder: &Path, apis: &[&ReadApi]) -> io::Result<()> {
    fs::remove_dir_all(folder).ok();
    let output = Output::new(&folder.with_file_name("shop"), Layout::Crate);
    for file in generator::files(&output, apis) {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let is_manifest = file.path == "Cargo.toml";
        fs::write(
            path,
            file.text + if is_manifest { "\n[workspace]\n" } else { "" },
        )?;
    }
    Ok(())
}

/// The lints by name: `major` or `minor`.
fn lints() -> io::Result<BTreeMap<String, String>> {
    let output = Command::new("cargo")
        .args(["semver-checks", "--list"])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lint = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        Some((words.next()?, words.next()?))
    };
    Ok(text.lines().filter_map(lint).collect())
}

/// What it prints of the two crates, when anything at all were to be no more than a patch.
fn check(folder: &Path) -> io::Result<String> {
    let output = Command::new("cargo")
        .args([
            "semver-checks",
            "--release-type",
            "patch",
            "--color",
            "never",
        ])
        .arg("--manifest-path")
        .arg(folder.join("new/Cargo.toml"))
        .arg("--baseline-root")
        .arg(folder.join("old"))
        .output()?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let log = String::from_utf8_lossy(&output.stderr);
    if !log.contains("Checked") {
        return Err(io::Error::other(log.into_owned()));
    }
    Ok(told)
}

/// The lints that failed, by case: every line below a lint names a file of the case's module.
fn findings(told: &str) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut found: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut lint = "";
    for line in told.lines() {
        let heading = line
            .strip_prefix("--- ")
            .and_then(|rest| rest.split_once(' '));
        if let Some((_, rest)) = heading {
            lint = rest.split(':').next().unwrap_or_default();
        }
        for case in CASES {
            if line.contains(&format!("/src/{}/", case.name))
                || line.contains(&format!("::{}::", case.name))
            {
                found.entry(case.name).or_default().insert(lint.to_owned());
            }
        }
    }
    found
}
