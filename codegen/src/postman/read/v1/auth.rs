//! Auth: `auth` as in v2, or the legacy `currentHelper` with `helperAttributes`.

use serde_json::{Map, Value};

use super::super::{
    auth::{read_auth as read_v2_auth, read_parameters},
    reader::{Reader, Trail},
    value::truthy,
};
use crate::postman::{Auth, AuthKind};

/// Reads the auth of a collection, folder or request. Where a helper is written, if only as null, Postman's converter looks
/// at nothing else.
pub(super) fn read_auth(
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<Auth> {
    let (helper, attributes) = (
        members.get("currentHelper"),
        members.get("helperAttributes"),
    );
    if helper.is_none() && !attributes.is_some_and(truthy) {
        return read_v2_auth(members.get("auth"), &trail.member("auth"), reader);
    }
    match helper.and_then(Value::as_str)? {
        "" | "normal" => None,
        helper => read_helper(helper, attributes, trail, reader),
    }
}

/// Attributes may be an object or its JSON text; text that is no JSON voids the helper, as in Postman's converter.
fn read_helper(
    helper: &str,
    attributes: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Option<Auth> {
    let way = trail.member("helperAttributes");
    let parsed = match attributes {
        Some(Value::String(text)) => {
            let parsed = serde_json::from_str(text).ok();
            if parsed.is_none() {
                reader.malformed(
                    &way,
                    format!("the attributes of `{helper}` are text that is not JSON"),
                );
                return None;
            }
            parsed
        }
        other => other.filter(|attributes| truthy(attributes)).cloned(),
    };
    let mut parameters = read_parameters(parsed.as_ref(), &way, reader);
    parameters.retain(|parameter| !matches!(parameter.name.as_str(), "id" | "saveToRequest"));
    for parameter in &mut parameters {
        parameter.name = parameter_name(helper, &parameter.name).to_owned();
    }
    Some(Auth {
        kind: AuthKind::of(kind_name(helper)),
        parameters,
    })
}

/// The v2 type of a helper.
fn kind_name(helper: &str) -> &str {
    match helper {
        "basicAuth" => "basic",
        "bearerAuth" => "bearer",
        "digestAuth" => "digest",
        "hawkAuth" => "hawk",
        "oAuth1" => "oauth1",
        "oAuth2" => "oauth2",
        "ntlmAuth" => "ntlm",
        "awsSigV4" => "awsv4",
        "apikeyAuth" => "apikey",
        "jwtAuth" => "jwt",
        "asapAuth" => "asap",
        "edgegridAuth" => "edgegrid",
        other => other,
    }
}

/// The v2 name of a helper's attribute.
fn parameter_name<'n>(helper: &str, name: &'n str) -> &'n str {
    match (helper, name) {
        ("hawkAuth", "hawk_id") => "authId",
        ("hawkAuth", "hawk_key") => "authKey",
        ("hawkAuth", "ext") => "extraData",
        ("hawkAuth", "dlg") => "delegation",
        // The converter writes this name, which the runtime does not read.
        ("hawkAuth", "app") => "appId",
        ("oAuth1", "header") => "addParamsToHeader",
        ("oAuth1", "auto") => "autoAddParam",
        ("oAuth1", "includeEmpty") => "addEmptyParamsToSign",
        (_, other) => other,
    }
}
