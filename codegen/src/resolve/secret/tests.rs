use super::{SecretValue, is_placeholder, json::secret_members};
use crate::diagnostic::{Diagnostics, DocumentId};
use crate::postman::collection_from_slice;
use crate::resolve::{Resolved, resolve};

/// A collection of one request with this API key.
fn with_key(key: &str, value: &str) -> Resolved {
    let document = format!(
        r#"{{"info": {{}}, "auth": {{"type": "apikey", "apikey":
            [{{"key": "key", "value": "{key}"}}, {{"key": "value", "value": "{value}"}}]}},
            "item": [{{"request": "https://a.test"}}]}}"#
    );
    let mut diagnostics = Diagnostics::default();
    let collection =
        collection_from_slice(document.as_bytes(), DocumentId(0), &mut diagnostics).unwrap();
    resolve(collection, &[], &mut diagnostics)
}

#[test]
fn an_api_key_is_secret_whatever_it_looks_like() {
    let taken_out = |key| with_key(key, "sesame").secrets;
    let secret = |variable: &str| SecretValue {
        variable: variable.to_owned(),
        value: "sesame".to_owned(),
    };
    assert_eq!(taken_out("X-Admin"), [secret("admin")]);
    assert_eq!(taken_out("{{name}}"), [secret("api_key")]);
}

#[test]
fn the_variable_of_an_api_key_is_secret_whatever_its_name_is() {
    let usage = with_key("X-Admin", "{{admin}}").usage;
    assert!(usage.is_secret("admin"));
    assert!(!with_key("{{name}}", "{{admin}}").usage.is_secret("name"));
}

#[test]
fn placeholders_are_no_secrets() {
    for value in [
        "<token>",
        "YOUR_API_KEY",
        "xxxxxxx",
        "sample string 8",
        "string",
        "password",
        "********",
        ":token",
    ] {
        assert!(is_placeholder("password", value), "{value}");
    }
    assert!(!is_placeholder("password", "hunter22"));
}

#[test]
fn members_are_found_in_broken_json() {
    let text = r#"{"a": {{x}}, "password" : "p\"q", "list": ["password", "b"], // "secret": "no"
        "client_secret": "s",}"#;
    let values: Vec<&str> = secret_members(text)
        .into_iter()
        .map(|member| &text[member.range])
        .collect();
    assert_eq!(values, ["p\\\"q", "no", "s"]);
}
