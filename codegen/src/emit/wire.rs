//! `examples/wire.rs`: prints the requests that the client makes of the collection's own values.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::format;
use crate::ir::{Api, Body, OperationId};
use crate::name::Names;

use super::context::Context;
use super::crate_files::CrateSettings;
use super::file::header;
use super::{ModuleSettings, SourceFile};

/// What every example has: reading values, printing requests.
const PRINT: &str = include_str!("wire/print.rs");

/// The example; nothing unless an API has examples.
pub(super) fn emit_wire(apis: &[(&Api, &Names)], settings: &CrateSettings) -> Option<SourceFile> {
    let apis: Vec<&(&Api, &Names)> = apis
        .iter()
        .filter(|(api, _)| api.options.examples)
        .collect();
    if apis.is_empty() {
        return None;
    }
    let krate = format_ident!("{}", settings.name.replace('-', "_"));
    let module_settings = ModuleSettings::default();
    let modules: Vec<_> = apis
        .iter()
        .map(|(api, _)| format_ident!("{}", api.module))
        .collect();
    let features = apis.iter().map(|(api, _)| &api.module);
    let functions = apis
        .iter()
        .map(|(api, names)| emit_api(Context::new(api, names, &module_settings)));
    let tokens = quote! {
        fn main() -> Result<(), Box<dyn Error>> {
            let values = read_values()?;
            #(
                #[cfg(feature = #features)]
                #modules(&values)?;
            )*
            Ok(())
        }

        #(#functions)*
    };
    let mut text = header("//", &settings.sources.join(", "));
    text.push_str("//! Prints the request that each client function builds from the collection's own values, as JSON lines.\n//!\n");
    text.push_str("//! Takes a JSON object with the values of variables: a file's name, or standard input.\n\n");
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
    text.push_str(&format::print(tokens.clone()).unwrap_or_else(|_| tokens.to_string()));
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
            if setting.default.is_some() {
                quote! {
                    if let Some(value) = values.get(#variable) {
                        builder = builder.#field(value);
                    }
                }
            } else {
                let hole = format!("{{{{{variable}}}}}");
                quote!(builder = builder.#field(values.fill(#hole));)
            }
        });
    let operations =
        (0..cx.api.operations.len()).map(|index| emit_operation(cx, OperationId(index)));
    quote! {
        #[cfg(feature = #feature)]
        #[allow(clippy::too_many_lines, reason = "a few lines for each item")]
        fn #module(values: &Values) -> Result<(), Box<dyn Error>> {
            let mut builder = #module::Client::builder();
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
    let layout = match &operation.body {
        Some(Body::JsonObject { text, .. } | Body::Json { text, .. }) => Some(text),
        _ => None,
    };
    let layout = layout
        .map(|text| quote!(let text = #text; let layout = values.fill(text); let call = call.json_layout(&layout);));
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
        #layout
        let name = #name;
        print(&[#(#ix),*], &[#(#path),*], name, call.request());
    }
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
