//! The rows of the table: the files, crates and cargo features of each module.

use super::{Dependency, File, Module, Row, auth, dependency};

const NATIVE: &str = "cfg(not(target_arch = \"wasm32\"))";
const BROWSER: &str = "cfg(target_arch = \"wasm32\")";

const CORE: Row = Row {
    files: &[
        file!("base", ["Base"]),
        file!("body", ["Payload", "StreamBody"]),
        file!("call", ["Call", "Pending"]),
        file!("codec"),
        file!("complete"),
        file!("core", ["Core", "Server"]),
        file!("credential", ["Authorize", "Credential"]),
        file!("custom"),
        file!("decode", ["Body"]),
        file!("deserialize"),
        file!("draft", ["Draft"]),
        file!("encode"),
        file!("entropy", ["Entropy"]),
        file!("error", ["Error", "ErrorKind"]),
        file!("headers"),
        file!("json_path"),
        file!("lenient", ["Misfit"]),
        file!("operation", ["Operation"]),
        file!("options", ["Options"]),
        file!("read"),
        file!("redirect"),
        file!("request", ["Request"]),
        file!("response", ["Answer", "Response"]),
        file!("retry", ["Retries"]),
        file!("secret"),
        file!("send"),
        file!("settings", ["Settings"]),
        file!("shared"),
        file!("slot"),
        file!("source"),
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
        file!("writer"),
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
        dependency("tokio", "1").features(&["time"]).target(NATIVE),
        dependency("wasm-bindgen-futures", "0.4").target(BROWSER),
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
    features: &[("blocking", &["tokio/rt"])],
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
    dependencies: &[
        dependency("futures-core", "0.3")
            .features(&["std"])
            .optional(),
        dependency("tokio", "1").features(&["sync"]).target(NATIVE),
    ],
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

/// What a module consists of.
pub(super) fn row(module: Module) -> &'static Row {
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
