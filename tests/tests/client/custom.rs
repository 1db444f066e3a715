//! What a caller says in place of the collection.

use generated::kitchen_sink::Client;
use generated::kitchen_sink::books::{AttachDocuments, GetABook, ListBooks, UploadACover};
use generated::runtime::ErrorKind;
use generated::runtime::http::Method;
use serde_json::{Value, json};
use tests::server::{Script, Server};

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(format!("{}/base", server.url()))
        .token("hunter2")
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_call_that_the_collection_does_not_show_is_sent_like_the_others() {
    let server = Server::with([Script::json(r#"{"ok": true}"#)]);
    let call = client(&server).request(Method::POST, "/v1/shelves?a=1");
    let call = call.query("b", "x y").json(&json!({ "name": "Top" }));
    let answer: Value = call.await.unwrap().json().unwrap();
    assert_eq!(answer, json!({ "ok": true }));
    let sent = &server.recorded()[0];
    assert!(sent.line().starts_with("POST "));
    assert_eq!(sent.target(), "/base/v1/shelves?a=1&b=x%20y");
    assert_eq!(
        sent.header("authorization").as_deref(),
        Some("Bearer hunter2")
    );
    assert_eq!(
        sent.header("content-type").as_deref(),
        Some("application/json")
    );
    assert_eq!(sent.body, br#"{"name":"Top"}"#);
}

#[tokio::test]
async fn its_error_names_no_operation_of_the_collection() {
    let server = Server::with([Script::answer(404, &[], "")]);
    let call = client(&server).request(Method::GET, "v1/shelves");
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.to_string(), "request (ANY *): 404 Not Found");
    assert_eq!(server.recorded()[0].target(), "/base/v1/shelves");
}

#[tokio::test]
async fn a_post_that_the_collection_does_not_show_is_not_repeated_and_a_get_is() {
    let fails = || Script::answer(500, &[], "");
    let server = Server::with([fails(), fails(), Script::json("{}")]);
    let client = client(&server);
    let call = client.request(Method::POST, "/v1/shelves");
    assert_eq!(call.await.unwrap_err().retries(), 0);
    let call = client.request(Method::GET, "/v1/shelves").send();
    assert_eq!(call.await.unwrap().retries(), 1);
}

#[tokio::test]
async fn a_body_of_the_callers_takes_the_place_of_a_form_and_its_content_type() {
    let server = Server::with([Script::json("{}")]);
    let call = client(&server)
        .books()
        .attach_documents(&AttachDocuments::new("7", "Ink"));
    call.body("text/csv", "a,b").untyped().await.unwrap();
    let sent = &server.recorded()[0];
    assert_eq!(sent.header("content-type").as_deref(), Some("text/csv"));
    assert_eq!(sent.body, b"a,b");
}

#[tokio::test]
async fn a_body_of_the_callers_goes_with_a_method_that_has_none_of_its_own() {
    let server = Server::with([Script::json("{}")]);
    let call = client(&server).books().get_a_book(&GetABook::new("7"));
    call.json(&json!({ "query": 1 })).untyped().await.unwrap();
    assert_eq!(server.recorded()[0].body, br#"{"query":1}"#);
}

#[tokio::test]
async fn an_answer_that_is_not_what_the_collection_shows_can_be_read() {
    let server = Server::with([Script::json(r#"{"rows": []}"#), Script::json("7")]);
    let client = client(&server);
    let list = client.books().list_books(&ListBooks::new()).untyped();
    assert_eq!(
        list.await.unwrap().json::<Value>().unwrap(),
        json!({ "rows": [] })
    );
    let cover = client
        .books()
        .upload_a_cover(&UploadACover::new("7", "png"));
    assert_eq!(cover.untyped().await.unwrap().json::<u8>().unwrap(), 7);
}

#[tokio::test]
async fn a_body_that_cannot_be_written_fails_the_call() {
    let server = Server::with([Script::json("{}")]);
    let key: std::collections::BTreeMap<Vec<u8>, u8> = [(vec![1], 1)].into();
    let call = client(&server).request(Method::PUT, "/v1/shelves");
    let error = call.json(&key).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(server.recorded().is_empty());
}
