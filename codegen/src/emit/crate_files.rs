//! A whole crate: manifest, library root, runtime and APIs.

use crate::ir::{Api, ResourceId};
use crate::name::Names;

use super::docs::Lines;
use super::file::{File, Module};
use super::{
    ModuleSettings, Sink, SourceFile, emit, feature, first_call, license, manifest, readme,
    runtime, wire,
};

/// What the configuration says of an emitted crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrateSettings {
    /// The package's name.
    pub name: String,
    /// The package's version.
    pub version: String,
    /// The package's license, an SPDX expression; a package without one cannot be published.
    pub license: Option<String>,
    /// Whether the user has code in `src/own.rs`.
    pub has_own_code: bool,
    /// What each API was generated from, in the order of the APIs, for the header lines.
    pub sources: Vec<String>,
}

/// Emits a crate with one module and one cargo feature for each API; the only one is at the root, too.
pub fn emit_crate(apis: &[(&Api, &Names)], settings: &CrateSettings, sink: &Sink<'_>) {
    let needed = crate::runtime::assemble(&runtime::needed(apis));
    sink(library(apis, settings));
    runtime::emit_runtime(&needed).into_iter().for_each(sink);
    wire::emit_wire(apis, settings, sink);
    sink(SourceFile {
        path: "Cargo.toml".to_owned(),
        text: manifest::emit_manifest(apis, settings, &needed),
    });
    let modules = module_settings(apis, settings);
    for ((api, names), module) in apis.iter().zip(&modules) {
        emit(api, names, module, &|file| {
            sink(SourceFile {
                path: format!("src/{}", file.path),
                ..file
            });
        });
    }
    let sources = settings.sources.join(", ");
    let text = readme::emit_readme(&settings.name, apis, &modules, &sources);
    sink(SourceFile {
        path: "README.md".to_owned(),
        text,
    });
    let license = settings.license.iter();
    license
        .flat_map(|license| license::emit_licenses(license, &settings.name))
        .for_each(sink);
}

/// A program that shows the first call of the crate's first API as a command; `None` where there is no operation.
pub fn emit_first_program(apis: &[(&Api, &Names)], settings: &CrateSettings) -> Option<String> {
    let (api, names) = apis.first()?;
    let modules = module_settings(apis, settings);
    first_call::program(api, names, modules.first()?)
}

/// What the code of each API says about its surroundings.
fn module_settings(apis: &[(&Api, &Names)], settings: &CrateSettings) -> Vec<ModuleSettings> {
    let of = |(index, (api, names)): (usize, &(&Api, &Names))| ModuleSettings {
        crate_name: Some(settings.name.replace('-', "_")),
        is_at_root: apis.len() == 1 && !has_folder_of_its_name(api, names),
        source: settings.sources.get(index).cloned().unwrap_or_default(),
    };
    apis.iter().enumerate().map(of).collect()
}

/// Whether a folder has the name of the API's module, which comes first at the root of the crate.
fn has_folder_of_its_name(api: &Api, names: &Names) -> bool {
    let mut folders = api.resources.iter().zip(&names.resources);
    folders.any(|(folder, names)| {
        folder.parent == Some(ResourceId::ROOT) && names.module.bare() == api.module
    })
}

fn library(apis: &[(&Api, &Names)], settings: &CrateSettings) -> SourceFile {
    let mut modules = vec![Module::public("runtime")];
    for (api, _) in apis {
        modules.push(Module::public(&api.module).behind(&feature::of_api(api)));
    }
    if settings.has_own_code {
        modules.push(Module::public("own"));
    }
    let source = ModuleSettings {
        source: settings.sources.join(", "),
        ..ModuleSettings::default()
    };
    let text = match apis {
        // A crate of one API reads as if it were that API.
        [(api, _)] => {
            let (feature, module) = (feature::of_api(api), &api.module);
            format!("#[cfg(feature = {feature:?})]\npub use {module}::*;\n")
        }
        _ => String::new(),
    };
    File {
        path: "src/lib.rs".to_owned(),
        docs: library_docs(apis),
        modules,
        // The documentation of docs.rs says which feature each item needs.
        attributes: "#![cfg_attr(docsrs, feature(doc_cfg))]\n",
        text,
        ..File::default()
    }
    .print(&source)
}

/// What the crate is: the API, where it is one.
fn library_docs(apis: &[(&Api, &Names)]) -> Lines {
    if let [(api, _)] = apis {
        return Lines::of(&api.docs);
    }
    let mut docs = Lines::text("Clients of HTTP APIs, generated from Postman collections.");
    docs.gap();
    for (api, _) in apis {
        let title = super::docs::code(&api.title);
        docs.line(&format!("- `{}`: `{title}`", api.module));
    }
    docs
}
