//! The client that answers from saved responses.

use std::time::Duration;

use generated::kitchen_sink::books::{DownloadACover, GetABook, ListBooks};
use generated::kitchen_sink::mock;
use generated::runtime::{ErrorKind, OAuth2, Retries};

#[tokio::test]
async fn answers_with_the_first_saved_success_and_records_the_request() {
    let (client, mock) = mock().unwrap();
    let list = client
        .books()
        .list_books(&ListBooks::new().page(1))
        .await
        .unwrap();
    assert!(!list.books.is_empty());
    let requests = mock.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].operation, "books.list_books");
    assert!(requests[0].url.ends_with("/v1/books?page=1&in_stock"));
    assert_eq!(requests[0].headers["authorization"], "Bearer mock");
}

#[tokio::test]
async fn answers_with_a_saved_failure_when_told() {
    let (client, mock) = mock().unwrap();
    mock.answer_saved("books.get_a_book", 404);
    let error = client.books().get_a_book(&GetABook::new("7")).await;
    let error = error.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(error.body().is_some_and(|body| !body.is_empty()));
}

#[tokio::test]
async fn a_test_says_what_is_answered() {
    let (client, mock) = mock().unwrap();
    mock.answer(
        "books.list_books",
        200,
        r#"{"books":[],"total":0,"page":1}"#,
    );
    let list = client.books().list_books(&ListBooks::new()).await.unwrap();
    assert_eq!(list.total, 0);
}

#[tokio::test]
async fn an_answer_may_have_headers_and_a_call_may_fail_without_one() {
    let (client, mock) = mock().unwrap();
    let headers = [("x-request-id", "r-7"), ("not a name", "x")];
    mock.answer_with("books.get_a_book", 404, &headers, "")
        .fail("books.list_books", ErrorKind::Timeout)
        .answer(
            "books.list_books",
            200,
            r#"{"books":[],"total":0,"page":1}"#,
        );
    let error = client.books().get_a_book(&GetABook::new("7")).await;
    assert_eq!(error.unwrap_err().request_id(), Some("r-7"));
    let call = client.books().list_books(&ListBooks::new());
    let answer = call.retries(Retries::new(1).first_wait(Duration::ZERO));
    assert_eq!(answer.send().await.unwrap().retries(), 1);
}

/// The token endpoint of the hints, for a collection that has no auth object.
#[tokio::test]
async fn a_grant_asks_where_the_hints_say() {
    use generated::auth0::Client;
    use generated::auth0::stats::GetActiveUsersCount;
    let mock = generated::runtime::Mock::new();
    mock.answer("", 200, r#"{"access_token":"t1","expires_in":86400}"#)
        .answer("stats.get_active_users_count", 200, "7");
    let client = Client::builder()
        .auth0_domain("tenant.eu.auth0.com")
        .auth0_token(OAuth2::client_credentials("hunter2").client_id("app"))
        .transport(mock.clone())
        .build()
        .unwrap();
    let request = GetActiveUsersCount::new();
    client
        .stats()
        .get_active_users_count(&request)
        .await
        .unwrap();
    let [token, call] = &mock.requests()[..] else {
        panic!("two requests")
    };
    assert_eq!(token.url, "https://tenant.eu.auth0.com/oauth/token");
    assert_eq!(
        token.body,
        "grant_type=client_credentials&audience=https%3A%2F%2Ftenant.eu.auth0.com%2Fapi%2Fv2%2F"
    );
    assert_eq!(call.headers["authorization"], "Bearer t1");
}

#[test]
fn what_a_client_sends_with_can_be_had_alone() {
    assert_eq!(
        format!("{:?}", generated::runtime::Http::new().unwrap()),
        "reqwest"
    );
}

#[tokio::test]
async fn an_operation_that_a_test_misspells_is_named() {
    let (client, mock) = mock().unwrap();
    mock.answer("books.download_cover", 200, "png");
    let request = DownloadACover::new("7");
    let call = client.books().download_a_cover(&request).retries(0);
    let error = call.await.unwrap_err().to_string();
    let named =
        "there is no operation `books.download_cover`; most like it are `books.download_a_cover`";
    assert!(error.contains(named), "{error}");
}
