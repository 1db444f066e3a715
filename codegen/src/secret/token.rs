//! Secrets by their look: tokens that are recognised anywhere.

use std::ops::Range;

use super::is_placeholder;

/// Prefixes of well-known tokens, with the least length of what follows.
const PREFIXES: &[(&str, usize)] = &[
    ("eyJ", 30),
    ("AKIA", 16),
    ("ASIA", 16),
    ("ATATT3", 40),
    ("ghp_", 30),
    ("gho_", 30),
    ("ghs_", 30),
    ("ghu_", 30),
    ("ghr_", 30),
    ("github_pat_", 30),
    ("glpat-", 16),
    ("hf_", 30),
    ("lin_api_", 30),
    ("npm_", 30),
    ("xapp-", 20),
    ("xoxa-", 20),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("xoxr-", 20),
    ("xoxs-", 20),
    ("sk_live_", 16),
    ("sk_test_", 16),
    ("sk-ant-", 30),
    ("sk-proj-", 30),
    ("rk_live_", 16),
    ("rk_test_", 16),
    ("shpat_", 30),
    ("shpss_", 30),
    ("whsec_", 24),
    ("xkeysib-", 30),
    ("ya29.", 30),
    ("PMAK-", 20),
    ("AIza", 30),
    ("SG.", 40),
];

/// The ranges of tokens in `text`, in order.
pub(crate) fn tokens(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let Some(next) = bytes[at..].iter().position(|byte| is_first(*byte)) else {
            break;
        };
        at += next;
        let starts_word = at == 0 || !is_token_byte(bytes[at - 1]);
        let goes_on = bytes.get(at + 1).is_some_and(|byte| is_second(*byte));
        if starts_word
            && goes_on
            && let Some(end) = token_at(bytes, at)
        {
            found.push(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a token may begin with a byte.
fn is_first(byte: u8) -> bool {
    const FIRST: [bool; 256] = bytes_at(0);
    FIRST[usize::from(byte)]
}

/// Whether a token may have a byte behind its first one.
fn is_second(byte: u8) -> bool {
    const SECOND: [bool; 256] = bytes_at(1);
    SECOND[usize::from(byte)]
}

/// The bytes that prefixes have at a position.
const fn bytes_at(position: usize) -> [bool; 256] {
    let mut found = [false; 256];
    let mut index = 0;
    while index < PREFIXES.len() {
        found[PREFIXES[index].0.as_bytes()[position] as usize] = true;
        index += 1;
    }
    found
}

/// Whether a text has both letters and digits, as secrets have that no sentence holds by chance.
pub(crate) fn has_letters_and_digits(text: &str) -> bool {
    let has = |is: fn(&u8) -> bool| text.bytes().any(|byte| is(&byte));
    has(u8::is_ascii_alphabetic) && has(u8::is_ascii_digit)
}

/// Whether the whole value is one token.
pub(crate) fn looks_like_token(value: &str) -> bool {
    let value = value.trim();
    token_at(value.as_bytes(), 0) == Some(value.len())
}

/// `text` with every token replaced by `***`, and with every credential behind the word of its scheme: for prose.
pub(crate) fn mask_tokens(text: &str) -> String {
    let mut masked = text.to_owned();
    for range in tokens(text).into_iter().rev() {
        masked.replace_range(range, "***");
    }
    for scheme in ["Basic ", "Bearer "] {
        for range in credentials(&masked, scheme).into_iter().rev() {
            masked.replace_range(range, "***");
        }
    }
    masked
}

/// The ranges of the credentials behind a scheme such as `Basic `.
fn credentials(text: &str, scheme: &str) -> Vec<Range<usize>> {
    let is_part = |byte: &u8| is_token_byte(*byte) || matches!(byte, b'+' | b'/' | b'=' | b'~');
    let starts = text.match_indices(scheme).map(|(at, _)| at + scheme.len());
    let ranges = starts.map(|start| {
        let rest = text.get(start..).unwrap_or_default();
        start..start + rest.bytes().take_while(|byte| is_part(byte)).count()
    });
    ranges
        .filter(|range| is_credential(text.get(range.clone()).unwrap_or_default()))
        .collect()
}

/// Whether a word behind a scheme is none of a language: it has digits, or more capitals than a name in camel case.
fn is_credential(word: &str) -> bool {
    const LEAST: usize = 12;
    let count = |is: fn(&u8) -> bool| word.bytes().filter(is).count();
    let (capitals, small) = (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase));
    let has_digit = count(u8::is_ascii_digit) > 0;
    let is_mixed = small > 0 && 4 * capitals > word.len();
    !is_placeholder("", word)
        && word.len() >= LEAST
        && capitals + small > 0
        && (has_digit || is_mixed)
}

fn token_at(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let (prefix, least) = PREFIXES
        .iter()
        .find(|(prefix, _)| rest.starts_with(prefix.as_bytes()))?;
    let length = rest.iter().take_while(|byte| is_token_byte(**byte)).count();
    let length = rest[..length]
        .iter()
        .rposition(|byte| *byte != b'.')
        .map_or(0, |last| last + 1);
    (length >= prefix.len() + least).then_some(at + length)
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}
