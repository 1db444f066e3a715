//! What Postman adds to a request that is written.

use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST};
use http::{HeaderValue, Method};

use super::body::Payload;
use super::headers;
use super::operation::Operation;
use super::request::{self, Request};

/// The type of urlencoded forms.
pub(super) const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// Everything that Postman adds after it has signed a request; what is there already stays.
pub(super) fn complete(
    request: &mut Request,
    operation: &Operation,
    content_type: Option<&HeaderValue>,
) {
    if let Some(content_type) = content_type {
        add_content_type(request, operation, content_type);
    }
    request::join_cookies(&mut request.headers);
    let headers = &mut request.headers;
    if let Some(authorization) = request.base.authorization() {
        headers::add_missing(headers, &AUTHORIZATION, authorization);
    }
    if request.base.writes_default_port()
        && let Ok(host) = HeaderValue::from_str(request.base.authority())
    {
        headers::add_missing(headers, &HOST, &host);
    }
    if request.body.is_empty()
        && counts_an_empty_body(&request.method)
        && operation.adds_header("content-length")
    {
        headers::add_missing(headers, &CONTENT_LENGTH, &HeaderValue::from_static("0"));
    }
}

/// Adds the content type; that of a form replaces a written one that does not fit.
pub(super) fn add_content_type(
    request: &mut Request,
    operation: &Operation,
    content_type: &HeaderValue,
) {
    if request.body.is_empty() || !operation.adds_header("content-type") {
        return;
    }
    let written = headers::get(&request.headers, &CONTENT_TYPE).map(HeaderValue::as_bytes);
    let fits = written.is_some_and(|written| match &request.body {
        Payload::Form(_) => written.starts_with(FORM_TYPE.as_bytes()),
        Payload::Multipart(_) => false,
        _ => true,
    });
    if !fits {
        headers::set(&mut request.headers, &CONTENT_TYPE, content_type.clone());
    }
}

/// Whether Postman sends `Content-Length: 0` when there is no body.
fn counts_an_empty_body(method: &Method) -> bool {
    !matches!(
        method.as_str(),
        "GET" | "HEAD" | "TRACE" | "DELETE" | "CONNECT" | "OPTIONS"
    )
}
