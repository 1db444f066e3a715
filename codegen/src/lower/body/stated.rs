//! Bodies that only the hints know.

use super::{is_empty, is_unsent};
use crate::hints::{MediaType, MemberHint};
use crate::ir::Body;
use crate::lower::context::Context;

impl<'c> Context<'c> {
    /// The kind of the body that hints state for a request that shows none: JSON unless they name another type.
    pub(in crate::lower) fn stated_body(&self) -> Option<(MediaType, &'c MemberHint)> {
        let hint = self.body_hint()?;
        let shown = self.request.item.request.body.as_ref();
        if is_unsent(self.request) || shown.is_some_and(|body| !is_empty(body)) {
            return None;
        }
        match hint.media_type() {
            None if shown.is_some() || !hint.is_addition() => None,
            stated => Some((stated.unwrap_or(MediaType::Json), hint)),
        }
    }

    /// The members of a form that only the hints know; the collection sends none of them.
    pub(super) fn added_members(&self, shown: &[&str]) -> Vec<&'c str> {
        let Some((operation, hint)) = self.hint.zip(self.body_hint()) else {
            return Vec::new();
        };
        let added = hint.additions().filter(|name| !shown.contains(name));
        let added: Vec<&str> = added.collect();
        operation.note_unmatched_names(shown.iter().chain(&added).copied());
        if hint.has_alternatives() {
            operation.note_unmatched_keys(&["body", "oneOf"]);
        }
        added
    }

    /// Notes a hint for another kind of body than there is.
    pub(super) fn check_kind(&self, body: Option<&Body>) {
        let Some((operation, hint)) = self.hint.zip(self.body_hint()) else {
            return;
        };
        let is_kind = |stated: MediaType| match body {
            Some(Body::JsonObject { .. } | Body::Json { .. }) => stated == MediaType::Json,
            Some(Body::Form { .. }) => stated == MediaType::Form,
            Some(Body::Multipart { .. }) => stated == MediaType::Multipart,
            _ => false,
        };
        if matches!(body, None | Some(Body::Bytes { .. })) {
            operation.note_unmatched_keys(&["body"]);
        } else if hint.media_type().is_some_and(|stated| !is_kind(stated)) {
            operation.note_unmatched_keys(&["body", "contentMediaType"]);
        }
    }
}
