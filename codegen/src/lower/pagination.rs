//! Pages: found in the parameters and the shape of the answer.

use heck::ToSnakeCase;

use super::Lower;
use super::inputs::Inputs;
use crate::ir::{
    FieldId, Location, Output, Pagination, PaginationStyle, Presence, ResponseBody, Struct,
    TypeKind, TypeRef,
};

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

/// Members that hold the list of items, best first.
const ITEMS: &[&str] = &[
    "items", "data", "results", "records", "entries", "values", "list", "content",
];

impl Lower<'_> {
    /// How the operation is paged: only where a parameter asks for a page and the answer has one list of items.
    pub(super) fn pagination(
        &self,
        operation: usize,
        inputs: &Inputs,
        output: &Output,
    ) -> Option<Pagination> {
        let Output::One(ResponseBody::Json(answer)) = output else {
            return None;
        };
        if let Some(stated) = self.pagination_hint(inputs, answer) {
            return Some(stated);
        }
        let (items, item_type) = self.items(answer)?;
        let style = self.style(inputs, answer)?;
        let method = &self.resolved.requests.get(operation)?.item.request.method;
        (method == "GET").then_some(Pagination {
            style,
            items,
            item_type,
        })
    }

    fn style(&self, inputs: &Inputs, answer: &TypeRef) -> Option<PaginationStyle> {
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
        let offset = find(&["offset", "skip", "start"]).filter(|id| is_integer(inputs, *id))?;
        Some(PaginationStyle::Offset {
            offset,
            limit: size,
        })
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
        let known = ITEMS.iter().find_map(|name| {
            lists
                .iter()
                .find(|(member, _)| member.to_snake_case() == *name)
        });
        let (name, element) = match (known, lists.as_slice()) {
            (Some(known), _) => *known,
            (None, [only]) => *only,
            (None, _) => return None,
        };
        Some((vec![name.to_owned()], element.clone()))
    }

    fn next_cursor(&self, answer: &TypeRef) -> Option<Vec<String>> {
        NEXT_CURSORS.iter().find_map(|path| {
            let mut at = answer.clone();
            let mut names = Vec::new();
            for step in *path {
                let field = self
                    .members(&at)?
                    .fields
                    .iter()
                    .find(|field| field.name.to_snake_case() == *step)?;
                names.push(field.name.clone());
                let next = field.type_ref.clone();
                at = next;
            }
            Some(names)
        })
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

/// The optional query parameter of that name, in any casing.
fn parameter(inputs: &Inputs, name: &str) -> Option<FieldId> {
    let is_it = |field: &crate::ir::Field| {
        let plain = field.name.trim_start_matches(['$', '_']).to_snake_case();
        field.location == Location::Query && field.presence == Presence::Optional && plain == name
    };
    inputs.as_slice().iter().position(is_it).map(FieldId)
}

fn is_integer(inputs: &Inputs, id: FieldId) -> bool {
    inputs
        .as_slice()
        .get(id.0)
        .is_some_and(|field| field.type_ref == TypeRef::Integer)
}

/// The number of the first page: 0 where the collection asks for page 0, else 1.
fn first_page(inputs: &Inputs, id: FieldId) -> i64 {
    let example = inputs
        .as_slice()
        .get(id.0)
        .and_then(|field| field.example.as_ref());
    i64::from(!matches!(example, Some(crate::ir::Literal::Number(text)) if text == "0"))
}
