//! Answers.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::headers;
use super::lenient::Misfit;

/// An answer as it came: status, headers and the whole body; cheap to clone.
#[derive(Clone)]
pub struct Answer {
    received: Arc<Received>,
    retries: u32,
    lenient: bool,
}

/// What the clones of an answer share.
struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    misfits: OnceLock<Vec<Misfit>>,
}

impl Answer {
    /// An answer with these parts.
    pub fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let received = Received {
            status,
            headers,
            body,
            misfits: OnceLock::new(),
        };
        Self {
            received: Arc::new(received),
            retries: 0,
            lenient: false,
        }
    }

    pub(super) fn with_retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// How often the request was repeated before this answer.
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// Whether values that do not fit are left out.
    #[must_use]
    pub fn lenient(mut self, on: bool) -> Self {
        self.lenient = on;
        self
    }

    pub(super) fn is_lenient(&self) -> bool {
        self.lenient
    }

    /// What was left out when the body was first decoded.
    pub fn misfits(&self) -> &[Misfit] {
        self.received.misfits.get().map_or(&[], Vec::as_slice)
    }

    pub(super) fn list_misfits(&self, misfits: Vec<Misfit>) {
        self.received.misfits.get_or_init(|| misfits);
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.received.body
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status())
            .field("bytes", &self.body().len())
            .finish_non_exhaustive()
    }
}

/// A decoded answer with its status, headers and raw body; it dereferences to the value.
#[derive(Debug, Clone)]
pub struct Response<T> {
    answer: Answer,
    value: T,
}

impl<T> Response<T> {
    pub(super) fn new(answer: Answer, value: T) -> Self {
        Self { answer, value }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// The id that the server gave the request (`X-Request-Id` and the like).
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.answer.headers())
    }

    /// The raw body.
    pub fn body(&self) -> &Bytes {
        self.answer.body()
    }

    /// How often the request was repeated before this answer.
    pub fn retries(&self) -> u32 {
        self.answer.retries()
    }

    /// What did not fit and was left out, when the call was lenient.
    pub fn misfits(&self) -> &[Misfit] {
        self.answer.misfits()
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// The headers in which servers name a request, most common first.
const REQUEST_ID_HEADERS: [&str; 6] = [
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-correlation-id",
    "x-ms-request-id",
    "x-github-request-id",
];

/// The id that the server gave the request.
pub(super) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_ID_HEADERS
        .iter()
        .find_map(|name| headers::text(headers, name))
}
