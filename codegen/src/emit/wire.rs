//! `examples/wire.rs`: prints the requests that the client makes of the collection's own values.

use crate::ir::Api;
use crate::name::Names;

use super::SourceFile;
use super::crate_files::CrateSettings;

/// The example; nothing unless an API has examples.
pub(super) fn emit_wire(_apis: &[(&Api, &Names)], _settings: &CrateSettings) -> Option<SourceFile> {
    None
}
