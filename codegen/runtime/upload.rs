//! Request bodies that are read while they are sent.
//!
//! Not for browsers: a browser's fetch takes no streams.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderValue;
use http::header::CONTENT_LENGTH;

use super::body::{Payload, StreamBody};
use super::call::Call;
use super::draft::Draft;

/// Pieces of a file.
pub(super) type Pieces = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A body that is read while it is sent.
struct Upload {
    pieces: Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send + Sync>>,
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

/// Where a file's bytes come from, opened when they are sent.
#[derive(Clone)]
pub(super) struct Source {
    length: Option<u64>,
    open: Arc<dyn Fn() -> Pieces + Send + Sync>,
}

impl Source {
    #[allow(dead_code, reason = "only a client with multipart forms makes one")]
    pub(super) fn new(
        length: Option<u64>,
        open: impl Fn() -> Pieces + Send + Sync + 'static,
    ) -> Self {
        let open = Arc::new(open);
        Self { length, open }
    }
}

/// Sources are the same when they are clones of one.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.open, &other.open)
    }
}

impl Eq for Source {}

/// A multipart form with files in it that are read while it is sent.
struct Spliced {
    form: Bytes,
    /// Each before a place in the form.
    sources: Vec<(usize, Source)>,
}

impl StreamBody for Spliced {
    fn into_reqwest(self: Box<Self>) -> reqwest::Body {
        let Self { mut form, sources } = *self;
        let mut pieces: VecDeque<Pieces> = VecDeque::new();
        let mut taken = 0;
        for (at, source) in sources {
            let before = form.split_to((at - taken).min(form.len()));
            taken = at;
            pieces.push_back(Box::pin(Once(Some(before))));
            pieces.push_back((source.open)());
        }
        pieces.push_back(Box::pin(Once(Some(form))));
        reqwest::Body::wrap_stream(Chain(pieces))
    }

    fn length(&self) -> Option<u64> {
        let mut length = u64::try_from(self.form.len()).ok()?;
        for (_, source) in &self.sources {
            length = length.checked_add(source.length?)?;
        }
        Some(length)
    }
}

impl fmt::Debug for Spliced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Spliced")
            .field("files", &self.sources.len())
            .finish_non_exhaustive()
    }
}

/// One piece.
struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// Streams one after another.
struct Chain(VecDeque<Pieces>);

impl Stream for Chain {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(first.as_mut().poll_next(context)) {
                Some(piece) => return Poll::Ready(Some(piece)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }
}

impl Draft {
    /// A multipart form with its files: a stream when one of them is read while it is sent.
    pub(super) fn form_of(&mut self, form: Bytes) -> Payload {
        if self.sources.is_empty() {
            return Payload::Multipart(form);
        }
        let sources = std::mem::take(&mut self.sources);
        let form = Spliced { form, sources };
        if let Some(length) = form.length() {
            let headers = &mut self.request.headers;
            headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        Payload::Stream(Box::new(form))
    }
}

impl<T, P> Call<T, P> {
    /// Sends this stream as the body, in place of the one that the call has.
    ///
    /// With a length it is sent with `Content-Length`, else in chunks. It is sent only once: no retries, and redirects are
    /// given to the caller.
    pub fn upload(
        mut self,
        stream: impl Stream<Item = io::Result<Bytes>> + Send + Sync + 'static,
        length: Option<u64>,
    ) -> Self {
        let upload = Upload {
            pieces: Box::pin(stream),
            length,
        };
        self.draft.parts.clear();
        self.draft.sources.clear();
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
