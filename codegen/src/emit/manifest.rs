//! `Cargo.toml` of an emitted crate.

use std::fmt::Write as _;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Api;
use crate::name::Names;
use crate::runtime::{CrateDependency, Runtime};

use super::crate_files::CrateSettings;
use super::file::editable_header;
use super::{feature, wire};

/// The manifest: a feature for each API, the runtime's dependencies and features.
pub(super) fn emit_manifest(
    apis: &[(&Api, &Names)],
    settings: &CrateSettings,
    runtime: &Runtime,
) -> String {
    let mut text = editable_header("#", &settings.sources.join(", "));
    let _ = write!(
        text,
        "[package]\nname = {}\nversion = {}\nedition = \"2024\"\nrust-version = \"1.88\"\n",
        quoted(&settings.name),
        quoted(&settings.version)
    );
    match &settings.license {
        Some(license) => {
            let titles: Vec<String> = apis.iter().map(|(api, _)| one_line(&api.title)).collect();
            let description = format!("Client of {}", titles.join(", "));
            let _ = write!(
                text,
                "description = {}\nlicense = {}\nreadme = \"README.md\"\n",
                quoted(&description),
                quoted(license)
            );
        }
        None => text.push_str("publish = false\n"),
    }
    push_features(&mut text, features(apis, runtime, true));
    push_dependencies(&mut text, runtime);
    // What an `examples/` or `tests/` file of the user's needs to await a call.
    text.push_str("\n[dev-dependencies]\ntokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }\n");
    if apis.iter().any(|(api, _)| wire::is_shown(api)) {
        text.push_str("\n[[example]]\nname = \"wire\"\nrequired-features = [\"examples\"]\n");
    }
    text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    text.push_str("\n[lints.clippy]\npedantic = { level = \"warn\", priority = -1 }\n# Descriptions are the collection's own words.\ndoc_markdown = \"allow\"\n# Dropping a value is a mistake only where it is said so.\nmust_use_candidate = \"allow\"\n");
    text
}

/// What the package that a module is part of has to say in its own manifest, in TOML.
pub(super) fn emit_fragment(apis: &[(&Api, &Names)], runtime: &Runtime) -> String {
    let mut text = String::new();
    push_features(&mut text, features(apis, runtime, false));
    push_dependencies(&mut text, runtime);
    text
}

/// The cargo features with what each switches on; one for each API of a crate.
fn features(
    apis: &[(&Api, &Names)],
    runtime: &Runtime,
    of_crate: bool,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut features: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (feature, enables) in &runtime.features {
        let enables = enables.iter().map(|name| (*name).to_owned());
        features.insert((*feature).to_owned(), enables.collect());
    }
    for (api, names) in apis {
        let mut default = vec![api.module.clone()];
        if of_crate {
            for (name, enables) in feature::of_crate(api, names) {
                features.entry(name).or_default().extend(enables);
            }
        } else {
            default = feature::of_module(api, names);
            features.extend(default.iter().map(|name| (name.clone(), BTreeSet::new())));
        }
        features
            .entry("default".to_owned())
            .or_default()
            .extend(default);
        if api.options.examples {
            features.entry("examples".to_owned()).or_default();
        }
        if api.options.round_trip {
            features.entry("round-trip".to_owned()).or_default();
        }
    }
    features
}

fn push_features(text: &mut String, mut features: BTreeMap<String, BTreeSet<String>>) {
    let default = features.remove("default").unwrap_or_default();
    let _ = write!(text, "\n[features]\ndefault = {}\n", list(&default));
    for (feature, enables) in &features {
        let _ = writeln!(text, "{} = {}", key(feature), list(enables));
    }
}

fn push_dependencies(text: &mut String, runtime: &Runtime) {
    text.push_str("\n[dependencies]\n");
    let mut targets: BTreeMap<&str, Vec<&CrateDependency>> = BTreeMap::new();
    for dependency in &runtime.dependencies {
        match dependency.target {
            None => push_dependency(text, dependency),
            Some(target) => targets.entry(target).or_default().push(dependency),
        }
    }
    for (target, dependencies) in targets {
        let _ = write!(text, "\n[target.{}.dependencies]\n", quoted(target));
        for dependency in dependencies {
            push_dependency(text, dependency);
        }
    }
}

fn push_dependency(text: &mut String, dependency: &CrateDependency) {
    let features: BTreeSet<String> = dependency
        .features
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    let features = if features.is_empty() {
        String::new()
    } else {
        format!(", features = {}", list(&features))
    };
    let optional = if dependency.optional {
        ", optional = true"
    } else {
        ""
    };
    let _ = writeln!(
        text,
        "{} = {{ version = {}, default-features = false{features}{optional} }}",
        dependency.name,
        quoted(dependency.version)
    );
}

fn list(names: &BTreeSet<String>) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    format!("[{}]", names.join(", "))
}

/// A key: bare where TOML allows it.
fn key(text: &str) -> String {
    let bare = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if bare { text.to_owned() } else { quoted(text) }
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
