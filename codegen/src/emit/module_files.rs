//! A module of the user's own package: the root, the runtime and the APIs.

use std::fmt::Write as _;

use crate::ir::Api;
use crate::name::Names;

use super::docs::{Lines, code};
use super::file::header;
use super::{CrateSettings, ModuleSettings, Sink, SourceFile, emit, manifest, runtime};

/// Lints that the surroundings of a module may switch on and that say nothing here: a private module leaves most of a
/// client unused, and not every package has every feature.
const ALLOWED: &str = "#[allow(
    dead_code,
    unexpected_cfgs,
    unreachable_pub,
    unused_imports,
    clippy::doc_markdown,
    clippy::must_use_candidate,
    reason = \"a client has more than one package uses\"
)]
";

/// Emits a module with one module for each API; the root is `mod.rs`.
pub fn emit_module(apis: &[(&Api, &Names)], settings: &CrateSettings, sink: &Sink<'_>) {
    let mut docs = Lines::text("Clients of HTTP APIs, generated from Postman collections.");
    docs.gap();
    for (api, _) in apis {
        docs.line(&format!("- `{}`: `{}`", api.module, code(&api.title)));
    }
    files(apis, settings, &docs.inner(), sink);
}

/// As [`emit_module`], but for `include!`, which allows no inner documentation.
pub fn emit_included(apis: &[(&Api, &Names)], settings: &CrateSettings, sink: &Sink<'_>) {
    files(apis, settings, "", sink);
}

/// What `Cargo.toml` of the package around a module has to have for it.
pub fn emit_fragment(apis: &[(&Api, &Names)]) -> String {
    let needed = crate::runtime::assemble(&runtime::needed(apis));
    manifest::emit_fragment(apis, &needed)
}

fn files(apis: &[(&Api, &Names)], settings: &CrateSettings, docs: &str, sink: &Sink<'_>) {
    let needed = crate::runtime::assemble(&runtime::needed(apis));
    let fragment = manifest::emit_fragment(apis, &needed);
    sink(root(apis, settings, docs, &fragment));
    for file in runtime::emit_runtime(&needed) {
        sink(SourceFile {
            path: file.path.trim_start_matches("src/").to_owned(),
            ..file
        });
    }
    for (index, (api, names)) in apis.iter().enumerate() {
        let module = ModuleSettings {
            crate_name: None,
            is_at_root: false,
            source: settings.sources.get(index).cloned().unwrap_or_default(),
        };
        emit(api, names, &module, sink);
    }
}

fn root(
    apis: &[(&Api, &Names)],
    settings: &CrateSettings,
    docs: &str,
    fragment: &str,
) -> SourceFile {
    let mut text = header("//", &settings.sources.join(", "));
    text.push_str("// What Cargo.toml has to have for it:\n");
    for line in fragment.lines() {
        let _ = writeln!(text, "{}", format!("//     {line}").trim_end());
    }
    text.push('\n');
    if !docs.is_empty() {
        text.push_str(docs);
        text.push('\n');
    }
    let mut modules: Vec<&str> = apis.iter().map(|(api, _)| api.module.as_str()).collect();
    modules.push("runtime");
    modules.sort_unstable();
    for module in modules {
        let _ = writeln!(text, "{ALLOWED}pub mod {module};");
    }
    SourceFile {
        path: "mod.rs".to_owned(),
        text,
    }
}
