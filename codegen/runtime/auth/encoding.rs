//! How signatures write bytes as text: hexadecimal, base64, and the percent-encoding of RFC 3986.

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{
    GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE_NO_PAD,
};
use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What Postman encodes in a query, and the separators of an entry's name.
const QUERY_NAME: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'&')
    .add(b'=');

/// Accepts both alphabets' usual habits about padding.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .flatten()
        .collect()
}

/// Base64 with padding.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// Base64 in the URL-safe alphabet, without padding.
pub fn base64_url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads base64 as Node does: either alphabet, with or without padding, white space skipped. `None` for other text.
pub fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let standard: String = text
        .chars()
        .filter(|character| !character.is_ascii_whitespace())
        .map(|character| match character {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    GeneralPurpose::new(&base64::alphabet::STANDARD, LENIENT)
        .decode(standard)
        .ok()
}

/// Percent-encodes all but letters, digits and `-._~`.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Percent-encodes the name of a query entry as Postman does; what is encoded already stays.
pub fn encode_query_name(text: &str) -> String {
    utf8_percent_encode(text, QUERY_NAME).to_string()
}

/// Percent-decodes, with `+` as it is. `None` where JavaScript throws: a stray `%`, or bytes that are not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('%') {
        let digits = after.get(..2)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        rest = after.get(2..)?;
    }
    percent_decode_str(text)
        .decode_utf8()
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// Decodes a form or query into names and values; a value is `None` without `=`. Empty entries are skipped.
///
/// The result is `None` where an entry cannot be decoded (see [`decode`]).
pub fn decode_form(form: &str) -> Option<Vec<(String, Option<String>)>> {
    let text = |part: &str| decode(&part.replace('+', " "));
    form.split('&')
        .filter(|entry| !entry.is_empty())
        .map(|entry| match entry.split_once('=') {
            Some((name, value)) => Some((text(name)?, Some(text(value)?))),
            None => Some((text(entry)?, None)),
        })
        .collect()
}

/// The text of a header value, whose bytes are Latin-1 on the wire.
pub fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}
