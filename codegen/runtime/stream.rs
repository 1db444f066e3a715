//! Answers piece by piece: downloads, server-sent events, JSON lines.

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::header::ACCEPT;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;

use super::call::Call;
use super::error::{Error, ErrorKind};
use super::operation::Operation;
use super::response::Answer;
use super::send::{self, Reading};
use super::transport::{BoxFuture, MaybeSend, Reply};

/// The longest line of events or JSON lines: 16 MiB.
const LINE_LIMIT: usize = 16 << 20;

/// Something that gives items one after another.
pub trait Next: Sized + MaybeSend + 'static {
    /// What it gives.
    type Item: MaybeSend + 'static;

    /// The next item; `None` at the end.
    fn next(&mut self) -> BoxFuture<'_, Option<Result<Self::Item, Error>>>;

    /// The same as a stream of the `futures` crates.
    fn into_stream(self) -> Streamed<Self> {
        Streamed {
            source: Some(self),
            waiting: None,
        }
    }
}

/// Items as a stream of the `futures` crates.
pub struct Streamed<S: Next> {
    source: Option<S>,
    waiting: Option<BoxFuture<'static, Step<S>>>,
}

/// A source and what it gave.
type Step<S> = (S, Option<Result<<S as Next>::Item, Error>>);

impl<S: Next + Unpin> Stream for Streamed<S> {
    type Item = Result<S::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(mut source) = self.source.take() {
            self.waiting = Some(Box::pin(async move {
                let item = source.next().await;
                (source, item)
            }));
        }
        let Some(waiting) = &mut self.waiting else {
            return Poll::Ready(None);
        };
        match waiting.as_mut().poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready((source, item)) => {
                self.waiting = None;
                // After the end or a failure there is nothing more.
                self.source = item.as_ref().is_some_and(Result::is_ok).then_some(source);
                Poll::Ready(item)
            }
        }
    }
}

impl<S: Next> fmt::Debug for Streamed<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Streamed")
    }
}

/// The body of a successful answer, read while it comes; no limit of size, and the timeout ends with the headers.
#[derive(Debug)]
pub struct Download {
    operation: &'static Operation,
    retries: u32,
    reply: Reply,
}

impl Download {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.reply.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.reply.headers()
    }

    fn of(&self, error: Error) -> Error {
        error.of(self.operation, self.retries)
    }

    /// The answer as far as it matters: with this part of the body alone.
    fn answer(&self, body: impl Into<Bytes>) -> Answer {
        Answer::new(self.status(), self.headers().clone(), body.into())
    }
}

impl Next for Download {
    type Item = Bytes;

    fn next(&mut self) -> BoxFuture<'_, Option<Result<Bytes, Error>>> {
        Box::pin(async {
            let chunk = self.reply.chunk().await;
            chunk.map_err(|error| self.of(error)).transpose()
        })
    }
}

/// Splits a body into lines: `\n`, `\r\n`, or `\r` where the format has it.
#[derive(Debug)]
struct Lines {
    download: Download,
    buffer: Vec<u8>,
    complete: VecDeque<Vec<u8>>,
    ended: bool,
    lone_returns: bool,
    after_return: bool,
}

impl Lines {
    fn new(download: Download, lone_returns: bool) -> Self {
        Self {
            download,
            buffer: Vec::new(),
            complete: VecDeque::new(),
            ended: false,
            lone_returns,
            after_return: false,
        }
    }

    async fn next(&mut self) -> Option<Result<Vec<u8>, Error>> {
        loop {
            if let Some(line) = self.complete.pop_front() {
                return Some(Ok(line));
            }
            if self.ended {
                let rest = std::mem::take(&mut self.buffer);
                return (!rest.is_empty()).then_some(Ok(rest));
            }
            match self.download.next().await {
                Some(Ok(chunk)) => self.split(&chunk),
                Some(Err(error)) => {
                    self.end();
                    return Some(Err(error));
                }
                None => self.ended = true,
            }
            if self.buffer.len() > LINE_LIMIT {
                self.end();
                let error = Error::new(ErrorKind::Body, "a line of the body is longer than 16 MiB");
                return Some(Err(self.download.of(error)));
            }
        }
    }

    /// Gives nothing more, also not what was read already.
    fn end(&mut self) {
        self.ended = true;
        self.buffer.clear();
        self.complete.clear();
    }

    fn split(&mut self, chunk: &[u8]) {
        for byte in chunk {
            let follows_return = std::mem::replace(&mut self.after_return, *byte == b'\r');
            match byte {
                b'\n' if follows_return && self.lone_returns => {}
                b'\n' => {
                    if self.buffer.last() == Some(&b'\r') {
                        self.buffer.pop();
                    }
                    self.complete.push_back(std::mem::take(&mut self.buffer));
                }
                b'\r' if self.lone_returns => {
                    self.complete.push_back(std::mem::take(&mut self.buffer));
                }
                byte => self.buffer.push(*byte),
            }
        }
    }
}

/// One JSON value a line (NDJSON, JSON Lines); empty lines are left out.
pub struct JsonLines<T> {
    lines: Lines,
    /// How many lines came, empty ones included.
    count: u64,
    item: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + MaybeSend + 'static> Next for JsonLines<T> {
    type Item = T;

    fn next(&mut self) -> BoxFuture<'_, Option<Result<T, Error>>> {
        Box::pin(async {
            loop {
                let line = match self.lines.next().await? {
                    Ok(line) => line,
                    Err(error) => return Some(Err(error)),
                };
                self.count += 1;
                if line.trim_ascii().is_empty() {
                    continue;
                }
                let item = serde_json::from_slice(&line);
                return Some(item.map_err(|source| {
                    let download = &self.lines.download;
                    let error = Error::unreadable(&format!("line {}", self.count), &line, &source);
                    download.of(error.with_answer(download.answer(line)))
                }));
            }
        })
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonLines")
            .field(&self.lines.download)
            .finish()
    }
}

/// A server-sent event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The type; empty for a plain message.
    pub event: String,
    /// The data, its lines joined.
    pub data: String,
    /// The last id that the server set.
    pub id: String,
    /// How many milliseconds to wait before connecting again, when the server says it.
    pub retry: Option<u64>,
}

impl Event {
    /// Decodes the data as JSON.
    ///
    /// # Errors
    ///
    /// When the data is not JSON of this type; it says where, and has no answer.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let data = self.data.as_bytes();
        serde_json::from_slice(data).map_err(|source| Error::unreadable("an event", data, &source))
    }
}

/// Server-sent events.
#[derive(Debug)]
pub struct Events {
    lines: Lines,
    started: bool,
    last_id: String,
    last_data: Option<String>,
}

impl Events {
    /// Ends at the event whose data is this text, which is not given: `[DONE]` where answers are written as OpenAI does it.
    /// Nothing behind it is read.
    #[must_use]
    pub fn until(mut self, data: &str) -> Self {
        self.last_data = Some(data.to_owned());
        self
    }

    /// Reads one line into an event that is being written; `true` when the event is complete.
    fn read(&mut self, line: &[u8], event: &mut Option<Event>) -> bool {
        let line = String::from_utf8_lossy(line);
        let line = if self.started {
            &*line
        } else {
            line.trim_start_matches('\u{feff}')
        };
        self.started = true;
        if line.is_empty() {
            return event.is_some();
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => {
                let data = &mut event.get_or_insert_default().data;
                data.push_str(value);
                data.push('\n');
            }
            "event" => value.clone_into(&mut event.get_or_insert_default().event),
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_id),
            "retry" => event.get_or_insert_default().retry = value.parse().ok(),
            _ => {}
        }
        false
    }
}

impl Next for Events {
    type Item = Event;

    fn next(&mut self) -> BoxFuture<'_, Option<Result<Event, Error>>> {
        Box::pin(async {
            let mut event = None;
            loop {
                match self.lines.next().await? {
                    Err(error) => return Some(Err(error)),
                    Ok(line) => {
                        if !self.read(&line, &mut event) {
                            continue;
                        }
                    }
                }
                // An event without data is none, whatever else it has.
                if let Some(mut event) = event.take().filter(|event| !event.data.is_empty()) {
                    event.data.pop();
                    if self.last_data.as_ref() == Some(&event.data) {
                        self.lines.end();
                        return None;
                    }
                    event.id.clone_from(&self.last_id);
                    return Some(Ok(event));
                }
            }
        })
    }
}

impl<T, P> Call<T, P> {
    /// Sends the call and gives the body while it comes, instead of decoding it.
    ///
    /// # Errors
    ///
    /// Every kind of [`Error`] but those of decoding.
    pub async fn download(self) -> Result<Download, Error> {
        let mut draft = self.draft;
        let operation = draft.operation;
        let future: BoxFuture<'_, _> = Box::pin(send::perform(&mut draft, Reading::Later));
        let (reply, retries) = future.await?;
        Ok(Download {
            operation,
            retries,
            reply,
        })
    }

    /// Sends the call and gives one value of JSON for each line.
    ///
    /// # Errors
    ///
    /// As [`Call::download`].
    pub async fn json_lines<I: DeserializeOwned>(self) -> Result<JsonLines<I>, Error> {
        let lines = Lines::new(self.download().await?, false);
        Ok(JsonLines {
            lines,
            count: 0,
            item: PhantomData,
        })
    }

    /// Sends the call and gives server-sent events, for which it asks with `Accept` unless that is set.
    ///
    /// # Errors
    ///
    /// As [`Call::download`].
    pub async fn events(mut self) -> Result<Events, Error> {
        let (own, general) = (
            &mut self.draft.request.headers,
            &self.draft.core.0.options.headers,
        );
        if !general.contains_key(ACCEPT) {
            let events = HeaderValue::from_static("text/event-stream");
            own.entry(ACCEPT).or_insert(events);
        }
        let lines = Lines::new(self.download().await?, true);
        Ok(Events {
            lines,
            started: false,
            last_id: String::new(),
            last_data: None,
        })
    }
}
