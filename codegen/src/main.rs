//! The `postwright` command.

use std::process::ExitCode;

use postwright::{
    cli::{self, Terminal},
    generator::{Error, Generator},
};

fn main() -> ExitCode {
    cli::run(std::env::args_os(), Terminal::of_process(), &|config| {
        Generator::new(config).run().map_err(Error::located)
    })
    .into()
}
