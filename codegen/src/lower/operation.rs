//! One request item into one operation.

use super::Lower;
use super::context::Context;
use super::inputs::Inputs;
use super::response::Answers;
use super::title::title;
use super::types::{Position, Role};
use super::{curl, docs, round_trip};
use crate::diagnostic::{Code, Diagnostic};
use crate::infer::Sample;
use crate::ir::{Behavior, Body, Direction, Operation, Origin, PathPart, ResourceId, ServerId};
use crate::postman::{self, ScriptKind};
use crate::resolve::ResolvedRequest;

impl<'r> Lower<'r> {
    /// The operation of a request item, whose answers are lowered already.
    pub(super) fn operation(
        &mut self,
        index: usize,
        request: &ResolvedRequest,
        sample: Option<&Sample>,
        (responses, output): Answers,
    ) -> Operation {
        self.report(request);
        let item = &request.item;
        let context = self.context(index, request, sample);
        let mut inputs = Inputs::default();
        let server = self.server(&context);
        let path = self.path(&context, &mut inputs);
        let query = self.query(&context, &mut inputs);
        let credential = self.credential(&context);
        // A body comes before the headers, for it may bring one, and its fields come last.
        let mut body_inputs = Inputs::default();
        let (body, content_type) = self.body(&context, &mut body_inputs);
        let headers = self.headers(&context, content_type, &mut inputs);
        let body = body.map(|body| inputs.append(body, body_inputs));
        let pagination = self.pagination(&context, &inputs, &output);
        let hint = context.hint;
        let title = title(item);
        let name = title.as_deref().unwrap_or(&item.name);
        let stated = hint.and_then(|hint| hint.description.as_deref());
        Operation {
            name: item.name.clone(),
            id: item.id.clone(),
            resource: ResourceId(request.folder),
            position: request.item.index,
            docs: docs::operation(name, stated.or(item.description.as_deref())),
            method: item.request.method.clone(),
            server,
            signature: self.signature(request, &path, &inputs),
            own_url: context.url().to_text_with_variables(),
            path,
            query,
            headers,
            sample: self.sent_sample(&context, body.as_ref(), &inputs),
            body,
            fields: inputs.finish(),
            credential,
            responses,
            output,
            behavior: behavior(request),
            pagination,
            curl: curl::curl(&context),
            deprecated: hint.and_then(|hint| hint.deprecated.clone()),
            rename: hint.and_then(|hint| hint.rename.clone()).or(title),
            origin: context.at.origin,
        }
    }

    fn server(&mut self, context: &Context<'_>) -> ServerId {
        let folder = self.folder_name(context.request.folder);
        self.servers
            .id(context.url(), &folder, &mut self.settings, context.origin())
    }

    /// The collection's own JSON body for the round-trip tests; none where a hint rules it out.
    fn sent_sample(
        &self,
        context: &Context<'_>,
        body: Option<&Body>,
        inputs: &Inputs,
    ) -> Option<String> {
        let field = match body {
            Some(Body::Json { field, .. }) => inputs.get(*field),
            _ => None,
        };
        let lacks_example = field.is_some_and(|field| field.example.is_none());
        let is_overruled = context.body_hint().is_some() && lacks_example;
        (self.options.emitted.round_trip && !is_overruled)
            .then(|| round_trip::of_request(body, context.sample))?
    }

    /// The context of a request; `sample` is its JSON body, where that is lowered.
    pub(super) fn context<'c>(
        &self,
        operation: usize,
        request: &'c ResolvedRequest,
        sample: Option<&'c Sample>,
    ) -> Context<'c>
    where
        'r: 'c,
    {
        let item = &request.item;
        let hint = self.hints.operation(&request.path, item.id.as_deref());
        let renamed = hint.and_then(|hint| hint.rename.clone());
        let at = Position {
            home: ResourceId(self.top_level(request.folder)),
            direction: Direction::Encode,
            folder: self.folder_name(request.folder),
            operation: renamed
                .or_else(|| title(item))
                .unwrap_or_else(|| item.name.clone()),
            role: Role::Request,
            origin: Origin {
                place: item.place.clone(),
                path: request.path.clone(),
            },
        };
        Context {
            operation,
            request,
            sample,
            at,
            hint,
            shared_responses: self.hints.shared_responses(&request.path),
        }
    }

    pub(super) fn folder_name(&self, folder: usize) -> String {
        self.resolved
            .folders
            .get(folder)
            .filter(|_| folder > 0)
            .map(|folder| folder.name.clone())
            .unwrap_or_default()
    }

    /// The top-level folder that holds a folder; the root for itself.
    fn top_level(&self, mut folder: usize) -> usize {
        while let Some(parent) = self
            .resolved
            .folders
            .get(folder)
            .and_then(|folder| folder.parent)
            .filter(|parent| *parent > 0)
        {
            folder = parent;
        }
        folder
    }

    /// Method and URL for readers: settings and fields in braces.
    fn signature(&self, request: &ResolvedRequest, path: &[PathPart], inputs: &Inputs) -> String {
        let mut text = format!(
            "{} {}",
            request.item.request.method,
            shown_base(&request.item.request.url)
        );
        for part in path {
            match part {
                PathPart::Text(literal) => text.push_str(literal),
                PathPart::Field(id) => {
                    let name = inputs
                        .as_slice()
                        .get(id.0)
                        .map_or("", |field| field.name.as_str());
                    text.extend(["{", name, "}"]);
                }
                PathPart::Setting(id) => {
                    text.extend(["{", self.settings.variable(*id), "}"]);
                }
                PathPart::Dynamic(_) => text.push_str("{…}"),
            }
        }
        text
    }

    /// Says what of the item Postman itself treats in a way that a reader may not expect.
    fn report(&mut self, request: &ResolvedRequest) {
        let item = &request.item;
        if item.request.url.host.is_empty() {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::NoUrl,
                    item.place.member("request").member("url"),
                    "the request has no host",
                )
                .item(&request.path)
                .instead("an operation that goes where the setting `baseUrl` says"),
            );
        }
        for (said, message, instead) in ignored(&request.behavior) {
            if said {
                self.diagnostics.push(
                    Diagnostic::new(Code::Unsupported, item.place.clone(), message)
                        .item(&request.path)
                        .instead(instead),
                );
            }
        }
        let changes = |source: &str| {
            source.contains("pm.request.")
                || source.contains("request.data")
                || source.contains("request.headers")
        };
        if item
            .scripts
            .iter()
            .any(|script| script.kind == ScriptKind::PreRequest && changes(&script.source))
        {
            self.diagnostics.push(
                Diagnostic::new(Code::PreRequestScript, item.place.member("event"), "a script changes the request before it is sent")
                    .item(&request.path)
                    .instead("the request as it is stored")
                    .help("set what the script sets through `Call::header`, `Call::query` or a credential"),
            );
        }
    }
}

/// The host part of a URL for readers: `{{x}}` as `{x}`.
fn shown_base(url: &postman::Url) -> String {
    super::server::shown_base(url)
        .replace("{{", "{")
        .replace("}}", "}")
}

/// What a collection may ask of the connection that would make every client less safe than its user expects: whether it
/// does, what it is and what holds instead.
fn ignored(behavior: &postman::Behavior) -> [(bool, &'static str, &'static str); 2] {
    [
        (
            behavior.strict_ssl == Some(false),
            "`strictSSL: false`: the request takes any certificate",
            "certificates are checked, unless `Options::reqwest` is given a client that does not",
        ),
        (
            behavior.follow_authorization_header == Some(true),
            "`followAuthorizationHeader`: a redirect takes the credential to another host",
            "the credential stays with its origin",
        ),
    ]
}

fn behavior(request: &ResolvedRequest) -> Behavior {
    let behavior = &request.behavior;
    Behavior {
        follow_redirects: behavior.follow_redirects,
        max_redirects: behavior.max_redirects,
        disable_url_encoding: behavior.disable_url_encoding == Some(true),
        disabled_headers: behavior
            .disabled_system_headers
            .iter()
            .flatten()
            .map(|header| header.0.clone())
            .collect(),
        keep_body: request.keeps_body(),
        keep_method: behavior.follow_original_method == Some(true),
    }
}
