//! The table of runtime modules: what each needs, so that a client carries only what it uses.
//!
//! The sources are real Rust in `codegen/runtime/`, compiled and tested by the `tests` package, and copied as they are.

use std::collections::{BTreeMap, BTreeSet};

mod auth;
mod module;

pub use self::module::Module;

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
            text.extend(["pub mod ", file.name(), ";\n"]);
        }
        text.push('\n');
        for file in self.files.iter().filter(|file| !file.exports.is_empty()) {
            push_feature(&mut text, file);
            let exports = match file.exports {
                [one] => (*one).to_owned(),
                several => format!("{{{}}}", several.join(", ")),
            };
            text.extend(["pub use self::", file.name(), "::", &exports, ";\n"]);
        }
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
            source: include_str!(concat!("../runtime/", $name, ".rs")),
            exports: &$exports,
            feature: $feature,
        }
    };
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

const NATIVE: &str = "cfg(not(target_arch = \"wasm32\"))";
const BROWSER: &str = "cfg(target_arch = \"wasm32\")";

const CORE: Row = Row {
    files: &[
        file!("base", ["Base"]),
        file!("body", ["Payload", "StreamBody"]),
        file!("call", ["Call", "Pending"]),
        file!("codec"),
        file!("core", ["Core", "Server"]),
        file!("credential", ["Authorize", "Credential"]),
        file!("decode", ["Body"]),
        file!("draft", ["Draft"]),
        file!("encode"),
        file!("entropy", ["Entropy"]),
        file!("error", ["Error", "ErrorKind"]),
        file!("json_path"),
        file!("lenient", ["Misfit"]),
        file!("operation", ["Operation"]),
        file!("options", ["Options"]),
        file!("redirect"),
        file!("request", ["Request"]),
        file!("response", ["Answer", "Response"]),
        file!("retry", ["Retries"]),
        file!("send"),
        file!("settings", ["Settings"]),
        file!(
            "token",
            [
                "AccessToken",
                "Token",
                "TokenEndpoint",
                "TokenError",
                "TokenSource"
            ]
        ),
        file!("transport", ["BoxFuture", "Http", "Reply", "Transport"]),
        file!("values", ["IntegerOrText", "Nullable", "Parameter"]),
    ],
    // The code of a call names the span, streams and the TLS provider behind their features.
    requires: &[Module::Stream, Module::Tracing],
    dependencies: &[
        dependency("bytes", "1").features(&["std"]),
        dependency("getrandom", "0.4"),
        dependency("getrandom", "0.4")
            .features(&["wasm_js"])
            .target(BROWSER),
        dependency("gloo-timers", "0.3")
            .features(&["futures"])
            .target(BROWSER),
        dependency("http", "1").features(&["std"]),
        dependency("httpdate", "1"),
        dependency("js-sys", "0.3").target(BROWSER),
        dependency("percent-encoding", "2").features(&["alloc"]),
        dependency("reqwest", "0.13"),
        dependency("rustls", "0.23")
            .features(&["ring", "std", "tls12"])
            .target(NATIVE)
            .optional(),
        dependency("secrecy", "0.10"),
        dependency("serde", "1").features(&["std"]),
        // A float comes back as it was written.
        dependency("serde_json", "1").features(&["float_roundtrip", "std"]),
        dependency("tokio", "1").features(&["sync"]),
        dependency("tokio", "1").features(&["time"]).target(NATIVE),
    ],
    features: &[
        ("default", &["rustls"]),
        ("rustls", &["dep:rustls", "reqwest/rustls-no-provider"]),
        ("native-tls", &["reqwest/native-tls"]),
        ("gzip", &["reqwest/gzip"]),
        ("brotli", &["reqwest/brotli"]),
        ("zstd", &["reqwest/zstd"]),
    ],
};

const fn plain(files: &'static [File]) -> Row {
    Row {
        files,
        requires: &[],
        dependencies: &[],
        features: &[],
    }
}

const MULTIPART: Row = plain(&[file!("file", ["File"]), file!("multipart")]);
const GRAPHQL: Row = plain(&[file!("graphql")]);
const OAUTH2: Row = plain(&[file!("oauth2", ["OAuth2"])]);
const CURL: Row = plain(&[file!("curl")]);
const BLOCKING: Row = Row {
    dependencies: &[dependency("tokio", "1").features(&["rt"]).target(NATIVE)],
    features: &[("blocking", &[])],
    ..plain(&[file!("blocking", [], Some("blocking"))])
};
const TRACING: Row = Row {
    dependencies: &[dependency("tracing", "0.1").features(&["std"]).optional()],
    features: &[("tracing", &["dep:tracing"])],
    ..plain(&[file!("trace", [], Some("tracing"))])
};
const MOCK: Row = Row {
    features: &[("mock", &[])],
    ..plain(&[file!("mock", ["Mock", "Recorded"], Some("mock"))])
};
const STREAM: Row = Row {
    dependencies: &[dependency("futures-core", "0.3")
        .features(&["std"])
        .optional()],
    features: &[("stream", &["dep:futures-core", "reqwest/stream"])],
    ..plain(&[
        file!(
            "stream",
            [
                "Download",
                "Event",
                "Events",
                "JsonLines",
                "Next",
                "Streamed"
            ],
            Some("stream")
        ),
        file!("upload", [], Some("stream")),
    ])
};
const PAGINATE: Row = Row {
    requires: &[Module::Blocking, Module::Stream],
    ..plain(&[
        file!("paged", ["Paged", "PagedCall", "next_link"]),
        file!("paginate", ["Items", "Pages"]),
    ])
};
const EXAMPLES: Row = Row {
    features: &[("examples", &[])],
    ..plain(&[file!("examples", ["Values"], Some("examples"))])
};
const ROUND_TRIP: Row = Row {
    features: &[("round-trip", &["examples"])],
    requires: &[Module::Examples],
    ..plain(&[file!("round_trip", [], Some("round-trip"))])
};
const LAYOUT: Row = Row {
    requires: &[Module::Examples],
    features: &[("examples", &[])],
    ..plain(&[file!("layout", [], Some("examples"))])
};

const UNION: Row = plain(&[file!("union")]);
const FORMATTED: Row = plain(&[file!("formatted", ["Format", "FormatError", "Formatted"])]);
const TIME: Row = Row {
    requires: &[Module::Formatted],
    dependencies: &[dependency("time", "0.3").features(&["formatting", "parsing", "std"])],
    ..plain(&[file!("formatted_time", ["Iso8601"])])
};
const JIFF: Row = only(&[dependency("jiff", "0.2").features(&["serde", "std"])]);
const CHRONO: Row = only(&[dependency("chrono", "0.4").features(&["serde", "std"])]);
const UUID: Row = only(&[dependency("uuid", "1").features(&["serde", "std"])]);
const URL: Row = only(&[dependency("url", "2").features(&["serde", "std"])]);
const RUST_DECIMAL: Row = only(&[dependency("rust_decimal", "1").features(&["serde", "std"])]);

/// A crate of which the collection's types are text.
const fn only(dependencies: &'static [Dependency]) -> Row {
    Row {
        requires: &[Module::Formatted],
        dependencies,
        ..plain(&[])
    }
}

fn row(module: Module) -> &'static Row {
    match module {
        Module::Core => &CORE,
        Module::Multipart => &MULTIPART,
        Module::GraphQl => &GRAPHQL,
        Module::OAuth2 => &OAUTH2,
        Module::Curl => &CURL,
        Module::Blocking => &BLOCKING,
        Module::Tracing => &TRACING,
        Module::Mock => &MOCK,
        Module::Stream => &STREAM,
        Module::Paginate => &PAGINATE,
        Module::Examples => &EXAMPLES,
        Module::Layout => &LAYOUT,
        Module::RoundTrip => &ROUND_TRIP,
        Module::Union => &UNION,
        Module::Formatted => &FORMATTED,
        Module::Time => &TIME,
        Module::Jiff => &JIFF,
        Module::Chrono => &CHRONO,
        Module::Uuid => &UUID,
        Module::Url => &URL,
        Module::RustDecimal => &RUST_DECIMAL,
        Module::Sign => &auth::SIGN,
        Module::Key => &auth::KEY,
        Module::Jose => &auth::JOSE,
        Module::OAuth1 => &auth::OAUTH1,
        Module::Digest => &auth::DIGEST,
        Module::Ntlm => &auth::NTLM,
        Module::AwsV4 => &auth::AWSV4,
        Module::Hawk => &auth::HAWK,
        Module::EdgeGrid => &auth::EDGEGRID,
        Module::Jwt => &auth::JWT,
        Module::Asap => &auth::ASAP,
    }
}

#[cfg(test)]
mod tests;
