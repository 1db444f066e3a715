//! Auth: `{type, credentials}`, or a list of them.

use serde_json::Value;

use super::super::{
    auth::read_parameters,
    reader::{Reader, Trail, describe},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    postman::{Auth, AuthKind},
};

/// Reads the member `auth`. `inherit` and no auth at all inherit. Of several, the first without `rules` is taken, else
/// the first.
pub(super) fn read_auth(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<Auth> {
    match value? {
        Value::Null => None,
        Value::Object(members) => {
            let kind = members.get("type")?.as_str()?;
            if kind == "inherit" {
                return None;
            }
            // Files written by hand also use v2's spelling, a member named by the type.
            let key = if members.contains_key("credentials") {
                "credentials"
            } else {
                kind
            };
            let parameters = read_parameters(members.get(key), &trail.member(key), reader);
            Some(Auth {
                kind: AuthKind::of(kind),
                parameters,
            })
        }
        Value::Array(list) => read_choice(list, trail, reader),
        other => {
            reader.malformed(
                trail,
                format!("`auth` is {}, so the level inherits", describe(other)),
            );
            None
        }
    }
}

fn read_choice(list: &[Value], trail: &Trail<'_>, reader: &mut Reader) -> Option<Auth> {
    let is_free = |auth: &Value| match auth.get("rules") {
        None | Some(Value::Null) => true,
        Some(Value::Array(rules)) => rules.is_empty(),
        Some(Value::Object(rules)) => rules.is_empty(),
        Some(_) => false,
    };
    let index = list
        .iter()
        .position(|auth| auth.is_object() && is_free(auth))
        .unwrap_or_default();
    let chosen = list.get(index)?;
    if list.len() > 1 {
        let kind = chosen.get("type").and_then(Value::as_str).unwrap_or("none");
        let message = format!("there are {} ways to authenticate", list.len());
        reader.push(
            Diagnostic::new(Code::Unsupported, trail.place(), message)
                .instead(format!("`{kind}` is used")),
        );
    }
    read_auth(
        Some(chosen).filter(|chosen| chosen.is_object()),
        &trail.element(index),
        reader,
    )
}
