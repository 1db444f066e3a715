//! `protocolProfileBehavior`.

use serde_json::{Map, Value};

use super::{
    reader::{Reader, Trail, describe},
    value::{scalar_text, truthy},
};
use crate::postman::{Behavior, SystemHeader};

/// Reads the member `protocolProfileBehavior` of a collection, folder or item.
pub(super) fn read_profile(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Behavior {
    let key = "protocolProfileBehavior";
    read_behavior(members.get(key), &trail.member(key), reader)
}

/// Reads a `protocolProfileBehavior`, or what v3 calls `settings`. Null members are absent.
pub(super) fn read_behavior(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Behavior {
    let members = match value {
        None | Some(Value::Null) => return Behavior::default(),
        Some(Value::Object(members)) => members,
        Some(other) => {
            reader.malformed(
                trail,
                format!("`protocolProfileBehavior` is {}", describe(other)),
            );
            return Behavior::default();
        }
    };
    let mut flag = |key: &str| read_flag(members, key, trail, reader);
    Behavior {
        follow_redirects: flag("followRedirects"),
        follow_original_method: flag("followOriginalHttpMethod"),
        follow_authorization_header: flag("followAuthorizationHeader"),
        strict_ssl: flag("strictSSL"),
        disable_body_pruning: flag("disableBodyPruning"),
        disable_url_encoding: flag("disableUrlEncoding"),
        disable_cookies: flag("disableCookies"),
        max_redirects: read_count(members, "maxRedirects", trail, reader),
        disabled_system_headers: read_system_headers(members.get("disabledSystemHeaders")),
        protocol_version: reader
            .text(members, "protocolVersion", trail)
            .filter(|text| !text.is_empty()),
    }
}

fn read_flag(
    members: &Map<String, Value>,
    key: &str,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<bool> {
    match members.get(key)? {
        Value::Null => None,
        Value::Bool(flag) => Some(*flag),
        other => {
            reader.malformed(
                &trail.member(key),
                format!("`{key}` is {}, not a boolean", describe(other)),
            );
            None
        }
    }
}

fn read_count(
    members: &Map<String, Value>,
    key: &str,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<u32> {
    let value = members.get(key).filter(|value| !value.is_null())?;
    let count = scalar_text(value).and_then(|text| text.parse().ok());
    if count.is_none() {
        reader.malformed(&trail.member(key), format!("`{key}` is not a count"));
    }
    count
}

/// A map of names to flags, or (in v3) a list of names.
fn read_system_headers(value: Option<&Value>) -> Option<Vec<SystemHeader>> {
    let names: Vec<&str> = match value? {
        Value::Object(members) => members
            .iter()
            .filter(|(_, flag)| truthy(flag))
            .map(|(name, _)| name.as_str())
            .collect(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    Some(
        names
            .into_iter()
            .map(|name| SystemHeader(name.to_lowercase()))
            .collect(),
    )
}
