//! The `postwright` command.

use std::process::ExitCode;

use postwright::{
    cli::{self, Terminal},
    generator::Generator,
};

fn main() -> ExitCode {
    cli::run(std::env::args_os(), Terminal::of_process(), &|config| {
        Ok(Generator::new(config).run()?)
    })
    .into()
}
