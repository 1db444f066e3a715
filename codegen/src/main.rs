//! The `postwright` command.

use std::process::ExitCode;

use postwright::{
    cli::{self, Terminal},
    generator::{Error, Generator},
};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(std::env::args_os(), Terminal::of_process(), &|config| {
        Generator::new(config).run().map_err(Error::located)
    })
    .into()
}
