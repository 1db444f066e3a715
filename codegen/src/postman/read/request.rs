//! Requests.

use serde_json::Value;

use super::{
    auth::read_auth,
    body::read_body,
    header::read_headers,
    reader::{Reader, Trail, describe},
    url::read_url,
    value::string_text,
};
use crate::postman::{Request, Url};

/// Reads the member `request`: an object, or text that is the URL of a GET. Anything else is a request without a URL.
pub(super) fn read_request(
    value: Option<&Value>,
    trail: &Trail<'_>,
    reader: &mut Reader,
) -> Request {
    let members = match value {
        Some(Value::Object(members)) => members,
        Some(Value::String(text)) => return plain_get(Url::parse(text)),
        None | Some(Value::Null) => return plain_get(Url::default()),
        Some(other) => {
            reader.malformed(trail, format!("the request is {}", describe(other)));
            return plain_get(Url::default());
        }
    };
    Request {
        method: read_method(members.get("method")),
        is_method_blank: members.get("method").is_some_and(|method| method == ""),
        url: read_url(members.get("url"), &trail.member("url"), reader),
        headers: read_headers(members.get("header"), &trail.member("header"), reader),
        body: read_body(members.get("body"), &trail.member("body"), reader),
        auth: read_auth(members.get("auth"), &trail.member("auth"), reader),
    }
}

fn plain_get(url: Url) -> Request {
    Request {
        method: "GET".to_owned(),
        is_method_blank: false,
        url,
        headers: Vec::new(),
        body: None,
        auth: None,
    }
}

/// A method in upper case, whatever it is; `GET` when there is none.
pub(super) fn read_method(value: Option<&Value>) -> String {
    let text = value
        .filter(|value| !value.is_null())
        .map(string_text)
        .unwrap_or_default();
    if text.is_empty() {
        "GET".to_owned()
    } else {
        text.to_uppercase()
    }
}
