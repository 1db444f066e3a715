//! Environments and globals, from JSON or from v3 YAML.

use serde_json::{Map, Value};

use super::{
    error::{ContentError, DocumentKind},
    kind::kind_of,
    reader::{Reader, Trail},
    value::truthy,
    variable::read_variables,
};
use crate::{
    diagnostic::{DocumentId, Place},
    postman::{Environment, EnvironmentScope},
};

/// Reads a document; `scope` is what its file name says when the document does not.
pub(super) fn read_environment(
    document: &Value,
    id: DocumentId,
    scope: EnvironmentScope,
    reader: &mut Reader,
) -> Result<Environment, ContentError> {
    let root = Place::root(id);
    let Value::Object(members) = document else {
        let kind = if document.is_array() {
            DocumentKind::List
        } else {
            DocumentKind::Scalar
        };
        return Err(ContentError::NotEnvironment(kind));
    };
    // The wrapper of Postman's API.
    if let Some(Value::Object(inner)) = members
        .get("environment")
        .filter(|_| !members.contains_key("values"))
    {
        return Ok(read_members(
            inner,
            root.member("environment"),
            scope,
            reader,
        ));
    }
    match kind_of(members, members.get("item").is_some_and(truthy)) {
        DocumentKind::Environment | DocumentKind::Globals => {
            Ok(read_members(members, root, scope, reader))
        }
        other => Err(ContentError::NotEnvironment(other)),
    }
}

fn read_members(
    members: &Map<String, Value>,
    place: Place,
    scope: EnvironmentScope,
    reader: &mut Reader,
) -> Environment {
    let trail = Trail::At(&place);
    let scope = match members
        .get("_postman_variable_scope")
        .and_then(Value::as_str)
    {
        Some("globals") => EnvironmentScope::Globals,
        Some("environment") => EnvironmentScope::Environment,
        _ => scope,
    };
    Environment {
        name: reader.text(members, "name", &trail).unwrap_or_default(),
        scope,
        variables: read_variables(members.get("values"), &trail.member("values"), reader),
        place,
    }
}
