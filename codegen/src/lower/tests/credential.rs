//! Where tokens come from, and which credential a request has.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{collection, read};
use crate::config::ApiConfig;
use crate::generator;
use crate::ir::{CredentialId, CredentialKind, SettingId, Template, TemplatePart};
use crate::name::ApiLock;

/// The endpoint of the only token, as text: address, client id, parameters, where the secret goes.
fn endpoint(auth: Value, items: Value, hints: &str) -> String {
    let read = read(&collection(auth, items), hints);
    let variable = |id: usize| read.api.settings[id].variable.clone();
    let text = |template: &Template| -> String {
        let parts = template.parts.iter().map(|part| match part {
            TemplatePart::Text(text) => text.clone(),
            TemplatePart::Setting(id) => format!("{{{}}}", variable(id.0)),
            TemplatePart::Dynamic(_) => String::new(),
        });
        parts.collect()
    };
    match read.api.token_endpoints.as_slice() {
        [] => "none".to_owned(),
        [one] => {
            let id = one.client_id.as_ref().map(text).unwrap_or_default();
            let parameters: Vec<String> = one
                .parameters
                .iter()
                .map(|(name, value)| format!("{name}={}", text(value)))
                .collect();
            let place = if one.secret_in_body { "body" } else { "header" };
            let token = variable(one.token.0);
            format!(
                "{token}: {} {id} [{}] {place}",
                text(&one.url),
                parameters.join("&")
            )
        }
        _ => "several".to_owned(),
    }
}

fn parameters(kind: &str, pairs: &[(&str, &str)]) -> Value {
    let pairs = pairs
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": value }));
    json!({ "type": kind, kind: pairs.collect::<Vec<_>>() })
}

fn get(url: &str) -> Value {
    json!({ "name": "Get", "request": { "method": "GET", "url": url } })
}

#[test]
fn what_an_export_left_blank_is_a_setting_of_every_kind_of_credential() {
    let settings = |kind: &str| {
        let read = read(
            &collection(parameters(kind, &[]), json!([get("https://h/a")])),
            "",
        );
        let settings = read.api.settings.into_iter();
        let names: Vec<String> = settings.map(|setting| setting.variable).collect();
        names.join(" ")
    };
    assert_eq!(settings("basic"), "username password");
    assert_eq!(settings("digest"), "username password");
    assert_eq!(settings("awsv4"), "access_key secret_key");
    assert_eq!(settings("hawk"), "auth_id auth_key");
    assert_eq!(settings("oauth1"), "consumer_key consumer_secret");
    assert_eq!(
        settings("edgegrid"),
        "access_token client_token client_secret"
    );
}

#[test]
fn a_blank_header_of_a_credential_is_a_setting() {
    let setting = |name: &str, value: &str| {
        let header = json!([{ "key": name, "value": value }]);
        let request = json!({ "method": "GET", "url": "https://h/a", "header": header });
        let items = json!([{ "name": "Get", "request": request }]);
        let mut api = read(&collection(Value::Null, items), "").api;
        let setting = api
            .settings
            .pop()
            .map(|setting| (setting.variable, setting.secret));
        (setting, api.operations[0].curl.contains("Bearer $"))
    };
    let secret = |name: &str| Some((name.to_owned(), true));
    let whole = secret("authorization_header");
    assert_eq!(setting("Authorization", ""), (whole, false));
    for value in ["Bearer ", "Bearer"] {
        assert_eq!(setting("Authorization", value), (secret("token"), true));
    }
    assert_eq!(setting("X-API-Key", ""), (secret("api_key"), false));
    assert_eq!(setting("X-Trace", ""), (None, false));
}

#[test]
fn the_address_of_a_token_that_is_also_sent_elsewhere_is_no_setting() {
    let auth = parameters(
        "oauth2",
        &[
            ("accessToken", "{{t}}"),
            ("accessTokenUrl", "https://{{login}}/token"),
        ],
    );
    let settings = |url: &str| {
        let read = read(
            &collection(auth.clone(), json!([get("https://h/a"), get(url)])),
            "",
        );
        let names: Vec<String> = read
            .api
            .settings
            .into_iter()
            .map(|it| it.variable)
            .collect();
        (names.join(" "), read.api.token_endpoints.len())
    };
    assert_eq!(settings("https://h/b"), ("t login".to_owned(), 1));
    let digest = json!({ "name": "Get", "request": {
        "url": "https://h/c", "auth": parameters("digest", &[("username", "u"), ("password", "{{t}}")])
    } });
    let read = read(&collection(auth, json!([get("https://h/a"), digest])), "");
    assert_eq!(
        (read.api.settings.len(), read.api.token_endpoints.len()),
        (1, 0)
    );
}

#[test]
fn a_signer_that_writes_into_the_query_leaves_a_header_beside_it() {
    let sent = |kind: &str, pairs: &[(&str, &str)], name: &str| {
        let item = json!({ "name": "Get", "request": {
            "url": "https://h/a",
            "header": [{ "key": name, "value": "own" }],
            "auth": parameters(kind, pairs)
        } });
        let api = read(&collection(Value::Null, json!([item])), "").api;
        let kinds = api.credentials.iter().map(|credential| &credential.kind);
        kinds
            .filter(|kind| matches!(kind, CredentialKind::Header { .. }))
            .count()
    };
    let (query, header) = (("addTokenTo", "queryParam"), ("addTokenTo", "header"));
    assert_eq!(
        sent("jwt", &[("secret", "{{s}}"), query], "Authorization"),
        1
    );
    assert_eq!(
        sent("jwt", &[("secret", "{{s}}"), header], "Authorization"),
        0
    );
    let keys = [("consumerKey", "{{k}}"), ("consumerSecret", "{{s}}")];
    assert_eq!(sent("oauth1", &keys, "authorization"), 1);
    assert_eq!(sent("oauth1", &keys, "Authorization"), 0);
    let into_header = [keys[0], keys[1], ("addParamsToHeader", "true")];
    assert_eq!(sent("oauth1", &into_header, "authorization"), 0);
}

/// A token request with a form.
fn token_request(url: &str, form: &[(&str, &str)]) -> Value {
    let form = form
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": value }));
    json!({
        "name": "Get a token",
        "request": {
            "auth": { "type": "noauth" },
            "method": "POST",
            "url": url,
            "body": { "mode": "urlencoded", "urlencoded": form.collect::<Vec<_>>() }
        }
    })
}

#[test]
fn an_auth_object_shows_where_its_token_comes_from() {
    let auth = parameters(
        "oauth2",
        &[
            ("accessTokenUrl", "https://{{host}}/token"),
            ("clientId", "{{client}}"),
            ("clientSecret", "hunter2"),
            ("scope", "read"),
            ("audience", "things"),
            ("client_authentication", "body"),
        ],
    );
    assert_eq!(
        endpoint(auth, json!([get("https://{{host}}/a")]), ""),
        "access_token: https://{host}/token {client} [scope=read&audience=things] body"
    );
    let without_address = parameters("oauth2", &[("scope", "read")]);
    assert_eq!(
        endpoint(without_address, json!([get("https://h/a")]), ""),
        "none"
    );
}

#[test]
fn a_token_request_shows_where_the_only_token_comes_from() {
    let bearer = || parameters("bearer", &[("token", "{{token}}")]);
    let form: &[(&str, &str)] = &[
        ("grant_type", "client_credentials"),
        ("client_id", "{{id}}"),
        ("client_secret", "{{secret}}"),
        ("audience", "things"),
    ];
    let request = token_request("https://login.h/token", form);
    assert_eq!(
        endpoint(bearer(), json!([get("https://h/a"), request]), ""),
        "token: https://login.h/token  [audience=things] body"
    );
    // The ID of a tenant is part of the address.
    let tenant = "https://login.h/f47ac10b-58cc-4372-a567-0e02b2c3d479/token";
    let items = json!([get("https://h/a"), token_request(tenant, form)]);
    let of_tenant = endpoint(bearer(), items, "");
    assert_eq!(
        of_tenant,
        format!("token: {tenant}  [audience=things] body")
    );
    // Two endpoints, or a grant that is none of a client's, say nothing.
    let other = token_request("https://other.h/token", form);
    let both = json!([get("https://h/a"), request, other]);
    assert_eq!(endpoint(bearer(), both, ""), "none");
    let code = token_request(
        "https://login.h/token",
        &[("grant_type", "registration_code")],
    );
    assert_eq!(
        endpoint(bearer(), json!([get("https://h/a"), code]), ""),
        "none"
    );
}

#[test]
fn a_hint_shows_where_a_token_comes_from() {
    let bearer = parameters("bearer", &[("token", "{{token}}")]);
    let hint = "[tokens.token]\nurl = 'https://{{host}}/t'\nparameters.audience = 'a'\n";
    assert_eq!(
        endpoint(bearer, json!([get("https://{{host}}/a")]), hint),
        "token: https://{host}/t  [audience=a] header"
    );
}

#[test]
fn a_hint_for_a_token_that_is_none_is_an_error() {
    let folder = TempDir::new().unwrap();
    let (file, hints) = (
        folder.path().join("shop.json"),
        folder.path().join("hints.toml"),
    );
    let collection = collection(Value::Null, json!([get("https://h/a")]));
    fs::write(&file, collection.to_string()).unwrap();
    fs::write(&hints, "[tokens.token]\nurl = 'https://h/t'\n").unwrap();
    let mut config = ApiConfig::new(&file).unwrap();
    config.hints = Some(hints);
    let error = generator::read_with(&config, &ApiLock::default()).unwrap_err();
    assert!(error.to_string().contains("`tokens.token`"), "{error}");
}

#[test]
fn a_written_header_stays_beside_an_auth_object_without_a_token() {
    for kind in ["bearer", "oauth2"] {
        let item = json!({ "name": "Get", "request": {
            "method": "GET",
            "url": "https://h/things",
            "header": [{ "key": "Authorization", "value": "Bearer {{mine}}" }]
        } });
        let auth = parameters(kind, &[("addTokenTo", "header")]);
        let api = read(&collection(auth, json!([item])), "").api;
        let [only] = api.credentials.as_slice() else {
            panic!("{kind}: {:?}", api.credentials);
        };
        assert!(
            matches!(&only.kind, CredentialKind::Header { name, .. } if name == "Authorization")
        );
        assert_eq!(api.operations[0].credential, Some(CredentialId(0)));
    }
}

#[test]
fn a_header_of_v1_goes_out_beside_a_credential_of_the_same_place_in_the_other_list() {
    let collection = json!({ "id": "c", "name": "C", "order": ["a"], "requests": [{
        "id": "a", "name": "A", "method": "GET", "url": "https://h/a",
        "headerData": [{ "key": "Accept", "value": "text/csv" }],
        "headers": "Authorization: Bearer {{token}}\n"
    }] });
    let api = read(&collection, "").api;
    let names: Vec<_> = api.operations[0]
        .headers
        .iter()
        .map(|it| &it.name)
        .collect();
    assert_eq!(names, [&Template::text("Accept")]);
    assert_eq!(api.operations[0].credential, Some(CredentialId(0)));
}

#[test]
fn a_key_in_the_query_of_most_requests_is_a_setting_and_a_field_in_one() {
    let fields = |urls: &[&str]| {
        let items = urls.iter().map(|url| get(url)).collect::<Vec<_>>();
        let api = read(&collection(Value::Null, json!(items)), "").api;
        let fields = api.operations[0].fields.iter();
        let fields: Vec<_> = fields.map(|field| field.name.clone()).collect();
        let settings: Vec<_> = api.settings.into_iter().map(|it| it.variable).collect();
        (fields, settings)
    };
    let (keyed, plain) = ("https://h/a?key={{APIKey}}&page={{p}}", "https://h/b");
    let (page, key) = (["page".to_owned()], ["key".to_owned(), "page".to_owned()]);
    assert_eq!(
        fields(&[keyed, keyed, keyed, plain]),
        (page.to_vec(), vec!["APIKey".to_owned()])
    );
    assert_eq!(fields(&[keyed, plain, plain]), (key.to_vec(), Vec::new()));
}

#[test]
fn the_only_credential_needs_all_that_it_is_made_of() {
    for auth in [
        parameters("apikey", &[("key", "{{name}}"), ("value", "{{key}}")]),
        parameters(
            "oauth2",
            &[("accessToken", "{{token}}"), ("headerPrefix", "{{prefix}}")],
        ),
    ] {
        let items = json!([get("https://h.example/a")]);
        let api = read(&collection(auth, items), "").api;
        let required = api.settings.iter().map(|setting| setting.required);
        assert_eq!(required.collect::<Vec<_>>(), [true, true]);
    }
}

#[test]
fn an_environment_of_secrets_alone_sets_nothing_and_is_left_out() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.json");
    let environment = folder.path().join("test.json");
    let variables = r#"{ "name": "Test", "values": [{ "key": "host", "value": "a.test" }, { "key": "token", "value": "t" }] }"#;
    fs::write(&environment, variables).unwrap();
    let environments = |url: &str| {
        let auth = parameters("bearer", &[("token", "{{token}}")]);
        let collection = collection(auth, json!([get(url)]));
        fs::write(&file, collection.to_string()).unwrap();
        let mut config = ApiConfig::new(&file).unwrap();
        config.environments = vec![environment.clone()];
        let api = generator::read(&config).unwrap().api;
        let values = api.environments.into_iter().map(|it| it.values);
        values.collect::<Vec<_>>()
    };
    assert_eq!(environments("https://a.test/x"), [[]; 0]);
    let host = (SettingId(0), "a.test".to_owned());
    assert_eq!(environments("https://{{host}}/x"), [[host]]);
}
