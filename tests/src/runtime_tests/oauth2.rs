//! OAuth 2 token endpoints.

use std::time::Duration;

use super::{GET, POST, core, text};
use crate::runtime::{Credential, ErrorKind, OAuth2, Options, Retries, Token, TokenEndpoint};
use crate::server::{Script, Server};

fn token(number: usize) -> Script {
    Script::json(&format!(
        r#"{{"access_token":"t{number}","expires_in":"0","refresh_token":"r{number}"}}"#
    ))
}

#[tokio::test]
async fn client_credentials_are_form_encoded_before_base64() {
    let server = Server::with([token(1), Script::json("ok")]);
    let source = OAuth2::client_credentials("s ü")
        .client_id("a:b")
        .endpoint(format!("{}/token?x=1", server.url()))
        .scope("read write");
    let core = core(
        &server.url(),
        Options::new(),
        Some(Credential::bearer(source)),
    );
    text(&core, &GET).await.unwrap();
    let [request, call] = &server.recorded()[..] else {
        panic!("two requests")
    };
    assert_eq!(request.line(), "POST /token?x=1 HTTP/1.1");
    assert_eq!(
        request.header("authorization").as_deref(),
        Some("Basic YSUzQWI6cyUyMCVDMyVCQw==")
    );
    assert_eq!(
        request.text(),
        "grant_type=client_credentials&scope=read%20write"
    );
    assert_eq!(call.header("authorization").as_deref(), Some("Bearer t1"));
}

#[tokio::test]
async fn a_refresh_token_is_replaced_by_the_next_one() {
    let server = Server::start(|index, request| {
        if request.target() == "/token" {
            token(index)
        } else {
            Script::json("ok")
        }
    });
    let source = OAuth2::refresh_token("r")
        .client_id("id")
        .endpoint(format!("{}/token", server.url()));
    let core = core(
        &server.url(),
        Options::new(),
        Some(Credential::bearer(source)),
    );
    text(&core, &GET).await.unwrap();
    text(&core, &GET).await.unwrap();
    let bodies: Vec<_> = server
        .recorded()
        .iter()
        .step_by(2)
        .map(crate::server::Recorded::text)
        .collect();
    assert_eq!(
        bodies,
        [
            "grant_type=refresh_token&refresh_token=r&client_id=id",
            "grant_type=refresh_token&refresh_token=r0&client_id=id"
        ]
    );
}

#[tokio::test]
async fn a_refusal_is_told_by_its_code_alone() {
    for (body, told) in [
        (
            r#"{"error":"invalid_grant","error_description":"user bob"}"#,
            "invalid_grant",
        ),
        (r#"{"error":"Secret 5"}"#, "no access token"),
        ("<html>", "no access token"),
    ] {
        let server = Server::with([Script::answer(400, &[], body)]);
        let source = OAuth2::password("bob", "pw")
            .endpoint(server.url())
            .client_id("id")
            .client_secret("s");
        let core = core(
            &server.url(),
            Options::new(),
            Some(Credential::bearer(source)),
        );
        let error = text(&core, &GET).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let message =
            format!("things.list (GET /things): no token: the token endpoint answered 400: {told}");
        assert_eq!(error.to_string(), message);
        assert_eq!(server.recorded().len(), 1);
    }
}

#[test]
fn debug_of_a_source_hides_everything() {
    let source = OAuth2::password("bob", "hunter2").client_secret("hunter2");
    assert_eq!(format!("{source:?}"), r#"OAuth2 { grant: "password", .. }"#);
}

#[tokio::test]
async fn what_a_grant_leaves_open_is_the_endpoints() {
    let server = Server::with([token(1), Script::json("ok")]);
    let endpoint = TokenEndpoint {
        url: format!("{}/token", server.url()),
        client_id: Some("id".to_owned()),
        parameters: vec![
            ("audience", "books".to_owned()),
            ("scope", "all".to_owned()),
        ],
        secret_in_body: true,
    };
    let grant = OAuth2::client_credentials("s").scope("read");
    let token = Token::from(grant).completed(&endpoint);
    let core = core(
        &server.url(),
        Options::new(),
        Some(Credential::bearer(token)),
    );
    text(&core, &GET).await.unwrap();
    let request = &server.recorded()[0];
    assert_eq!(request.line(), "POST /token HTTP/1.1");
    assert_eq!(request.header("authorization"), None);
    assert_eq!(
        request.text(),
        "grant_type=client_credentials&client_id=id&client_secret=s&audience=books&scope=read"
    );
}

#[tokio::test]
async fn a_grant_that_cannot_ask_fails_the_call_and_sends_nothing() {
    let server = Server::with([Script::json("ok")]);
    let without_id = OAuth2::client_credentials("s").endpoint(server.url());
    let without_endpoint = OAuth2::client_credentials("s").client_id("id");
    let told = [
        (without_id, "the grant has no client id"),
        (
            without_endpoint,
            "the token endpoint: a base URL has no host",
        ),
    ];
    for (grant, told) in told {
        let credential = Credential::bearer(grant);
        let core = core(&server.url(), Options::new(), Some(credential));
        let error = text(&core, &GET).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_eq!(
            error.to_string(),
            format!("things.list (GET /things): no token: {told}")
        );
    }
    assert!(server.recorded().is_empty());
}

#[tokio::test]
async fn a_busy_token_endpoint_is_asked_again_even_for_a_post() {
    let busy = Script::answer(503, &[], "");
    let server = Server::with([busy, token(1), Script::json("ok")]);
    let grant = OAuth2::client_credentials("s")
        .client_id("id")
        .endpoint(server.url());
    let options = Options::new().retries(Retries::new(1).first_wait(Duration::ZERO));
    let core = core(&server.url(), options, Some(Credential::bearer(grant)));
    assert_eq!(text(&core, &POST).await.unwrap(), "ok");
}
