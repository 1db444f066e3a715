//! A request being written.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::Serialize;

use super::body::Payload;
use super::call::Call;
use super::complete::{FORM_TYPE, add_content_type};
use super::core::Core;
use super::credential::Credential;
use super::encode;
use super::error::Error;
use super::headers;
use super::operation::Operation;
use super::request::Request;
use super::response::Answer;
use super::retry::Retries;
use super::values::Parameter;

/// A request being written, without regard to what is decoded from its answer.
///
/// What cannot be written makes the call fail when it is sent, with an error that names the field; the first such
/// failure is kept and later writes go on as if nothing had happened.
pub struct Draft {
    pub(super) core: Core,
    pub(super) operation: &'static Operation,
    pub(super) request: Request,
    /// The part of the target that comes from the base address.
    pub(super) prefix: usize,
    pub(super) has_query: bool,
    /// The body is JSON written here, so that its type is known before the request is signed.
    pub(super) is_json: bool,
    pub(super) content_type: Option<HeaderValue>,
    /// A multipart form, complete after every part.
    pub(super) parts: Vec<u8>,
    /// Files of the form that are read while it is sent, each before a place in it.
    #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
    pub(super) sources: Vec<(usize, super::upload::Source)>,
    pub(super) failure: Option<Error>,
    pub(super) timeout: Option<Duration>,
    pub(super) retries: Option<Retries>,
    pub(super) lenient: Option<bool>,
    /// What this call is authorized with, in place of the client's credential.
    pub(super) credential: Option<Credential>,
}

impl Draft {
    pub(super) fn new(core: &Core, operation: &'static Operation) -> Self {
        let base = core.server(operation.server);
        let mut target = String::with_capacity(base.prefix().len() + operation.template.len() + 64);
        target.push_str(base.prefix());
        let (method, failure) = match Method::from_bytes(operation.method.as_bytes()) {
            Ok(method) => (method, None),
            Err(_) => (Method::GET, Some(Error::build("the method cannot be sent"))),
        };
        let request = Request {
            operation: operation.name,
            method,
            target,
            raw_target: operation.raw_url,
            headers: HeaderMap::with_capacity(6),
            body: Payload::Empty,
            base: Arc::clone(base),
        };
        Self {
            core: core.clone(),
            operation,
            prefix: request.target.len(),
            request,
            has_query: false,
            is_json: false,
            content_type: None,
            parts: Vec::new(),
            #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
            sources: Vec::new(),
            failure,
            timeout: None,
            retries: None,
            lenient: None,
            credential: None,
        }
    }

    /// Keeps the first failure.
    pub(super) fn fail(&mut self, failure: impl FnOnce() -> Error) {
        if self.failure.is_none() {
            self.failure = Some(failure());
        }
    }

    /// The core, for dynamic variables.
    pub fn core(&self) -> &Core {
        &self.core
    }

    /// Appends literal text of the path, already encoded.
    pub fn path(&mut self, encoded: &str) -> &mut Self {
        self.request.target.push_str(encoded);
        self
    }

    /// Appends a caller's value as a segment or a part of one: `/`, `?`, `#` and `%` in it are encoded.
    ///
    /// Without text, or as `.` or `..`, it would lead to another operation: the call fails.
    pub fn segment(&mut self, field: &'static str, value: &dyn Parameter) -> &mut Self {
        let target = &mut self.request.target;
        let start = target.len();
        value.each(&mut |value| encode::push_display(target, value, encode::SEGMENT));
        if matches!(target.get(start..), None | Some("" | "." | "..")) {
            self.fail(|| Error::build(format!("the path field `{field}` is empty, `.` or `..`")));
        }
        self
    }

    /// Appends a setting to the path: Postman's path set, slashes are kept.
    pub fn path_text(&mut self, value: &str) -> &mut Self {
        if self.operation.raw_url {
            return self.path(value);
        }
        encode::push(&mut self.request.target, value, encode::PATH);
        self
    }

    fn separate(&mut self) {
        if !self.has_query && self.request.target.is_empty() {
            self.request.target.push('/');
        }
        self.request
            .target
            .push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
    }

    /// Adds a caller's value to the query, once for each text that it has; the name is already encoded.
    pub fn query(&mut self, encoded_name: &str, value: &dyn Parameter) -> &mut Self {
        value.each(&mut |value| {
            self.separate();
            self.request.target.push_str(encoded_name);
            self.request.target.push('=');
            encode::push_display(&mut self.request.target, value, encode::VALUE);
        });
        self
    }

    /// Adds a literal entry to the query, already encoded: `a=b`, `a=` or `a`.
    pub fn query_text(&mut self, encoded: &str) -> &mut Self {
        self.separate();
        self.request.target.push_str(encoded);
        self
    }

    /// Adds an entry whose name or value came from settings: Postman's query set, with `&` encoded in both and `=` in
    /// the name.
    pub fn query_pair(&mut self, name: &str, value: &str) -> &mut Self {
        self.separate();
        let target = &mut self.request.target;
        if self.operation.raw_url {
            target.push_str(name);
            target.push('=');
            target.push_str(value);
        } else {
            encode::push(target, name, encode::PAIR_NAME);
            target.push('=');
            encode::push(target, value, encode::PAIR_VALUE);
        }
        self
    }

    /// Adds a header, once for each text of the value; an absent value adds none.
    pub fn header(&mut self, name: &'static str, value: &dyn Parameter) -> &mut Self {
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(header) => self.append_header(&header, name, value),
            Err(_) => value.each(&mut |_| {
                self.fail(|| Error::build(format!("the header `{name}` cannot be sent")));
            }),
        }
        self
    }

    /// Adds a header whose name came from settings.
    pub fn header_pair(&mut self, name: &str, value: &dyn Parameter) -> &mut Self {
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(header) => self.append_header(&header, name, value),
            Err(_) => self.fail(|| Error::build("the name of a header cannot be sent")),
        }
        self
    }

    fn append_header(&mut self, header: &HeaderName, field: &str, value: &dyn Parameter) {
        value.each(&mut |value| {
            let mut text = String::new();
            // Only a value's own Display can fail; what it wrote until then stands.
            let _ = fmt::Write::write_fmt(&mut text, format_args!("{value}"));
            match header_value(text) {
                Some(value) => {
                    headers::add(&mut self.request.headers, header, value);
                }
                None => self.fail(|| {
                    Error::build(format!(
                        "the header field `{field}` has characters that cannot be sent"
                    ))
                }),
            }
        });
    }

    /// Sets the `Content-Type`, unless a header of that name is written.
    pub fn content_type(&mut self, value: &str) -> &mut Self {
        match header_value(value.to_owned()) {
            Some(value) => self.content_type = Some(value),
            None => self.fail(|| Error::build("the content type cannot be sent")),
        }
        self
    }

    fn default_content_type(&mut self, value: &'static str) {
        if self.content_type.is_none() {
            self.content_type = Some(HeaderValue::from_static(value));
        }
    }

    /// Sets a JSON body, and `application/json` unless a content type is set.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T) -> &mut Self {
        self.json_bytes(serde_json::to_vec(body))
    }

    /// Sets a JSON body that is already written.
    pub fn json_bytes(&mut self, body: serde_json::Result<Vec<u8>>) -> &mut Self {
        match body {
            Ok(body) => {
                self.request.body = Payload::Bytes(body.into());
                self.is_json = true;
                self.default_content_type("application/json");
            }
            Err(source) => {
                self.fail(|| {
                    Error::build("the body cannot be written as JSON").with_source(source)
                });
            }
        }
        self
    }

    /// Sets a text body, and `text/plain` unless a content type is set; empty text is no body.
    pub fn text(&mut self, body: &str) -> &mut Self {
        if !body.is_empty() {
            self.request.body = Payload::Bytes(Bytes::copy_from_slice(body.as_bytes()));
            self.default_content_type("text/plain");
        }
        self
    }

    /// Sets a body of bytes, and `application/octet-stream` unless a content type is set.
    pub fn bytes(&mut self, body: Bytes) -> &mut Self {
        self.request.body = Payload::Bytes(body);
        self.default_content_type("application/octet-stream");
        self
    }

    /// Adds an entry to a urlencoded form, once for each text of the value. Only RFC 3986's unreserved characters stay.
    pub fn form(&mut self, name: &str, value: &dyn Parameter) -> &mut Self {
        let mut form = match std::mem::take(&mut self.request.body) {
            Payload::Form(form) => form,
            _ => String::new(),
        };
        value.each(&mut |value| {
            if !form.is_empty() {
                form.push('&');
            }
            encode::push(&mut form, name, encode::FORM);
            form.push('=');
            encode::push_display(&mut form, value, encode::FORM);
        });
        if !form.is_empty() {
            self.request.body = Payload::Form(form);
            self.default_content_type(FORM_TYPE);
        }
        self
    }

    /// The finished request, as a call that decodes its answer with this function.
    pub fn call<T>(mut self, decode: fn(&Answer) -> Result<T, Error>) -> Call<T> {
        if !self.operation.sends_body() {
            self.drop_body();
        }
        Call::new(Box::new(self), decode)
    }

    /// Everything that Postman adds before it signs a request: what a signature covers.
    pub(super) fn prepare(&mut self) -> Result<(), Error> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        self.request.base.check()?;
        if self.request.target.is_empty() {
            self.request.target.push('/');
        }
        if !self.parts.is_empty() {
            let form = Bytes::from(std::mem::take(&mut self.parts));
            #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
            let body = self.form_of(form);
            #[cfg(not(all(feature = "stream", not(target_arch = "wasm32"))))]
            let body = Payload::Multipart(form);
            self.request.body = body;
        }
        let Self { request, core, .. } = self;
        for (name, value) in &core.0.options.headers {
            headers::add_missing(&mut request.headers, name, value);
        }
        if self.is_json
            && let Some(content_type) = self.content_type.take_if(|it| it == "application/json")
        {
            add_content_type(&mut self.request, self.operation, &content_type);
        }
        Ok(())
    }
}

/// Text as a header value: characters up to U+00FF are single bytes, others cannot be sent.
pub(super) fn header_value(text: String) -> Option<HeaderValue> {
    if text.is_ascii() {
        return HeaderValue::from_maybe_shared(Bytes::from(text)).ok();
    }
    let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    HeaderValue::from_bytes(&bytes.ok()?).ok()
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("operation", &self.operation.name)
            .field("request", &self.request)
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}
