//! Scripts: a list of `{type, code}`, or a map of types to code.

use serde_json::Value;

use super::super::{
    entry::entries,
    reader::{Reader, Trail},
    script::script_of,
};
use crate::postman::{Script, ScriptKind};

/// Reads the member `scripts`. Types may name a protocol (`http:beforeRequest`); those of others are left out.
pub(super) fn read_scripts(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<Script> {
    let mut scripts = Vec::new();
    for entry in entries(value, trail, reader) {
        let kind = entry.key.or_else(|| entry.value.get("type")?.as_str());
        let disabled = entry
            .value
            .as_object()
            .is_some_and(|members| reader.is_disabled(members));
        let Some(kind) = kind.and_then(kind_of).filter(|_| !disabled) else {
            continue;
        };
        let code = entry
            .value
            .get("code")
            .or_else(|| entry.value.get("exec"))
            .unwrap_or(entry.value);
        scripts.extend(script_of(kind, code));
    }
    scripts
}

fn kind_of(name: &str) -> Option<ScriptKind> {
    let name = match name.split_once(':') {
        Some(("http" | "graphql", name)) => name,
        Some(_) => return None,
        None => name,
    };
    match name {
        "beforeRequest" | "prerequest" => Some(ScriptKind::PreRequest),
        "afterResponse" | "test" => Some(ScriptKind::Test),
        _ => None,
    }
}
