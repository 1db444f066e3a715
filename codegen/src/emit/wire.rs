//! `examples/wire.rs`: prints the requests that the client makes of the collection's own values.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::format;
use crate::ir::{self, Api, Body, Field, FormValue, OperationId, Template, TemplatePart};
use crate::name::Names;

use super::context::Context;
use super::crate_files::CrateSettings;
use super::file::header;
use super::survey::Survey;
use super::{ModuleSettings, SourceFile};

/// What every example has: reading values, printing requests.
const PRINT: &str = include_str!("wire/print.rs");

/// Whether the example prints an API: it has examples, and requests at all.
pub(super) fn is_shown(api: &Api) -> bool {
    api.options.examples && !api.operations.is_empty()
}

/// The example; nothing unless it prints an API.
pub(super) fn emit_wire(apis: &[(&Api, &Names)], settings: &CrateSettings) -> Option<SourceFile> {
    let apis: Vec<&(&Api, &Names)> = apis.iter().filter(|(api, _)| is_shown(api)).collect();
    if apis.is_empty() {
        return None;
    }
    let krate = format_ident!("{}", settings.name.replace('-', "_"));
    let module_settings = ModuleSettings::default();
    let modules: Vec<_> = apis
        .iter()
        .map(|(api, _)| format_ident!("{}", api.module))
        .collect();
    let features: Vec<_> = apis.iter().map(|(api, _)| &api.module).collect();
    let functions = apis
        .iter()
        .map(|(api, names)| emit_api(Context::new(api, names, &module_settings, &Survey::of(api))));
    let tokens = quote! {
        fn main() -> Result<(), Box<dyn Error>> {
            let values = read_values()?;
            #(
                #[cfg(feature = #features)]
                if is_wanted(#features) {
                    #modules(&values)?;
                }
            )*
            Ok(())
        }

        #(#functions)*
    };
    let mut text = header("//", &settings.sources.join(", "));
    text.push_str("//! Prints the request that each client function builds from the collection's own values, as JSON lines.\n//!\n");
    text.push_str("//! Takes a JSON object with the values of variables: a file's name, or standard input. With a second argument,\n//! the name of a module, only that API.\n\n");
    // A group of its own: the order of imports goes by names that differ.
    let _ = write!(
        text,
        "use {krate}::runtime::{{self, Entropy, Options, Request, Values}};\n\n"
    );
    for module in &modules {
        let _ = write!(
            text,
            "#[cfg(feature = \"{module}\")]\nuse {krate}::{module};\n"
        );
    }
    text.push_str(PRINT);
    text.push('\n');
    text.push_str(&format::print([tokens]));
    Some(SourceFile {
        path: "examples/wire.rs".to_owned(),
        text,
    })
}

/// The function that prints the requests of one API.
fn emit_api(cx: Context<'_>) -> TokenStream {
    let module = format_ident!("{}", cx.api.module);
    let feature = &cx.api.module;
    let settings = cx
        .api
        .settings
        .iter()
        .zip(&cx.names.settings)
        .map(|(setting, names)| {
            let (variable, field) = (&setting.variable, &names.field);
            let hole = format!("{{{{{variable}}}}}");
            if setting.default.is_some() {
                quote! {
                    if values.get(#variable).is_some() {
                        builder = builder.#field(values.fill(#hole));
                    }
                }
            } else {
                quote!(builder = builder.#field(values.fill(#hole));)
            }
        });
    let mutable = (!cx.api.settings.is_empty()).then(|| quote!(mut));
    let operations =
        (0..cx.api.operations.len()).map(|index| emit_operation(cx, OperationId(index)));
    quote! {
        #[cfg(feature = #feature)]
        fn #module(values: &Values) -> Result<(), Box<dyn Error>> {
            let #mutable builder = #module::Client::builder();
            #(#settings)*
            let client = builder.options(options(values)).build()?;
            #(#operations)*
            Ok(())
        }
    }
}

fn emit_operation(cx: Context<'_>, id: OperationId) -> TokenStream {
    let (operation, names) = cx.operation(id);
    let module = format_ident!("{}", cx.api.module);
    let folders: Vec<_> = cx
        .folders(operation.resource)
        .into_iter()
        .map(|id| &cx.resource(id).1.module)
        .collect();
    let (function, request) = (&names.function, &names.request);
    let accessors = folders
        .iter()
        .map(|folder| quote!(let folder = folder.#folder();));
    let layout = operation
        .body
        .as_ref()
        .and_then(|body| body_layout(cx, body, &operation.fields));
    let url = &operation.own_url;
    let (ix, name) = (indices(&operation.origin.place.pointer), &operation.name);
    let path = operation
        .origin
        .path
        .split_last()
        .map(|(_, folders)| folders)
        .unwrap_or_default();
    let deprecated = operation
        .deprecated
        .is_some()
        .then(|| quote!(#[allow(deprecated, reason = "every item is printed")]));
    quote! {
        let folder = &client;
        #(#accessors)*
        let request = #module::#(#folders::)*#request::example(values);
        #deprecated
        let call = folder.#function(&request);
        let url = #url;
        let call = call.url_layout(&values.fill(url));
        #layout
        let name = #name;
        print(&[#(#ix),*], &[#(#path),*], name, call.request());
    }
}

/// The collection's own spelling of a body, where the client may spell it otherwise.
fn body_layout(cx: Context<'_>, body: &Body, fields: &[Field]) -> Option<TokenStream> {
    match body {
        Body::JsonObject { text, .. } | Body::Json { text, .. } => {
            Some(quote!(let text = #text; let call = call.json_layout(&values.fill(text));))
        }
        Body::GraphQl {
            query,
            operation_name,
            text: Some(text),
            ..
        } => {
            let option = |template: &Option<Template>| {
                if let Some(template) = template {
                    let text = template_text(cx, template);
                    quote!(Some(#text))
                } else {
                    quote!(None)
                }
            };
            let (query, name) = (option(query), option(operation_name));
            Some(quote! {
                let (query, operation_name): (Option<&str>, Option<&str>) = (#query, #name);
                let text = values.graphql(query, operation_name, #text);
                let call = call.json_layout(&text);
            })
        }
        Body::Form { entries, .. } => {
            let own: Vec<(String, String)> = entries
                .iter()
                .flat_map(|entry| {
                    let name = template_text(cx, &entry.name);
                    form_values(cx, &entry.value, fields)
                        .into_iter()
                        .map(move |value| (name.clone(), value))
                })
                .collect();
            let has_placeholder = own.iter().any(|(_, value)| value.starts_with('<'));
            let (names, texts): (Vec<_>, Vec<_>) = own.into_iter().unzip();
            has_placeholder.then(|| {
                quote! {
                    let form = [#((#names, #texts)),*];
                    let call = call.form_layout(values, &form);
                }
            })
        }
        _ => None,
    }
}

/// The collection's own texts of an entry of a form; none when it does not send it.
fn form_values(cx: Context<'_>, value: &FormValue, fields: &[Field]) -> Vec<String> {
    match value {
        FormValue::Constant(template) => vec![template_text(cx, template)],
        FormValue::Field(id) => match fields.get(id.0).and_then(|field| field.example.as_ref()) {
            Some(ir::Literal::List(list)) => list.iter().filter_map(literal_text).collect(),
            Some(literal) => literal_text(literal).into_iter().collect(),
            None => Vec::new(),
        },
    }
}

/// A scalar as text.
fn literal_text(literal: &ir::Literal) -> Option<String> {
    match literal {
        ir::Literal::Boolean(value) => Some(value.to_string()),
        ir::Literal::Number(text) | ir::Literal::Text(text) | ir::Literal::Raw(text) => {
            Some(text.clone())
        }
        _ => None,
    }
}

/// A template with its settings as `{{variables}}` again.
fn template_text(cx: Context<'_>, template: &Template) -> String {
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Setting(id) => format!("{{{{{}}}}}", cx.setting(*id).0.variable),
        TemplatePart::Dynamic(_) => String::new(),
    };
    template.parts.iter().map(part).collect()
}

/// The indices of a pointer such as `/item/0/item/3`.
fn indices(pointer: &str) -> Vec<Literal> {
    let segments: Vec<&str> = pointer.split('/').collect();
    let pairs = segments.iter().zip(segments.iter().skip(1));
    pairs
        .filter(|(key, _)| **key == "item")
        .filter_map(|(_, index)| index.parse().ok())
        .map(Literal::usize_unsuffixed)
        .collect()
}
