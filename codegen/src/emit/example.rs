//! The collection's own values, behind the feature `examples`.

use super::context::Context;
use super::docs::Lines;
use super::file::File;

/// `examples.rs` of an API.
pub(super) fn emit_examples(cx: Context<'_>) -> File {
    File { path: format!("{}/examples.rs", cx.api.module), docs: Lines::text("Requests with the collection's own values."), ..File::default() }
}
