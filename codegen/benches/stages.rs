//! The stages of the pipeline, each on its own: `cargo bench -p postwright`.
//!
//! Inputs are synthetic collections of 10 to 5,000 requests and the Auth0 collection. Compare ratios between inputs and
//! stages of one run; absolute times are the machine's.

#[path = "stages/synthetic.rs"]
mod synthetic;

use std::fmt;
use std::path::Path;

use divan::{Bencher, counter::BytesCount};
use postwright::config::{Layout, Output};
use postwright::diagnostic::{Diagnostics, DocumentId, Documents};
use postwright::generator::{self, ReadApi};
use postwright::hints::Hints;
use postwright::ir::Api;
use postwright::postman::{self, Collection};
use postwright::resolve::{self, Resolved};
use postwright::{ir, lower, name};

fn main() {
    divan::main();
}

/// A collection to measure.
#[derive(Debug, Clone, Copy)]
enum Input {
    Synthetic(usize),
    Auth0,
}

const INPUTS: [Input; 5] = [
    Input::Synthetic(10),
    Input::Synthetic(100),
    Input::Synthetic(1000),
    Input::Synthetic(5000),
    Input::Auth0,
];

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Synthetic(requests) => write!(f, "{requests} requests"),
            Self::Auth0 => f.write_str("auth0"),
        }
    }
}

impl Input {
    fn text(self) -> Vec<u8> {
        match self {
            Self::Synthetic(requests) => synthetic::collection(requests).into_bytes(),
            Self::Auth0 => {
                let file = "../collections/auth0-management.postman_collection.json";
                std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap_or_default()
            }
        }
    }
}

fn read(text: &[u8]) -> Collection {
    postman::collection_from_slice(text, DocumentId::default(), &mut Diagnostics::default())
        .unwrap_or_else(|error| unreachable!("the inputs are collections: {error}"))
}

fn resolve(collection: Collection) -> Resolved {
    resolve::resolve(collection, &[], &mut Diagnostics::default())
}

fn lower(resolved: Resolved) -> Api {
    let options = lower::Options {
        module: "api".to_owned(),
        emitted: ir::Options {
            examples: true,
            ..ir::Options::default()
        },
        ..lower::Options::default()
    };
    lower::lower(
        resolved,
        &Hints::default(),
        &options,
        &mut Diagnostics::default(),
    )
}

fn named(api: Api) -> ReadApi {
    ReadApi {
        source: "collection.json".to_owned(),
        names: name::assign(&api, &mut Diagnostics::default()),
        api,
        lock: name::ApiLock::default(),
        secrets: Vec::new(),
        diagnostics: Diagnostics::default(),
        documents: Documents::default(),
        timings: Vec::new(),
    }
}

#[divan::bench(args = INPUTS, max_time = 5)]
fn a_read(bencher: Bencher<'_, '_>, input: Input) {
    let text = input.text();
    let bytes = BytesCount::new(text.len());
    bencher.counter(bytes).bench_local(|| read(&text));
}

#[divan::bench(args = INPUTS, max_time = 5)]
fn b_resolve(bencher: Bencher<'_, '_>, input: Input) {
    let collection = read(&input.text());
    bencher
        .with_inputs(|| collection.clone())
        .bench_local_values(resolve);
}

#[divan::bench(args = INPUTS, max_time = 5)]
fn c_lower(bencher: Bencher<'_, '_>, input: Input) {
    let collection = read(&input.text());
    bencher
        .with_inputs(|| resolve(collection.clone()))
        .bench_local_values(lower);
}

#[divan::bench(args = INPUTS, max_time = 5)]
fn d_name(bencher: Bencher<'_, '_>, input: Input) {
    let api = lower(resolve(read(&input.text())));
    bencher.bench_local(|| name::assign(&api, &mut Diagnostics::default()));
}

#[divan::bench(args = INPUTS, max_time = 10)]
fn e_emit(bencher: Bencher<'_, '_>, input: Input) {
    let api = named(lower(resolve(read(&input.text()))));
    let output = Output::new(Path::new("out"), Layout::Crate);
    bencher.bench_local(|| generator::files(&output, &[&api]));
}
