//! The one error of every call.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::operation::Operation;
use super::response::{Answer, request_id};

/// What went wrong with a call.
///
/// The text is one line without addresses, parameters, bodies or secrets; the accessors have the rest.
pub struct Error(Box<Details>);

#[derive(Default)]
struct Details {
    kind: ErrorKind,
    operation: Option<&'static Operation>,
    message: String,
    answer: Option<Answer>,
    json_path: Option<String>,
    retryable: bool,
    retries: u32,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Where a call failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the request could not be built; nothing was sent.
    #[default]
    Build,
    /// No connection; nothing was sent.
    Connect,
    /// It took longer than allowed.
    Timeout,
    /// The server answered with a status that is no success.
    Status,
    /// The answer is not what the collection shows.
    Decode,
    /// The request or the answer broke off, or the answer is larger than allowed.
    Body,
    /// There is no token, or the request could not be signed; nothing was sent.
    Credentials,
}

impl Error {
    /// An error of a kind with a one-line message that names no secret.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            message: message.into(),
            ..Details::default()
        }))
    }

    /// An error of building a request or a client.
    pub fn build(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Build, message)
    }

    /// An answer whose status is no success.
    pub(super) fn status_of(answer: Answer) -> Self {
        let message = status_line(answer.status());
        let error = Self::new(ErrorKind::Status, message);
        let retryable = matches!(answer.status().as_u16(), 408 | 425 | 429 | 500 | 502..=504);
        error.retryable(retryable).with_answer(answer)
    }

    /// A body that could not be decoded.
    #[doc(hidden)]
    pub fn decode_of(answer: &Answer, source: &serde_json::Error) -> Self {
        let what = format!("{}, but the body", status_line(answer.status()));
        Self::unreadable(&what, answer.body(), source).with_answer(answer.clone())
    }

    /// JSON that is not of its type. What serde says of it is told without the values that it repeats: they may be secrets,
    /// and a report shows the sources of an error too.
    pub(super) fn unreadable(what: &str, json: &[u8], source: &serde_json::Error) -> Self {
        let path = super::json_path::locate(json, source.line(), source.column());
        let detail = Unreadable(masked(&source.to_string()));
        let message = format!("{what} cannot be read at `{path}`: {detail}");
        let mut error = Self::new(ErrorKind::Decode, message);
        error.0.json_path = Some(path);
        error.with_source(detail)
    }

    /// A body that is not what was expected, for reasons other than JSON.
    #[doc(hidden)]
    pub fn decode_message(answer: &Answer, message: &str) -> Self {
        let message = format!("{}, but {message}", status_line(answer.status()));
        Self::new(ErrorKind::Decode, message).with_answer(answer.clone())
    }

    #[must_use]
    pub(super) fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    #[must_use]
    pub(super) fn with_answer(mut self, answer: Answer) -> Self {
        self.0.answer = Some(answer);
        self
    }

    #[must_use]
    pub(super) fn retryable(mut self, retryable: bool) -> Self {
        self.0.retryable = retryable;
        self
    }

    #[must_use]
    pub(super) fn of(mut self, operation: &'static Operation, retries: u32) -> Self {
        self.0.operation = Some(operation);
        self.0.retries = retries;
        self
    }

    /// Where the call failed.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation's name, such as `users.link_a_user_account`.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(Operation::name)
    }

    /// The status of the answer, when there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(Answer::status)
    }

    /// The headers of the answer, when there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(Answer::headers)
    }

    /// The id that the server gave the request (`X-Request-Id` and the like).
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id)
    }

    /// The body of the answer, when there was one.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.answer.as_ref().map(Answer::body)
    }

    /// Where in the answer decoding failed, such as `users[3].id`; empty for the body as a whole.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// How often the call was repeated before it failed.
    pub fn retries(&self) -> u32 {
        self.0.retries
    }

    /// Whether the same call may succeed later.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// Whether it took longer than allowed.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether there was no connection.
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// Decodes the body of the answer, for error bodies that the collection shows.
    ///
    /// An error of this may repeat a value of the body.
    ///
    /// # Errors
    ///
    /// When there was no answer, or its body is not JSON of this type.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.body().map_or(&[], |body| body))
    }
}

/// `404 Not Found`.
fn status_line(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_str()),
        None => format!("status {}", status.as_str()),
    }
}

/// What serde says of a body, without values.
#[derive(Debug)]
struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for Unreadable {}

/// Serde's text without the values that it repeats: text stands in double quotes, the rest in backticks after its kind.
pub(super) fn masked(text: &str) -> String {
    const KINDS: [&str; 6] = [
        "integer `",
        "floating point `",
        "boolean `",
        "character `",
        "unknown variant `",
        "unknown field `",
    ];
    if let (Some((before, rest)), Some((_, after))) = (text.split_once('"'), text.rsplit_once('"'))
        && rest.len() > after.len()
    {
        return format!("{before}\"…\"{after}");
    }
    let value = KINDS.iter().find_map(|kind| {
        let start = text.find(kind)? + kind.len();
        let rest = text.get(start..)?;
        let end = rest.rfind("`, expected ").or(rest.rfind("`, there "))?;
        Some((text.get(..start)?, rest.get(end..)?))
    });
    match value {
        Some((before, after)) => format!("{before}…{after}"),
        None => text.to_owned(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(
                f,
                "{} ({} {}): ",
                operation.name, operation.method, operation.template
            )?;
        }
        f.write_str(&self.0.message)?;
        match self.0.retries {
            0 => Ok(()),
            1 => f.write_str(" (after 1 retry)"),
            retries => write!(f, " (after {retries} retries)"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &format_args!("{self}"))
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
