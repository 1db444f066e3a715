//! A transport in memory, for tests without a server.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::error::{Error, ErrorKind};
use super::request::Request;
use super::transport::{BoxFuture, Reply, Transport};

/// Records requests and answers them by operation, from the collection's saved responses or those of a test.
///
/// Clones share what they record and answer: keep one and give the other to a client.
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// All that there are; none where they are not known.
    operations: &'static [&'static str],
    saved: BTreeMap<String, Vec<Prepared>>,
    /// In the order in which they are given out, the last one for ever.
    answers: BTreeMap<String, Vec<Prepared>>,
    requests: Vec<Recorded>,
    /// What a test asked for that cannot be; every call fails with it.
    mistake: Option<String>,
}

#[derive(Clone)]
struct Prepared {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    failure: Option<ErrorKind>,
}

/// A request that a [`Mock`] was sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The operation, such as `users.link_a_user_account`; empty for token requests.
    pub operation: &'static str,
    /// The method.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty for a stream.
    pub body: Bytes,
}

impl Mock {
    /// Without any answer.
    pub fn new() -> Self {
        Self::default()
    }

    /// All operations that there are: to speak of another one is a mistake, and every call fails with an error that says so.
    #[must_use]
    pub fn operations(self, names: &'static [&'static str]) -> Self {
        self.state().operations = names;
        self
    }

    /// A response that was saved with an operation; the first success is what it answers as long as a test does not say
    /// otherwise.
    #[must_use]
    pub fn saved(self, operation: &str, status: u16, body: &str) -> Self {
        self.saved_with(operation, status, &[], body)
    }

    /// As [`Mock::saved`], with headers.
    #[must_use]
    pub fn saved_with(
        self,
        operation: &str,
        status: u16,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Self {
        let prepared = Prepared::new(status, body.to_owned()).with(headers);
        self.state()
            .saved
            .entry(operation.to_owned())
            .or_default()
            .push(prepared);
        self
    }

    /// Lets an operation answer with its saved response of this status, or with no body when it has others alone.
    ///
    /// An operation without any is a mistake: every call fails with an error that says so, and which ones may be meant.
    pub fn answer_saved(&self, operation: &str, status: u16) -> &Self {
        let mut state = self.state();
        let Some(saved) = state.saved.get(operation) else {
            let mistake = state.unsaved(operation);
            state.mistake.get_or_insert(mistake);
            drop(state);
            return self;
        };
        let is_it = |prepared: &&Prepared| prepared.status.as_u16() == status;
        let prepared = saved.iter().find(is_it).cloned();
        drop(state);
        self.prepare(
            operation,
            prepared.unwrap_or_else(|| Prepared::new(status, Bytes::new())),
        )
    }

    /// Lets an operation answer with this status and body. Several answers are given in turn, the last one for ever.
    ///
    /// The operation of token requests is empty, that of calls which the collection does not show is `request`.
    pub fn answer(&self, operation: &str, status: u16, body: impl Into<Bytes>) -> &Self {
        self.prepare(operation, Prepared::new(status, body))
    }

    /// As [`Mock::answer`], with headers; those that cannot be sent are left out.
    pub fn answer_with(
        &self,
        operation: &str,
        status: u16,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> &Self {
        self.prepare(operation, Prepared::new(status, body).with(headers))
    }

    /// Lets an operation fail before there is an answer, such as with [`ErrorKind::Timeout`].
    pub fn fail(&self, operation: &str, kind: ErrorKind) -> &Self {
        let prepared = Prepared {
            failure: Some(kind),
            ..Prepared::new(500, Bytes::new())
        };
        self.prepare(operation, prepared)
    }

    fn prepare(&self, operation: &str, prepared: Prepared) -> &Self {
        let mut state = self.state();
        if state.is_known(operation) {
            let answers = state.answers.entry(operation.to_owned()).or_default();
            answers.push(prepared);
        } else {
            let mistake = format!("there is no operation `{operation}`");
            let mistake = mistake + &most_like(operation, state.operations.iter().copied());
            state.mistake.get_or_insert(mistake);
        }
        drop(state);
        self
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Prepared {
    /// Bodies that look like JSON are sent as JSON; a status that is none is 500.
    fn new(status: u16, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let mut headers = HeaderMap::new();
        if body
            .first()
            .is_some_and(|first| matches!(first, b'{' | b'['))
        {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self {
            status,
            headers,
            body,
            failure: None,
        }
    }

    /// Adds headers; a content type is the only one.
    fn with(mut self, headers: &[(&str, &str)]) -> Self {
        for (name, value) in headers {
            match (name.parse::<HeaderName>(), value.parse()) {
                (Ok(CONTENT_TYPE), Ok(value)) => {
                    self.headers.insert(CONTENT_TYPE, value);
                }
                (Ok(name), Ok(value)) => {
                    self.headers.append(name, value);
                }
                _ => {}
            }
        }
        self
    }
}

impl State {
    fn answer(&mut self, operation: &str) -> Result<Reply, Error> {
        if let Some(mistake) = &self.mistake {
            return Err(Error::build(mistake.as_str()));
        }
        let prepared = match self.answers.get_mut(operation) {
            Some(answers) if answers.len() > 1 => Some(answers.remove(0)),
            Some(answers) => answers.first().cloned(),
            None => self
                .saved
                .get(operation)
                .and_then(|saved| saved.iter().find(|prepared| prepared.status.is_success()))
                .cloned(),
        };
        match prepared {
            Some(Prepared {
                failure: Some(kind),
                ..
            }) => {
                let retryable = matches!(
                    kind,
                    ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Body
                );
                Err(Error::new(kind, "the mock was told to fail").retryable(retryable))
            }
            Some(Prepared {
                status,
                headers,
                body,
                ..
            }) => Ok(Reply::new(status, headers, body)),
            None => Err(Error::new(ErrorKind::Connect, self.missing())),
        }
    }
}

impl State {
    /// Whether a test may speak of an operation: also of token requests and of calls beyond the collection.
    fn is_known(&self, operation: &str) -> bool {
        self.operations.is_empty()
            || operation.is_empty()
            || operation == "request"
            || self.operations.contains(&operation)
    }

    fn unsaved(&self, operation: &str) -> String {
        let message = format!("the mock has no saved response of `{operation}`");
        message + &most_like(operation, self.saved.keys().map(String::as_str))
    }

    /// Says of which operations the test has spoken: one of them may be meant.
    fn missing(&self) -> String {
        let named: Vec<&str> = self.answers.keys().map(String::as_str).collect();
        let mut message = "the mock has no answer for this operation".to_owned();
        if !named.is_empty() {
            message.extend([", only for `", &named.join("`, `"), "` and what was saved"]);
        }
        message
    }
}

/// Says which of these names are most like one.
fn most_like<'n>(operation: &str, names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.collect();
    names.sort_by_key(|name| Reverse(likeness(name, operation)));
    names.truncate(3);
    if names.is_empty() {
        return String::new();
    }
    format!("; most like it are `{}`", names.join("`, `"))
}

/// How many letters two names share at the beginning and at the end.
fn likeness(one: &str, other: &str) -> usize {
    let at_the_beginning = one.bytes().zip(other.bytes());
    let at_the_end = one.bytes().rev().zip(other.bytes().rev());
    let is_same = |(one, other): &(u8, u8)| one == other;
    at_the_beginning.take_while(is_same).count() + at_the_end.take_while(is_same).count()
}

impl Transport for Mock {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Reply, Error>> {
        let mut state = self.state();
        state.requests.push(Recorded {
            operation: request.operation(),
            method: request.method().clone(),
            url: request.url(),
            headers: request.headers().clone(),
            body: request
                .body()
                .bytes()
                .map(Bytes::copy_from_slice)
                .unwrap_or_default(),
        });
        let answer = state.answer(request.operation());
        Box::pin(std::future::ready(answer))
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock")
            .field("requests", &self.state().requests.len())
            .finish_non_exhaustive()
    }
}
