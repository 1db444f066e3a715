//! Lists page by page, with rules that end every list.

use std::collections::BTreeSet;
use std::collections::VecDeque;
use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use http::header::LINK;

use super::call::Call;
use super::draft::Draft;
use super::error::{Error, ErrorKind};
use super::redirect;
use super::response::Response;
use super::stream::Next;
use super::transport::{BoxFuture, MaybeSend};

/// How the call of the next page follows from a page; `None` after the last one.
type Step<T> = Box<dyn FnMut(&Response<T>) -> Option<Call<T>> + Send>;

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
}

impl<T: MaybeSend + 'static> Pages<T> {
    /// A list that begins with a call and goes on by a rule.
    pub fn new(
        first: Call<T>,
        step: impl FnMut(&Response<T>) -> Option<Call<T>> + Send + 'static,
    ) -> Self {
        Self {
            next: Some(first),
            step: Box::new(step),
            limit: 10_000,
            seen: BTreeSet::new(),
            last: Bytes::new(),
        }
    }

    /// The largest number of pages: 10,000 unless it is set.
    #[must_use]
    pub fn limit(mut self, pages: usize) -> Self {
        self.limit = pages;
        self
    }

    /// The items of all pages, taken out of each page by a function.
    pub fn items<I: MaybeSend + 'static>(self, take: fn(T) -> Vec<I>) -> Items<T, I> {
        Items {
            pages: self,
            take,
            waiting: VecDeque::new(),
        }
    }

    async fn page(&mut self) -> Option<Result<Response<T>, Error>> {
        let call = self.next.take()?;
        let operation = call.draft.operation;
        let failed =
            |message: &str| Some(Err(Error::new(ErrorKind::Body, message).of(operation, 0)));
        if self.seen.len() >= self.limit {
            return failed("the list has more pages than allowed");
        }
        if !self.seen.insert(call.draft.identity()) {
            return failed("the list asks for the same page again");
        }
        let page = match call.send().await {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        self.next = (self.step)(&page);
        if self.next.is_some() && !self.last.is_empty() && self.last == page.body() {
            self.next = None;
            return failed("the server gave the same page again");
        }
        self.last = page.body().clone();
        Some(Ok(page))
    }
}

impl<T: MaybeSend + 'static> Next for Pages<T> {
    type Item = Response<T>;

    fn next(&mut self) -> BoxFuture<'_, Option<Result<Response<T>, Error>>> {
        Box::pin(self.page())
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
#[derive(Debug)]
pub struct Items<T, I> {
    pages: Pages<T>,
    take: fn(T) -> Vec<I>,
    waiting: VecDeque<I>,
}

impl<T: MaybeSend + 'static, I: MaybeSend + 'static> Next for Items<T, I> {
    type Item = I;

    fn next(&mut self) -> BoxFuture<'_, Option<Result<I, Error>>> {
        Box::pin(async {
            while self.waiting.is_empty() {
                match self.pages.page().await? {
                    Ok(page) => self.waiting = (self.take)(page.into_inner()).into(),
                    Err(error) => return Some(Err(error)),
                }
            }
            self.waiting.pop_front().map(Ok)
        })
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

impl<T> Call<T> {
    /// Replaces path and query by those of an address, which may be relative; one of another origin fails the call, so that
    /// no credential goes there.
    pub fn at(mut self, address: &str) -> Self {
        let draft = &mut self.draft;
        match redirect::resolve(&draft.request, address) {
            Some((base, target)) if base.same_origin(&draft.request.base) => {
                draft.request.target = target;
                draft.has_query = draft.request.target.contains('?');
                draft.prefix = 0;
            }
            Some(_) => draft.fail(|| Error::build("the next page is on another server")),
            None => draft.fail(|| Error::build("the next page has no valid address")),
        }
        self
    }
}

/// The address of the next page in a `Link` header (RFC 8288): `<…>; rel="next"`.
pub fn next_link(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(LINK)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|value| {
            value.split('<').skip(1).find_map(|link| {
                let (address, parameters) = link.split_once('>')?;
                let is_next = parameters.split(';').any(|parameter| {
                    let Some((name, value)) = parameter.trim().split_once('=') else {
                        return false;
                    };
                    let value = value.trim().trim_end_matches(',').trim().trim_matches('"');
                    name.trim().eq_ignore_ascii_case("rel")
                        && value
                            .split_ascii_whitespace()
                            .any(|word| word.eq_ignore_ascii_case("next"))
                });
                is_next.then(|| address.to_owned())
            })
        })
}
