//! The table of runtime modules: what each needs, so that a client carries only what it uses.
//!
//! The sources are real Rust in `codegen/runtime/`, compiled and tested by the `tests` package, and copied as they are.

use std::collections::{BTreeMap, BTreeSet};

/// A file of the runtime, by its name: what is re-exported from it and the feature it is behind, where there are any.
macro_rules! file {
    ($name:literal) => {
        file!($name, [])
    };
    ($name:literal, $exports:expr) => {
        file!($name, $exports, None)
    };
    ($name:literal, $exports:expr, $feature:expr) => {
        File {
            path: concat!($name, ".rs"),
            source: include_str!(concat!("../../runtime/", $name, ".rs")),
            exports: &$exports,
            feature: $feature,
        }
    };
}

mod auth;
mod module;
mod table;

pub use self::module::Module;
use self::table::row;

/// A file of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// The name below `runtime/`, such as `base.rs` or `auth/digest.rs`.
    pub path: &'static str,
    /// The text.
    pub source: &'static str,
    /// What `mod.rs` re-exports from it, such as `Base`.
    pub exports: &'static [&'static str],
    /// The cargo feature that it is compiled with.
    pub feature: Option<&'static str>,
}

/// A crate that a module depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    /// The crate.
    pub name: &'static str,
    /// The version requirement.
    pub version: &'static str,
    /// Its features; default features are always off.
    pub features: &'static [&'static str],
    /// The `cfg` of the targets that need it; every target when absent.
    pub target: Option<&'static str>,
    /// Only with a cargo feature that names it.
    pub optional: bool,
}

/// What a runtime consists of once everything that is needed is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runtime {
    /// Files, in alphabetical order, without `mod.rs`.
    pub files: Vec<File>,
    /// Crates, each once, in alphabetical order, with all features that the modules ask for.
    pub dependencies: Vec<CrateDependency>,
    /// Cargo features, in alphabetical order, with what each switches on.
    pub features: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

/// A crate with the features that all modules together ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrateDependency {
    /// The crate.
    pub name: &'static str,
    /// The version requirement.
    pub version: &'static str,
    /// The `cfg` of the targets that need it; every target when absent.
    pub target: Option<&'static str>,
    /// Its features, in alphabetical order.
    pub features: BTreeSet<&'static str>,
    /// Only with a cargo feature that names it.
    pub optional: bool,
}

/// What only emitted code names: documentation shows what its callers do.
const INTERNAL: [&str; 6] = ["Base", "Core", "Draft", "Operation", "Server", "Settings"];

/// The crates that callers need in the same version.
const CRATES: &str = "
/// The crates whose types functions of a client take and give.
pub use {bytes, http, reqwest, serde_json};
";

/// A row of the table.
struct Row {
    files: &'static [File],
    requires: &'static [Module],
    dependencies: &'static [Dependency],
    features: &'static [(&'static str, &'static [&'static str])],
}

/// The modules that these need, themselves and [`Module::Core`] included, in the order of the table.
pub fn closure(needed: &[Module]) -> BTreeSet<Module> {
    let mut all = BTreeSet::new();
    let mut open = [needed, &[Module::Core]].concat();
    while let Some(module) = open.pop() {
        if all.insert(module) {
            open.extend_from_slice(row(module).requires);
        }
    }
    all
}

/// The runtime of a client that needs these modules.
pub fn assemble(needed: &[Module]) -> Runtime {
    let mut runtime = Runtime::default();
    let mut dependencies: BTreeMap<(Option<&str>, &str), CrateDependency> = BTreeMap::new();
    for module in closure(needed) {
        let row = row(module);
        runtime.files.extend_from_slice(row.files);
        for dependency in row.dependencies {
            let entry = dependencies
                .entry((dependency.target, dependency.name))
                .or_insert_with(|| CrateDependency {
                    name: dependency.name,
                    version: dependency.version,
                    target: dependency.target,
                    features: BTreeSet::new(),
                    optional: true,
                });
            entry.features.extend(dependency.features);
            entry.optional &= dependency.optional;
        }
        for (feature, enables) in row.features {
            runtime
                .features
                .entry(feature)
                .or_default()
                .extend(*enables);
        }
    }
    runtime.files.sort_by_key(|file| file.path);
    runtime.dependencies = dependencies.into_values().collect();
    runtime
}

impl Runtime {
    /// The text of `mod.rs`.
    pub fn module_source(&self) -> String {
        let mut text = String::from(
            "//! What every client carries: from a request being written to a decoded answer.\n\n",
        );
        let (nested, top): (Vec<&File>, Vec<&File>) =
            self.files.iter().partition(|file| file.path.contains('/'));
        if !nested.is_empty() {
            text.push_str("/// Credentials that compute what they send.\npub mod auth {\n");
            for file in nested {
                let name = file.name().trim_start_matches("auth/");
                text.extend(["    pub mod ", name, ";\n"]);
            }
            text.push_str("}\n");
        }
        for file in top {
            push_feature(&mut text, file);
            text.extend(["#[doc(hidden)]\npub mod ", file.name(), ";\n"]);
        }
        text.push('\n');
        for file in self.files.iter().filter(|file| !file.exports.is_empty()) {
            push_feature(&mut text, file);
            if file.exports.iter().all(|export| INTERNAL.contains(export)) {
                text.push_str("#[doc(hidden)]\n");
            }
            let exports = match file.exports {
                [one] => (*one).to_owned(),
                several => format!("{{{}}}", several.join(", ")),
            };
            text.extend(["pub use self::", file.name(), "::", &exports, ";\n"]);
        }
        text.push_str(CRATES);
        text
    }
}

fn push_feature(text: &mut String, file: &File) {
    if let Some(feature) = file.feature {
        text.extend(["#[cfg(feature = \"", feature, "\")]\n"]);
    }
}

impl File {
    /// The module's name.
    pub fn name(&self) -> &'static str {
        self.path.trim_end_matches(".rs").trim_end_matches("/mod")
    }
}

const fn dependency(name: &'static str, version: &'static str) -> Dependency {
    Dependency {
        name,
        version,
        features: &[],
        target: None,
        optional: false,
    }
}

impl Dependency {
    const fn features(mut self, features: &'static [&'static str]) -> Self {
        self.features = features;
        self
    }

    const fn target(mut self, target: &'static str) -> Self {
        self.target = Some(target);
        self
    }

    const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

#[cfg(test)]
mod tests;
