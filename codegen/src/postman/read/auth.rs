//! Auth objects.

use serde_json::{Map, Value};

use super::{
    entry::entries,
    reader::{Reader, Trail, describe},
    value::{json_text, scalar_text},
    variable::value_text,
};
use crate::postman::{Auth, AuthKind, AuthParameter};

impl AuthKind {
    /// The kind of a type name, which is matched exactly.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "noauth" => Self::None,
            "basic" => Self::Basic,
            "bearer" => Self::Bearer,
            "apikey" => Self::ApiKey,
            "oauth1" => Self::OAuth1,
            "oauth2" => Self::OAuth2,
            "digest" => Self::Digest,
            "ntlm" => Self::Ntlm,
            "awsv4" => Self::AwsV4,
            "hawk" => Self::Hawk,
            "edgegrid" => Self::EdgeGrid,
            "jwt" => Self::Jwt,
            "asap" => Self::Asap,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

/// Reads the member `auth`: `{type, <type>: parameters}`. Without a text `type` there is none, and the level inherits.
pub(super) fn read_auth(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<Auth> {
    let members = match value? {
        Value::Object(members) => members,
        Value::Null => return None,
        other => {
            reader.malformed(
                trail,
                format!("`auth` is {}, so the level inherits", describe(other)),
            );
            return None;
        }
    };
    let kind = members.get("type")?.as_str()?;
    let parameters = read_parameters(members.get(kind), &trail.member(kind), reader);
    Some(Auth {
        kind: AuthKind::of(kind),
        parameters,
    })
}

/// Reads parameters, a list of `{key, value, type}` or a map. Null values count as absent.
pub(super) fn read_parameters(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Vec<AuthParameter> {
    let mut parameters: Vec<AuthParameter> = Vec::new();
    for entry in entries(value, trail, reader) {
        let Some(name) = entry.name().and_then(|name| scalar_text(&name)) else {
            reader.malformed(&entry.trail(trail), "an auth parameter has no `key`");
            continue;
        };
        // A map's member is the value itself, whatever its type.
        let content = if entry.key.is_some() {
            Some(entry.value)
        } else {
            entry.content()
        };
        match content {
            None | Some(Value::Null) => parameters.retain(|parameter| parameter.name != name),
            Some(value) => {
                let mut text = parameter_text(entry.object(), value);
                if text == "false" && is_flag(&name) && is_text(entry.object(), value) {
                    "true".clone_into(&mut text);
                }
                parameters.push(AuthParameter { name, value: text });
            }
        }
    }
    parameters
}

/// Whether a parameter is a switch, which Postman takes for on when it is any text, `false` included.
fn is_flag(name: &str) -> bool {
    matches!(
        name,
        "addParamsToHeader"
            | "addEmptyParamsToSign"
            | "includeBodyHash"
            | "disableHeaderEncoding"
            | "includePayloadHash"
            | "addAuthDataToQuery"
            | "isSecretBase64Encoded"
            | "disableRetryRequest"
    )
}

/// Whether a parameter is text once it is cast by its `type`.
fn is_text(entry: Option<&Map<String, Value>>, value: &Value) -> bool {
    let kind = entry.and_then(|members| members.get("type"));
    match kind.and_then(Value::as_str) {
        Some("boolean" | "number") => false,
        Some("string") => true,
        _ => value.is_string(),
    }
}

/// A parameter as text: cast by its `type` as a variable is, objects and lists as JSON.
fn parameter_text(entry: Option<&Map<String, Value>>, value: &Value) -> String {
    let kind = entry
        .and_then(|members| members.get("type"))
        .and_then(Value::as_str);
    match (kind, value) {
        (_, Value::Array(_) | Value::Object(_)) => json_text(value),
        (Some(kind @ ("string" | "number" | "boolean")), _) => {
            value_text(Some(kind), Some(value)).as_str().to_owned()
        }
        _ => scalar_text(value).unwrap_or_default(),
    }
}
