//! Bodies that only the hints know.

use super::{is_empty, is_pruned};
use crate::hints::{MediaType, MemberHint};
use crate::ir;
use crate::lower::Lower;
use crate::postman::{Body, FormPart, FormPartValue, RawLanguage, UrlencodedEntry};
use crate::resolve::ResolvedRequest;

impl Lower<'_> {
    /// The body that hints state for a request that shows none: JSON unless they name another type. A form has the members
    /// of the hint, and the collection sends none of them.
    pub(in crate::lower) fn stated_body(&self, request: &ResolvedRequest) -> Option<Body> {
        let hint = self.body_hint()?;
        let shown = request.item.request.body.as_ref();
        if is_unsent(request) || shown.is_some_and(|body| !is_empty(body)) {
            return None;
        }
        match hint.media_type() {
            Some(MediaType::Multipart) => Some(Body::Multipart(parts(hint))),
            Some(MediaType::Form) => Some(Body::Urlencoded(entries(hint))),
            None if shown.is_some() || !hint.is_addition() => None,
            Some(MediaType::Json) | None => Some(Body::Raw {
                text: String::new(),
                language: Some(RawLanguage::Json),
            }),
        }
    }

    /// Notes a hint for another kind of body than there is.
    pub(super) fn check_kind(&self, body: Option<&ir::Body>) {
        let Some((operation, hint)) = self.hint.and_then(|hint| Some((hint, hint.body.as_ref()?)))
        else {
            return;
        };
        let is_kind = |stated: MediaType| match body {
            Some(ir::Body::JsonObject { .. } | ir::Body::Json { .. }) => stated == MediaType::Json,
            Some(ir::Body::Form { .. }) => stated == MediaType::Form,
            Some(ir::Body::Multipart { .. }) => stated == MediaType::Multipart,
            _ => false,
        };
        if matches!(body, None | Some(ir::Body::Bytes { .. })) {
            operation.note_unmatched_keys(&["body"]);
        } else if hint.media_type().is_some_and(|stated| !is_kind(stated)) {
            operation.note_unmatched_keys(&["body", "contentMediaType"]);
        }
    }
}

/// Whether Postman sends no body, whatever the collection says.
pub(super) fn is_unsent(request: &ResolvedRequest) -> bool {
    is_pruned(&request.item.request.method) && !request.keeps_body()
}

fn parts(hint: &MemberHint) -> Vec<FormPart> {
    let members = hint.additions().enumerate();
    let parts = members.map(|(index, name)| FormPart {
        name: name.to_owned(),
        value: match hint.property(name) {
            Some(member) if member.is_file() => FormPartValue::Files(Vec::new()),
            _ => FormPartValue::Text(variable(name)),
        },
        content_type: None,
        file_name: None,
        disabled: true,
        description: None,
        index,
    });
    parts.collect()
}

fn entries(hint: &MemberHint) -> Vec<UrlencodedEntry> {
    let members = hint.additions().enumerate();
    let entries = members.map(|(index, name)| UrlencodedEntry {
        name: name.to_owned(),
        values: vec![variable(name)],
        disabled: true,
        description: None,
        index,
    });
    entries.collect()
}

/// What stands for a value that nobody knows.
fn variable(name: &str) -> String {
    format!("{{{{{name}}}}}")
}
