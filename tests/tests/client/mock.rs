//! The client that answers from saved responses.

use generated::kitchen_sink::books::{GetABook, ListBooks};
use generated::kitchen_sink::mock;

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
