//! A call: a finished request with the client it belongs to.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::header::HeaderName;

use super::base::Base;
use super::credential::Credential;
use super::draft::{Draft, header_value};
use super::encode;
use super::error::Error;
use super::headers;
use super::operation::Operation;
use super::request::Request;
use super::response::{Answer, Response};
use super::retry::Retries;
use super::send;
use super::transport::BoxFuture;

/// A finished request that is sent when it is awaited.
///
/// `call.await` gives the decoded body, [`Call::send`] also status and headers, [`Call::request`] the request itself.
/// `P` is `()`, for lists how they go on.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<T, P = ()> {
    /// Boxed, so that calls are passed on without copying it, and what sends them is small.
    pub(super) draft: Box<Draft>,
    pub(super) decode: fn(&Answer) -> Result<T, Error>,
    #[allow(dead_code, reason = "only a client with lists reads it")]
    pub(super) paging: P,
}

impl<T> Call<T> {
    pub(super) fn new(draft: Box<Draft>, decode: fn(&Answer) -> Result<T, Error>) -> Self {
        let paging = ();
        Self {
            draft,
            decode,
            paging,
        }
    }
}

impl<T, P> Call<T, P> {
    /// How long one attempt may take, from connecting to the last byte of the answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = Some(timeout);
        self
    }

    /// Sets a header, in place of all headers of that name; a credential still sets its own, see [`Call::credential`].
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.set_header(name, value);
        self
    }

    /// Adds an entry to the query; name and value are encoded.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.draft.add_query(name, value);
        self
    }

    /// Authorizes this call with another credential than the client's, such as `Credential::bearer(token)`.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.draft.credential = Some(credential);
        self
    }

    /// How this call is repeated: a number of times, or a policy.
    pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
        self.draft.retries = Some(retries.into());
        self
    }

    /// Whether JSON of the answer that does not fit its type is left out instead of failing this call; see
    /// [`Options::lenient`](super::options::Options::lenient).
    pub fn lenient(mut self, on: bool) -> Self {
        self.draft.lenient = Some(on);
        self
    }

    /// Sends `Idempotency-Key`, which makes it safe to repeat the call whatever its method.
    pub fn idempotency_key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// Asks for a part of the answer by bytes, from 0: `range(0, Some(99))` for the first hundred, `range(100, None)` for
    /// the rest.
    pub fn range(self, first: u64, last: Option<u64>) -> Self {
        let last = last.map(|last| last.to_string()).unwrap_or_default();
        self.header("range", &format!("bytes={first}-{last}"))
    }

    /// Sends this call to another server.
    pub fn base_url(mut self, address: &str) -> Self {
        self.draft.set_base(address);
        self
    }

    /// The request as it would be sent, without sending it.
    ///
    /// Fixed credentials and signatures are in it; a token that would have to be fetched is not.
    ///
    /// # Errors
    ///
    /// When the request could not be written or signed.
    pub fn request(self) -> Result<Request, Error> {
        send::build(self.draft)
    }

    /// Sends the call and keeps status, headers and raw body.
    ///
    /// # Errors
    ///
    /// Every kind of [`Error`].
    pub async fn send(self) -> Result<Response<T>, Error> {
        let (operation, decode) = (self.draft.operation, self.decode);
        let answer = send::execute(self.draft).await?;
        match decode(&answer) {
            Ok(value) => Ok(Response::new(answer, value)),
            Err(error) => Err(error.of(operation, answer.retries())),
        }
    }
}

impl<T, P> IntoFuture for Call<T, P> {
    type Output = Result<T, Error>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Pending {
            operation: self.draft.operation,
            answer: send::execute(self.draft),
            decode: self.decode,
        }
    }
}

impl<T, P> fmt::Debug for Call<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.draft).finish()
    }
}

/// A call that is on its way. Dropping it cancels the call.
#[must_use = "futures do nothing until they are awaited"]
pub struct Pending<T> {
    operation: &'static Operation,
    answer: BoxFuture<'static, Result<Answer, Error>>,
    decode: fn(&Answer) -> Result<T, Error>,
}

impl<T> Future for Pending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.answer.as_mut().poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Ready(Ok(answer)) => Poll::Ready(
                (self.decode)(&answer).map_err(|error| error.of(self.operation, answer.retries())),
            ),
        }
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pending")
            .field(&self.operation.name())
            .finish()
    }
}

impl Draft {
    /// What the request is authorized with.
    pub(super) fn credential(&self) -> Option<&Credential> {
        let own = self.credential.as_ref();
        own.or_else(|| self.core.credential(self.operation))
    }

    /// Sets a header, in place of all headers of that name.
    pub(super) fn set_header(&mut self, name: &str, value: &str) {
        match (
            HeaderName::from_bytes(name.as_bytes()),
            header_value(value.to_owned()),
        ) {
            (Ok(header), Some(value)) => {
                headers::set(&mut self.request.headers, &header, value);
            }
            _ => self.fail(|| Error::build(format!("the header `{name}` cannot be sent"))),
        }
    }

    /// Adds an entry to the query, encoded as values are.
    pub(super) fn add_query(&mut self, name: &str, value: &str) {
        let mut encoded = String::with_capacity(name.len());
        encode::push(&mut encoded, name, encode::NAME);
        self.query(&encoded, &value);
    }

    /// Replaces the base address, keeping what was written after it.
    pub(super) fn set_base(&mut self, address: &str) {
        match Base::parse(address) {
            Ok(base) => {
                let target = &self.request.target;
                let written = target.get(self.prefix..).unwrap_or_default();
                self.request.target = [base.prefix(), written].concat();
                self.prefix = base.prefix().len();
                self.request.base = Arc::new(base);
            }
            Err(error) => self.fail(|| error),
        }
    }
}
