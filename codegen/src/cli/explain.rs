//! `postwright --explain CODE`.

use super::{Failure, Session};
use crate::diagnostic::Code;

pub(super) fn run(session: &mut Session<'_, '_>, code: &str) -> Result<(), Failure> {
    let Some(code) = Code::parse(code) else {
        let known = Code::ALL.iter().map(|code| code.text()).collect::<Vec<_>>().join(", ");
        return Err(Failure::Argument(format!("there is no finding `{}`; known are {known}", code.escape_debug())));
    };
    let explanation: String = code.explanation().lines().map(|line| format!("{}\n", line.trim_start())).collect();
    session.terminal.data(&format!("{} ({}): {}\n\n{explanation}", code.text(), code.severity().name(), code.title()));
    Ok(())
}
