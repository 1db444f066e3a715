//! What the hints say of the operation that is being lowered.

use super::Lower;
use super::context::Context;
use crate::hints::{MemberHint, ResponseHint, Responses};
use crate::infer;
use crate::ir::{Field, Literal, Location, Status, TypeRef};

/// What hints say of one status.
#[derive(Default)]
pub(super) struct ResponseHints {
    /// The body, laid over what was inferred.
    pub(super) schema: Option<MemberHint>,
    /// What the answer means.
    pub(super) description: Option<String>,
    /// What it means where the collection does not say.
    pub(super) shared_description: Option<String>,
    /// A body to show.
    pub(super) example: Option<String>,
    /// The answer has no body.
    pub(super) empty: bool,
}

impl<'c> Context<'c> {
    /// The hint for a parameter, or for a member of the body.
    pub(super) fn member_hint(&self, location: Location, name: &str) -> Option<MemberHint> {
        let hint = self.hint?;
        match location {
            Location::Path => hint.path.get(name).cloned(),
            Location::Query => hint.query.get(name).cloned(),
            Location::Header => hint.header.get_ignoring_case(name).cloned(),
            Location::Body => hint.body.as_ref()?.property(name),
        }
    }

    /// Whether a literal is a constant, where a hint decides it.
    pub(super) fn constant_hint(&self, location: Location, name: &str) -> Option<bool> {
        self.member_hint(location, name)?.constant()
    }

    /// The hint for the body.
    pub(super) fn body_hint(&self) -> Option<&'c MemberHint> {
        self.hint?.body.as_ref()
    }

    /// The statuses that hints name, for this operation or for those around it.
    pub(super) fn hinted_statuses(&self) -> Vec<Status> {
        let own = self.hint.iter().map(|hint| &hint.responses);
        let all = own.chain(self.shared_responses.iter().copied());
        all.flat_map(Responses::keys)
            .filter_map(|status| status.parse().ok())
            .collect()
    }

    /// What hints say of a status. What they say of others too counts where the collection leaves the body open.
    pub(super) fn response_hints(&self, status: Status, is_open: bool) -> ResponseHints {
        let class = status.code().map(|code| Status::Class(code / 100));
        let names: Vec<String> = [Some(status), class]
            .into_iter()
            .flatten()
            .map(|status| status.to_string())
            .collect();
        let own = self.hint.into_iter().map(|hint| &hint.responses);
        let tables = own.chain(self.shared_responses.iter().copied());
        let hints = tables.flat_map(|table| names.iter().filter_map(|name| table.get(name)));
        let hints: Vec<&ResponseHint> = hints.collect();
        let own = self.hint.zip(names.first());
        let own = own.and_then(|(hint, name)| hint.responses.get(name));
        let body = own.filter(|hint| hint.states_body()).or_else(|| {
            hints
                .iter()
                .copied()
                .find(|hint| is_open && hint.states_body())
        });
        ResponseHints {
            schema: body.and_then(|hint| hint.schema.clone()),
            description: own.and_then(|hint| hint.description.clone()),
            shared_description: hints.iter().find_map(|hint| hint.description.clone()),
            example: own.or(body).and_then(ResponseHint::example_text),
            empty: body.is_some_and(|hint| hint.empty),
        }
    }

    /// Parameters that only the hints know, by location.
    pub(super) fn added(&self, location: Location) -> Vec<&'c str> {
        let Some(hint) = self.hint else {
            return Vec::new();
        };
        let table = match location {
            Location::Query => &hint.query,
            Location::Header => &hint.header,
            Location::Path | Location::Body => return Vec::new(),
        };
        let added = table.rest().filter(|(_, hint)| hint.is_addition());
        added.map(|(name, _)| name).collect()
    }
}

impl Lower<'_> {
    /// The example that a hint gives, as a literal of the field's type; nothing for a secret.
    pub(super) fn shown(&self, hint: Option<&MemberHint>, field: &Field) -> Option<Literal> {
        let example = hint?.example().filter(|_| !field.secret)?;
        let text = example.to_string();
        let sample = infer::parse_sample(&text).ok()?;
        let as_text = || (field.type_ref == TypeRef::Text).then_some(Literal::Text(text));
        let typed = self.types.literal(&sample, &field.type_ref);
        typed.or_else(as_text)
    }
}
