//! A finished request, as data.

use std::fmt;
use std::sync::Arc;

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue, Method};

use super::base::Base;
use super::body::Payload;
use super::encode;
use super::error::Error;
use super::headers;

/// A request as it is sent: method, address, headers and body.
pub struct Request {
    pub(super) operation: &'static str,
    pub(super) method: Method,
    pub(super) base: Arc<Base>,
    pub(super) target: String,
    pub(super) raw_target: bool,
    pub(super) headers: HeaderMap,
    pub(super) body: Payload,
}

impl Request {
    /// A request of the address that the base is, without headers and body.
    pub fn new(method: Method, base: Base) -> Self {
        let target = if base.prefix().is_empty() {
            "/"
        } else {
            base.prefix()
        };
        Self {
            operation: "",
            method,
            target: target.to_owned(),
            raw_target: false,
            headers: HeaderMap::new(),
            body: Payload::Empty,
            base: Arc::new(base),
        }
    }

    /// The operation, such as `users.link_a_user_account`; empty for token requests.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.base.scheme()
    }

    /// Host and port, as in the `Host` header.
    pub fn authority(&self) -> &str {
        self.base.authority()
    }

    /// Path and query, percent-encoded as sent.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The whole address; its query may hold secrets.
    pub fn url(&self) -> String {
        format!("{}://{}{}", self.scheme(), self.authority(), self.target)
    }

    /// The headers, without those that the HTTP stack adds.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to be changed.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// The body.
    pub fn body(&self) -> &Payload {
        &self.body
    }

    /// Replaces the body; its content type is a header like any other.
    pub fn set_body(&mut self, body: Payload) {
        self.body = body;
    }

    /// The same request once more; `None` when its body is a stream.
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self {
            body: self.body.try_clone()?,
            ..self.without_body()
        })
    }

    /// The request to be sent: a copy, except that a stream moves into it.
    pub(super) fn take(&mut self) -> Self {
        let body = self
            .body
            .try_clone()
            .unwrap_or_else(|| std::mem::take(&mut self.body));
        Self {
            body,
            ..self.without_body()
        }
    }

    /// The same request without its body.
    pub(super) fn without_body(&self) -> Self {
        Self {
            operation: self.operation,
            method: self.method.clone(),
            base: Arc::clone(&self.base),
            target: self.target.clone(),
            raw_target: self.raw_target,
            headers: self.headers.clone(),
            body: Payload::Empty,
        }
    }

    /// The request in the form that `reqwest` takes.
    ///
    /// # Errors
    ///
    /// When the address would not go out as it is written: `reqwest` resolves `.` and `..` segments and encodes some
    /// characters that `disableUrlEncoding` leaves alone.
    pub(super) fn into_reqwest(self) -> Result<reqwest::Request, Error> {
        let (path, query) = match self.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (self.target.as_str(), None),
        };
        let base = self.base.url();
        // A path that begins with `//` would be read as a host.
        let joined = (!path.starts_with("//")).then(|| base.join(&self.target));
        let url = joined.and_then(Result::ok).unwrap_or_else(|| {
            let mut url = base.clone();
            url.set_path(path);
            url.set_query(query);
            url
        });
        if url.path() != path || url.query() != query {
            return Err(Error::build(if has_dot_segment(path) {
                "the path has `.` or `..` segments, which `reqwest` would resolve: a transport of your own can send them"
            } else {
                "the address has characters that `reqwest` would encode: a transport of your own can send them"
            }));
        }
        let mut request = reqwest::Request::new(self.method, url);
        *request.headers_mut() = self.headers;
        *request.body_mut() = self.body.into();
        Ok(request)
    }
}

/// Whether a path has a segment that means another one, in any spelling.
fn has_dot_segment(path: &str) -> bool {
    let mut segments = path.split('/');
    segments.any(|segment| matches!(&*encode::decoded(segment), b"." | b".."))
}

/// The values of headers and of the query are left out.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field(
                "url",
                &format_args!("{:?}{}", self.base, masked_target(&self.target)),
            )
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// The target with every value of its query replaced by `***`.
pub(super) fn masked_target(target: &str) -> String {
    let Some((path, query)) = target.split_once('?') else {
        return target.to_owned();
    };
    let mut masked = path.to_owned();
    let mut separator = "?";
    for entry in query.split('&') {
        masked.push_str(separator);
        separator = "&";
        match entry.split_once('=') {
            Some((name, _)) => masked.extend([name, "=***"]),
            None => masked.push_str(entry),
        }
    }
    masked
}

/// Several `Cookie` headers are sent as one.
pub(super) fn join_cookies(headers: &mut HeaderMap) {
    let mut all = Vec::new();
    let mut count = 0;
    for cookie in headers.get_all(COOKIE) {
        if count > 0 {
            all.extend_from_slice(b"; ");
        }
        all.extend_from_slice(cookie.as_bytes());
        count += 1;
    }
    if count > 1
        && let Ok(all) = HeaderValue::from_bytes(&all)
    {
        headers::set(headers, &COOKIE, all);
    }
}
