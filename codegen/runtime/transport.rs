//! What requests are sent with: `reqwest`, or a transport of your own.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};

use super::error::{Error, ErrorKind};
use super::request::Request;
use super::response::Answer;

/// A boxed future; `Send` except in a browser, where there are no threads.
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A boxed future; `Send` except in a browser, where there are no threads.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// `Send`, except in a browser, where there are no threads.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send> MaybeSend for T {}
/// `Send`, except in a browser, where there are no threads.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T> MaybeSend for T {}

/// Sends one request and gives the answer; no redirects, no retries, no decoding.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends a request.
    ///
    /// The error's kind says how far it came: nothing of a request that failed with [`ErrorKind::Connect`] was sent.
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Reply, Error>>;
}

/// What a client sends with; cheap to clone.
#[derive(Clone)]
pub struct Http(Kind);

#[derive(Clone)]
enum Kind {
    Reqwest(reqwest::Client),
    Other(Arc<dyn Transport>),
}

impl Http {
    /// Sends with `reqwest`. Its redirect policy should be `none`: the runtime follows redirects itself.
    pub fn reqwest(client: reqwest::Client) -> Self {
        Self(Kind::Reqwest(client))
    }

    /// Sends with a transport of your own.
    pub fn transport(transport: impl Transport + 'static) -> Self {
        Self(Kind::Other(Arc::new(transport)))
    }

    /// Sends one request.
    ///
    /// # Errors
    ///
    /// When there is no connection, it takes too long or breaks off.
    pub fn send(
        &self,
        request: Request,
    ) -> impl Future<Output = Result<Reply, Error>> + MaybeSend + use<> {
        // Begun here, so that the future does not hold the request.
        let sending = match &self.0 {
            Kind::Reqwest(client) => match request.into_reqwest() {
                Ok(request) => Sending::Reqwest(client.execute(request)),
                Err(error) => Sending::Refused(error),
            },
            Kind::Other(transport) => Sending::Other(transport.send(request)),
        };
        async {
            match sending {
                Sending::Reqwest(pending) => match pending.await {
                    Ok(response) => Ok(Reply::from_reqwest(response)),
                    Err(source) => Err(from_reqwest(source)),
                },
                Sending::Other(pending) => pending.await,
                Sending::Refused(error) => Err(error),
            }
        }
    }
}

/// A request on its way.
enum Sending<F> {
    Reqwest(F),
    Other(BoxFuture<'static, Result<Reply, Error>>),
    Refused(Error),
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Reqwest(_) => f.write_str("reqwest"),
            Kind::Other(transport) => transport.fmt(f),
        }
    }
}

/// An answer whose body is still to be read.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: ReplyBody,
}

#[derive(Debug)]
enum ReplyBody {
    Whole(Bytes),
    Reqwest(Option<reqwest::Response>),
}

impl Reply {
    /// An answer with its whole body.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers,
            body: ReplyBody::Whole(body.into()),
        }
    }

    fn from_reqwest(mut response: reqwest::Response) -> Self {
        let headers = std::mem::take(response.headers_mut());
        Self {
            status: response.status(),
            headers,
            body: ReplyBody::Reqwest(Some(response)),
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The answer, with as much of the body as was read as a whole.
    pub(super) fn into_answer(self) -> Answer {
        let body = match self.body {
            ReplyBody::Whole(bytes) => bytes,
            ReplyBody::Reqwest(_) => Bytes::new(),
        };
        Answer::new(self.status, self.headers, body)
    }

    /// The next piece of the body; `None` at its end.
    ///
    /// # Errors
    ///
    /// When the body breaks off.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        match &mut self.body {
            ReplyBody::Whole(bytes) if bytes.is_empty() => Ok(None),
            ReplyBody::Whole(bytes) => Ok(Some(std::mem::take(bytes))),
            ReplyBody::Reqwest(response) => chunk_of(response).await.map_err(from_reqwest),
        }
    }

    /// Reads the whole body, at most `limit` bytes of it, and keeps it.
    pub(super) async fn read_whole(&mut self, limit: usize) -> Result<(), Error> {
        let mut whole = WholeBody {
            first: Bytes::new(),
            rest: BytesMut::new(),
            limit,
        };
        while let Some(chunk) = self.chunk().await? {
            whole.push(chunk)?;
        }
        self.body = ReplyBody::Whole(whole.finish());
        Ok(())
    }
}

/// The body read so far; one that comes in one piece is not copied.
struct WholeBody {
    first: Bytes,
    rest: BytesMut,
    limit: usize,
}

impl WholeBody {
    fn push(&mut self, chunk: Bytes) -> Result<(), Error> {
        if self
            .first
            .len()
            .max(self.rest.len())
            .saturating_add(chunk.len())
            > self.limit
        {
            let message = format!("the body is larger than {} bytes", self.limit);
            return Err(Error::new(ErrorKind::Body, message));
        }
        if self.first.is_empty() {
            self.first = chunk;
            return Ok(());
        }
        if self.rest.is_empty() {
            self.rest.extend_from_slice(&self.first);
        }
        self.rest.extend_from_slice(&chunk);
        Ok(())
    }

    fn finish(self) -> Bytes {
        if self.rest.is_empty() {
            self.first
        } else {
            self.rest.freeze()
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
async fn chunk_of(response: &mut Option<reqwest::Response>) -> reqwest::Result<Option<Bytes>> {
    match response {
        Some(response) => response.chunk().await,
        None => Ok(None),
    }
}

/// A browser gives the body as a whole.
#[cfg(target_arch = "wasm32")]
async fn chunk_of(response: &mut Option<reqwest::Response>) -> reqwest::Result<Option<Bytes>> {
    match response.take() {
        Some(response) => response
            .bytes()
            .await
            .map(|bytes| (!bytes.is_empty()).then_some(bytes)),
        None => Ok(None),
    }
}

/// The runtime's error for one of `reqwest`, without the address.
fn from_reqwest(source: reqwest::Error) -> Error {
    let source = source.without_url();
    // A connection that takes too long is none: nothing was sent.
    let (kind, what, retryable) = if is_connect(&source) {
        (ErrorKind::Connect, "no connection", true)
    } else if source.is_timeout() {
        (ErrorKind::Timeout, "it took too long", true)
    } else if source.is_builder() {
        (ErrorKind::Build, "the request cannot be sent", false)
    } else {
        (ErrorKind::Body, "the connection broke off", true)
    };
    let message = format!("{what}: {}", innermost(&source));
    Error::new(kind, message)
        .retryable(retryable)
        .with_source(source)
}

#[cfg(not(target_arch = "wasm32"))]
fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

#[cfg(target_arch = "wasm32")]
fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// The text of the last error of a chain, which says most.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}
