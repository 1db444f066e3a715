//! YAML into JSON values.

use serde::de::DeserializeSeed;
use serde_json::Value;
use serde_saphyr::{DuplicateKeyPolicy, NonFiniteFloatPolicy, Options};

use super::super::{error::ContentError, json::Tree, text::text_of};

/// Parses a file with one document; an empty one is null. YAML 1.2 booleans only, so `yes` stays text; `007` and
/// `1_000` stay text; the last of a duplicate key counts.
pub(in crate::postman::read) fn parse_yaml(bytes: &[u8]) -> Result<Value, ContentError> {
    let text = text_of(bytes)?;
    let mut too_deep = false;
    let parsed =
        serde_saphyr::with_deserializer_from_str_with_options(text, options(), |deserializer| {
            Tree::new(&mut too_deep).deserialize(deserializer)
        });
    parsed.map_err(|error| not_yaml(&error))
}

fn options() -> Options {
    serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        ignore_binary_tag_for_string: true,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    }
}

fn not_yaml(error: &serde_saphyr::Error) -> ContentError {
    let text = error.without_snippet().to_string();
    let first = text.lines().next().unwrap_or_default();
    let problem = first
        .rsplit_once(" at line ")
        .map_or(first, |(problem, _)| problem)
        .to_owned();
    let (line, column) = error
        .location()
        .map_or((1, 1), |location| (location.line(), location.column()));
    ContentError::NotYaml {
        problem,
        line,
        column,
    }
}
