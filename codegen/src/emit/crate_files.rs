//! A whole crate: manifest, library root, runtime and APIs.

use crate::ir::Api;
use crate::name::Names;

use super::docs::Lines;
use super::file::{File, Module};
use super::{ModuleSettings, SourceFile, emit, feature, license, manifest, readme, runtime, wire};

/// What the configuration says of an emitted crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrateSettings {
    /// The package's name.
    pub name: String,
    /// The package's version.
    pub version: String,
    /// The package's license, an SPDX expression; a package without one cannot be published.
    pub license: Option<String>,
    /// What each API was generated from, in the order of the APIs, for the header lines.
    pub sources: Vec<String>,
}

/// Emits a crate with one module and one cargo feature for each API; the only one is at the root, too.
pub fn emit_crate(apis: &[(&Api, &Names)], settings: &CrateSettings) -> Vec<SourceFile> {
    let needed = crate::runtime::assemble(&runtime::needed(apis));
    let mut files = vec![library(apis, settings)];
    files.extend(runtime::emit_runtime(&needed));
    files.extend(wire::emit_wire(apis, settings));
    files.push(SourceFile {
        path: "Cargo.toml".to_owned(),
        text: manifest::emit_manifest(apis, settings, &needed),
    });
    for (index, (api, names)) in apis.iter().enumerate() {
        let module = ModuleSettings {
            crate_name: Some(settings.name.replace('-', "_")),
            is_at_root: apis.len() == 1,
            source: settings.sources.get(index).cloned().unwrap_or_default(),
        };
        files.extend(
            emit(api, names, &module)
                .into_iter()
                .map(|file| SourceFile {
                    path: format!("src/{}", file.path),
                    ..file
                }),
        );
    }
    let text = readme::emit_readme(&settings.name, apis, &settings.sources.join(", "));
    files.push(SourceFile {
        path: "README.md".to_owned(),
        text,
    });
    let license = settings.license.iter();
    files.extend(license.flat_map(|license| license::emit_licenses(license, &settings.name)));
    files
}

fn library(apis: &[(&Api, &Names)], settings: &CrateSettings) -> SourceFile {
    let mut docs = Lines::text("Clients of HTTP APIs, generated from Postman collections.");
    docs.gap();
    let mut modules = vec![Module::public("runtime")];
    for (api, _) in apis {
        docs.line(&format!(
            "- `{}`: `{}`",
            api.module,
            super::docs::code(&api.title)
        ));
        modules.push(Module::public(&api.module).behind(&feature::of_api(api)));
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
        docs,
        modules,
        // The documentation of docs.rs says which feature each item needs.
        attributes: "#![cfg_attr(docsrs, feature(doc_cfg))]\n",
        text,
        ..File::default()
    }
    .print(&source)
}
