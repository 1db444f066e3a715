//! The command line. One file a subcommand.
//!
//! Data (a diff, JSON, a completion script) goes to standard output, everything else to standard error. The exit code is
//! that of [`Exit`].

mod arguments;
mod changelog;
mod check;
mod completions;
mod diff;
mod examples;
mod explain;
mod facts;
mod failure;
mod findings;
mod fingerprint;
mod generate;
mod init;
mod inspect;
mod lock;
mod man;
mod manifest;
mod message;
mod progress;
mod report;
mod revision;
mod session;
mod summary;
mod terminal;
#[cfg(test)]
mod tests;
#[cfg(feature = "watch")]
mod watch;
mod workspace;

use std::{error::Error, ffi::OsString, process::ExitCode, time::Instant};

use clap::Parser;

use crate::{config::Config, generator::Generated};
use arguments::{Arguments, Command, GenerateArguments};
use failure::Failure;
use session::Session;

pub use terminal::Terminal;

/// All stages before the disk, as the command line needs them.
pub type Generate<'g> = dyn Fn(Config) -> Result<Generated, Box<dyn Error + Send + Sync>> + 'g;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Exit code 0: done.
    Done,
    /// Exit code 1: the output is stale, or warnings or changes were denied.
    Stale,
    /// Exit code 2: the command line, the configuration or an input is at fault; nothing was written.
    Input,
    /// Exit code 3: the output could not be written: a file was edited, or the system refused.
    Output,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Stale => 1,
            Exit::Input => 2,
            Exit::Output => 3,
        })
    }
}

/// Runs the command line `arguments`, the name of the program included.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    mut terminal: Terminal<'_>,
    generate: &Generate<'_>,
) -> Exit {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let is_fault = error.use_stderr();
            let text = error.render().ansi().to_string();
            if is_fault {
                terminal.complain(&text);
            } else {
                terminal.data(&text);
            }
            return if is_fault { Exit::Input } else { Exit::Done };
        }
    };
    terminal.configure(&arguments.global);
    let mut session = Session {
        terminal,
        generate,
        start: Instant::now(),
    };
    let done = dispatch(&mut session, arguments);
    match done.and_then(|()| session.terminal.finish()) {
        Ok(()) => Exit::Done,
        Err(failure) => {
            failure.show(&mut session.terminal);
            failure.exit()
        }
    }
}

fn dispatch(session: &mut Session<'_, '_>, arguments: Arguments) -> Result<(), Failure> {
    if let Some(code) = &arguments.explain {
        return explain::run(session, code);
    }
    match arguments
        .command
        .unwrap_or_else(|| Command::Generate(GenerateArguments::default()))
    {
        Command::Generate(arguments) => generate::run(session, &arguments),
        #[cfg(feature = "watch")]
        Command::Watch(arguments) => watch::run(session, &arguments),
        #[cfg(not(feature = "watch"))]
        Command::Watch(_) => Err(Failure::Argument(
            "this `postwright` cannot watch: install it with `--features watch`".to_owned(),
        )),
        Command::Check(arguments) => check::run(session, &arguments),
        Command::Inspect(arguments) => inspect::run(session, &arguments),
        Command::Diff(arguments) => diff::run(session, &arguments),
        Command::Init(arguments) => init::run(session, &arguments),
        Command::Completions(arguments) => completions::run(session, &arguments),
        Command::Man(arguments) => man::run(session, &arguments),
    }
}
