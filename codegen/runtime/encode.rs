//! Percent-encoding, one set for each component of a URL.
//!
//! The sets of literal text are Postman's (`postman-url-encoder`): an existing `%` is kept, `+` is never touched. The sets
//! of a caller's values also encode what would end the value, so that a value is always one value.

use std::fmt::{self, Write as _};

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};

/// Postman's set for a path.
pub(super) const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'#')
    .add(b'?')
    .add(b'{')
    .add(b'}');

/// Postman's set for a query.
pub(super) const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'\'')
    .add(b'<')
    .add(b'>');

/// A caller's value in a path: no delimiter survives.
pub(super) const SEGMENT: &AsciiSet = &PATH.add(b'/').add(b'\\').add(b'%');

/// A caller's value in a query.
pub(super) const VALUE: &AsciiSet = &QUERY.add(b'&').add(b'+').add(b'%');

/// A caller's name in a query.
pub(super) const NAME: &AsciiSet = &VALUE.add(b'=');

/// Names and values of a query whose text is already settled, as Postman writes a stored entry.
pub(super) const PAIR_NAME: &AsciiSet = &QUERY.add(b'&').add(b'=');

/// See [`PAIR_NAME`].
pub(super) const PAIR_VALUE: &AsciiSet = &QUERY.add(b'&');

/// A urlencoded form: RFC 3986, only unreserved characters stay.
pub(super) const FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Appends text, encoded.
pub(super) fn push(out: &mut String, text: &str, set: &'static AsciiSet) {
    out.extend(utf8_percent_encode(text, set));
}

/// Appends what a value displays, encoded as it is written, without a copy in between.
pub(super) fn push_display(out: &mut String, value: &dyn fmt::Display, set: &'static AsciiSet) {
    struct Encoder<'a> {
        out: &'a mut String,
        set: &'static AsciiSet,
    }
    impl fmt::Write for Encoder<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            push(self.out, text, self.set);
            Ok(())
        }
    }
    // Writing into a string fails only when a value's own Display does; what it wrote until then stands.
    let _ = write!(Encoder { out, set }, "{value}");
}

/// The bytes that percent-encoded text stands for.
pub(super) fn decoded(text: &str) -> Vec<u8> {
    percent_encoding::percent_decode_str(text).collect()
}

/// Appends an entry to a query, after removing those of the same name.
pub(super) fn set_query(target: &mut String, name: &str, value: &SecretString) {
    let mut entry = String::new();
    push(&mut entry, name, PAIR_NAME);
    entry.push('=');
    let mut separator = '?';
    if let Some((path, query)) = target.split_once('?') {
        let mut kept = path.to_owned();
        for other in query.split('&') {
            if !other.starts_with(&entry) {
                kept.push(separator);
                kept.push_str(other);
                separator = '&';
            }
        }
        *target = kept;
    }
    target.push(separator);
    target.push_str(&entry);
    push(target, value.expose_secret(), VALUE);
}
