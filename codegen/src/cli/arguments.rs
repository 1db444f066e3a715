//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::examples;
use crate::diff::Verdict;

/// Reads Postman collections, writes Rust client crates.
///
/// Without a subcommand, generates what the nearest `postwright.toml` says.
#[derive(Debug, Parser)]
#[command(name = "postwright", version, after_help = examples::PROGRAM, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) global: GlobalArguments,
    /// Tell what a finding means and how to settle it
    #[arg(long, value_name = "CODE")]
    pub(super) explain: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the crate or module that the configuration, or one collection, asks for
    #[command(after_help = examples::GENERATE)]
    Generate(GenerateArguments),
    /// Generate, and again whenever an input is saved
    #[cfg_attr(not(feature = "watch"), command(hide = true))]
    Watch(GenerateArguments),
    /// Compare the output with the collections: a diff and exit code 1 when it is stale; writes nothing
    Check(CheckArguments),
    /// Print the API as a tree: what was inferred, from which evidence, and what was dropped
    #[command(after_help = examples::INSPECT)]
    Inspect(InspectArguments),
    /// Tell what a change of a collection means for callers: breaking or not, with a semver verdict
    #[command(after_help = examples::DIFF)]
    Diff(DiffArguments),
    /// Set up a folder for a collection: configuration, crate, example and CI
    #[command(after_help = examples::INIT)]
    Init(InitArguments),
    /// Print the completion script of a shell
    Completions(CompletionsArguments),
    /// Print the manual page
    Man(ManArguments),
}

#[derive(Debug, Args)]
pub(super) struct GlobalArguments {
    /// Say nothing but errors
    #[arg(
        short,
        long,
        global = true,
        display_order = 100,
        conflicts_with = "verbose"
    )]
    pub(super) quiet: bool,
    /// Show every finding, notes included
    #[arg(short, long, global = true, display_order = 101)]
    pub(super) verbose: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        display_order = 102,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub(super) color: Color,
    /// How to write findings and results; JSON goes to standard output, one object a line
    #[arg(
        long,
        global = true,
        display_order = 103,
        value_name = "FORMAT",
        default_value = "text"
    )]
    pub(super) message_format: MessageFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// When standard output or standard error is a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Where the configuration comes from.
#[derive(Debug, Default, Args)]
pub(super) struct InputArguments {
    /// A collection (a file, or the folder of a v3 collection), instead of a configuration
    #[arg(value_name = "COLLECTION", requires = "out")]
    pub(super) collection: Option<PathBuf>,
    /// The folder of the crate to write
    #[arg(short, long, value_name = "FOLDER", requires = "collection")]
    pub(super) out: Option<PathBuf>,
    /// The name of the module [default: from the collection's file name]
    #[arg(long, value_name = "NAME", requires = "collection")]
    pub(super) module: Option<String>,
    /// The license of the crate, an SPDX expression; without one it cannot be published
    #[arg(long, value_name = "SPDX", requires = "collection")]
    pub(super) license: Option<String>,
    /// A file of facts that the collection does not state
    #[arg(long, value_name = "FILE", requires = "collection")]
    pub(super) hints: Option<PathBuf>,
    /// A Postman environment file; may be given several times
    #[arg(long = "environment", value_name = "FILE", requires = "collection")]
    pub(super) environments: Vec<PathBuf>,
    /// The configuration [default: the nearest postwright.toml, here or in a folder above]
    #[arg(short, long, value_name = "FILE", conflicts_with = "collection")]
    pub(super) config: Option<PathBuf>,
}

/// What is told of a run.
#[derive(Debug, Default, Args)]
pub(super) struct ReportArguments {
    /// Fail, and write nothing, when there is a finding of that severity
    #[arg(long, value_name = "SEVERITY")]
    pub(super) deny: Option<Deny>,
    /// Write every finding, and every fact as kept, guessed or dropped, to a JSON file
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Show how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Everything that is more than a note
    Warnings,
}

#[derive(Debug, Default, Args)]
pub(super) struct GenerateArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    /// Overwrite files that were edited, or never generated; an edited Cargo.toml or README is still kept
    #[arg(long)]
    pub(super) force: bool,
    /// Write nothing, say what would be written
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) report: ReportArguments,
}

#[derive(Debug, Default, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    #[command(flatten)]
    pub(super) report: ReportArguments,
}

#[derive(Debug, Default, Args)]
pub(super) struct InspectArguments {
    /// A collection (a file, or the folder of a v3 collection), instead of a configuration
    #[arg(value_name = "COLLECTION")]
    pub(super) collection: Option<PathBuf>,
    /// Only this API of the configuration
    #[arg(long, value_name = "NAME", conflicts_with = "collection")]
    pub(super) module: Option<String>,
    /// The configuration [default: the nearest postwright.toml, here or in a folder above]
    #[arg(short, long, value_name = "FILE", conflicts_with = "collection")]
    pub(super) config: Option<PathBuf>,
    /// Print the tree as JSON, one API a line
    #[arg(long, conflicts_with = "hints")]
    pub(super) json: bool,
    /// Write a hints file with everything that was guessed, ready to be corrected
    #[arg(long)]
    pub(super) hints: bool,
    /// The file to write instead of standard output; one that exists is left as it is
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The old collection; with --git, the only one to compare
    #[arg(value_name = "OLD")]
    pub(super) old: Option<PathBuf>,
    /// The new collection
    #[arg(value_name = "NEW", conflicts_with = "git")]
    pub(super) new: Option<PathBuf>,
    /// Compare the collections of the configuration with what they were at this revision
    #[arg(long, value_name = "REVISION")]
    pub(super) git: Option<String>,
    /// The configuration, for --git [default: the nearest postwright.toml]
    #[arg(short, long, value_name = "FILE", requires = "git")]
    pub(super) config: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: DiffFormat,
    /// The heading of a changelog entry
    #[arg(long, value_name = "VERSION", default_value = "Unreleased")]
    pub(super) version: String,
    /// Exit with code 1 when the verdict is this or more
    #[arg(long, value_name = "VERDICT")]
    pub(super) fail_on: Option<FailOn>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// One line a change
    Text,
    /// For a pull request
    Markdown,
    /// For programs
    Json,
    /// An entry for CHANGELOG.md
    Changelog,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Any change
    Patch,
    /// Additions and breaking changes
    Minor,
    /// Breaking changes
    Major,
}

impl From<FailOn> for Verdict {
    fn from(limit: FailOn) -> Self {
        match limit {
            FailOn::Patch => Self::Patch,
            FailOn::Minor => Self::Minor,
            FailOn::Major => Self::Major,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The collection: a file, or the folder of a v3 collection; copied to collections/ if it lies elsewhere
    #[arg(value_name = "COLLECTION")]
    pub(super) collection: PathBuf,
    /// The folder to set up
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(super) dir: PathBuf,
    /// The folder of the crate, below the folder to set up
    #[arg(short, long, value_name = "FOLDER", default_value = "generated")]
    pub(super) out: PathBuf,
    /// The name of the module [default: from the collection's file name]
    #[arg(long, value_name = "NAME")]
    pub(super) module: Option<String>,
    /// A Postman environment file; may be given several times
    #[arg(long = "environment", value_name = "FILE")]
    pub(super) environments: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Write one page a subcommand to this folder instead
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) out: Option<PathBuf>,
}
