//! Resolved requests, inferred shapes and hints in, the intermediate representation out.
//!
//! Each request item becomes one operation. The arenas of settings, servers and credentials grow as operations are
//! lowered, in the collection's order, so that the result depends on nothing else. Answers are lowered before, by what
//! they show: their types do not depend on the order either.

mod address;
mod body;
mod constant;
mod context;
mod credential;
mod curl;
mod docs;
mod header;
mod hint;
mod inputs;
mod kept;
mod literal_id;
mod operation;
mod pagination;
mod parameter;
mod path;
mod query;
mod response;
mod round_trip;
mod saved;
mod server;
mod setting;
mod title;
mod token;
pub mod types;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::hints::Hints;
use crate::infer::{self, Sample, ScriptFacts, Values};
use crate::ir::{
    Api, CredentialKind, OperationId, Origin, Resource, ResourceId, Setting, SettingId, Template,
};
use crate::postman::{self, ScriptKind};
use crate::resolve::{Resolved, ResolvedFolder, ResolvedRequest, reference};

use body::SentObject;
use constant::Constants;
use credential::Credentials;
use kept::KeptValues;
use server::Servers;
use setting::Settings;
use token::Grant;
use types::Types;

/// What the configuration asks of one API.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The module of the emitted crate.
    pub module: String,
    /// `literals = "send"`: samples are sent unless the caller changes them.
    pub send_literals: bool,
    /// What the emitted code carries.
    pub emitted: crate::ir::Options,
    /// How types are made.
    pub types: types::Options,
}

/// The state of one lowering.
struct Lower<'r> {
    resolved: &'r Resolved,
    /// The JSON objects that requests send.
    sent: Vec<SentObject>,
    hints: &'r Hints,
    options: &'r Options,
    values: Values,
    /// What test scripts state, by operation.
    facts: &'r [ScriptFacts],
    /// The answers that variables come from.
    kept: &'r KeptValues,
    constants: Constants,
    grants: Vec<Grant>,
    settings: Settings<'r>,
    servers: Servers,
    credentials: Credentials,
    types: Types,
    diagnostics: &'r mut Diagnostics,
}

/// Lowers a resolved collection. Each request is dropped once it is lowered: both together are twice as large.
pub fn lower(
    mut resolved: Resolved,
    hints: &Hints,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Api {
    let requests = std::mem::take(&mut resolved.requests);
    let bodies: Vec<Option<Sample>> = requests
        .iter()
        .map(|request| json_body(&request.item.request))
        .collect();
    let facts = script_facts(&requests);
    let kept = KeptValues::of(&requests, &facts);
    let mut lower = Lower {
        resolved: &resolved,
        sent: SentObject::all(&requests, &bodies),
        hints,
        options,
        values: values(&resolved),
        facts: &facts,
        kept: &kept,
        constants: Constants::of(&requests, &bodies),
        grants: token::grants(&requests),
        settings: Settings::new(&resolved, &kept),
        servers: Servers::default(),
        credentials: Credentials::default(),
        types: Types::new(options.types.clone()),
        diagnostics,
    };
    for request in &requests {
        let folder = lower.folder_name(request.folder);
        lower.types.announce(&request.item.name, &folder);
    }
    let answers = lower.all_responses(&requests);
    let operations = requests
        .into_iter()
        .zip(bodies)
        .zip(answers)
        .enumerate()
        .map(|(index, ((request, body), answers))| {
            lower.operation(index, &request, body.as_ref(), answers)
        })
        .collect();
    lower.finish(operations)
}

impl Lower<'_> {
    /// Reports text that says of itself that it is JSON and is not.
    fn report_broken(&mut self, place: Place, what: &str, origin: &Origin) {
        self.diagnostics.push(
            Diagnostic::new(Code::BrokenJson, place, format!("the {what} is not JSON"))
                .item(&origin.path)
                .instead("text")
                .help("correct it in Postman, or state its type in the hints"),
        );
    }

    fn finish(mut self, operations: Vec<crate::ir::Operation>) -> Api {
        let token_endpoints = self.token_endpoints(&operations);
        let servers = self.servers.finish();
        let credentials = self.credentials.finish();
        let mut required: Vec<SettingId> = Vec::new();
        if let [server] = servers.as_slice() {
            required.extend(server.base.settings());
        }
        if credential::is_one(&credentials) {
            let kinds = credentials.iter().map(|credential| &credential.kind);
            let templates = kinds.flat_map(CredentialKind::templates);
            required.extend(templates.flat_map(Template::settings));
        }
        let environments = self.settings.environments();
        let settings = self.settings.finish(&required);
        report_undefined(self.resolved, &settings, self.diagnostics);
        let origin = Origin {
            place: self.resolved.place.clone(),
            path: Vec::new(),
        };
        Api {
            title: self.resolved.title.clone(),
            module: self.options.module.clone(),
            docs: docs::described(self.resolved.description.as_deref(), || {
                format!("Client of {}.", crate::markdown::code(&self.resolved.title))
            }),
            origin,
            settings,
            servers,
            credentials,
            token_endpoints,
            environments,
            resources: resources(&self.resolved.folders, &operations),
            operations,
            types: self.types.finish(self.diagnostics),
            options: self.options.emitted.clone(),
        }
    }
}

/// The JSON body of a request, when it can be read as JSON.
fn json_body(request: &postman::Request) -> Option<Sample> {
    match &request.body {
        Some(postman::Body::Raw { text, .. }) => infer::parse_sample(text).ok(),
        _ => None,
    }
}

/// What the items' own test scripts state, by operation.
fn script_facts(requests: &[ResolvedRequest]) -> Vec<ScriptFacts> {
    let of_item = |request: &ResolvedRequest| {
        let scripts = request
            .item
            .scripts
            .iter()
            .filter(|script| script.kind == ScriptKind::Test);
        scripts
            .map(|script| script.source.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let sources: Vec<String> = requests.iter().map(of_item).collect();
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    infer::read_scripts(&sources)
}

/// What variables are known to hold, for samples.
fn values(resolved: &Resolved) -> Values {
    let variables = &resolved.variables;
    let known = variables
        .names()
        .filter_map(|name| Some((name.to_owned(), variables.value(name)?.to_owned())));
    let mut values = Values::new(known);
    for (_, environment) in variables.environments() {
        values.add_environment(environment.iter().cloned());
    }
    values
}

/// The folders with what stands directly below each.
fn resources(folders: &[ResolvedFolder], operations: &[crate::ir::Operation]) -> Vec<Resource> {
    let mut resources: Vec<Resource> = folders
        .iter()
        .map(|folder| Resource {
            name: folder.name.clone(),
            id: folder.id.clone(),
            parent: folder.parent.map(ResourceId),
            position: folder.index,
            children: Vec::new(),
            operations: Vec::new(),
            docs: docs::folder(&folder.name, folder.description.as_deref()),
            origin: Origin {
                place: folder.place.clone(),
                path: folder.path.clone(),
            },
        })
        .collect();
    for (index, folder) in folders.iter().enumerate() {
        if let Some(parent) = folder.parent.and_then(|parent| resources.get_mut(parent)) {
            parent.children.push(ResourceId(index));
        }
    }
    for (index, operation) in operations.iter().enumerate() {
        if let Some(resource) = resources.get_mut(operation.resource.0) {
            resource.operations.push(OperationId(index));
        }
    }
    resources
}

/// Reports the settings that no document gives a value.
fn report_undefined(resolved: &Resolved, settings: &[Setting], diagnostics: &mut Diagnostics) {
    let is_open = |setting: &&Setting| {
        let is_defined = resolved
            .variables
            .values(&setting.variable)
            .next()
            .is_some();
        !setting.secret && !is_defined
    };
    for setting in settings.iter().filter(is_open) {
        let message = format!("no value for `{}`", reference(&setting.variable));
        diagnostics.push(
            Diagnostic::new(
                Code::UndefinedVariable,
                setting.origin.place.clone(),
                message,
            )
            .item(&setting.origin.path)
            .instead("a setting without a default")
            .help("give it one in the collection, or name the environment that has it"),
        );
    }
}

#[cfg(test)]
mod tests;
