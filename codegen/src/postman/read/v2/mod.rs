//! v2.0.0 and v2.1.0, which differ in how auth parameters are written; either is read in both.

mod item;
mod stream;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

pub use self::stream::MAX_FOLDERS;
pub(super) use self::stream::{Document, Items, Root, RootSeed};
use super::{
    auth::read_auth,
    behavior::read_profile,
    reader::{Reader, Trail, describe},
    script::read_scripts,
    value::{scalar_text, truthy},
    variable::read_variables,
};
use crate::postman::{Collection, Format};

/// The format that `info.schema` names; v2.1.0 when it names none.
pub(super) fn format_of(info: Option<&Value>) -> Format {
    let schema = info.and_then(|info| info.get("schema").or_else(|| info.get("_postman_schema")));
    match schema.and_then(Value::as_str) {
        Some(schema) if schema.contains("2.0.") => Format::V2,
        _ => Format::V21,
    }
}

/// Reads a collection whose items are known.
pub(super) fn read_collection(root: Root, reader: &mut Reader) -> Collection {
    let Root {
        members,
        items,
        place,
        ..
    } = root;
    let trail = Trail::At(&place);
    let items = match items {
        Some(Items::List(items)) => items,
        Some(Items::Other(value)) if truthy(&value) => {
            reader.malformed(
                &trail.member("item"),
                format!("the items are {}, not a list", describe(&value)),
            );
            Vec::new()
        }
        _ => Vec::new(),
    };
    let empty = Map::new();
    let info = members
        .get("info")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let about = trail.member("info");
    Collection {
        name: reader.text(info, "name", &about).unwrap_or_default(),
        description: reader.description(info, &about),
        version: read_version(info.get("version")),
        format: format_of(members.get("info")),
        variables: read_variables(members.get("variable"), &trail.member("variable"), reader),
        auth: read_auth(members.get("auth"), &trail.member("auth"), reader),
        scripts: read_scripts(members.get("event"), &trail.member("event"), reader),
        behavior: read_profile(&members, &trail, reader),
        items,
        place,
    }
}

/// A version, as text or as `{major, minor, patch, identifier}`.
fn read_version(value: Option<&Value>) -> Option<String> {
    let Some(Value::Object(members)) = value else {
        return value.and_then(scalar_text).filter(|text| !text.is_empty());
    };
    let part = |key| {
        members
            .get(key)
            .and_then(scalar_text)
            .filter(|text| !text.is_empty())
    };
    let numbers: Vec<String> = ["major", "minor", "patch"]
        .into_iter()
        .map_while(part)
        .collect();
    let identifier = part("identifier").or_else(|| part("prerelease"));
    let text = numbers.join(".")
        + &identifier
            .map(|word| format!("-{word}"))
            .unwrap_or_default();
    (!numbers.is_empty()).then_some(text)
}
