//! What a caller says in place of the collection: other bodies, answers of other types, calls that it does not show.

use bytes::Bytes;
use http::Method;
use serde::Serialize;

use super::body::Payload;
use super::call::Call;
use super::decode::{self, Body};
use super::draft::Draft;
use super::error::Error;

impl<T, P> Call<T, P> {
    /// Sends this as JSON, in place of the body that the call has.
    pub fn json<B: Serialize + ?Sized>(mut self, body: &B) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => self.draft.replace_body("application/json", body.into()),
            Err(source) => self
                .draft
                .fail(|| Error::build("the body cannot be written as JSON").with_source(source)),
        }
        self
    }

    /// Sends these bytes with this content type, in place of the body that the call has.
    pub fn body(mut self, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.draft.replace_body(content_type, body.into());
        self
    }

    /// The same call, its answer to be read as something else than the collection shows: `call.untyped().await?.json()`.
    pub fn untyped(self) -> Call<Body> {
        Call::new(self.draft, decode::untyped)
    }
}

impl Draft {
    /// The request with another method and path; the path may have a query, and is encoded already.
    pub fn to(mut self, method: Method, path: &str) -> Call<Body> {
        self.request.method = method;
        if !path.starts_with(['/', '?']) && !path.is_empty() {
            self.path("/");
        }
        self.path(path);
        self.has_query = path.contains('?');
        self.call(decode::untyped)
    }

    fn replace_body(&mut self, content_type: &str, body: Bytes) {
        self.drop_body();
        self.request.body = Payload::Bytes(body);
        self.set_header("content-type", content_type);
    }

    /// Takes the body away, and what was to be said of it.
    pub(super) fn drop_body(&mut self) {
        self.request.body = Payload::Empty;
        self.parts.clear();
        #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
        self.sources.clear();
        self.is_json = false;
        self.content_type = None;
    }
}
