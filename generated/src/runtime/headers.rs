//! What is done with headers: functions that are compiled once, where those of a map of headers are compiled wherever they
//! are called.

use http::{HeaderMap, HeaderName, HeaderValue};

/// Sets a header, in place of all headers of its name.
#[inline(never)]
pub(super) fn set(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    headers.insert(name, value);
}

/// Adds a header to those of its name.
#[inline(never)]
pub(super) fn add(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    headers.append(name, value);
}

/// Adds a header, unless there is one of its name.
#[inline(never)]
pub(super) fn add_missing(headers: &mut HeaderMap, name: &HeaderName, value: &HeaderValue) {
    if get(headers, name).is_none() {
        headers.append(name, value.clone());
    }
}

/// Removes all headers of a name.
#[inline(never)]
pub(super) fn remove(headers: &mut HeaderMap, name: &HeaderName) {
    headers.remove(name);
}

/// The first header of a name.
#[inline(never)]
pub(super) fn get<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h HeaderValue> {
    headers.get(name)
}

/// The first header of a name, when it is text.
#[inline(never)]
pub(super) fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
