//! Redirects, by Postman's rules.
//!
//! Every redirect but 307 and 308 becomes a GET without a body (HEAD stays). Nothing that authorizes the request goes to
//! another origin, and no address it came from, which may hold secrets: `Referer` is added only on the same one.

use std::sync::Arc;

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, LOCATION, REFERER};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use reqwest::Url;

use super::base::Base;
use super::body::Payload;
use super::error::{Error, ErrorKind};
use super::headers;
use super::operation::Operation;
use super::request::Request;
use super::secret::is_secret;

/// Where an answer redirects to; `None` when it does not.
pub(super) fn location(status: StatusCode, headers: &HeaderMap) -> Option<&HeaderValue> {
    match status.as_u16() {
        301..=303 | 307 | 308 => headers::get(headers, &LOCATION),
        _ => None,
    }
}

/// Whether method and body stay: every redirect but 307 and 308 becomes a GET, unless the operation says otherwise.
pub(super) fn keeps_method(operation: &Operation, status: StatusCode) -> bool {
    operation.keep_method || matches!(status.as_u16(), 307 | 308)
}

/// Turns a request, as it was before credentials were put on it, into the one that follows a redirect.
///
/// Credentials are put on again when [`Followed::SameOrigin`] is given, so none can travel to another host.
pub(super) fn follow(
    request: &mut Request,
    keeps_method: bool,
    location: &HeaderValue,
) -> Result<Followed, Error> {
    let (base, target) = std::str::from_utf8(location.as_bytes())
        .ok()
        .and_then(|location| resolve(request, location))
        .ok_or_else(|| Error::new(ErrorKind::Status, "a redirect leads to no valid address"))?;
    let same_origin = base.same_origin(&request.base);
    let referer = if same_origin {
        HeaderValue::from_str(&request.url()).ok()
    } else {
        None
    };
    let headers = &mut request.headers;
    if !keeps_method && request.method != Method::HEAD {
        request.method = Method::GET;
        request.body = Payload::Empty;
        headers::remove(headers, &CONTENT_TYPE);
        headers::remove(headers, &CONTENT_LENGTH);
    }
    if !same_origin {
        remove_secrets(headers);
    }
    headers::remove(headers, &HOST);
    headers::remove(headers, &REFERER);
    if let Some(referer) = referer {
        headers::set(headers, &REFERER, referer);
    }
    request.target = target;
    request.base = Arc::new(base);
    Ok(if same_origin {
        Followed::SameOrigin
    } else {
        Followed::OtherOrigin
    })
}

/// Where a redirect led.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Followed {
    /// The same scheme, host and port.
    SameOrigin,
    /// Another one.
    OtherOrigin,
}

/// Secrets are not sent to another origin.
fn remove_secrets(headers: &mut HeaderMap) {
    let secret: Vec<HeaderName> = headers
        .iter()
        .filter(|(name, value)| is_secret(name, value))
        .map(|(name, _)| name.clone())
        .collect();
    for name in secret {
        headers::remove(headers, &name);
    }
}

/// The base and the target of an address as seen from a request; `None` when it is not one of HTTP.
pub(super) fn resolve(request: &Request, address: &str) -> Option<(Base, String)> {
    let (path, query) = match request.target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (request.target.as_str(), None),
    };
    // Not joined: a target that begins with `//` is a path, not a host.
    let mut from = request.base.url().clone();
    from.set_path(path);
    from.set_query(query);
    let url = from.join(address).ok()?;
    let target = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    Base::parse(&origin(&url)).ok().map(|base| (base, target))
}

/// Scheme, host and port.
fn origin(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{}://{host}:{port}", url.scheme()),
        None => format!("{}://{host}", url.scheme()),
    }
}
