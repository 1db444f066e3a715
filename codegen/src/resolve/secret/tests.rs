use super::{SecretValue, json::secret_members};
use crate::diagnostic::{Diagnostics, DocumentId};
use crate::postman::collection_from_slice;
use crate::resolve::{Resolved, resolve};

fn resolved(document: &str) -> Resolved {
    let mut diagnostics = Diagnostics::default();
    let collection =
        collection_from_slice(document.as_bytes(), DocumentId(0), &mut diagnostics).unwrap();
    resolve(collection, &[], &mut diagnostics)
}

/// A collection of one request with this API key.
fn with_key(key: &str, value: &str) -> Resolved {
    let document = format!(
        r#"{{"info": {{}}, "auth": {{"type": "apikey", "apikey":
            [{{"key": "key", "value": "{key}"}}, {{"key": "value", "value": "{value}"}}]}},
            "item": [{{"request": "https://a.test"}}]}}"#
    );
    resolved(&document)
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
fn members_are_found_in_broken_json() {
    let text = r#"{"a": {{x}}, "password" : "p\"q", "list": ["password", "b"], // "secret": "no"
        "client_secret": "s",}"#;
    let values: Vec<&str> = secret_members(text)
        .into_iter()
        .map(|member| &text[member.range])
        .collect();
    assert_eq!(values, ["p\\\"q", "no", "s"]);
}

#[test]
fn descriptions_do_not_repeat_a_secret() {
    let resolved = resolved(
        r#"{"info": {"description": "all k3y-of-shop"},
            "variable": [{"key": "pin", "type": "secret", "value": "c0de1234", "description": "a c0de1234"}],
            "item": [{"name": "f", "description": "f k3y-of-shop!", "item": [{"request": {
                "description": "r k3y-of-shop, password, c0de1234", "method": "POST",
                "header": [{"key": "X-Api-Key", "value": "k3y-of-shop", "description": "h k3y-of-shop"}],
                "url": {"host": ["a.test"], "path": [":p"],
                    "query": [{"key": "q", "value": "1", "description": "q k3y-of-shop"}],
                    "variable": [{"key": "p", "value": "1", "description": "v k3y-of-shop"}]},
                "body": {"mode": "urlencoded", "urlencoded": [
                    {"key": "password", "value": "password", "description": "b k3y-of-shop"}]}}}]}]}"#,
    );
    let request = &resolved.requests[0].item.request;
    let Some(crate::postman::Body::Urlencoded(entries)) = &request.body else {
        panic!("{:?}", request.body)
    };
    let descriptions = [
        &resolved.description,
        &resolved.folders[1].description,
        &resolved.requests[0].item.description,
        &request.headers[0].description,
        &request.url.query[0].description,
        &request.url.variables[0].description,
        &entries[0].description,
    ];
    let texts: Vec<&str> = descriptions
        .iter()
        .filter_map(|text| text.as_deref())
        .collect();
    assert_eq!(
        texts,
        [
            "all ***",
            "f ***!",
            "r ***, password, ***",
            "h ***",
            "q ***",
            "v ***",
            "b ***"
        ]
    );
    assert_eq!(resolved.variables.description("pin"), Some("a ***"));
}

#[test]
fn a_user_name_that_is_the_password_is_no_less_secret() {
    let resolved = resolved(
        r#"{"info": {}, "auth": {"type": "basic", "basic": [
                {"key": "username", "value": "citadel"}, {"key": "password", "value": "citadel"}]},
            "item": [{"request": "https://a.test"}]}"#,
    );
    let auth = resolved.requests[0].auth.as_ref().unwrap();
    assert!(
        auth.parameters
            .iter()
            .all(|parameter| parameter.value.starts_with("{{")),
        "{auth:?}"
    );
}

#[test]
fn a_long_secret_is_taken_out_wherever_it_is_repeated() {
    let resolved = resolved(
        r#"{"info": {}, "item": [
            {"request": {"method": "POST", "url": "https://a.test/hooks/4jq9vk2s40d59ovx/in?k=4jq9vk2s40d59ovx",
                "body": {"mode": "raw", "raw": "{\"topic\": \"/4jq9vk2s40d59ovx/up\"}"}}},
            {"request": {"url": "https://a.test/b?x=hunter22",
                "header": [{"key": "X-Api-Key", "value": "4jq9vk2s40d59ovx"}, {"key": "password", "value": "hunter22"}]}}]}"#,
    );
    let request = &resolved.requests[0].item.request;
    assert_eq!(request.url.path.as_ref().unwrap()[1], "{{api_key}}");
    assert_eq!(request.url.query[0].value.as_deref(), Some("{{api_key}}"));
    let Some(crate::postman::Body::Raw { text, .. }) = &request.body else {
        panic!("{:?}", request.body)
    };
    assert_eq!(text, r#"{"topic": "/{{api_key}}/up"}"#);
    // A short one may be any word.
    let other = &resolved.requests[1].item.request.url.query[0];
    assert_eq!(other.value.as_deref(), Some("hunter22"));
}
