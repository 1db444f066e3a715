//! Scripts.

use serde_json::Value;

use super::{
    entry::entries,
    reader::{Reader, Trail, describe},
    value::string_text,
};
use crate::postman::{Format, Script, ScriptKind};

/// Reads the member `event`. Blank and disabled scripts are left out, and so are events other than `prerequest` and
/// `test`.
pub(super) fn read_scripts(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<Script> {
    if value.is_some_and(Value::is_object) {
        reader.malformed(trail, "`event` is an object, not a list");
        return Vec::new();
    }
    let mut scripts = Vec::new();
    for entry in entries(value, trail, reader) {
        let Some(members) = entry.object() else {
            reader.malformed(
                &entry.trail(trail),
                format!("an event is {}, not an object", describe(entry.value)),
            );
            continue;
        };
        let kind = match members.get("listen").and_then(Value::as_str) {
            None if reader.format == Format::V1 => ScriptKind::Test,
            Some("prerequest") => ScriptKind::PreRequest,
            Some("test") => ScriptKind::Test,
            _ => continue,
        };
        if !reader.is_disabled(members) {
            scripts.extend(
                members
                    .get("script")
                    .and_then(|script| script_of(kind, script)),
            );
        }
    }
    scripts
}

/// A script from its source: text, a list of lines, or an object with either as `exec`; none when it is blank.
pub(super) fn script_of(kind: ScriptKind, script: &Value) -> Option<Script> {
    let source = match script
        .as_object()
        .map_or(Some(script), |members| members.get("exec"))?
    {
        Value::String(text) => text.replace("\r\n", "\n"),
        Value::Array(lines) => {
            let lines: Vec<String> = lines
                .iter()
                .filter(|line| !line.is_null())
                .map(string_text)
                .collect();
            lines.join("\n")
        }
        _ => return None,
    };
    (!source.trim().is_empty()).then_some(Script { kind, source })
}
