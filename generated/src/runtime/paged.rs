//! Calls of lists, which know how to ask for the next page.

use std::fmt;

use http::HeaderMap;
use http::header::LINK;

use super::call::Call;
use super::draft::Draft;
use super::error::Error;
use super::paginate::{Items, Pages, Place};
use super::redirect;
use super::response::Response;
use super::transport::MaybeSend;
use super::values::Parameter;

/// A call of one page, which gives the following pages too.
pub type PagedCall<T, I> = Call<T, Paged<T, I>>;

/// How a list goes on, and where a page keeps its items.
pub struct Paged<T, I> {
    rule: Rule<T>,
    place: Place<T, I>,
}

/// What changes from page to page. Names are those of query entries, already encoded.
enum Rule<T> {
    Number {
        name: &'static str,
        first: i64,
    },
    Offset {
        name: &'static str,
    },
    Cursor {
        name: &'static str,
        next: fn(&T) -> Option<String>,
    },
    Link,
}

impl<T, I> Paged<T, I> {
    /// By page number, until a page has no items or is not found. `first` is the number of the page that comes when no
    /// number is asked for.
    pub fn number(name: &'static str, first: i64, place: Place<T, I>) -> Self {
        let rule = Rule::Number { name, first };
        Self { rule, place }
    }

    /// By the count of the items before, until a page has no items or is not found.
    pub fn offset(name: &'static str, place: Place<T, I>) -> Self {
        let rule = Rule::Offset { name };
        Self { rule, place }
    }

    /// By what a page says of the next one, until it says nothing.
    pub fn cursor(name: &'static str, next: fn(&T) -> Option<String>, place: Place<T, I>) -> Self {
        let rule = Rule::Cursor { name, next };
        Self { rule, place }
    }

    /// By the `Link` header with `rel="next"`, until there is none.
    pub fn link(place: Place<T, I>) -> Self {
        let rule = Rule::Link;
        Self { rule, place }
    }
}

impl<T> Rule<T> {
    /// Changes a request into that of the page after this one; `None` when this is the last page.
    fn advance(&self, call: Call<T>, page: &mut Response<T>, count: usize) -> Option<Call<T>> {
        let mut call = call;
        let current = |draft: &Draft, name: &str| draft.query_entry(name)?.parse::<i64>().ok();
        match self {
            Self::Number { name, first } if count > 0 => {
                let number = current(&call.draft, name).unwrap_or(*first);
                call.draft.replace_query(name, &number.checked_add(1)?);
            }
            Self::Offset { name } if count > 0 => {
                let offset = current(&call.draft, name).unwrap_or(0);
                let count = i64::try_from(count).ok()?;
                call.draft.replace_query(name, &offset.checked_add(count)?);
            }
            Self::Number { .. } | Self::Offset { .. } => return None,
            Self::Cursor { name, next } => {
                let cursor = next(&**page)?;
                call.draft.replace_query(name, &cursor);
            }
            Self::Link => call = call.at(&next_link(page.headers())?),
        }
        Some(call)
    }
}

impl<T> Call<T> {
    /// The same call, which knows how its list goes on.
    pub fn paged<I>(self, paging: Paged<T, I>) -> PagedCall<T, I> {
        Call {
            draft: self.draft,
            decode: self.decode,
            paging,
        }
    }
}

impl<T: MaybeSend + 'static, I: MaybeSend + 'static> Call<T, Paged<T, I>> {
    /// This page and all that follow, each with its status and headers.
    pub fn pages(self) -> Pages<T> {
        let Self {
            draft,
            decode,
            paging,
        } = self;
        let mut current = draft.again();
        let ends_when_not_found = matches!(paging.rule, Rule::Number { .. } | Rule::Offset { .. });
        let step = move |page: &mut Response<T>| {
            let count = (paging.place)(&mut *page).map_or(0, |items| items.len());
            let call = Call::new(current.take()?, decode);
            let next = paging.rule.advance(call, page, count)?;
            current = next.draft.again();
            Some(next)
        };
        let mut pages = Pages::with(Call::new(draft, decode), Box::new(step));
        pages.ends_when_not_found = ends_when_not_found;
        pages
    }

    /// The items of this page and of all that follow.
    pub fn items(self) -> Items<T, I> {
        let place = self.paging.place;
        self.pages().items(place)
    }
}

impl<T, I> fmt::Debug for Paged<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = match &self.rule {
            Rule::Number { name, .. } | Rule::Offset { name } | Rule::Cursor { name, .. } => name,
            Rule::Link => "Link",
        };
        f.debug_tuple("Paged").field(&rule).finish()
    }
}

impl Draft {
    /// The same request once more, unless its body is a stream.
    fn again(&self) -> Option<Self> {
        Some(Self {
            core: self.core.clone(),
            operation: self.operation,
            request: self.request.try_clone()?,
            prefix: self.prefix,
            has_query: self.has_query,
            is_json: self.is_json,
            content_type: self.content_type.clone(),
            parts: self.parts.clone(),
            failure: None,
            timeout: self.timeout,
            retries: self.retries,
            lenient: self.lenient,
        })
    }

    /// The value of an entry of the query, encoded.
    fn query_entry(&self, encoded_name: &str) -> Option<&str> {
        let (_, query) = self.request.target.split_once('?')?;
        let mut entries = query.split('&').filter_map(|entry| entry.split_once('='));
        entries
            .find(|(name, _)| *name == encoded_name)
            .map(|(_, value)| value)
    }

    /// Sets an entry of the query, in place of the one of that name.
    fn replace_query(&mut self, encoded_name: &'static str, value: &dyn Parameter) {
        if let Some(old) = self.query_entry(encoded_name) {
            let old = format!("{encoded_name}={old}");
            if let Some((path, query)) = self.request.target.split_once('?') {
                let kept: Vec<&str> = query.split('&').filter(|entry| *entry != old).collect();
                self.has_query = !kept.is_empty();
                let separator = if self.has_query { "?" } else { "" };
                self.request.target = format!("{path}{separator}{}", kept.join("&"));
            }
        }
        self.query(encoded_name, value);
    }
}

impl<T, P> Call<T, P> {
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

/// The place of the items in a page that is nothing but its items.
pub fn whole<I>(page: &mut Vec<I>) -> Option<&mut Vec<I>> {
    Some(page)
}

/// A cursor as text; `None` when it is absent, null or empty.
pub fn cursor(value: &dyn Parameter) -> Option<String> {
    let mut text = String::new();
    value.each(&mut |value| text = value.to_string());
    Some(text).filter(|text| !text.is_empty())
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
