//! `postwright init`.

use super::{Failure, Session, arguments::InitArguments};

pub(super) fn run(_session: &mut Session<'_, '_>, _arguments: &InitArguments) -> Result<(), Failure> {
    Ok(())
}
