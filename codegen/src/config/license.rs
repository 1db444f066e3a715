//! Licenses: SPDX expressions.

use spdx::identifiers::LICENSES;
use spdx::{Expression, ParseMode};

use crate::diagnostic::nearest;

/// Expressions as the registry of crates takes them, but for spellings that only look like one.
const MODE: ParseMode = ParseMode {
    allow_deprecated: true,
    ..ParseMode::STRICT
};

/// Checks that `license` is an SPDX expression of known licenses.
pub(super) fn check(license: &str) -> Result<(), String> {
    let Err(error) = Expression::parse_mode(license, MODE) else {
        return Ok(());
    };
    let better = Expression::canonicalize(license).ok().flatten();
    let unknown = license.get(error.span).filter(|word| !word.is_empty());
    let advice = match (better, unknown) {
        (Some(better), _) => format!("write `{better}`"),
        (None, Some(word)) => format!("SPDX does not list `{word}`; {}", similar(word)),
        (None, None) => "write an SPDX expression, as `MIT OR Apache-2.0`".to_owned(),
    };
    Err(format!("`{license}` is not a license: {advice}"))
}

/// The listed name that `word` is most like, as a question; an example when none is near.
fn similar(word: &str) -> String {
    match nearest(word, LICENSES.iter().map(|license| license.name)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write an expression as `MIT OR Apache-2.0`".to_owned(),
    }
}
