//! Small IRs, one trap each, and one rich IR that has nearly everything.

mod first_call;
mod fixture;
mod mock;
mod rich;
mod snapshots;

use fixture::names_of;

/// The file that ends with this path.
fn file(api: crate::ir::Api, path: &str) -> String {
    let api = fixture::finish(api);
    let names = names_of(&api);
    let settings = super::ModuleSettings {
        crate_name: Some("generated".into()),
        is_at_root: false,
        source: "sample.json".into(),
    };
    let files = super::collect(|sink| super::emit(&api, &names, &settings, sink));
    files
        .into_iter()
        .find(|file| file.path == path)
        .map(|file| file.text)
        .unwrap()
}

/// The part of a text from a line that holds `start` to the next line that is `end`.
fn excerpt(text: &str, start: &str, end: &str) -> String {
    let mut lines: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains(start))
        .collect();
    let length = lines
        .iter()
        .position(|line| *line == end)
        .map_or(lines.len(), |at| at + 1);
    lines.truncate(length);
    lines.join("\n")
}

#[test]
fn only_what_is_sent_by_name_has_a_name_on_the_wire() {
    use crate::emit::docs::Lines;
    use crate::ir::{Location, Presence, TypeRef};
    let docs = |location| {
        let field = fixture::field("order-id", location, TypeRef::Text, Presence::Required);
        Lines::field(&field, "order_id").inner()
    };
    assert!(docs(Location::Path).contains("`{order-id}` in the path."));
    assert!(docs(Location::Query).contains("`order-id` on the wire."));
}
