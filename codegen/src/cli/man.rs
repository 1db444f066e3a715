//! `postwright man`.

use std::{fs, io, path::Path};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::{
    Failure, Session,
    arguments::{Arguments, ManArguments},
};

pub(super) fn run(session: &mut Session<'_, '_>, arguments: &ManArguments) -> Result<(), Failure> {
    let mut command = Arguments::command();
    command.build();
    if let Some(folder) = &arguments.out {
        let folder = session.terminal.path(folder);
        return pages(&command, "postwright", &folder).map_err(|source| Failure::Write {
            path: folder,
            source,
        });
    }
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(|source| Failure::Write {
            path: "standard output".into(),
            source,
        })?;
    session.terminal.data(&String::from_utf8_lossy(&page));
    Ok(())
}

/// One page for `command` and each of its subcommands.
fn pages(command: &Command, name: &str, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut page = Vec::new();
    Man::new(command.clone().display_name(name.to_owned())).render(&mut page)?;
    fs::write(folder.join(format!("{name}.1")), page)?;
    for subcommand in command
        .get_subcommands()
        .filter(|subcommand| subcommand.get_name() != "help")
    {
        pages(
            subcommand,
            &format!("{name}-{}", subcommand.get_name()),
            folder,
        )?;
    }
    Ok(())
}
