//! Where a run writes to, and how much.

use std::{
    fmt,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::Failure;
use super::arguments::{Color, GlobalArguments, MessageFormat};
use crate::diagnostic::printable;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const DONE: Style = AnsiColor::Green.on_default().bold();
const NOTE: Style = Style::new().bold();

/// The two streams, the folder that a run works in, and what the user wants to see. Texts carry styles; they are
/// stripped where a stream is not a terminal.
#[derive(Debug)]
pub struct Terminal<'t> {
    streams: Streams<'t>,
    folder: PathBuf,
    is_quiet: bool,
    is_verbose: bool,
    format: MessageFormat,
    /// Why data did not reach standard output.
    lost: Option<io::Error>,
}

enum Streams<'t> {
    Process,
    Captured {
        output: &'t mut Vec<u8>,
        error: &'t mut Vec<u8>,
    },
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Process => "Process",
            Self::Captured { .. } => "Captured",
        })
    }
}

impl Terminal<'static> {
    /// The streams and the working folder of this process.
    pub fn of_process() -> Self {
        Self::new(Streams::Process, Path::new(""))
    }
}

impl<'t> Terminal<'t> {
    /// Streams in memory, without styles, and the folder that relative paths start from.
    pub fn captured(output: &'t mut Vec<u8>, error: &'t mut Vec<u8>, folder: &Path) -> Self {
        Self::new(Streams::Captured { output, error }, folder)
    }

    fn new(streams: Streams<'t>, folder: &Path) -> Self {
        Self {
            streams,
            folder: folder.to_owned(),
            is_quiet: false,
            is_verbose: false,
            format: MessageFormat::Text,
            lost: None,
        }
    }

    pub(super) fn configure(&mut self, arguments: &GlobalArguments) {
        self.is_quiet = arguments.quiet;
        self.is_verbose = arguments.verbose;
        self.format = arguments.message_format;
        match (&self.streams, arguments.color) {
            (Streams::Process, Color::Always) => ColorChoice::Always.write_global(),
            (Streams::Process, Color::Never) => ColorChoice::Never.write_global(),
            _ => {}
        }
    }

    /// The path of a user's argument.
    pub(super) fn path(&self, argument: &Path) -> PathBuf {
        self.folder.join(argument)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether every finding is to be shown.
    pub(super) fn is_verbose(&self) -> bool {
        self.is_verbose
    }

    /// Whether results are for programs.
    pub(super) fn is_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// Whether a person watches and wants to hear of more than errors.
    pub(super) fn is_watched(&self) -> bool {
        matches!(self.streams, Streams::Process)
            && !self.is_quiet
            && !self.is_json()
            && io::stderr().is_terminal()
    }

    /// Data, to standard output, as it is.
    pub(super) fn data(&mut self, text: &str) {
        let written = match &mut self.streams {
            Streams::Process => {
                let mut output = anstream::stdout();
                output
                    .write_all(text.as_bytes())
                    .and_then(|()| output.flush())
            }
            Streams::Captured { output, .. } => {
                write!(output, "{}", anstream::adapter::strip_str(text))
            }
        };
        if let Err(error) = written {
            self.lost.get_or_insert(error);
        }
    }

    /// Whether all data reached standard output. A reader that closed the pipe has seen what it wanted.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        match self.lost.take() {
            Some(source) if source.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Write {
                path: "standard output".into(),
                source,
            }),
            _ => Ok(()),
        }
    }

    /// One JSON object on a line of standard output.
    pub(super) fn message(&mut self, message: &impl Serialize) {
        if let Ok(json) = serde_json::to_string(message) {
            self.data(&format!("{json}\n"));
        }
    }

    /// What was done: one styled word, then text.
    pub(super) fn done(&mut self, verb: &str, text: &str) {
        self.inform(&format!("{DONE}{verb}{DONE:#} {}\n", printable(text)));
    }

    /// A remark.
    pub(super) fn note(&mut self, text: &str) {
        self.inform(&format!("{NOTE}note{NOTE:#}: {}\n", printable(text)));
    }

    /// A remark that calls for something to be done.
    pub(super) fn warn(&mut self, text: &str) {
        self.inform(&format!(
            "{WARNING}warning{WARNING:#}: {}\n",
            printable(text)
        ));
    }

    /// Text for people, unless they asked for silence or for JSON.
    pub(super) fn inform(&mut self, text: &str) {
        if !self.is_quiet && !self.is_json() {
            self.complain(text);
        }
    }

    /// An error in one line or a few.
    pub(super) fn error(&mut self, text: &str) {
        self.complain(&format!("{ERROR}error{ERROR:#}: {}\n", printable(text)));
    }

    /// Text to standard error, always.
    pub(super) fn complain(&mut self, text: &str) {
        match &mut self.streams {
            Streams::Process => anstream::stderr().write_all(text.as_bytes()).ok(),
            Streams::Captured { error, .. } => {
                write!(error, "{}", anstream::adapter::strip_str(text)).ok()
            }
        };
    }
}
