//! The file of a folder: its requests, printed one after another.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{declarations, layout};
use crate::emit::SourceFile;
use crate::emit::context::Context;
use crate::emit::docs::{Lines, code};
use crate::emit::feature;
use crate::emit::file::{Module, header, push_block};
use crate::emit::imports::Imports;
use crate::format;
use crate::ir::{OperationId, ResourceId};

/// A file of the example: the requests of one folder, or those in none.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) cx: Context<'a>,
    pub(super) id: ResourceId,
    /// The name of the crate.
    pub(super) krate: &'a str,
    /// The name of the collection, for the header.
    pub(super) source: &'a str,
}

impl Page<'_> {
    /// The file of a folder.
    pub(super) fn of_folder(&self) -> SourceFile {
        let items = items(self.cx, self.id, &quote!(client));
        let parameters = if items.is_empty() {
            quote!(_: &Client, _: &Values, _: &Folder)
        } else {
            quote!(client: &Client, values: &Values, at: &Folder)
        };
        let tokens = quote! {
            #[doc = " Prints the requests of this folder and of those in it."]
            pub(crate) fn print_requests(#parameters) {
                #items
            }
        };
        let name = code(&self.cx.resource(self.id).0.name);
        let docs = Lines::text(&format!("The requests of the folder `{name}`."));
        self.file(&docs, &self.imports(), tokens)
    }

    /// What it imports of the crate and the program.
    pub(super) fn imports(&self) -> Imports {
        let Self { cx, id, .. } = *self;
        let resource = cx.resource(id).0;
        let modules = resource.children.iter();
        let modules = modules.map(|child| cx.resource(*child).1.module.as_str());
        let krate = super::root(self.krate, modules);
        let api = &cx.api.module;
        let mut imports = Imports::default();
        imports.add(&format!("{krate}::{api}"), "Client");
        imports.add(&format!("{krate}::runtime"), "Values");
        let outwards = "super::".repeat(cx.folders(id).len() + 1);
        imports.add(outwards.trim_end_matches("::"), "Folder");
        if !resource.operations.is_empty() {
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
    pub(super) fn file(&self, docs: &Lines, imports: &Imports, items: TokenStream) -> SourceFile {
        let Self { cx, id, .. } = *self;
        let mut path = vec!["examples/wire".to_owned(), cx.api.module.clone()];
        let folders = cx.folders(id).into_iter();
        path.extend(folders.map(|id| cx.resource(id).1.module.bare().to_owned()));
        let own = path.last().cloned().unwrap_or_default();
        let children = cx.resource(id).0.children.iter();
        let modules = children.map(|child| {
            let module = Module::private(cx.resource(*child).1.module.as_str());
            match feature::of_folder(cx, *child) {
                Some(feature) => module.behind(&feature),
                None => module,
            }
        });
        let modules = declarations(modules.collect(), &own);
        let mut text = header("//", self.source);
        text.push_str(&docs.inner());
        push_block(&mut text, &modules);
        push_block(&mut text, &imports.statements("use"));
        text.push('\n');
        text.push_str(&format::print([items]));
        SourceFile {
            path: format!("{}.rs", path.join("/")),
            text,
        }
    }
}

/// What stands directly in a folder.
enum Item {
    Operation(OperationId),
    Folder(ResourceId),
}

/// The statements that print what stands in a folder, in the collection's order.
pub(super) fn items(cx: Context<'_>, id: ResourceId, client: &TokenStream) -> TokenStream {
    let resource = cx.resource(id).0;
    let operations = resource.operations.iter();
    let operations = operations.map(|id| (cx.operation(*id).0.position, Item::Operation(*id)));
    let folders = resource.children.iter();
    let folders = folders.map(|id| (cx.resource(*id).0.position, Item::Folder(*id)));
    let mut items: Vec<(usize, Item)> = operations.chain(folders).collect();
    items.sort_by_key(|(position, _)| *position);
    let items = items.into_iter().map(|(position, item)| {
        let index = Literal::usize_unsuffixed(position);
        match item {
            Item::Operation(id) => emit_operation(cx, id, &index),
            Item::Folder(id) => emit_call(cx, id, client, &index),
        }
    });
    let accessors = (!resource.operations.is_empty()).then(|| accessors(cx, id));
    quote!(#accessors #(#items)*)
}

/// The statement that binds the folder's own view of the client.
fn accessors(cx: Context<'_>, id: ResourceId) -> TokenStream {
    if id == ResourceId::ROOT {
        return quote!(let folder = &client;);
    }
    let accessors = cx.modules(id).into_iter().map(|name| {
        let accessor: TokenStream = name.parse().unwrap_or_default();
        quote!(.#accessor())
    });
    quote!(let folder = client #(#accessors)*;)
}

/// The statement that prints what stands in a folder of this one.
fn emit_call(
    cx: Context<'_>,
    id: ResourceId,
    client: &TokenStream,
    index: &Literal,
) -> TokenStream {
    let (folder, names) = cx.resource(id);
    let (name, module) = (&folder.name, &names.module);
    let feature = feature::of_folder(cx, id);
    let feature = feature.map(|feature| quote!(#[cfg(feature = #feature)]));
    quote!(#feature #module::print_requests(#client, values, &at.folder(#index, #name));)
}

fn emit_operation(cx: Context<'_>, id: OperationId, index: &Literal) -> TokenStream {
    let (operation, names) = cx.operation(id);
    let (function, request) = (&names.function, &names.request);
    let layout = operation
        .body
        .as_ref()
        .and_then(|body| layout::body(cx, body, &operation.fields));
    let url = &operation.own_url;
    let name = &operation.name;
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
        at.print(#index, name, call.request());
    }
}
