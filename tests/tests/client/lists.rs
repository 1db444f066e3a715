//! Lists of the emitted client, page by page, against a local server.

use generated::kitchen_sink::Client;
use generated::kitchen_sink::books::ListBooks;
use generated::kitchen_sink::orders::returns::ListReturns;
use tests::server::{Recorded, Script, Server};

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.url())
        .token("t")
        .build()
        .unwrap()
}

fn targets(server: &Server) -> Vec<String> {
    let recorded = server.recorded();
    recorded
        .iter()
        .map(|request| Recorded::target(request).clone())
        .collect()
}

fn page(ids: &[i64]) -> Script {
    let book: serde_json::Value = serde_json::from_str(include_str!("book.json")).unwrap();
    let books: Vec<_> = ids
        .iter()
        .map(|id| {
            let mut book = book.clone();
            book["id"] = (*id).into();
            book
        })
        .collect();
    let body = serde_json::json!({ "books": books, "total": 99, "page": 1, "next_page": null });
    Script::json(&body.to_string())
}

#[tokio::test]
async fn numbered_pages_end_with_an_empty_one() {
    let server = Server::with([page(&[1, 2]), page(&[3]), page(&[])]);
    let request = ListBooks::new().per_page(2);
    let books = client(&server).books().list_books(&request).items();
    let ids: Vec<_> = books
        .all()
        .await
        .unwrap()
        .iter()
        .map(|book| book.id)
        .collect();
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(
        targets(&server),
        [
            "/v1/books?per_page=2&in_stock",
            "/v1/books?per_page=2&in_stock&page=2",
            "/v1/books?per_page=2&in_stock&page=3",
        ]
    );
}

#[tokio::test]
async fn pages_start_where_the_request_says() {
    let server = Server::with([page(&[1]), page(&[])]);
    let request = ListBooks::new().page(7);
    let mut pages = client(&server).books().list_books(&request).pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!((first.status().as_u16(), first.books.len()), (200, 1));
    assert!(pages.next().await.unwrap().unwrap().books.is_empty());
    assert!(pages.next().await.is_none());
    assert_eq!(
        targets(&server),
        ["/v1/books?page=7&in_stock", "/v1/books?in_stock&page=8"]
    );
}

#[tokio::test]
async fn a_page_that_is_not_found_is_the_end_but_the_first_one_an_error() {
    let missing = || Script::answer(404, &[], "");
    let server = Server::with([page(&[1]), missing()]);
    let call = client(&server).books().list_books(&ListBooks::new());
    assert_eq!(call.items().all().await.unwrap().len(), 1);

    let server = Server::with([missing()]);
    let call = client(&server).books().list_books(&ListBooks::new());
    let error = call.items().all().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
}

#[tokio::test]
async fn a_server_that_ignores_the_page_does_not_loop() {
    let server = Server::with([page(&[1])]);
    let call = client(&server).books().list_books(&ListBooks::new());
    let error = call.items().all().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "books.list_books (GET /v1/books): the server gave the same page again"
    );
}

#[tokio::test]
async fn offsets_grow_by_what_came() {
    let item = |id: i64| format!("{{\"id\":{id}}}");
    let pages = [[item(1), item(2)].join(","), item(3), String::new()];
    let server = Server::with(pages.map(|items| Script::json(&format!("[{items}]"))));
    let request = ListReturns::new("o-1").offset(10);
    let call = client(&server).orders().returns().list_returns(&request);
    assert_eq!(call.pages().next().await.unwrap().unwrap().len(), 2);
    let call = client(&server).orders().returns().list_returns(&request);
    assert_eq!(call.items().all().await.unwrap().len(), 1);
    assert_eq!(
        targets(&server),
        [
            "/v1/orders/o-1/returns?offset=10",
            "/v1/orders/o-1/returns?offset=10",
            "/v1/orders/o-1/returns?offset=11",
        ]
    );
}

#[tokio::test]
async fn options_of_the_call_hold_for_every_page() {
    let server = Server::with([page(&[1]), page(&[])]);
    let call = client(&server).books().list_books(&ListBooks::new());
    call.header("x-trace", "7").items().all().await.unwrap();
    let recorded = server.recorded();
    assert_eq!(recorded.len(), 2);
    for request in recorded {
        assert_eq!(request.header("x-trace").as_deref(), Some("7"));
    }
}

#[test]
fn without_async() {
    let server = Server::with([page(&[1, 2]), page(&[])]);
    let mut books = client(&server)
        .books()
        .list_books(&ListBooks::new())
        .items();
    let mut count = 0;
    while let Some(book) = books.next_blocking() {
        book.unwrap();
        count += 1;
    }
    assert_eq!(count, 2);
}
