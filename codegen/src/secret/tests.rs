use super::name::{SECRET_PAIRS, SECRET_WORDS};
use super::{is_credential_header, is_placeholder, is_secret_name, looks_like_token, mask_tokens};

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
fn tokens_in_prose_are_masked() {
    let jwt = format!("eyJ{}.eyJ{}.sig", "a".repeat(30), "b".repeat(30));
    assert_eq!(mask_tokens(&format!("use {jwt}.")), "use ***.");
    assert_eq!(
        mask_tokens("eyJ is short, AKIAshort too"),
        "eyJ is short, AKIAshort too"
    );
    for prefix in ["sk-proj-", "xoxs-", "ghs_", "hf_", "whsec_", "ya29."] {
        let token = format!("{prefix}{}", "Ab1".repeat(11));
        assert_eq!(mask_tokens(&format!("({token})")), "(***)", "{prefix}");
        assert!(!looks_like_token(&format!("{prefix}short")), "{prefix}");
    }
}

#[test]
fn credentials_in_prose_are_masked_behind_their_scheme() {
    for (text, masked) in [
        (
            "`Authorization: Basic dXNlcjpwYXNz`.",
            "`Authorization: Basic ***`.",
        ),
        ("Bearer 2YotnFZFEjr1zCsicMWpAA", "Bearer ***"),
        ("Basic authentication, Basic AuthenticationScheme", ""),
        (
            "Bearer {{token}}, Bearer YOUR_API_V2_TOKEN, Bearer abc123",
            "",
        ),
    ] {
        let expected = if masked.is_empty() { text } else { masked };
        assert_eq!(mask_tokens(text), expected);
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
