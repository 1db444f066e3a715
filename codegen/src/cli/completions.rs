//! `postwright completions`.

use clap::CommandFactory;

use super::{
    Failure, Session,
    arguments::{Arguments, CompletionsArguments},
};

#[allow(
    clippy::unnecessary_wraps,
    reason = "one signature for all subcommands"
)]
pub(super) fn run(
    session: &mut Session<'_, '_>,
    arguments: &CompletionsArguments,
) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "postwright",
        &mut script,
    );
    session.terminal.data(&String::from_utf8_lossy(&script));
    Ok(())
}
