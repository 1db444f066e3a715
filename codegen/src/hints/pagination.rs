//! Hints on pages.

use serde::Deserialize;

use crate::ir::PageEnd;

/// How an operation is paged; names are those of query parameters, a path is the names of the members on the way.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct PaginationHint {
    /// What changes from page to page.
    pub style: PaginationStyleHint,
    /// The path from the answer to the items; empty when the answer is the list.
    pub items: Vec<String>,
    /// How a page says that it is the last one.
    pub end: Option<PageEnd>,
}

/// What changes from page to page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaginationStyleHint {
    /// By page number.
    Page {
        /// The parameter of the page number.
        page: String,
        /// The parameter of the page size.
        size: Option<String>,
        /// The number of the first page; 1 unless stated.
        first: i64,
    },
    /// By offset.
    Offset {
        /// The parameter of the offset.
        offset: String,
        /// The parameter of the page size.
        limit: Option<String>,
    },
    /// By a cursor from the answer before.
    Cursor {
        /// The parameter of the cursor.
        cursor: String,
        /// The path from the answer to the next cursor.
        next: Vec<String>,
    },
    /// By the address of the next page from the answer before.
    Address {
        /// The path from the answer to the address.
        next: Vec<String>,
    },
    /// By the `Link` header.
    Link,
}

impl PaginationStyleHint {
    /// The query parameters that it names, by key.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let (first, second) = match self {
            Self::Page { page, size, .. } => (
                Some(("page", page)),
                size.as_ref().map(|size| ("size", size)),
            ),
            Self::Offset { offset, limit } => (
                Some(("offset", offset)),
                limit.as_ref().map(|limit| ("limit", limit)),
            ),
            Self::Cursor { cursor, .. } => (Some(("cursor", cursor)), None),
            Self::Address { .. } | Self::Link => (None, None),
        };
        let named = first.into_iter().chain(second);
        named.map(|(key, name)| (key, name.as_str()))
    }
}

/// The table as it is written; flat, so that an unknown key is reported where it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    style: Style,
    page: Option<String>,
    size: Option<String>,
    first: Option<i64>,
    offset: Option<String>,
    limit: Option<String>,
    cursor: Option<String>,
    next: Option<Path>,
    items: Option<Path>,
    total: Option<Path>,
    pages: Option<Path>,
    more: Option<Path>,
}

/// The way to a member of the answer, as it is written.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a member of the answer is named by text (`meta.next`), or by a list of names (`[\"meta\", \"next.page\"]`)"
)]
enum Path {
    /// Names joined with dots.
    Joined(String),
    /// One name each, which may hold dots.
    Names(Vec<String>),
}

impl From<Path> for Vec<String> {
    fn from(path: Path) -> Self {
        match path {
            Path::Joined(text) => {
                let names = text.split('.').filter(|name| !name.is_empty());
                names.map(str::to_owned).collect()
            }
            Path::Names(names) => names,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Style {
    Page,
    Offset,
    Cursor,
    Address,
    Link,
}

impl Written {
    /// A key that the style has no use for.
    fn misplaced(&self) -> Option<&'static str> {
        let keys = [
            ("page", self.page.is_some(), Style::Page),
            ("size", self.size.is_some(), Style::Page),
            ("first", self.first.is_some(), Style::Page),
            ("offset", self.offset.is_some(), Style::Offset),
            ("limit", self.limit.is_some(), Style::Offset),
            ("cursor", self.cursor.is_some(), Style::Cursor),
            ("next", self.next.is_some(), Style::Cursor),
        ];
        keys.into_iter()
            .find(|(key, present, style)| {
                let is_address = *key == "next" && self.style == Style::Address;
                *present && *style != self.style && !is_address
            })
            .map(|(key, ..)| key)
    }
}

impl TryFrom<Written> for PaginationHint {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        if let Some(key) = written.misplaced() {
            return Err(format!("`{key}` belongs to another style of paging"));
        }
        let items = written.items.map(Vec::from).unwrap_or_default();
        let ends = [
            written.total.map(|path| PageEnd::Items(path.into())),
            written.pages.map(|path| PageEnd::Pages(path.into())),
            written.more.map(|path| PageEnd::More(path.into())),
        ];
        let mut ends = ends.into_iter().flatten();
        let end = ends.next();
        if ends.next().is_some() {
            return Err("`total`, `pages` and `more` exclude each other".to_owned());
        }
        let style = match written.style {
            Style::Page => PaginationStyleHint::Page {
                page: needed(written.page, "page")?,
                size: written.size,
                first: written.first.unwrap_or(1),
            },
            Style::Offset => PaginationStyleHint::Offset {
                offset: needed(written.offset, "offset")?,
                limit: written.limit,
            },
            Style::Cursor => PaginationStyleHint::Cursor {
                cursor: needed(written.cursor, "cursor")?,
                next: needed(written.next, "next")?.into(),
            },
            Style::Address => PaginationStyleHint::Address {
                next: needed(written.next, "next")?.into(),
            },
            Style::Link => PaginationStyleHint::Link,
        };
        Ok(Self { style, items, end })
    }
}

fn needed<T>(value: Option<T>, key: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("this style of paging needs `{key}`"))
}
