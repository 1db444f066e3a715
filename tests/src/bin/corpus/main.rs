//! The corpus runner: generates and compiles every collection below a folder, and reports what holds.
//!
//! ```text
//! find → configure → generate → group → secrets, clippy, rustfmt, rustdoc, doctests, round trip, wire → report → shrink
//! ```

mod cargo;
mod configure;
mod doctest;
mod find;
mod generate;
mod group;
mod leave_one_out;
mod message;
mod model;
mod outcome;
mod parallel;
mod progress;
mod report;
mod round_trip;
mod rustfmt;
mod secrets;
mod shrink;
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use cargo::Run;
use group::Group;
use outcome::{Check, Outcome};

/// Generates, compiles and checks every Postman collection below a folder.
#[derive(Debug, Parser)]
#[command(
    after_help = "Example: cargo run --release -p tests --bin corpus -- ~/collections --all --work target/corpus"
)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
struct Arguments {
    /// The folder; collections are found by their content, at any depth.
    folder: PathBuf,
    /// Where crates are written and compiled; kept, so that a second run compiles only what changed.
    #[arg(long, default_value = "target/corpus")]
    work: PathBuf,
    /// Only files whose path contains this text.
    #[arg(long)]
    only: Option<String>,
    /// Generate with the options of this `postwright.toml`: its `[output]` says crate or module, its `[[api]]` tables take
    /// turns, with the collections of the folder instead of their own.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Give each collection the environments and globals that lie below the same top folder.
    #[arg(long)]
    environments: bool,
    /// Generate, and nothing else unless it is asked for.
    #[arg(long)]
    no_compile: bool,
    /// Everything below but `--wire` and `--leave-one-out`.
    #[arg(long, conflicts_with = "no_compile")]
    all: bool,
    /// Build the documentation of the crates.
    #[arg(long)]
    docs: bool,
    /// Compile the examples of the documentation.
    #[arg(long)]
    doctests: bool,
    /// Run the emitted round-trip tests; with `--no-compile` that is all that is compiled.
    #[arg(long)]
    round_trip: bool,
    /// Check the samples against the types without compiling them.
    #[arg(long, conflicts_with = "round_trip")]
    model: bool,
    /// Make failing collections small, into `shrunk` in the work folder.
    #[arg(long)]
    shrink: bool,
    /// Infer types from all samples of an answer but one and try that one; write the samples to this file.
    #[arg(long, value_name = "FILE")]
    leave_one_out: Option<PathBuf>,
    /// Operations in one crate, at most.
    #[arg(long, default_value_t = 400)]
    group: usize,
    /// Compare every request with newman's; needs Node, and `npm ci` in the oracle's folder. Recordings are kept in the
    /// work folder, differences are written to `wire.jsonl` there.
    #[arg(long)]
    wire: bool,
    /// The recorder of newman's requests.
    #[arg(long, default_value = "tests/oracle")]
    oracle: PathBuf,
    /// Write one JSON object a collection, and one a request, to this file.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs every stage; whether everything held.
fn run(arguments: &Arguments) -> Result<bool, Box<dyn std::error::Error>> {
    let folder = &arguments.folder;
    let mut inputs = find::collections(folder)?;
    if let Some(only) = &arguments.only {
        inputs.retain(|input| input.to_string_lossy().contains(only.as_str()));
    }
    let mut environments = Vec::new();
    if arguments.environments {
        environments = find::environments(folder)?;
    }
    let common = configure::common(arguments.config.as_deref(), folder)?;
    let layout = common.output.layout;
    let configs = configure::each(&common, folder, &inputs, &environments);
    let mut results = generate::all(&configs);
    let mut same_on_the_wire = true;
    if !arguments.no_compile || arguments.wire || arguments.round_trip {
        let groups = group::write(&results, layout, &arguments.work, arguments.group)?;
        secrets::all(&groups, &arguments.work, &mut results)?;
        if !arguments.no_compile {
            compile(arguments, &groups, &mut results)?;
        }
        if arguments.all || arguments.round_trip {
            round_trip::all(&arguments.work, &mut results)?;
        }
        if arguments.wire {
            let checked = wire::all(
                &results,
                &groups,
                folder,
                &arguments.work,
                &arguments.oracle,
            )?;
            same_on_the_wire = wire::print(&checked, &arguments.work)?;
        }
    }
    if arguments.model {
        round_trip::model(&mut results);
    }
    if let Some(export) = &arguments.leave_one_out {
        let rate = leave_one_out::rate(&results, export)?;
        println!("left out      {:>6}, {} decode", rate.tried, rate.decoded);
    }
    report::print(&results);
    if let Some(path) = &arguments.json {
        report::write_json(&results, path)?;
    }
    if arguments.all || arguments.shrink {
        shrink::all(&results, layout, &arguments.work)?;
    }
    Ok(same_on_the_wire && results.iter().all(|outcome| outcome.failure().is_none()))
}

/// Every check that needs the crates.
fn compile(
    arguments: &Arguments,
    groups: &[Group],
    outcomes: &mut [Outcome],
) -> std::io::Result<()> {
    let work = &arguments.work;
    rustfmt::all(groups, work, outcomes)?;
    let clippy = Run {
        stage: "clippy",
        arguments: &[
            "clippy",
            "--workspace",
            "--all-features",
            "--examples",
            "--lib",
            "--keep-going",
        ],
        artifacts: 2 * groups.len(),
        checks: &[Check::Compiled, Check::Clippy],
    };
    cargo::run(&clippy, work, outcomes)?;
    if arguments.all || arguments.docs {
        let docs = Run {
            stage: "rustdoc",
            arguments: &[
                "doc",
                "--workspace",
                "--no-deps",
                "--all-features",
                "--keep-going",
            ],
            artifacts: groups.len(),
            checks: &[Check::Documented],
        };
        cargo::run(&docs, work, outcomes)?;
    }
    if arguments.all || arguments.doctests {
        doctest::all(groups, work, outcomes)?;
    }
    Ok(())
}
