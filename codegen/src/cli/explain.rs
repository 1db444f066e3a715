//! `postwright --explain CODE`.

use super::{Failure, Session};
use crate::diagnostic::Code;

pub(super) fn run(session: &mut Session<'_, '_>, code: &str) -> Result<(), Failure> {
    let Some(code) = Code::parse(code) else {
        let known = Code::ALL
            .iter()
            .map(|code| code.text())
            .collect::<Vec<_>>()
            .join(", ");
        return Err(Failure::Argument(format!(
            "there is no finding `{}`; known are {known}",
            code.escape_debug()
        )));
    };
    let explanation: Vec<&str> = code.explanation().lines().map(str::trim_start).collect();
    let (number, severity, title) = (code.text(), code.severity().name(), code.title());
    session.terminal.data(&format!(
        "{number} ({severity}): {title}\n\n{}\n",
        explanation.join("\n")
    ));
    Ok(())
}
