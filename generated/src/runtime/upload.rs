//! Request bodies that are read while they are sent.
//!
//! Not for browsers: a browser's fetch takes no streams.

#![cfg(not(target_arch = "wasm32"))]

use std::fmt;
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderValue;
use http::header::CONTENT_LENGTH;

use super::body::{Payload, StreamBody};
use super::call::Call;

/// Pieces of a body.
type Pieces = Pin<Box<dyn Stream<Item = std::io::Result<Bytes>> + Send + Sync>>;

/// A body that is read while it is sent.
struct Upload {
    pieces: Pieces,
    length: Option<u64>,
}

impl StreamBody for Upload {
    fn into_reqwest(self: Box<Self>) -> reqwest::Body {
        reqwest::Body::wrap_stream(self.pieces)
    }

    fn length(&self) -> Option<u64> {
        self.length
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

impl<T, P> Call<T, P> {
    /// Sends this stream as the body, in place of the one that the call has.
    ///
    /// With a length it is sent with `Content-Length`, else in chunks. It is sent only once: no retries, and redirects are
    /// given to the caller.
    pub fn upload(
        mut self,
        stream: impl Stream<Item = std::io::Result<Bytes>> + Send + Sync + 'static,
        length: Option<u64>,
    ) -> Self {
        let upload = Upload {
            pieces: Box::pin(stream),
            length,
        };
        self.draft.parts.clear();
        if let Some(length) = length {
            self.draft
                .request
                .headers
                .insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        self.draft.request.body = Payload::Stream(Box::new(upload));
        self
    }
}
