//! Pages: found in the parameters and the shape of the answer, unless the hints state them.

mod stated;

use heck::ToSnakeCase;
use serde_json::Value;

use super::Lower;
use super::context::Context;
use super::inputs::Inputs;
use super::response::status_of;
use crate::ir::{
    FieldId, Literal, Location, Output, PageEnd, Pagination, PaginationStyle, Presence,
    ResponseBody, Struct, TypeKind, TypeRef,
};
use crate::postman::SavedResponse;

/// Members that hold the next cursor, as snake-case paths; the first that is there counts.
const NEXT_CURSORS: &[&[&str]] = &[
    &["next_cursor"],
    &["next_page_token"],
    &["next_token"],
    &["meta", "next_cursor"],
    &["pagination", "next_cursor"],
    &["response_metadata", "next_cursor"],
    &["paging", "cursors", "after"],
];

/// Members that hold the address of the next page, where saved responses show addresses there.
const NEXT_ADDRESSES: &[&[&str]] = &[
    &["next"],
    &["next_url"],
    &["next_link"],
    &["next_page"],
    &["next_page_url"],
    &["odata_next_link"],
    &["links", "next"],
    &["links", "next", "href"],
    &["paging", "next"],
    &["pagination", "next"],
    &["meta", "next"],
];

/// Makes an end of the path of its member.
type EndAt = fn(Vec<String>) -> PageEnd;

/// Members that say how far a list goes, below the answer or one of [`CONTAINERS`].
const ENDS: &[(&str, EndAt)] = &[
    ("has_more", PageEnd::More),
    ("has_next", PageEnd::More),
    ("has_next_page", PageEnd::More),
    ("total_pages", PageEnd::Pages),
    ("page_count", PageEnd::Pages),
    ("last_page", PageEnd::Pages),
    ("total", PageEnd::Items),
    ("total_count", PageEnd::Items),
    ("total_items", PageEnd::Items),
    ("total_results", PageEnd::Items),
    ("total_elements", PageEnd::Items),
];

/// Members that hold what an answer says of its pages.
const CONTAINERS: &[&str] = &["", "meta", "pagination", "paging", "page_info", "page"];

/// Members that hold the list of items, best first.
const ITEMS: &[&str] = &[
    "items", "data", "results", "records", "entries", "values", "list", "content",
];

impl Lower<'_> {
    /// How the operation is paged: only where a parameter asks for a page, or saved responses lead
    /// to the next one, and the answer has one list of items.
    pub(super) fn pagination(
        &mut self,
        context: &Context<'_>,
        inputs: &Inputs,
        output: &Output,
    ) -> Option<Pagination> {
        let answer = match output {
            Output::One(ResponseBody::Json(answer)) => Some(answer),
            _ => None,
        };
        if let Some(hint) = context.hint.and_then(|hint| hint.pagination.as_ref()) {
            return self.stated_pagination(hint, context, inputs, answer);
        }
        let answer = answer?;
        let (items, item_type) = self.items(answer)?;
        let item = &context.request.item;
        let saved = item.responses.iter();
        let successes = saved.filter(|saved| status_of(saved).is_success());
        let successes: Vec<&SavedResponse> = successes.collect();
        let style = self.style(inputs, answer, &successes)?;
        let end = self.end(answer, &style);
        (item.request.method == "GET").then_some(Pagination {
            style,
            items,
            item_type,
            end,
        })
    }

    fn style(
        &self,
        inputs: &Inputs,
        answer: &TypeRef,
        successes: &[&SavedResponse],
    ) -> Option<PaginationStyle> {
        let find = |names: &[&str]| names.iter().find_map(|name| parameter(inputs, name));
        let size = find(&[
            "per_page",
            "page_size",
            "limit",
            "size",
            "count",
            "items_per_page",
        ]);
        if let Some(cursor) = find(&[
            "cursor",
            "page_token",
            "next_token",
            "after",
            "starting_after",
        ]) && let Some(next) = self.next_cursor(answer)
        {
            return Some(PaginationStyle::Cursor { cursor, next });
        }
        if let Some(page) = find(&["page", "page_number", "page_no", "page_index"])
            .filter(|id| is_integer(inputs, *id))
        {
            return Some(PaginationStyle::Page {
                page,
                size,
                first: first_page(inputs, page),
            });
        }
        let offset = find(&["offset", "skip", "start"]).filter(|id| is_integer(inputs, *id));
        if let Some(offset) = offset {
            return Some(PaginationStyle::Offset {
                offset,
                limit: size,
            });
        }
        if successes.iter().any(|saved| has_next_link(saved)) {
            return Some(PaginationStyle::Link);
        }
        let next = self.next_address(answer, successes)?;
        Some(PaginationStyle::Address { next })
    }

    /// The list of items: the answer itself, or the one list among its members.
    fn items(&self, answer: &TypeRef) -> Option<(Vec<String>, TypeRef)> {
        if let TypeRef::List(element) = answer {
            return Some((Vec::new(), (**element).clone()));
        }
        let lists: Vec<(&str, &TypeRef)> = self
            .members(answer)?
            .fields
            .iter()
            .filter_map(|field| match &field.type_ref {
                TypeRef::List(element) if matches!(**element, TypeRef::Named(_)) => {
                    Some((field.name.as_str(), &**element))
                }
                _ => None,
            })
            .collect();
        let known = ITEMS
            .iter()
            .find_map(|name| lists.iter().find(|(member, _)| is_called(member, name)));
        let (name, element) = match (known, lists.as_slice()) {
            (Some(known), _) => *known,
            (None, [only]) => *only,
            (None, _) => return None,
        };
        Some((vec![name.to_owned()], element.clone()))
    }

    fn next_cursor(&self, answer: &TypeRef) -> Option<Vec<String>> {
        let found = |path: &&[&str]| self.member_at(answer, path);
        NEXT_CURSORS.iter().find_map(found).map(|(names, _)| names)
    }

    /// The member that holds the address of the next page in a saved response.
    fn next_address(&self, answer: &TypeRef, successes: &[&SavedResponse]) -> Option<Vec<String>> {
        let found = |path: &&[&str]| self.member_at(answer, path);
        let mut places = NEXT_ADDRESSES.iter().filter_map(found).peekable();
        // Almost no answer has such a member, and its bodies need not be read.
        places.peek()?;
        let bodies = successes.iter().filter_map(|saved| saved.body.as_deref());
        let bodies: Vec<Value> = bodies
            .filter_map(|body| serde_json::from_str(body).ok())
            .collect();
        let is_address = |names: &[String]| {
            let texts = bodies.iter().filter_map(|body| {
                let value = names.iter().try_fold(body, |at, name| at.get(name))?;
                value.as_str()
            });
            let mut texts = texts.filter(|text| !text.is_empty()).peekable();
            texts.peek().is_some()
                && texts.all(|text| {
                    text.contains("://") || text.starts_with('/') || text.starts_with("{{")
                })
        };
        places
            .find(|(names, _)| is_address(names))
            .map(|(names, _)| names)
    }

    /// The member that says how far a list goes.
    fn end(&self, answer: &TypeRef, style: &PaginationStyle) -> Option<PageEnd> {
        let numbered = matches!(style, PaginationStyle::Page { .. });
        let counted = numbered || matches!(style, PaginationStyle::Offset { .. });
        for (name, make) in ENDS {
            for container in CONTAINERS {
                let path: Vec<&str> = [*container, *name]
                    .into_iter()
                    .filter(|step| !step.is_empty())
                    .collect();
                let Some((names, type_ref)) = self.member_at(answer, &path) else {
                    continue;
                };
                let end = make(names);
                let is_usable = match end {
                    PageEnd::More(_) => *type_ref == TypeRef::Boolean,
                    PageEnd::Pages(_) => numbered && *type_ref == TypeRef::Integer,
                    PageEnd::Items(_) => counted && *type_ref == TypeRef::Integer,
                };
                if is_usable {
                    return Some(end);
                }
            }
        }
        None
    }

    /// The member at a path of names in snake case: its names as written, and the type of its value.
    fn member_at<'t>(
        &'t self,
        answer: &'t TypeRef,
        path: &[&str],
    ) -> Option<(Vec<String>, &'t TypeRef)> {
        let (mut at, mut names) = (answer, Vec::new());
        for step in path {
            let fields = &self.members(at)?.fields;
            let field = fields.iter().find(|field| is_called(&field.name, step))?;
            names.push(field.name.clone());
            at = &field.type_ref;
        }
        while let TypeRef::Nullable(inner) | TypeRef::Boxed(inner) = at {
            at = inner;
        }
        Some((names, at))
    }

    pub(super) fn members(&self, type_ref: &TypeRef) -> Option<&Struct> {
        match type_ref {
            TypeRef::Named(id) => match &self.types.get(*id)?.kind {
                TypeKind::Struct(members) => Some(members),
                _ => None,
            },
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => self.members(inner),
            _ => None,
        }
    }
}

/// Whether a saved response has a `Link` header that leads to the next page.
fn has_next_link(saved: &SavedResponse) -> bool {
    saved.headers.iter().any(|header| {
        header.name.eq_ignore_ascii_case("link")
            && header.value.split([';', ',']).any(|part| {
                let part: String = part.split_whitespace().collect();
                matches!(part.as_str(), "rel=next" | "rel=\"next\"")
            })
    })
}

/// The optional query parameter of that name, in any casing.
fn parameter(inputs: &Inputs, name: &str) -> Option<FieldId> {
    inputs.find(|field| {
        field.location == Location::Query
            && field.presence == Presence::Optional
            && is_called(field.name.trim_start_matches(['$', '_']), name)
    })
}

/// Whether a text is that name in snake case. Almost none is: letters tell sooner than words.
fn is_called(text: &str, name: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_lowercase())
    }
    (!text.is_ascii() || letters(text).eq(letters(name))) && text.to_snake_case() == name
}

fn is_integer(inputs: &Inputs, id: FieldId) -> bool {
    let field = inputs.get(id);
    field.is_some_and(|field| field.type_ref == TypeRef::Integer)
}

/// The number of the first page: 0 where the collection asks for page 0, else 1.
fn first_page(inputs: &Inputs, id: FieldId) -> i64 {
    let example = inputs.get(id).and_then(|field| field.example.as_ref());
    i64::from(!matches!(example, Some(Literal::Number(text)) if text == "0"))
}
