//! One request item into one operation.

use super::Lower;
use super::body::{self, BodyContext};
use super::inputs::Inputs;
use super::response::Answers;
use super::title::title;
use super::types::{Position, Role};
use super::{curl, docs, round_trip};
use crate::diagnostic::{Code, Diagnostic};
use crate::infer::Sample;
use crate::ir::{Behavior, Body, Direction, Operation, Origin, PathPart, ResourceId};
use crate::postman::{self, ScriptKind};
use crate::resolve::ResolvedRequest;

impl Lower<'_> {
    pub(super) fn operation(
        &mut self,
        index: usize,
        request: &ResolvedRequest,
        body: Option<&Sample>,
        answers: Answers,
    ) -> Operation {
        let item = &request.item;
        self.report(request);
        let at = self.enter(request);
        let origin = at.origin.clone();
        let title = title(item);
        let renamed = self.hint.and_then(|hint| hint.rename.clone());
        let rename = renamed.or_else(|| title.clone());
        let url = &item.request.url;
        let mut inputs = Inputs::default();
        let folder = self.folder_name(request.folder);
        let server = self.servers.id(url, &folder, &mut self.settings, &origin);
        let path = self.path(url, &at, &origin, &mut inputs);
        let query = self.query(index, url, &at, &origin, &mut inputs);
        let credential = self.credentials.of(
            request,
            &self.resolved.variables,
            &mut self.settings,
            &origin,
            self.diagnostics,
        );
        let (lowered_body, body_inputs, brings_type) = self.typed_body(&BodyContext {
            operation: index,
            request,
            sample: body,
            at: &at,
            origin: &origin,
        });
        let headers = self.headers(request, brings_type, &at, &origin, &mut inputs);
        let lowered_body = lowered_body.map(|body| inputs.append(body, body_inputs));
        let (responses, output) = answers;
        let pagination = self.pagination(request, &inputs, &output);
        let hint = self.hint;
        let overruled = self.body_hint().is_some() && inputs.lacks_example(lowered_body.as_ref());
        let sample = if self.options.emitted.round_trip && !overruled {
            round_trip::of_request(lowered_body.as_ref(), body)
        } else {
            None
        };
        Operation {
            name: item.name.clone(),
            id: item.id.clone(),
            resource: ResourceId(request.folder),
            position: request.position,
            docs: docs::operation(
                title.as_deref().unwrap_or(&item.name),
                hint.and_then(|hint| hint.description.as_deref())
                    .or(item.description.as_deref()),
            ),
            method: item.request.method.clone(),
            server,
            signature: self.signature(request, &path, &inputs),
            own_url: url.to_text_with_variables(),
            path,
            query,
            headers,
            body: lowered_body,
            fields: inputs.finish(),
            credential,
            responses,
            output,
            behavior: behavior(request),
            pagination,
            sample,
            curl: curl::curl(request),
            deprecated: hint.and_then(|hint| hint.deprecated.clone()),
            rename,
            origin,
        }
    }

    /// The body with its inputs, and whether it brings its content type: where a header of the request has it, it does not.
    fn typed_body(&mut self, context: &BodyContext<'_>) -> (Option<Body>, Inputs, bool) {
        let mut inputs = Inputs::default();
        let mut body = self.body(context, &mut inputs);
        let mut brings_type = false;
        if let Some(body) = &mut body {
            brings_type = !body::is_header(body, &inputs, context.request);
            if !brings_type {
                body::leave_to_header(body);
            }
        }
        (body, inputs, brings_type)
    }

    /// Makes the hints for a request those at hand, and gives the position of its types.
    pub(super) fn enter(&mut self, request: &ResolvedRequest) -> Position {
        let item = &request.item;
        self.hint = self.hints.operation(&request.path, item.id.as_deref());
        self.shared_responses = self.hints.shared_responses(&request.path);
        let renamed = self.hint.and_then(|hint| hint.rename.clone());
        Position {
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
        keep_body: behavior.disable_body_pruning == Some(true),
        keep_method: behavior.follow_original_method == Some(true),
    }
}
