//! v1.0.0: one flat list of requests; order lists make the tree. Read as Postman's own converter to v2 reads it.

mod auth;
mod body;
mod request;
mod response;
#[cfg(test)]
mod tests;
mod tree;

use serde_json::{Map, Value};

use self::{auth::read_auth, tree::read_items};
use super::{
    behavior::read_profile,
    reader::{Reader, Trail},
    script::{read_scripts, script_of},
    value::truthy,
    variable::read_variables,
};
use crate::{
    diagnostic::Place,
    postman::{AuthKind, Collection, Format, Script, ScriptKind},
};

/// Reads a collection from the members of its top level.
pub(super) fn read_collection(
    members: &Map<String, Value>,
    place: Place,
    reader: &mut Reader,
) -> Collection {
    reader.format = Format::V1;
    reader.enabled_counts = true;
    let trail = Trail::At(&place);
    let variables = if members.contains_key("variables") {
        "variables"
    } else {
        "variable"
    };
    Collection {
        name: reader.text(members, "name", &trail).unwrap_or_default(),
        description: reader.description(members, &trail),
        version: None,
        format: Format::V1,
        variables: read_variables(members.get(variables), &trail.member(variables), reader),
        // The converter drops `noauth` at this level, where it means nothing.
        auth: read_auth(members, &trail, reader).filter(|auth| auth.kind != AuthKind::None),
        scripts: read_entity_scripts(members, &trail, reader),
        behavior: read_profile(members, &trail, reader),
        items: read_items(members, &place, reader),
        place,
    }
}

/// The scripts of a collection, folder or request: `tests` and `preRequestScript`, and only without them `events`.
fn read_entity_scripts(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<Script> {
    let legacy = [
        (ScriptKind::PreRequest, "preRequestScript"),
        (ScriptKind::Test, "tests"),
    ];
    if !legacy
        .iter()
        .any(|(_, key)| members.get(*key).is_some_and(truthy))
    {
        return read_scripts(members.get("events"), &trail.member("events"), reader);
    }
    legacy
        .into_iter()
        .filter_map(|(kind, key)| script_of(kind, members.get(key)?))
        .collect()
}
