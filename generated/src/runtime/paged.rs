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
    end: End<T>,
    place: Place<T, I>,
}

/// What a page says of its list, as text.
pub type Said<T> = fn(&T) -> Option<String>;

/// How a page says that it is the last one.
enum End<T> {
    Unsaid,
    /// The number of all items.
    Items(Said<T>),
    /// The number of all pages.
    Page(Said<T>),
    /// `false` on the last page.
    More(Said<T>),
}

/// What changes from page to page. Names are those of query entries, already encoded.
pub enum Rule<T> {
    /// A page number, until a page has no items or is not found.
    Number {
        /// The entry of the query.
        name: &'static str,
        /// The number of the page that comes when no number is asked for.
        first: i64,
    },
    /// The count of the items before, until a page has no items or is not found.
    Offset {
        /// The entry of the query.
        name: &'static str,
    },
    /// What a page says of the next one, until it says nothing.
    Cursor {
        /// The entry of the query.
        name: &'static str,
        /// What a page says.
        next: Said<T>,
    },
    /// The address of the next page that a page holds, until it holds none.
    Address {
        /// The address.
        next: Said<T>,
    },
    /// The `Link` header with `rel="next"`, until there is none.
    Link,
}

impl<T> Call<T> {
    /// A call of one page of a list that goes on by page number.
    #[doc(hidden)]
    pub fn by_number(self, name: &'static str, first: i64) -> Call<T, Rule<T>> {
        self.by(Rule::Number { name, first })
    }

    /// A call of one page of a list that goes on by the count of the items before.
    #[doc(hidden)]
    pub fn by_offset(self, name: &'static str) -> Call<T, Rule<T>> {
        self.by(Rule::Offset { name })
    }

    /// A call of one page of a list that goes on by what a page says of the next one.
    #[doc(hidden)]
    pub fn by_cursor(self, name: &'static str, next: Said<T>) -> Call<T, Rule<T>> {
        self.by(Rule::Cursor { name, next })
    }

    /// A call of one page of a list that goes on at the address that a page holds.
    #[doc(hidden)]
    pub fn by_address(self, next: Said<T>) -> Call<T, Rule<T>> {
        self.by(Rule::Address { next })
    }

    /// A call of one page of a list that goes on by the `Link` header.
    #[doc(hidden)]
    pub fn by_link(self) -> Call<T, Rule<T>> {
        self.by(Rule::Link)
    }

    fn by(self, rule: Rule<T>) -> Call<T, Rule<T>> {
        Call {
            draft: self.draft,
            decode: self.decode,
            paging: rule,
        }
    }
}

impl<T> Call<T, Rule<T>> {
    /// Says where a page keeps its items.
    #[doc(hidden)]
    pub fn list<I>(self, place: Place<T, I>) -> PagedCall<T, I> {
        let paging = Paged {
            rule: self.paging,
            end: End::Unsaid,
            place,
        };
        Call {
            draft: self.draft,
            decode: self.decode,
            paging,
        }
    }
}

impl<T, I> Call<T, Paged<T, I>> {
    /// Ends the list with the item that completes the number of all items.
    #[doc(hidden)]
    pub fn until_items(mut self, total: Said<T>) -> Self {
        self.paging.end = End::Items(total);
        self
    }

    /// Ends the list with the page of this number, the first being 1.
    #[doc(hidden)]
    pub fn until_page(mut self, last: Said<T>) -> Self {
        self.paging.end = End::Page(last);
        self
    }

    /// Ends the list with a page that says `false`.
    #[doc(hidden)]
    pub fn while_more(mut self, more: Said<T>) -> Self {
        self.paging.end = End::More(more);
        self
    }
}

impl<T> End<T> {
    /// Whether a page says that it is the last; `before` and `count` are the items before it and on it, `number` is its
    /// place in the list, from 1.
    fn is_reached(&self, page: &T, before: usize, count: usize, number: Option<i64>) -> bool {
        match self {
            Self::Unsaid => false,
            // A number that the first page completes may be that of its own items.
            Self::Items(total) => {
                let total = total(page).and_then(|total| total.parse::<usize>().ok());
                before > 0 && total == Some(before + count)
            }
            Self::Page(last) => {
                let last = last(page).and_then(|last| last.parse::<i64>().ok());
                matches!((last, number), (Some(last), Some(number)) if number >= last)
            }
            Self::More(more) => more(page).as_deref() == Some("false"),
        }
    }
}

impl<T> Rule<T> {
    /// Changes a request into that of the page after this one; `None` when this is the last page.
    fn advance(
        &self,
        end: &End<T>,
        call: Call<T>,
        page: &Response<T>,
        before: usize,
        count: usize,
    ) -> Option<Call<T>> {
        let mut call = call;
        let current = |draft: &Draft, name: &str| draft.query_entry(name)?.parse::<i64>().ok();
        let (mut before, mut number) = (before, None);
        match self {
            Self::Number { .. } | Self::Offset { .. } if count == 0 => return None,
            Self::Number { name, first } => {
                let own = current(&call.draft, name).unwrap_or(*first);
                call.draft.replace_query(name, &own.checked_add(1)?);
                number = own.checked_sub(*first)?.checked_add(1);
            }
            Self::Offset { name } => {
                let own = current(&call.draft, name).unwrap_or(0);
                let added = i64::try_from(count).ok()?;
                call.draft.replace_query(name, &own.checked_add(added)?);
                before = usize::try_from(own).unwrap_or(0);
            }
            Self::Cursor { name, next } => {
                let cursor = next(&**page)?;
                call.draft.replace_query(name, &cursor);
            }
            Self::Address { next } => call = call.at(&next(&**page)?),
            Self::Link => call = call.at(&next_link(page.headers())?),
        }
        let is_last = end.is_reached(page, before, count, number);
        (!is_last).then_some(call)
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
        let mut before = 0;
        let step = move |page: &mut Response<T>| {
            let count = (paging.place)(&mut *page).map_or(0, |items| items.len());
            let call = Call::new(current.take()?, decode);
            let (rule, end) = (&paging.rule, &paging.end);
            let next = rule.advance(end, call, page, before, count)?;
            before += count;
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
        f.debug_tuple("Paged").field(&self.rule).finish()
    }
}

impl<T> fmt::Debug for Rule<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Number { name, .. } | Self::Offset { name } | Self::Cursor { name, .. } => name,
            Self::Address { .. } => "address",
            Self::Link => "Link",
        })
    }
}

impl Draft {
    /// The same request once more, unless its body is a stream.
    fn again(&self) -> Option<Box<Self>> {
        Some(Box::new(Self {
            core: self.core.clone(),
            operation: self.operation,
            request: self.request.try_clone()?,
            prefix: self.prefix,
            has_query: self.has_query,
            is_json: self.is_json,
            content_type: self.content_type.clone(),
            parts: self.parts.clone(),
            #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
            sources: self.sources.clone(),
            failure: None,
            timeout: self.timeout,
            retries: self.retries,
            lenient: self.lenient,
            credential: self.credential.clone(),
        }))
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
