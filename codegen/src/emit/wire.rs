//! `examples/wire/`: prints the requests that the client makes of the collection's own values.
//!
//! The program, a file for each API, and one for each folder: what a folder's requests are stands apart.

mod folder;
mod layout;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::format;
use crate::ir::{Api, ResourceId};
use crate::name::Names;

use super::context::Context;
use super::crate_files::CrateSettings;
use super::docs::Lines;
use super::file::{Module, declaration, header, push_block};
use super::imports::Imports;
use super::survey::Survey;
use super::{ModuleSettings, Sink, SourceFile, feature, parallel};
use folder::Page;

/// What every example has: reading values, printing requests.
const PRINT: &str = include_str!("wire/print.rs");

/// Whether the example prints an API: it has examples, and requests at all.
pub(super) fn is_shown(api: &Api) -> bool {
    api.options.examples && !api.operations.is_empty()
}

/// The example's files; none unless it prints an API.
pub(super) fn emit_wire(apis: &[(&Api, &Names)], settings: &CrateSettings, sink: &Sink<'_>) {
    let shown = apis.iter().zip(&settings.sources);
    let shown: Vec<_> = shown.filter(|((api, _), _)| is_shown(api)).collect();
    if shown.is_empty() {
        return;
    }
    sink(program(&shown, settings));
    for ((api, names), source) in shown {
        let (module_settings, survey) = (ModuleSettings::default(), Survey::of(api));
        let cx = Context::new(api, names, &module_settings, &survey);
        let krate = settings.name.replace('-', "_");
        let folders: Vec<ResourceId> = (0..api.resources.len()).map(ResourceId).collect();
        parallel::each(&folders, |id| {
            let page = Page {
                cx,
                id: *id,
                krate: &krate,
                source,
            };
            sink(if *id == ResourceId::ROOT {
                of_api(page)
            } else {
                page.of_folder()
            });
        });
    }
}

/// `main.rs`.
fn program(shown: &[(&(&Api, &Names), &String)], settings: &CrateSettings) -> SourceFile {
    let apis = shown.iter().map(|((api, _), _)| &api.module);
    let features = shown.iter().map(|((api, _), _)| feature::of_api(api));
    let modules: Vec<_> = apis
        .clone()
        .map(|module| format_ident!("{module}"))
        .collect();
    let tokens = quote! {
        fn main() -> Result<(), Box<dyn Error>> {
            let values = read_values()?;
            #(
                #[cfg(feature = #features)]
                if is_wanted(#apis) {
                    #modules::print_requests(&values)?;
                }
            )*
            Ok(())
        }
    };
    let mut text = header("//", &settings.sources.join(", "));
    text.push_str("//! Prints the request that each client function builds from the collection's own values, as JSON lines.\n//!\n");
    text.push_str("//! Takes a JSON object with the values of variables: a file's name, or standard input. With a second argument,\n//! the name of a module, only that API.\n");
    let modules = shown
        .iter()
        .map(|((api, _), _)| Module::private(&api.module).behind(&feature::of_api(api)));
    push_block(&mut text, &declarations(modules.collect(), "main"));
    // A group of its own: the order of imports goes by names that differ.
    let mut runtime = Imports::default();
    let krate = root(
        &settings.name.replace('-', "_"),
        shown.iter().map(|((api, _), _)| api.module.as_str()),
    );
    for name in ["self", "Entropy", "Options", "Request", "Values"] {
        runtime.add(&format!("{krate}::runtime"), name);
    }
    push_block(&mut text, &runtime.statements("use"));
    text.push('\n');
    text.push_str(PRINT);
    text.push('\n');
    text.push_str(&format::print([tokens]));
    SourceFile {
        path: "examples/wire/main.rs".to_owned(),
        text,
    }
}

/// The declarations of the modules of the file `own`, in rustfmt's order.
fn declarations(mut modules: Vec<Module>, own: &str) -> Vec<String> {
    modules.sort_by_key(|module| module.name.trim_start_matches("r#").to_owned());
    let modules = modules.iter().map(|module| declaration(module, own));
    modules.collect()
}

/// The crate's path in a file with these modules, one of which may have its name.
fn root<'n>(krate: &str, mut modules: impl Iterator<Item = &'n str>) -> String {
    if modules.any(|module| module == krate) {
        format!("::{krate}")
    } else {
        krate.to_owned()
    }
}

/// The file of an API: makes the client, prints what stands in no folder, and calls the folders.
fn of_api(page: Page<'_>) -> SourceFile {
    let cx = page.cx;
    let settings = settings(cx);
    let mutable = (!cx.api.settings.is_empty()).then(|| quote!(mut));
    let items = folder::items(cx, ResourceId::ROOT, &quote!(&client));
    let unused = cx
        .api
        .options
        .folder_features
        .then(|| quote!(#[allow(unused_variables, reason = "no folder may be compiled")]));
    let tokens = quote! {
        #[doc = " Prints all requests, in the collection's order."]
        pub(crate) fn print_requests(values: &Values) -> Result<(), Box<dyn Error>> {
            let #mutable builder = Client::builder();
            #(#settings)*
            #unused
            let client = builder.options(options(values)).build()?;
            #unused
            let at = &Folder::default();
            #items
            Ok(())
        }
    };
    let docs = Lines::text(&format!("The requests of `{}`.", cx.api.module));
    let mut imports = page.imports();
    imports.add("super", "options");
    imports.add("std::error", "Error");
    page.file(&docs, &imports, tokens)
}

fn settings(cx: Context<'_>) -> Vec<TokenStream> {
    let settings = cx.api.settings.iter().zip(&cx.names.settings);
    let settings = settings.map(|(setting, names)| {
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
    settings.collect()
}

#[cfg(test)]
mod tests {
    use super::{Module, declarations};

    #[test]
    fn modules_stand_in_the_order_of_rustfmt_not_of_the_configuration() {
        let modules = ["v2", "v10", "r#mod"].map(Module::private);
        let lines = declarations(modules.into(), "main");
        assert_eq!(lines, ["mod r#mod;", "mod v10;", "mod v2;"]);
    }
}
