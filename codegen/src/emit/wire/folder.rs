//! The file of a folder: its requests, printed one after another.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::SourceFile;
use crate::emit::context::Context;
use crate::emit::docs::{Lines, code};
use crate::emit::feature;
use crate::emit::file::{Module, declaration, header, push_block};
use crate::emit::imports::Imports;
use crate::format;
use crate::ir::{self, Body, Field, FormValue, OperationId, ResourceId, Template, TemplatePart};

/// The file of a folder.
pub(super) fn emit_folder(
    cx: Context<'_>,
    id: ResourceId,
    krate: &str,
    source: &str,
) -> SourceFile {
    let (operations, folders) = (operations(cx, id), calls(cx, id, &quote!(client)));
    let is_read = !cx.resource(id).0.operations.is_empty();
    let is_used = is_read || !cx.resource(id).0.children.is_empty();
    let (client, values) = if is_used {
        (quote!(client), quote!(values))
    } else {
        (quote!(_), quote!(_))
    };
    let tokens = quote! {
        #[doc = " Prints the requests of this folder and of those in it."]
        pub fn print_requests(#client: &Client, #values: &Values) {
            #operations
            #folders
        }
    };
    let name = code(&cx.resource(id).0.name);
    let docs = Lines::text(&format!("The requests of the folder `{name}`."));
    let imports = imports(cx, id, krate);
    file(cx, id, &docs, &imports, source, tokens)
}

/// What the file of a folder, or of the API, imports of the crate and the program.
pub(super) fn imports(cx: Context<'_>, id: ResourceId, krate: &str) -> Imports {
    let resource = cx.resource(id).0;
    let modules = resource.children.iter();
    let modules = modules.map(|child| cx.resource(*child).1.module.as_str());
    let krate = super::root(krate, modules);
    let api = &cx.api.module;
    let mut imports = Imports::default();
    imports.add(&format!("{krate}::{api}"), "Client");
    imports.add(&format!("{krate}::runtime"), "Values");
    if !resource.operations.is_empty() {
        let outwards = "super::".repeat(cx.folders(id).len() + 1);
        imports.add(outwards.trim_end_matches("::"), "print");
        let path: String = cx
            .modules(id)
            .iter()
            .flat_map(|name| ["::", name])
            .collect();
        for id in &resource.operations {
            let request = cx.operation(*id).1.request.as_str();
            imports.add(&format!("{krate}::{api}{path}"), request);
        }
    }
    imports
}

/// The file with its header and the modules of the folders in it.
pub(super) fn file(
    cx: Context<'_>,
    id: ResourceId,
    docs: &Lines,
    imports: &Imports,
    source: &str,
    items: TokenStream,
) -> SourceFile {
    let mut path = vec!["examples/wire".to_owned(), cx.api.module.clone()];
    let folders = cx.folders(id).into_iter();
    path.extend(folders.map(|id| cx.resource(id).1.module.bare().to_owned()));
    let own = path.last().cloned().unwrap_or_default();
    let children = cx.resource(id).0.children.iter();
    let mut modules: Vec<Module> = children
        .map(|child| {
            let module = Module::private(cx.resource(*child).1.module.as_str());
            match feature::of_folder(cx, *child) {
                Some(feature) => module.behind(&feature),
                None => module,
            }
        })
        .collect();
    modules.sort_by_key(|module| module.name.trim_start_matches("r#").to_owned());
    let modules = modules.iter().map(|module| declaration(module, &own));
    let modules: Vec<String> = modules.collect();
    let mut text = header("//", source);
    text.push_str(&docs.inner());
    push_block(&mut text, &modules);
    push_block(&mut text, &imports.statements("use"));
    text.push('\n');
    text.push_str(&format::print(items));
    SourceFile {
        path: format!("{}.rs", path.join("/")),
        text,
    }
}

/// The calls that print the folders in a folder.
pub(super) fn calls(cx: Context<'_>, id: ResourceId, client: &TokenStream) -> TokenStream {
    let children = cx.resource(id).0.children.iter();
    let calls = children.map(|child| {
        let module = &cx.resource(*child).1.module;
        let feature = feature::of_folder(cx, *child);
        let feature = feature.map(|feature| quote!(#[cfg(feature = #feature)]));
        quote!(#feature #module::print_requests(#client, values);)
    });
    calls.collect()
}

/// The statements that print the operations of a folder.
pub(super) fn operations(cx: Context<'_>, id: ResourceId) -> TokenStream {
    let operations = &cx.resource(id).0.operations;
    if operations.is_empty() {
        return TokenStream::new();
    }
    let accessors = cx.modules(id).into_iter().map(|name| {
        let accessor: TokenStream = name.parse().unwrap_or_default();
        quote!(.#accessor())
    });
    let folder = if id == ResourceId::ROOT {
        quote!(let folder = &client;)
    } else {
        quote!(let folder = client #(#accessors)*;)
    };
    let operations = operations.iter().map(|id| emit_operation(cx, *id));
    quote!(#folder #(#operations)*)
}

fn emit_operation(cx: Context<'_>, id: OperationId) -> TokenStream {
    let (operation, names) = cx.operation(id);
    let (function, request) = (&names.function, &names.request);
    let layout = operation
        .body
        .as_ref()
        .and_then(|body| body_layout(cx, body, &operation.fields));
    let url = &operation.own_url;
    let name = &operation.name;
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
        let request = #request::example(values);
        #deprecated
        let call = folder.#function(&request);
        let url = #url;
        let call = call.url_layout(&values.fill(url));
        #layout
        let name = #name;
        print(&[#(#path),*], name, call.request());
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
