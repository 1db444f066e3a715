//! The Content-Type of a body: the collection's own header, else Postman's choice by mode and language.

use std::borrow::Cow;

use crate::infer;
use crate::ir::{Body, FieldId, FormValue, PartContent, PartSource, Presence};
use crate::lower::inputs::Inputs;
use crate::postman::{self, AuthKind, FileSource, Header, RawLanguage};
use crate::resolve::{ResolvedRequest, has_variable};

/// The Content-Type of a raw body. Without language and header Postman sends text/plain, whatever the text looks like.
pub(super) fn of_raw(request: &ResolvedRequest, language: Option<&RawLanguage>) -> Option<String> {
    own(request).or_else(|| {
        by_client(
            request,
            match language {
                Some(RawLanguage::Json) => "application/json",
                Some(RawLanguage::Xml) => "application/xml",
                Some(RawLanguage::Html) => "text/html",
                Some(RawLanguage::JavaScript) => "application/javascript",
                Some(RawLanguage::Text | RawLanguage::Other(_)) | None => "text/plain",
            },
        )
    })
}

/// The Content-Type of a form: Postman replaces the collection's unless it already starts like a form's.
pub(super) fn of_form(request: &ResolvedRequest) -> Option<String> {
    const FORM: &str = "application/x-www-form-urlencoded";
    match own(request) {
        Some(own) if own.starts_with(FORM) || is_disabled(request) => Some(own),
        _ => by_client(request, FORM),
    }
}

/// The Content-Type of a GraphQL body.
pub(super) fn of_graphql(request: &ResolvedRequest) -> Option<String> {
    own(request).or_else(|| by_client(request, "application/json"))
}

/// The Content-Type of a file: by the name of the file, when the collection does not say.
pub(super) fn of_file(request: &ResolvedRequest, source: &FileSource) -> Option<String> {
    if source.path.is_none() && source.content.is_some() {
        return own(request);
    }
    let by_name = source.path.as_deref().and_then(postman::media_type);
    own(request).or_else(|| by_client(request, by_name.unwrap_or("application/octet-stream")))
}

/// Who sends the Content-Type of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum ContentType {
    /// The body.
    Body,
    /// The collection's own header, if it has one.
    Header,
}

/// Decides who sends the Content-Type of a body, and takes it from the body where the header does.
pub(in crate::lower) fn settle(
    body: &mut Body,
    inputs: &Inputs,
    request: &ResolvedRequest,
) -> ContentType {
    if !is_header(body, inputs, request) {
        return ContentType::Body;
    }
    match body {
        Body::JsonObject { content_type, .. }
        | Body::Json { content_type, .. }
        | Body::Text { content_type, .. }
        | Body::Bytes { content_type, .. }
        | Body::Form { content_type, .. }
        | Body::GraphQl { content_type, .. } => *content_type = None,
        Body::Multipart { .. } => {}
    }
    ContentType::Header
}

/// Whether the collection's own Content-Type is a header like any other: the client adds none by itself
/// (`disabledSystemHeaders`), it goes out also where the body does not, or a signature covers it, which is made before
/// the client adds one.
fn is_header(body: &Body, inputs: &Inputs, request: &ResolvedRequest) -> bool {
    let is_absent = |field: &FieldId| {
        let field = inputs.get(*field);
        field.is_some_and(|field| field.presence != Presence::Required)
    };
    let may_be_empty = match body {
        Body::JsonObject { .. } | Body::GraphQl { .. } => false,
        Body::Json { field, .. } | Body::Text { field, .. } | Body::Bytes { field, .. } => {
            is_absent(field)
        }
        Body::Form { entries, .. } => entries.iter().all(|entry| match &entry.value {
            FormValue::Field(field) => is_absent(field),
            FormValue::Constant(_) => false,
        }),
        Body::Multipart { parts, .. } => parts.iter().all(|part| match &part.content {
            PartContent::File(field) | PartContent::Text(PartSource::Field(field)) => {
                is_absent(field)
            }
            PartContent::Text(PartSource::Constant(_)) => false,
        }),
    };
    own(request).is_some_and(|own| {
        may_be_empty || is_disabled(request) || signs_headers(request) || has_variable(&own)
    })
}

fn signs_headers(request: &ResolvedRequest) -> bool {
    let kind = request.auth.as_ref().map(|auth| &auth.kind);
    matches!(
        kind,
        Some(AuthKind::AwsV4 | AuthKind::EdgeGrid | AuthKind::Hawk)
    )
}

/// The boundary that the collection's own Content-Type header fixes for a multipart body.
pub(super) fn boundary(request: &ResolvedRequest) -> Option<String> {
    let own = own(request)?;
    let (_, rest) = own.split_once("boundary=")?;
    let boundary = rest
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_matches('"');
    (!boundary.is_empty()).then(|| boundary.to_owned())
}

/// Raw text as Postman sends it: comments are removed when the language is JSON, or when there is none and a
/// Content-Type entry, even a disabled one, says JSON.
pub(in crate::lower) fn as_sent<'t>(
    request: &ResolvedRequest,
    language: Option<&RawLanguage>,
    text: &'t str,
) -> Cow<'t, str> {
    let is_json = match language {
        Some(RawLanguage::Json) => true,
        Some(_) => false,
        None => declares_json(&request.item.request.headers),
    };
    if is_json {
        infer::strip_comments(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a Content-Type entry, enabled or not, says `application/json` or `application/…+json`.
pub(in crate::lower) fn declares_json(headers: &[Header]) -> bool {
    headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case("content-type"))
        .any(|header| {
            let essence = header
                .value
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase();
            essence == "application/json"
                || (essence.starts_with("application/") && essence.ends_with("+json"))
        })
}

/// The value of the collection's own enabled header.
fn own(request: &ResolvedRequest) -> Option<String> {
    let headers = request.item.request.headers.iter().rev();
    headers
        .into_iter()
        .find(|header| !header.disabled && header.name.eq_ignore_ascii_case("content-type"))
        .map(|header| header.value.clone())
}

/// What the client adds, unless `disabledSystemHeaders` forbids it.
fn by_client(request: &ResolvedRequest, value: &str) -> Option<String> {
    (!is_disabled(request)).then(|| value.to_owned())
}

fn is_disabled(request: &ResolvedRequest) -> bool {
    request
        .behavior
        .disabled_system_headers
        .iter()
        .flatten()
        .any(|header| header.0 == "content-type")
}
