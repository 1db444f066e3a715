//! IDs that a path holds as text, because the request was saved with one of its author's own.

use heck::ToSnakeCase;

use super::types::singular;
use crate::resolve::has_variable;

/// Whether a literal segment is an ID: five digits or more, but no date, which versions are; or sixteen and more hexadecimal
/// digits, as UUIDs are. Shorter numbers are versions, pages and statuses.
pub(super) fn is_id(segment: &str) -> bool {
    let has_digit = segment.bytes().any(|byte| byte.is_ascii_digit());
    let is_decimal = segment.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = segment.len() == 8 && ["19", "20"].iter().any(|era| segment.starts_with(era));
    let is_hexadecimal = segment
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    has_digit
        && (is_decimal && segment.len() >= 5 && !is_date || is_hexadecimal && segment.len() >= 16)
}

/// What an ID is called that stands behind a segment: `folder_id` behind `folders`, `id` behind one that names no thing.
pub(super) fn name_behind(segment: &str) -> String {
    let version = segment.trim_start_matches(['v', 'V']);
    let is_noun = segment.starts_with(char::is_alphabetic)
        && !version.starts_with(|c: char| c.is_ascii_digit())
        && !has_variable(segment)
        && !is_id(segment);
    if is_noun {
        format!("{}_id", singular(segment).to_snake_case())
    } else {
        "id".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{is_id, name_behind};

    #[test]
    fn ids_are_long_and_versions_dates_statuses_and_words_are_none() {
        let ids = [
            "103404330",
            "f47ac10b-58cc-4372-a567-0e02b2c3d479",
            "507f1f77bcf86cd799439011",
        ];
        assert!(ids.into_iter().all(is_id));
        let others = [
            "404", "2.0", "20240101", "v12345", "me", "", "feed", "deadbeef",
        ];
        assert!(!others.into_iter().any(is_id));
    }

    #[test]
    fn an_id_is_named_for_the_thing_in_front_of_it() {
        let segments = [
            "folders",
            "emailAliases",
            "v2",
            "2.0",
            "{{tenant}}",
            "12345678",
            "",
        ];
        let names = ["folder_id", "email_alias_id", "id", "id", "id", "id", "id"];
        assert_eq!(segments.map(name_behind), names);
    }
}
