//! OAuth 2 token endpoints.

use super::{GET, core, text};
use crate::runtime::{Credential, ErrorKind, OAuth2, Options};
use crate::server::{Script, Server};

fn token(number: usize) -> Script {
    Script::json(&format!(
        r#"{{"access_token":"t{number}","expires_in":"0","refresh_token":"r{number}"}}"#
    ))
}

#[tokio::test]
async fn client_credentials_are_form_encoded_before_base64() {
    let server = Server::with([token(1), Script::json("ok")]);
    let source = OAuth2::client_credentials(format!("{}/token?x=1", server.url()), "a:b", "s ü")
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
    let source =
        OAuth2::refresh_token(format!("{}/token", server.url()), "id", "r").secret_in_body();
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
        let source = OAuth2::password(server.url(), "id", "bob", "pw").client_secret("s");
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
    let source = OAuth2::password("http://h", "id", "bob", "hunter2").client_secret("hunter2");
    assert_eq!(format!("{source:?}"), r#"OAuth2 { grant: "password", .. }"#);
}
