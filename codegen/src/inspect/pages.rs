//! How a list goes on, in the words of the hint that says so.

use crate::ir::{FieldId, Operation, PageEnd, Pagination, PaginationStyle};

use super::schema::quoted;

/// The `pagination` hint that states what was inferred, without its braces.
pub(super) fn pages(operation: &Operation) -> Option<String> {
    let pagination = operation.pagination.as_ref()?;
    let entries = entries(operation, pagination)?;
    let entries = entries
        .into_iter()
        .map(|(key, value)| format!("{key} = {value}"));
    Some(entries.collect::<Vec<_>>().join(", "))
}

type Entries = Vec<(&'static str, String)>;

fn entries(operation: &Operation, pagination: &Pagination) -> Option<Entries> {
    let name = |id: FieldId| Some(quoted(&operation.fields.get(id.0)?.name));
    let mut entries = match &pagination.style {
        PaginationStyle::Page { page, size, first } => {
            let mut entries = vec![("style", quoted("page")), ("page", name(*page)?)];
            entries.extend(size.and_then(name).map(|size| ("size", size)));
            entries.extend((*first != 1).then(|| ("first", first.to_string())));
            entries
        }
        PaginationStyle::Offset { offset, limit } => {
            let mut entries = vec![("style", quoted("offset")), ("offset", name(*offset)?)];
            entries.extend(limit.and_then(name).map(|limit| ("limit", limit)));
            entries
        }
        PaginationStyle::Cursor { cursor, next } => vec![
            ("style", quoted("cursor")),
            ("cursor", name(*cursor)?),
            ("next", path(next)),
        ],
        PaginationStyle::Address { next } => {
            vec![("style", quoted("address")), ("next", path(next))]
        }
        PaginationStyle::Link => vec![("style", quoted("link"))],
    };
    if !pagination.items.is_empty() {
        entries.push(("items", path(&pagination.items)));
    }
    if let Some(end) = &pagination.end {
        let (key, names) = match end {
            PageEnd::Items(names) => ("total", names),
            PageEnd::Pages(names) => ("pages", names),
            PageEnd::More(names) => ("more", names),
        };
        entries.push((key, path(names)));
    }
    Some(entries)
}

/// Names joined with dots, unless one of them holds a dot.
fn path(names: &[String]) -> String {
    if names.iter().any(|name| name.contains('.')) {
        let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
        return format!("[{}]", names.join(", "));
    }
    quoted(&names.join("."))
}
