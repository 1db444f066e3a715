//! Headers that hold secrets: their values never show in `Debug`.

use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::error::{Error, ErrorKind};

/// Whether a header holds a secret: it is marked so, or its name says so.
pub(super) fn is_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    const WORDS: [&str; 7] = [
        "auth",
        "cookie",
        "key",
        "secret",
        "session",
        "signature",
        "token",
    ];
    value.is_sensitive() || WORDS.iter().any(|word| name.as_str().contains(word))
}

/// A header value that never shows in `Debug`.
pub(super) fn sensitive(value: &[u8]) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_bytes(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// A token behind a word for its kind, or alone when that is empty.
pub(super) fn prefixed(prefix: &str, token: &SecretString) -> SecretString {
    let token = token.expose_secret();
    SecretString::from(if prefix.is_empty() {
        token.to_owned()
    } else {
        format!("{prefix} {token}")
    })
}

/// `Basic` and the base64 of `user:password`.
pub(super) fn basic_value(pair: &[u8]) -> Result<HeaderValue, Error> {
    let text = SecretString::from(format!("Basic {}", base64(pair)));
    sensitive(text.expose_secret().as_bytes())
        .ok_or_else(|| Error::new(ErrorKind::Credentials, "basic credentials cannot be sent"))
}

/// Standard base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().enumerate().fold(0u32, |bits, (at, byte)| {
            bits | u32::from(*byte) << (16 - 8 * at)
        });
        for at in 0..4 {
            let symbol = SYMBOLS
                .get((bits >> (18 - 6 * at)) as usize & 63)
                .copied()
                .unwrap_or(b'=');
            text.push(if at > chunk.len() {
                '='
            } else {
                char::from(symbol)
            });
        }
    }
    text
}
