//! Formats that a text has by its spelling.
//!
//! Every rule accepts only the canonical spelling, so that a value read into a type of that format is written back as
//! it was: upper-case UUIDs, dates with `/` and `2020-01-01 10:00` are plain text.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a text has a format.
type Rule = fn(&str) -> bool;

/// The rules, by the name that JSON Schema gives the format; with a sign that every text of the format has and few others.
const RULES: [(&str, u8, Rule); 9] = [
    ("date", b'-', is_date),
    ("date-time", b'T', is_date_time),
    ("date-time-local", b'T', is_date_time_local),
    ("decimal", b'.', is_decimal),
    ("email", b'@', is_email),
    ("ipv4", b'.', |text| text.parse::<Ipv4Addr>().is_ok()),
    ("ipv6", b':', |text| {
        text.parse::<Ipv6Addr>()
            .is_ok_and(|address| address.to_string() == text)
    }),
    ("uri", b':', is_uri),
    ("uuid", b'-', is_uuid),
];

/// All formats that `text` has.
pub(super) fn formats_of(text: &str) -> BTreeSet<String> {
    // The shortest text of any format is `::`, the longest a URL, and none holds a space.
    if !(2..=2048).contains(&text.len()) || text.bytes().any(|byte| byte == b' ') {
        return BTreeSet::new();
    }
    RULES
        .iter()
        .filter(|(_, sign, holds)| text.as_bytes().contains(sign) && holds(text))
        .map(|(name, _, _)| (*name).to_owned())
        .collect()
}

/// Whether `text` has the format `name`; `false` for a format without a rule.
pub(super) fn has_format(text: &str, name: &str) -> bool {
    RULES
        .iter()
        .any(|(rule, _, holds)| *rule == name && holds(text))
}

/// `2020-02-29`.
pub(super) fn is_date(text: &str) -> bool {
    if text.len() != 10 {
        return false;
    }
    let digits = |range: std::ops::Range<usize>| text.get(range).and_then(number);
    let shape = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    shape && (1..=days).contains(&day)
}

/// `2020-02-29T23:59:59.123Z` or with an offset, as RFC 3339 has it.
fn is_date_time(text: &str) -> bool {
    if let Some(local) = text.strip_suffix('Z') {
        return is_date_time_local(local);
    }
    let Some((local, offset)) = text
        .len()
        .checked_sub(6)
        .and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    let offset = offset
        .strip_prefix(['+', '-'])
        .and_then(|offset| offset.split_once(':'));
    let offset_is_valid =
        offset.is_some_and(|(hours, minutes)| is_below(hours, 24) && is_below(minutes, 60));
    offset_is_valid && is_date_time_local(local)
}

/// `2020-02-29T23:59:59.123`: no offset.
fn is_date_time_local(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let (time, fraction) = time
        .split_once('.')
        .map_or((time, None), |(time, fraction)| (time, Some(fraction)));
    let mut parts = time.split(':');
    let limits_hold = [24, 60, 60]
        .iter()
        .all(|&limit| parts.next().is_some_and(|part| is_below(part, limit)));
    let fraction_is_valid =
        fraction.is_none_or(|digits| (1..=9).contains(&digits.len()) && number(digits).is_some());
    is_date(date) && limits_hold && parts.next().is_none() && fraction_is_valid
}

/// Two digits, less than `limit`.
fn is_below(text: &str, limit: u32) -> bool {
    text.len() == 2 && number(text).is_some_and(|value| value < limit)
}

/// Up to nine digits.
fn number(text: &str) -> Option<u32> {
    text.bytes()
        .all(|digit| digit.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// `-12.50`: a fraction, no exponent. An integer is not a decimal here: it may as well be an ID.
fn is_decimal(text: &str) -> bool {
    super::sample::is_number(text) && text.contains('.') && !text.contains(['e', 'E'])
}

/// A local part, one `@` and a domain with a dot, in ASCII.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_local =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let is_domain = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    !local.is_empty()
        && local.bytes().all(is_local)
        && domain.bytes().all(is_domain)
        && domain.split('.').all(|label| !label.is_empty())
        && domain.contains('.')
}

/// An absolute URL with `//`, of the characters that RFC 3986 allows.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte);
    let is_allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(is_scheme)
        && !rest.is_empty()
        && rest.bytes().all(is_allowed)
}

/// Lower-case and hyphenated.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(position, byte)| match position {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formats(text: &str) -> String {
        formats_of(text).into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn canonical_spellings_are_known() {
        let known = [
            ("2020-02-29", "date"),
            ("2020-06-09T21:10:36.177Z", "date-time"),
            ("2020-06-09T21:10:36+05:30", "date-time"),
            ("2020-06-09T21:10:36", "date-time-local"),
            ("-12.50", "decimal"),
            ("a.b+c@example.com", "email"),
            ("10.0.0.1", "ipv4"),
            ("::1", "ipv6"),
            ("https://example.com/a?b=c", "uri"),
            ("6929bb52-3ab2-448a-9796-d6480ecad36b", "uuid"),
        ];
        for (text, format) in known {
            assert_eq!(formats(text), format, "{text}");
        }
    }

    #[test]
    fn other_spellings_would_not_survive_a_round_trip_and_stay_text() {
        let plain = [
            "",
            "2021-02-29",
            "2020-6-9",
            "2020-06-09T24:00:00Z",
            "2020-06-09T21:10:36+0530",
            "2020-06-09 21:10:36",
            "2020-06-09T21:10Z",
            "12",
            "1e3",
            "6929BB52-3AB2-448A-9796-D6480ECAD36B",
            "a@b",
            "@example.com",
            "mailto:a",
            "http://",
            "http://a b",
            "http://é",
            "010.0.0.1",
            "0:0:0:0:0:0:0:1",
            "é020-01-01",
            "2020-01-01T00:00:00é:00",
        ];
        for text in plain {
            assert_eq!(formats(text), "", "{text}");
        }
    }

    #[test]
    fn one_format_is_asked_for_by_name() {
        assert!(has_format("2020-02-29", "date"));
        assert!(!has_format("2020-02-29", "html-color"));
    }
}
