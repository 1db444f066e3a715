//! Request bodies, one file a mode.

mod content_type;
mod form;
mod forms;
mod graphql;
mod json;
mod known;
mod multipart;
mod stated;

use super::Lower;
use super::context::Context;
use super::inputs::{Inputs, field};
use crate::diagnostic::{Code, Diagnostic};
use crate::hints::MediaType;
use crate::ir::{Body, Docs, FileExample, Literal, Location, Presence, TypeRef};
use crate::postman::{self, RawLanguage};
use crate::resolve::ResolvedRequest;

pub(super) use content_type::{ContentType, as_sent, declares_json};
pub(super) use forms::SentObject;

impl Lower<'_> {
    /// The body that is sent, `None` when Postman sends none, and who sends its Content-Type.
    pub(super) fn body(
        &mut self,
        context: &Context<'_>,
        inputs: &mut Inputs,
    ) -> (Option<Body>, ContentType) {
        let mut body = self.lower_body(context, inputs);
        context.check_kind(body.as_ref());
        let content_type = body
            .as_mut()
            .map(|body| content_type::settle(body, inputs, context.request));
        (body, content_type.unwrap_or(ContentType::Header))
    }

    fn lower_body(&mut self, context: &Context<'_>, inputs: &mut Inputs) -> Option<Body> {
        if is_unsent(context.request) {
            self.report_pruned(context);
            return None;
        }
        match context.stated_body() {
            Some((MediaType::Json, _)) => {
                return self.raw(context, "", Some(&RawLanguage::Json), inputs);
            }
            Some((MediaType::Form, _)) => return self.form(context, &[], inputs),
            Some((MediaType::Multipart, _)) => return self.multipart(context, &[], inputs),
            None => {}
        }
        match context.request.item.request.body.as_ref()? {
            postman::Body::Raw { text, language } => {
                self.raw(context, text, language.as_ref(), inputs)
            }
            postman::Body::Urlencoded(entries) => self.form(context, entries, inputs),
            postman::Body::Multipart(parts) => self.multipart(context, parts, inputs),
            postman::Body::File(source) => Some(file(context, source, inputs)),
            postman::Body::GraphQl(graphql) => Some(self.graphql(context, graphql, inputs)),
        }
    }

    /// Says that a body with content is left out.
    fn report_pruned(&mut self, context: &Context<'_>) {
        let request = &context.request.item.request;
        if request.body.as_ref().is_none_or(is_empty) {
            return;
        }
        let place = context.request.item.place.member("request").member("body");
        let message = format!("Postman sends no body with {}", request.method);
        let finding = Diagnostic::new(Code::BodyNotSent, place, message);
        let finding = finding.item(&context.origin().path);
        self.diagnostics
            .push(finding.instead("the request has no body"));
    }

    fn raw(
        &mut self,
        context: &Context<'_>,
        text: &str,
        language: Option<&RawLanguage>,
        inputs: &mut Inputs,
    ) -> Option<Body> {
        if text.is_empty() && context.body_hint().is_none() {
            return None;
        }
        let content_type = content_type::of_raw(context.request, language);
        let sent = as_sent(context.request, language, text);
        if let Some(body) = self.json(context, &sent, content_type.clone(), inputs) {
            return Some(body);
        }
        if language == Some(&RawLanguage::Json) && context.sample.is_none() {
            let place = context.origin().place.member("request").member("body");
            self.report_broken(place.member("raw"), "body", context.origin());
        }
        let mut body = field("body", Location::Body, TypeRef::Text, Presence::Required);
        body.docs = Docs::sentence("The body, as text.");
        body.example = Some(Literal::Text(sent.into_owned()));
        Some(Body::Text {
            field: inputs.add(body),
            content_type,
        })
    }
}

/// Whether Postman sends no body, whatever the collection says: it drops those of some methods unless told otherwise.
fn is_unsent(request: &ResolvedRequest) -> bool {
    let method = request.item.request.method.as_str();
    matches!(method, "GET" | "HEAD" | "COPY" | "PURGE" | "UNLOCK") && !request.keeps_body()
}

/// Whether a body would send nothing.
fn is_empty(body: &postman::Body) -> bool {
    match body {
        postman::Body::Raw { text, .. } => text.trim().is_empty(),
        postman::Body::Urlencoded(entries) => entries.is_empty(),
        postman::Body::Multipart(parts) => parts.is_empty(),
        postman::Body::File(source) => source.path.is_none() && source.content.is_none(),
        postman::Body::GraphQl(graphql) => graphql.query.is_none(),
    }
}

fn file(context: &Context<'_>, source: &postman::FileSource, inputs: &mut Inputs) -> Body {
    // Postman sends no body where no file is chosen.
    let presence = if source.path.is_some() || source.content.is_some() {
        Presence::Required
    } else {
        Presence::Optional
    };
    let mut body = field("body", Location::Body, TypeRef::Bytes, presence);
    body.docs = Docs::sentence("The content of the file.");
    let stored = source.content.as_ref().map(|base64| FileExample {
        content: Some(base64.clone()),
        ..FileExample::default()
    });
    let chosen = source.path.as_deref().map(multipart::file).or(stored);
    body.example = chosen.map(|file| Literal::Files(vec![file]));
    let content_type = content_type::of_file(context.request, source);
    Body::Bytes {
        field: inputs.add(body),
        content_type,
    }
}
