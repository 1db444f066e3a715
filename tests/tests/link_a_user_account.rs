//! "Link a user account", from the generated client to a server and back: every byte that is sent, every answer.

use generated::auth0::Client;
use generated::auth0::users::{
    ApiError, LinkAUserAccount, LinkAUserAccountBody, Provider, UserIdentity,
};
use generated::runtime::{Call, ErrorKind, IntegerOrText, Options};
use tests::server::{Script, Server};

/// What Auth0 answers: two identities, one of a provider and with members that nobody has heard of.
const LINKED: &str = r#"[
    {"connection": "Username-Password-Authentication", "user_id": "507f1f77bcf86cd799439020",
     "provider": "auth0", "isSocial": false},
    {"connection": "new", "user_id": 4711, "provider": "brand-new", "isSocial": true,
     "access_token": "idp-token", "profileData": {"email": "jane@example.com", "email_verified": true, "locale": "de"}}
]"#;

#[allow(clippy::expect_used, reason = "a test cannot go on without its client")]
fn client() -> Client {
    Client::builder()
        .auth0_domain("tenant.eu.auth0.com")
        .auth0_token("management-token")
        .options(Options::new().user_agent("test"))
        .build()
        .expect("both settings are given")
}

fn link(body: LinkAUserAccountBody) -> Call<Vec<UserIdentity>> {
    let request = LinkAUserAccount::new("auth0|507f1f77bcf86cd799439011", body);
    client().users().link_a_user_account(&request)
}

fn by_identity() -> LinkAUserAccountBody {
    LinkAUserAccountBody::identity(Provider::GoogleOauth2, "115015401343387192604")
}

/// The one request that the server got, with its port and the values that differ between runs taken out.
fn sent(server: &Server) -> String {
    let recorded = server.recorded();
    assert_eq!(recorded.len(), 1, "one request and no more");
    let mut head = recorded[0].lines();
    // Asked for by the compression features, where one is on.
    head.retain(|line| !line.starts_with("accept-encoding"));
    let head = head.join("\n");
    let head = head.replace(&server.authority(), "SERVER");
    format!("{head}\n\n{}", recorded[0].text())
}

#[tokio::test]
async fn the_token_form_is_sent_alone() {
    let server = Server::with([Script::answer(201, &[], LINKED)]);
    let call = link(LinkAUserAccountBody::link_with("secondary.account.jwt"));
    call.base_url(&server.url()).await.expect("linked");
    insta::assert_snapshot!(sent(&server));
}

#[tokio::test]
async fn the_identity_form_is_sent_alone() {
    let server = Server::with([Script::answer(201, &[], LINKED)]);
    let call = link(by_identity());
    call.base_url(&server.url()).await.expect("linked");
    insta::assert_snapshot!(sent(&server));
}

#[tokio::test]
async fn the_identity_form_takes_a_connection_and_a_number() {
    let server = Server::with([Script::answer(201, &[], LINKED)]);
    let call = link(LinkAUserAccountBody::Identity {
        provider: Provider::Auth0,
        connection_id: Some("con_0123456789abcdef".to_owned()),
        user_id: IntegerOrText::Integer(4711),
    });
    call.base_url(&server.url()).await.expect("linked");
    assert_eq!(
        server.recorded()[0].text(),
        r#"{"provider":"auth0","connection_id":"con_0123456789abcdef","user_id":4711}"#
    );
}

#[tokio::test]
async fn the_answer_is_a_list_of_identities() {
    let server = Server::with([Script::answer(201, &[("x-request-id", "r-1")], LINKED)]);
    let call = link(by_identity());
    let response = call.base_url(&server.url()).send().await.expect("linked");
    assert_eq!(response.status(), 201);
    assert_eq!(response.request_id(), Some("r-1"));
    let identities: Vec<UserIdentity> = response.into_inner();
    let [first, second] = identities.as_slice() else {
        panic!("two identities: {identities:?}");
    };
    assert_eq!(first.provider, Provider::Auth0);
    assert_eq!(
        first.user_id,
        IntegerOrText::Text("507f1f77bcf86cd799439020".to_owned())
    );
    assert_eq!(first.is_social, Some(false));
    assert_eq!(second.provider, Provider::Other("brand-new".to_owned()));
    assert_eq!(second.user_id, IntegerOrText::Integer(4711));
    let profile = second.profile_data.as_ref().expect("a profile");
    assert_eq!(profile.email.as_deref(), Some("jane@example.com"));
    assert_eq!(profile.name, None);
}

#[tokio::test]
async fn every_error_status_is_told_apart_and_its_body_decodes() {
    for status in [400, 401, 403, 404, 409, 429] {
        let body = format!(
            r#"{{"statusCode": {status}, "error": "Short", "message": "What went wrong", "errorCode": "a_code"}}"#
        );
        let server = Server::with([Script::answer(status, &[], body)]);
        let call = link(LinkAUserAccountBody::link_with("secondary.account.jwt"));
        let error = call.base_url(&server.url()).await.expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.operation(), Some("users.link_a_user_account"));
        let details: ApiError = error.decode().expect("the documented body");
        assert_eq!(details.status_code, Some(i64::from(status)));
        assert_eq!(details.error.as_deref(), Some("Short"));
        assert_eq!(details.message.as_deref(), Some("What went wrong"));
        assert_eq!(details.error_code.as_deref(), Some("a_code"));
        assert_eq!(server.recorded().len(), 1, "POST is not repeated");
    }
}

#[tokio::test]
async fn an_error_page_that_is_no_json_keeps_the_status() {
    let server = Server::with([Script::answer(502, &[], "<html>Bad gateway</html>")]);
    let call = link(LinkAUserAccountBody::link_with("secondary.account.jwt"));
    let error = call.base_url(&server.url()).await.expect_err("refused");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    assert!(error.decode::<ApiError>().is_err());
    assert_eq!(
        error.body().map(|body| &body[..]),
        Some(&b"<html>Bad gateway</html>"[..])
    );
}

#[test]
fn nothing_secret_shows_in_debug() {
    let call = link(LinkAUserAccountBody::link_with("secondary.account.jwt"));
    let shown = format!(
        "{:?} {call:?} {:?}",
        client(),
        Client::builder().auth0_token("management-token")
    );
    assert!(!shown.contains("management-token"), "{shown}");
    assert!(!shown.contains("secondary.account.jwt"), "{shown}");
    let identities: Vec<UserIdentity> = serde_json::from_str(LINKED).expect("identities");
    assert!(
        !format!("{identities:?}").contains("idp-token"),
        "{identities:?}"
    );
    let body = LinkAUserAccountBody::link_with("secondary.account.jwt");
    assert!(
        !format!("{body:?}").contains("secondary.account.jwt"),
        "{body:?}"
    );
}

#[test]
fn a_missing_setting_is_named() {
    let error = Client::builder().build().expect_err("nothing is set");
    let text = error.to_string();
    assert!(
        text.contains("auth0_domain") && text.contains("auth0_token"),
        "{text}"
    );
}
