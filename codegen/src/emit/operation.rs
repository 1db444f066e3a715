//! Client functions.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{
    Behavior, Body, CredentialId, Operation, OperationId, Output, ResponseBody, ResponseCase,
    ServerId, Status, Stream, TypeRef,
};
use crate::name::OperationNames;

use super::context::Context;
use super::docs::{Lines, code};
use super::moved::Moved;
use super::pagination::{Paging, emit_pagination};
use super::rust_type::rust_type;
use super::scope::Scope;
use super::{doctest, draft};

/// The client function of an operation; `client` is the expression of the client.
pub(super) fn emit_function(
    scope: &Scope<'_>,
    id: OperationId,
    client: &TokenStream,
) -> TokenStream {
    let (operation, names) = scope.cx.operation(id);
    let (call, paged) = call_type(scope, operation);
    let docs = function_docs(scope, id, paged.is_some());
    let deprecated = operation
        .deprecated
        .as_ref()
        .map(|note| quote!(#[deprecated(note = #note)]));
    let (function, request) = (&names.function, &names.request);
    let decode = decode(scope, operation);
    let end = match paged {
        None => quote!(draft.call(#decode)),
        // The closures of a list need to know the type that they read.
        Some(paged) => {
            let (call, output) = (scope.runtime("Call"), output_type(scope, operation));
            quote!(let first: #call<#output> = draft.call(#decode); first #paged)
        }
    };
    let statics = static_operation(scope, operation, names);
    let statements = draft::statements(scope, operation, names, client);
    let settings =
        (!operation.settings().is_empty()).then(|| quote!(let settings = &#client.settings;));
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    let (statics, statements) = (Moved::from(statics), Moved::from(statements));
    let is_body = matches!(operation.body, Some(Body::JsonObject { .. }));
    let argument = if operation.fields.is_empty() && !is_body {
        quote!(_)
    } else {
        quote!(request)
    };
    quote! {
        #docs
        #deprecated
        pub fn #function(&self, #argument: &#request) -> #call {
            #statics
            #settings
            let #mutable draft = #client.core.draft(&OPERATION);
            #statements
            #end
        }
    }
}

/// The type of the call that a client function gives, and the methods that tell it how a list goes on.
pub(super) fn call_type(
    scope: &Scope<'_>,
    operation: &Operation,
) -> (TokenStream, Option<TokenStream>) {
    let output = output_type(scope, operation);
    match emit_pagination(scope, operation) {
        None => {
            let call = scope.runtime("Call");
            (quote!(#call<#output>), None)
        }
        Some(Paging { item, chain }) => {
            let call = scope.runtime("PagedCall");
            (quote!(#call<#output, #item>), Some(chain))
        }
    }
}

/// The operation's name in errors, traces and mocks: its modules and its function, joined with dots.
pub(super) fn operation_name(
    cx: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> String {
    let mut parts = cx.modules(operation.resource);
    parts.push(names.function.as_str());
    parts.join(".").replace("r#", "")
}

/// What is fixed about an operation, as a static.
fn static_operation(
    scope: &Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let data = scope.runtime("Operation");
    let name = operation_name(scope.cx, operation, names);
    let method = &operation.method;
    let template = path_template(scope, operation);
    let server = server_of(operation.server);
    let credential = credential_of(operation.credential);
    let behavior = behavior(&operation.behavior);
    quote!(static OPERATION: #data = #data::new(#name, #method, #template) #server #credential #behavior;)
}

/// Where a static operation goes.
pub(super) fn server_of(id: ServerId) -> Option<TokenStream> {
    let index = Literal::usize_unsuffixed(id.0);
    (id.0 != 0).then(|| quote!(.server(#index)))
}

/// What a static operation is authorized with.
pub(super) fn credential_of(id: Option<CredentialId>) -> Option<TokenStream> {
    let index = Literal::usize_unsuffixed(id?.0);
    Some(quote!(.credential(#index)))
}

fn behavior(behavior: &Behavior) -> TokenStream {
    let redirects =
        (behavior.follow_redirects == Some(false)).then(|| quote!(.without_redirects()));
    let count = behavior
        .max_redirects
        .map(Literal::u32_unsuffixed)
        .map(|count| quote!(.max_redirects(#count)));
    let count = if redirects.is_some() { None } else { count };
    let raw = behavior.disable_url_encoding.then(|| quote!(.raw_url()));
    let keep = behavior.keep_body.then(|| quote!(.keep_body()));
    let method = behavior.keep_method.then(|| quote!(.keep_method()));
    let headers = &behavior.disabled_headers;
    let headers = (!headers.is_empty()).then(|| quote!(.without_headers(&[#(#headers),*])));
    quote!(#redirects #count #method #raw #keep #headers)
}

/// The path with its fields in braces, as errors and traces show it.
fn path_template(scope: &Scope<'_>, operation: &Operation) -> String {
    use crate::ir::PathPart;
    let mut template = String::new();
    for part in &operation.path {
        match part {
            PathPart::Text(text) => template.push_str(text),
            PathPart::Field(id) => {
                let _ = write!(template, "{{{}}}", operation.fields[id.0].name);
            }
            PathPart::Setting(id) => {
                let _ = write!(template, "{{{}}}", scope.cx.setting(*id).0.variable);
            }
            PathPart::Dynamic(_) => template.push_str("{}"),
        }
    }
    template
}

/// The type that a call yields.
pub(super) fn output_type(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    match &operation.output {
        Output::ByStatus(type_ref) => rust_type(scope, type_ref),
        Output::One(body) => body_type(scope, body),
    }
}

/// The type of a body.
pub(super) fn body_type(scope: &Scope<'_>, body: &ResponseBody) -> TokenStream {
    match body {
        ResponseBody::Unknown => scope.runtime("Body"),
        ResponseBody::Empty => quote!(()),
        ResponseBody::Json(type_ref) => rust_type(scope, type_ref),
        ResponseBody::Text => quote!(String),
        ResponseBody::Bytes => scope.import("bytes", "Bytes"),
    }
}

fn decode(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    match &operation.output {
        Output::ByStatus(type_ref) => {
            let output = rust_type(scope, type_ref);
            quote!(#output::from_answer)
        }
        Output::One(body) => decode_body(scope, body),
    }
}

/// The runtime's function that decodes a body.
pub(super) fn decode_body(scope: &Scope<'_>, body: &ResponseBody) -> TokenStream {
    let decode = scope.runtime("decode");
    match body {
        ResponseBody::Unknown => quote!(#decode::untyped),
        ResponseBody::Empty => quote!(#decode::nothing),
        ResponseBody::Json(_) => quote!(#decode::json),
        ResponseBody::Text => quote!(#decode::text),
        ResponseBody::Bytes => quote!(#decode::bytes),
    }
}

fn function_docs(scope: &Scope<'_>, id: OperationId, is_paged: bool) -> Lines {
    let (operation, names) = scope.cx.operation(id);
    let mut lines = Lines::text(&operation.docs.summary);
    lines.paragraph(&format!("`{}`", code(&operation.signature)));
    lines.paragraph(&operation.docs.body);
    lines.evidence(&operation.docs);
    if let Some(note) = &names.note {
        lines.paragraph(note);
    }
    if is_paged {
        lines.paragraph(
            "The answer is one page of a list: `.pages()` on the call gives this page and all that follow, `.items()` their\nitems.",
        );
    }
    doctest::example(&mut lines, scope.cx, id);
    if !operation.curl.is_empty() {
        lines.paragraph("As a command:");
        lines.code(
            "sh",
            &operation
                .curl
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        );
    }
    statuses(&mut lines, &operation.responses);
    errors(scope, &mut lines, operation);
    lines
}

fn statuses(lines: &mut Lines, responses: &[ResponseCase]) {
    let successes: Vec<&ResponseCase> = responses
        .iter()
        .filter(|case| case.status.is_success())
        .collect();
    if !successes.is_empty() {
        lines.paragraph("# Answers");
        lines.gap();
        for case in successes {
            let stream = match case.stream {
                Some(Stream::Events) => "; `.events()` on the call gives its events as they come",
                Some(Stream::Lines) => {
                    "; `.json_lines()` on the call gives its values as they come"
                }
                None => "",
            };
            status_line(lines, case, stream);
        }
    }
}

fn errors(scope: &Scope<'_>, lines: &mut Lines, operation: &Operation) {
    lines.paragraph("# Errors");
    lines.paragraph(
        "When the request cannot be sent, or the answer is no success or not what was expected.",
    );
    let failures: Vec<&ResponseCase> = operation
        .responses
        .iter()
        .filter(|case| !case.status.is_success())
        .collect();
    if failures.is_empty() {
        return;
    }
    let types: Vec<Option<&str>> = failures
        .iter()
        .map(|case| error_type(scope, &case.body))
        .collect();
    let shared = match types.as_slice() {
        [Some(first), rest @ ..] if rest.iter().all(|name| *name == Some(first)) => Some(*first),
        _ => None,
    };
    if let Some(name) = shared {
        lines.paragraph(&format!(
            "`error.decode::<{name}>()` reads the body of these:"
        ));
    }
    lines.gap();
    for (case, name) in failures.iter().zip(types) {
        let body = name
            .filter(|_| shared.is_none())
            .map_or_else(String::new, |name| {
                format!("; `error.decode::<{name}>()` reads the body")
            });
        status_line(lines, case, &body);
    }
}

/// The type of a body that has one of its own.
fn error_type<'a>(scope: &Scope<'a>, body: &ResponseBody) -> Option<&'a str> {
    match body {
        ResponseBody::Json(TypeRef::Named(id)) => Some(scope.cx.type_def(*id).1.name.as_str()),
        _ => None,
    }
}

fn status_line(lines: &mut Lines, case: &ResponseCase, body: &str) {
    let status = match case.status {
        Status::Unknown => "Other".to_owned(),
        status => status.to_string(),
    };
    let meaning = case.docs.summary.replace(['\n', '\r'], " ");
    let meaning = meaning.trim_end_matches('.');
    let colon = if meaning.is_empty() { "" } else { ": " };
    lines.line(&format!("- `{status}`{colon}{meaning}{body}."));
}
