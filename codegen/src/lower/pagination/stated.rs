//! Pages as the hints state them.

use crate::diagnostic::{Code, Diagnostic};
use crate::hints::{OperationHints, PaginationHint, PaginationStyleHint};
use crate::ir::{Location, Pagination, PaginationStyle, Presence, TypeRef};
use crate::lower::Lower;
use crate::lower::context::Context;
use crate::lower::inputs::Inputs;

impl Lower<'_> {
    /// The stated paging; `None` where it names a parameter of another kind, or a list that is not there.
    pub(super) fn stated_pagination(
        &mut self,
        hint: &PaginationHint,
        context: &Context<'_>,
        inputs: &Inputs,
        answer: Option<&TypeRef>,
    ) -> Option<Pagination> {
        if let Some(operation) = context.hint {
            note_unmatched(operation, hint, inputs);
        }
        let stated = answer.and_then(|answer| self.fitting(hint, inputs, answer));
        if stated.is_none() {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::UnfitHint,
                    context.origin().place.clone(),
                    "the paging of the hints fits neither the optional query parameters nor the answer",
                )
                .item(&context.origin().path)
                .instead("a call of one page")
                .help("page and offset are optional integers of the query, and the answer has the list: let the hints state the types, too"),
            );
        }
        stated
    }

    /// The paging of a hint that fits the query and the answer.
    fn fitting(
        &self,
        hint: &PaginationHint,
        inputs: &Inputs,
        answer: &TypeRef,
    ) -> Option<Pagination> {
        let find = |name: &str| {
            inputs.find(|field| {
                field.location == Location::Query
                    && field.presence == Presence::Optional
                    && field.name == name
            })
        };
        let items = hint.items.clone();
        let item_type = self.list_at(answer, &items)?;
        let style = match &hint.style {
            PaginationStyleHint::Page { page, size, first } => PaginationStyle::Page {
                page: find(page)?,
                size: size.as_deref().and_then(find),
                first: *first,
            },
            PaginationStyleHint::Offset { offset, limit } => PaginationStyle::Offset {
                offset: find(offset)?,
                limit: limit.as_deref().and_then(find),
            },
            PaginationStyleHint::Cursor { cursor, next } => PaginationStyle::Cursor {
                cursor: find(cursor)?,
                next: next.clone(),
            },
            PaginationStyleHint::Address { next } => {
                PaginationStyle::Address { next: next.clone() }
            }
            PaginationStyleHint::Link => PaginationStyle::Link,
        };
        let end = hint.end.clone();
        Some(Pagination {
            style,
            items,
            item_type,
            end,
        })
    }

    /// The element type of the list at a path of member names.
    fn list_at(&self, answer: &TypeRef, path: &[String]) -> Option<TypeRef> {
        let list = path.iter().try_fold(answer, |at, name| {
            let mut fields = self.members(at)?.fields.iter();
            let field = fields.find(|field| field.name == *name)?;
            Some(&field.type_ref)
        });
        match list? {
            TypeRef::List(element) => Some((**element).clone()),
            _ => None,
        }
    }
}

/// Notes the parameters that a hint names and the query does not have.
fn note_unmatched(operation: &OperationHints, hint: &PaginationHint, inputs: &Inputs) {
    let query = inputs.as_slice().iter();
    let query = query.filter(|field| field.location == Location::Query);
    let known: Vec<&str> = query.map(|field| field.name.as_str()).collect();
    for (key, name) in hint.style.parameters() {
        if !known.contains(&name) {
            operation.note_unmatched_page(key, name, known.iter().copied());
        }
    }
}
