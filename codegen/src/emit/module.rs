//! The files of an API.

use crate::format;
use crate::ir::{Home, ResourceId};

use super::client::emit_client;
use super::codec::{self, emit_codec};
use super::context::Context;
use super::docs::{Lines, code};
use super::file::{File, Module};
use super::former;
use super::imports::Imports;
use super::resource::{emit_resource, emit_root};
use super::scope::{Place, Scope};
use super::types::emit_types;
use super::{SourceFile, example, feature, mock, round_trip};

/// One file of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// `mod.rs`.
    Root,
    /// A file with items.
    Items(Place),
}

/// The files that an API needs.
pub(super) fn parts(cx: &Context<'_>) -> Vec<Part> {
    let mut parts = vec![Part::Root, Part::Items(Place::Client)];
    if !cx.api.resources.is_empty() && !cx.resource(ResourceId::ROOT).0.operations.is_empty() {
        parts.push(Part::Items(Place::Operations));
    }
    push_home(*cx, Home::Shared, &mut parts);
    for id in (1..cx.api.resources.len()).map(ResourceId) {
        parts.push(Part::Items(Place::Folder(id)));
        push_home(*cx, Home::Resource(id), &mut parts);
    }
    for id in (0..cx.api.resources.len()).map(ResourceId) {
        if example::is_needed(*cx, id) {
            parts.push(Part::Items(Place::Examples(id)));
        }
        if mock::is_needed(*cx, id) {
            parts.push(Part::Items(Place::Mock(id)));
        }
        if round_trip::is_needed(*cx, id) {
            parts.push(Part::Items(Place::RoundTripTests(id)));
        }
    }
    parts
}

fn push_home(cx: Context<'_>, home: Home, parts: &mut Vec<Part>) {
    if !cx.types_in(home).is_empty() {
        parts.push(Part::Items(Place::Types(home)));
    }
    if codec::is_needed(cx, home) {
        parts.push(Part::Items(Place::Codec(home)));
    }
    if codec::has_other_directions(cx, home) {
        parts.push(Part::Items(Place::RoundTrip(home)));
    }
}

/// Emits one file.
pub(super) fn emit_part(cx: &Context<'_>, part: &Part) -> SourceFile {
    match *part {
        Part::Root => root(*cx).print(cx.settings),
        Part::Items(place) => items(*cx, place).print(cx.settings),
    }
}

fn path(cx: Context<'_>, place: Place) -> String {
    let folder = |id: ResourceId| {
        cx.folders(id)
            .iter()
            .map(|id| cx.resource(*id).1.module.bare())
            .collect::<Vec<_>>()
            .join("/")
    };
    let below = |home: Home, name: &str| match home {
        Home::Shared | Home::Resource(ResourceId::ROOT) => name.to_owned(),
        Home::Resource(id) => format!("{}/{name}", folder(id)),
    };
    let path = match place {
        Place::Client => "client".to_owned(),
        Place::Operations => "operations".to_owned(),
        Place::Examples(id) => below(Home::Resource(id), "examples"),
        Place::Mock(id) => below(Home::Resource(id), "mock"),
        Place::RoundTripTests(id) => below(Home::Resource(id), "round_trip_tests"),
        Place::Folder(id) => folder(id),
        Place::Types(home) => below(home, "types"),
        Place::Codec(home) => below(home, "codec"),
        Place::RoundTrip(home) => below(home, "round_trip"),
    };
    format!("{}/{path}.rs", cx.api.module)
}

fn root(cx: Context<'_>) -> File {
    let mut docs = Lines::of(&cx.api.docs);
    if docs == Lines::default() {
        docs = Lines::text(&format!("Client of `{}`.", code(&cx.api.title)));
    }
    let mut modules = vec![Module::private("client")];
    let mut exports = Imports::default();
    for name in ["Client", "ClientBuilder"] {
        exports.add("client", name);
    }
    if !cx.api.environments.is_empty() {
        exports.add("client", "Environment");
    }
    let root = cx.resource(ResourceId::ROOT).0;
    if !root.operations.is_empty() {
        modules.push(Module::private("operations"));
        for id in &root.operations {
            exports.add("operations", cx.operation(*id).1.request.as_str());
        }
    }
    if !cx.types_in(Home::Shared).is_empty() {
        modules.push(Module::public("types"));
    }
    push_codecs(cx, Home::Shared, &mut modules);
    push_development(cx, ResourceId::ROOT, &mut modules);
    for child in &root.children {
        let module = Module::public(cx.resource(*child).1.module.as_str());
        modules.push(match feature::of_folder(cx, *child) {
            Some(feature) => module.behind(&feature),
            None => module,
        });
    }
    let mut imports = Imports::default();
    imports.add("super", "runtime");
    File {
        path: format!("{}/mod.rs", cx.api.module),
        docs,
        modules,
        imports,
        exports,
        items: {
            let mut items = former::requests(cx, &root.operations);
            items.extend(former::modules(cx, ResourceId::ROOT));
            items.extend(mock::emit_function());
            format::print([items])
        },
        ..File::default()
    }
}

fn items(cx: Context<'_>, place: Place) -> File {
    let scope = Scope::new(cx, place);
    let items = match place {
        Place::Client => format::print([emit_client(&scope)]),
        Place::Operations => format::print([emit_root(&scope)]),
        Place::Examples(id) => format::print(example::emit_examples(&scope, id)),
        Place::Mock(ResourceId::ROOT) => format::print([mock::emit_mock(&scope)]),
        Place::Mock(_) => String::new(),
        Place::Folder(id) => format::print([emit_resource(&scope, id)]),
        Place::Types(home) => format::print(emit_types(&scope, home)),
        Place::Codec(home) => format::print(emit_codec(&scope, home)),
        Place::RoundTrip(home) => format::print([codec::emit_round_trip(&scope, home)]),
        Place::RoundTripTests(id) => format::print(round_trip::emit_tests(&scope, id)),
    };
    let text = match place {
        Place::Mock(id) => mock::emit_answers(&scope, id),
        Place::Codec(home) => codec::emit_reading(&scope, home),
        Place::RoundTrip(home) => codec::emit_round_trip_reading(&scope, home),
        _ => String::new(),
    };
    let (mut modules, mut exports) = (Vec::new(), Imports::default());
    if let Place::Folder(id) = place {
        folder(&scope, id, &mut modules, &mut exports);
    }
    File {
        path: path(cx, place),
        docs: file_docs(cx, place),
        modules,
        imports: scope.into_imports(),
        exports,
        text,
        items,
        ..File::default()
    }
}

fn folder(scope: &Scope<'_>, id: ResourceId, modules: &mut Vec<Module>, exports: &mut Imports) {
    let cx = scope.cx;
    let own = cx.types_in(Home::Resource(id));
    if !own.is_empty() {
        modules.push(Module::private("types"));
    }
    push_codecs(cx, Home::Resource(id), modules);
    push_development(cx, id, modules);
    for child in &cx.resource(id).0.children {
        modules.push(Module::public(cx.resource(*child).1.module.as_str()));
    }
    for &id in own {
        exports.add("types", cx.type_def(id).1.name.as_str());
    }
    for id in cx.shared_types_of(id) {
        exports.add(&scope.below_api("types"), cx.type_def(id).1.name.as_str());
    }
}

fn push_codecs(cx: Context<'_>, home: Home, modules: &mut Vec<Module>) {
    if codec::is_needed(cx, home) {
        modules.push(Module::private("codec"));
    }
    if codec::has_other_directions(cx, home) {
        modules.push(Module::private("round_trip").behind("round-trip"));
    }
}

/// What only tests and documentation need of a folder.
fn push_development(cx: Context<'_>, id: ResourceId, modules: &mut Vec<Module>) {
    if example::is_needed(cx, id) {
        modules.push(Module::private("examples").behind("examples"));
    }
    if mock::is_needed(cx, id) {
        let mock = if id == ResourceId::ROOT {
            Module::private("mock")
        } else {
            Module::outer("mock")
        };
        modules.push(mock.behind("mock"));
    }
    if round_trip::is_needed(cx, id) {
        modules.push(Module {
            test: true,
            ..Module::private("round_trip_tests").behind("round-trip")
        });
    }
}

fn file_docs(cx: Context<'_>, place: Place) -> Lines {
    match place {
        Place::Client => Lines::text("The client, and how it is built."),
        Place::Operations => Lines::text("Operations that stand in no folder."),
        Place::Examples(_) => Lines::text("Requests with the collection's own values."),
        Place::Mock(_) => Lines::text("The collection's saved responses, for tests."),
        Place::Folder(id) => {
            let (resource, _) = cx.resource(id);
            let docs = Lines::of(&resource.docs);
            if docs == Lines::default() {
                Lines::text(&format!("The folder `{}`.", code(&resource.name)))
            } else {
                docs
            }
        }
        Place::Types(Home::Shared) => Lines::text("Types that several folders use."),
        Place::Types(Home::Resource(id)) => Lines::text(&format!(
            "Types of the folder `{}`.",
            code(&cx.resource(id).0.name)
        )),
        Place::RoundTripTests(_) => {
            Lines::text("The collection's samples through their types: nothing is lost.")
        }
        Place::RoundTrip(_) => Lines::text(
            "The other direction of the types beside it, to check that nothing is lost.",
        ),
        Place::Codec(_) => Lines::text("How the types beside it are written and read."),
    }
}
