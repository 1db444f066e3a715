use super::name::{SECRET_PAIRS, SECRET_WORDS, is_placeholder};
use super::{SecretValue, is_credential_header, is_secret_name, json::secret_members, mask_tokens};
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
fn names_of_secrets() {
    for name in [
        "password",
        "client_secret",
        "X-Api-Key",
        "apiKey",
        "access_token",
        "token",
        "newPassword",
        "AWS_SECRET_ACCESS_KEY",
        "nova_senha",
        "motDePasse",
        "Contraseña",
        "Новый пароль",
        "用户密码",
        "forgottenPasswordAnswer4",
        "password2",
    ] {
        assert!(is_secret_name(name), "{name}");
    }
}

#[test]
fn names_that_only_talk_about_secrets() {
    for name in [
        "token_type",
        "password_history",
        "passwordPolicy",
        "token_endpoint",
        "secret_encoded",
        "token_lifetime",
        "page_token",
        "passwordExpiration",
        "password_expires_at",
        "passwordQuestion2",
        "key",
    ] {
        assert!(!is_secret_name(name), "{name}");
    }
}

#[test]
fn no_secret_word_is_lost_before_the_words_of_a_name_are_looked_at() {
    for word in SECRET_WORDS {
        assert!(is_secret_name(word), "{word}");
    }
    for (first, second) in SECRET_PAIRS {
        assert!(
            is_secret_name(&format!("{first}_{second}")),
            "{first} {second}"
        );
    }
}

#[test]
fn a_header_that_ends_in_token_is_a_credential_unless_it_is_one_of_a_request() {
    for name in ["PRIVATE-TOKEN", "X-Vault-Token", "x-usertoken", "Token"] {
        assert!(is_credential_header(name), "{name}");
    }
    for name in [
        "X-CSRF-Token",
        "X-Continuation-Token",
        "RequestVerificationToken",
    ] {
        assert!(!is_credential_header(name), "{name}");
    }
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

#[test]
fn tokens_in_prose_are_masked() {
    let jwt = format!("eyJ{}.eyJ{}.sig", "a".repeat(30), "b".repeat(30));
    assert_eq!(mask_tokens(&format!("use {jwt}.")), "use ***.");
    assert_eq!(
        mask_tokens("eyJ is short, AKIAshort too"),
        "eyJ is short, AKIAshort too"
    );
}
