//! What a client is built from, and what it lacks.

use std::time::Duration;

use tests::server::{Script, Server};

use generated::kitchen_sink::Client;
use generated::kitchen_sink::Ping;
use generated::kitchen_sink::books::ListBooks;
use generated::runtime::{AccessToken, ErrorKind, Token};

#[tokio::test]
async fn a_setting_that_only_some_calls_need_fails_only_those() {
    let server = Server::with([Script::json("{}")]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let error = client.books().list_books(&ListBooks::new()).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        error.to_string(),
        "books.list_books (GET /v1/books): a setting is missing: `KITCHEN_SINK_TOKEN` in the environment, or `.token(…)` on the builder"
    );
    assert!(server.recorded().is_empty());
}

#[test]
fn what_is_missing_in_the_environment_is_named_as_it_is_there() {
    let error = generated::auth0::Client::from_env().unwrap_err();
    assert_eq!(
        error.to_string(),
        "settings are missing: `AUTH0_DOMAIN`, `AUTH0_TOKEN` in the environment, or `.auth0_domain(…)`, `.auth0_token(…)` on the builder"
    );
}

#[tokio::test]
async fn a_token_comes_from_a_source_once_for_all_calls() {
    let server = Server::with([Script::json(r#"{"books":[],"total":0,"page":1}"#)]);
    let token = Token::from_fn(|| async {
        Ok(AccessToken::new("fresh").expires_in(Duration::from_hours(1)))
    });
    let client = Client::builder()
        .base_url(server.url())
        .token(token)
        .build()
        .unwrap();
    for _ in 0..2 {
        client.books().list_books(&ListBooks::new()).await.unwrap();
    }
    for request in server.recorded() {
        assert_eq!(
            request.header("authorization").as_deref(),
            Some("Bearer fresh")
        );
    }
}

#[tokio::test]
async fn options_are_set_on_the_builder() {
    let server = Server::with([Script::json("{}").after(Duration::from_secs(5))]);
    let client = Client::builder()
        .base_url(server.url())
        .token("t")
        .timeout(Duration::from_millis(50))
        .user_agent("bookshop/1")
        .header("x-team", "a")
        .retries(0)
        .build()
        .unwrap();
    let error = client.ping(&Ping::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let request = server.recorded().remove(0);
    assert_eq!(request.header("user-agent").as_deref(), Some("bookshop/1"));
    assert_eq!(request.header("x-team").as_deref(), Some("a"));
}

#[test]
fn no_secret_shows_in_the_builder() {
    let builder = Client::builder().token("hunter2").password("hunter3");
    assert!(!format!("{builder:?}").contains("hunter"));
}
