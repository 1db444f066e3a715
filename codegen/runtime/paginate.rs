//! Lists page by page, with rules that end every list.

use std::collections::BTreeSet;
use std::collections::VecDeque;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use super::call::Call;
use super::draft::Draft;
use super::error::{Error, ErrorKind};
use super::response::Response;
#[cfg(feature = "stream")]
use super::stream::{Next, Streamed};
#[cfg(feature = "stream")]
use super::transport::BoxFuture;
use super::transport::MaybeSend;

/// How the call of the next page follows from a page; `None` after the last one.
pub(super) type Step<T> = Box<dyn FnMut(&mut Response<T>) -> Option<Call<T>> + Send>;

/// Where a page keeps its items.
pub(super) type Place<T, I> = fn(&mut T) -> Option<&mut Vec<I>>;

/// The pages of a list, each with its status and headers.
///
/// A list ends when there is no next page. It fails, rather than going on for ever, when a request is made a second time,
/// when a page that is not empty comes a second time in a row, and after [`Pages::limit`] pages.
pub struct Pages<T> {
    next: Option<Call<T>>,
    step: Step<T>,
    limit: usize,
    seen: BTreeSet<String>,
    last: Bytes,
    /// A page behind the last one is not found, rather than empty.
    pub(super) ends_when_not_found: bool,
}

impl<T: MaybeSend + 'static> Pages<T> {
    /// A list that begins with a call and goes on by a rule.
    pub fn new(
        first: Call<T>,
        mut step: impl FnMut(&Response<T>) -> Option<Call<T>> + Send + 'static,
    ) -> Self {
        Self::with(first, Box::new(move |page| step(page)))
    }

    pub(super) fn with(first: Call<T>, step: Step<T>) -> Self {
        Self {
            next: Some(first),
            step,
            limit: 10_000,
            seen: BTreeSet::new(),
            last: Bytes::new(),
            ends_when_not_found: false,
        }
    }

    /// The largest number of pages: 10,000 unless it is set.
    #[must_use]
    pub fn limit(mut self, pages: usize) -> Self {
        self.limit = pages;
        self
    }

    /// The items of all pages; a function finds them in a page.
    pub fn items<I: MaybeSend + 'static>(self, place: Place<T, I>) -> Items<T, I> {
        Items {
            pages: self,
            place,
            waiting: VecDeque::new(),
        }
    }

    /// The next page; `None` after the last one and after a failure.
    pub async fn next(&mut self) -> Option<Result<Response<T>, Error>> {
        let call = match self.begin()? {
            Ok(call) => call,
            Err(error) => return Some(Err(error)),
        };
        let answer = call.send().await;
        self.finish(answer)
    }

    /// The next page, waited for on this thread; `None` after the last one and after a failure.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn next_blocking(&mut self) -> Option<Result<Response<T>, Error>> {
        let call = match self.begin()? {
            Ok(call) => call,
            Err(error) => return Some(Err(error)),
        };
        self.finish(call.send_blocking())
    }

    /// The call of the next page, unless it would go on for ever.
    fn begin(&mut self) -> Option<Result<Call<T>, Error>> {
        let call = self.next.take()?;
        let message = if self.seen.len() >= self.limit {
            "the list has more pages than allowed"
        } else if call.draft.failure.is_none() && !self.seen.insert(call.draft.identity()) {
            "the list asks for the same page again"
        } else {
            return Some(Ok(call));
        };
        Some(Err(
            Error::new(ErrorKind::Body, message).of(call.draft.operation, 0)
        ))
    }

    fn finish(&mut self, answer: Result<Response<T>, Error>) -> Option<Result<Response<T>, Error>> {
        let is_first = self.seen.len() == 1;
        let mut page = match answer {
            Err(error)
                if self.ends_when_not_found
                    && !is_first
                    && error.status() == Some(StatusCode::NOT_FOUND) =>
            {
                return None;
            }
            Err(error) => return Some(Err(error)),
            Ok(page) => page,
        };
        self.next = (self.step)(&mut page);
        if let Some(next) = &self.next
            && !self.last.is_empty()
            && self.last == page.body()
        {
            let error = Error::new(ErrorKind::Body, "the server gave the same page again");
            let error = error.of(next.draft.operation, 0);
            self.next = None;
            return Some(Err(error));
        }
        self.last = page.body().clone();
        Some(Ok(page))
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

/// The items of a list, whatever page they are on.
pub struct Items<T, I> {
    pages: Pages<T>,
    place: Place<T, I>,
    waiting: VecDeque<I>,
}

impl<T: MaybeSend + 'static, I: MaybeSend + 'static> Items<T, I> {
    /// The largest number of pages: 10,000 unless it is set.
    #[must_use]
    pub fn limit(mut self, pages: usize) -> Self {
        self.pages = self.pages.limit(pages);
        self
    }

    /// The next item; `None` after the last one and after a failure.
    pub async fn next(&mut self) -> Option<Result<I, Error>> {
        while self.waiting.is_empty() {
            if let Err(error) = self.pages.next().await?.map(|page| self.keep(page)) {
                return Some(Err(error));
            }
        }
        self.waiting.pop_front().map(Ok)
    }

    /// The next item, waited for on this thread; `None` after the last one and after a failure.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn next_blocking(&mut self) -> Option<Result<I, Error>> {
        while self.waiting.is_empty() {
            let page = self.pages.next_blocking()?;
            if let Err(error) = page.map(|page| self.keep(page)) {
                return Some(Err(error));
            }
        }
        self.waiting.pop_front().map(Ok)
    }

    /// All items, in order.
    ///
    /// # Errors
    ///
    /// The first failure of a page.
    pub async fn all(mut self) -> Result<Vec<I>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    fn keep(&mut self, page: Response<T>) {
        let mut page = page.into_inner();
        self.waiting = (self.place)(&mut page)
            .map(std::mem::take)
            .unwrap_or_default()
            .into();
    }
}

impl<T, I> fmt::Debug for Items<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
impl<T: MaybeSend + 'static> Next for Pages<T> {
    type Item = Response<T>;

    fn next(&mut self) -> BoxFuture<'_, Option<Result<Response<T>, Error>>> {
        Box::pin(Self::next(self))
    }
}

#[cfg(feature = "stream")]
impl<T: MaybeSend + 'static, I: MaybeSend + 'static> Next for Items<T, I> {
    type Item = I;

    fn next(&mut self) -> BoxFuture<'_, Option<Result<I, Error>>> {
        Box::pin(Self::next(self))
    }
}

#[cfg(feature = "stream")]
impl<T: MaybeSend + 'static> Pages<T> {
    /// The pages as a stream of the `futures` crates.
    pub fn into_stream(self) -> Streamed<Self> {
        Next::into_stream(self)
    }
}

#[cfg(feature = "stream")]
impl<T: MaybeSend + 'static, I: MaybeSend + 'static> Items<T, I> {
    /// The items as a stream of the `futures` crates.
    pub fn into_stream(self) -> Streamed<Self> {
        Next::into_stream(self)
    }
}

impl Draft {
    /// What tells this request from others of the same client: address and body.
    fn identity(&self) -> String {
        let body = self.request.body.bytes().unwrap_or_default();
        format!(
            "{} {} {}",
            self.request.method,
            self.request.url(),
            String::from_utf8_lossy(body)
        )
    }
}
