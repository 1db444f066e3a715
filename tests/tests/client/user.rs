//! Calls as a user writes them.

use std::time::Duration;

use bytes::Bytes;
use tests::server::{Script, Server};

use generated::kitchen_sink::Client;
use generated::kitchen_sink::books::{
    AddABook, AddABookOutput, ApiError, ChangeABook, DeleteABook, DownloadACover, GetABook,
    UploadACover,
};
use generated::runtime::{ErrorKind, File};

const BOOK: &str = include_str!("book.json");

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.url())
        .token("hunter2")
        .build()
        .unwrap()
}

#[tokio::test]
async fn the_status_says_which_form_an_answer_has() {
    let server = Server::with([Script::answer(201, &[], BOOK)]);
    let request = AddABook::new().isbn("9780000000033").title("Ink");
    let added = client(&server).books().add_a_book(&request).await.unwrap();
    assert!(matches!(added, AddABookOutput::Created(_)));
}

#[tokio::test]
async fn an_error_body_decodes_as_the_type_of_its_status() {
    let body = r#"{"error":{"code":"missing","message":"No such book"},"request_id":"r-1"}"#;
    let server = Server::with([Script::answer(404, &[("x-request-id", "r-1")], body)]);
    let call = client(&server).books().get_a_book(&GetABook::new("7"));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.decode::<ApiError>().unwrap().error.code, "missing");
    assert!(!error.to_string().contains("hunter2"));
}

#[tokio::test]
async fn null_is_sent_as_null_and_absent_not_at_all() {
    let server = Server::with([Script::json(BOOK)]);
    let request = ChangeABook::new("7").subtitle(serde_json::Value::Null);
    let call = client(&server).books().change_a_book(&request);
    call.await.unwrap();
    assert_eq!(server.recorded()[0].body, br#"{"subtitle":null}"#);
}

#[tokio::test]
async fn a_path_field_cannot_leave_its_segment() {
    let server = Server::with([Script::json(BOOK)]);
    let books = client(&server);
    let request = GetABook::new("a/../b?c");
    books.books().get_a_book(&request).await.unwrap();
    assert_eq!(server.recorded()[0].target(), "/v1/books/a%2F..%2Fb%3Fc");
}

#[tokio::test]
async fn a_file_goes_up_whole_or_in_pieces() {
    let server = Server::with([Script::answer(204, &[], "")]);
    let client = client(&server);
    let request = UploadACover::new("7", "png");
    client.books().upload_a_cover(&request).await.unwrap();
    let pieces = tokio_stream(["pn", "g"]);
    let call = client.books().upload_a_cover(&UploadACover::new("7", ""));
    call.upload(pieces, None).await.unwrap();
    let recorded = server.recorded();
    assert_eq!(
        (&*recorded[0].body, &*recorded[1].body),
        (&b"png"[..], &b"png"[..])
    );
    let framing = recorded[1].header("transfer-encoding");
    assert_eq!(framing.as_deref(), Some("chunked"));
}

#[tokio::test]
async fn a_form_that_only_the_hints_know_has_its_file_and_what_is_set() {
    use generated::auth0::{self, jobs::ImportUsers};
    let job = r#"{"id":"job_1","type":"users_import","status":"pending"}"#;
    let server = Server::with([Script::answer(202, &[], job)]);
    let builder = auth0::Client::builder().auth0_domain("tenant.test");
    let builder = builder.auth0_token("t").base_url(server.url());
    let client = builder.build().unwrap();
    let request = ImportUsers::new(File::new("users.json", "[]"), "con_1").upsert(true);
    let job = client.jobs().import_users(&request).await.unwrap();
    assert_eq!(job.id, "job_1");
    let sent = &server.recorded()[0];
    let kind = sent.header("content-type").unwrap();
    assert!(kind.starts_with("multipart/form-data; boundary="), "{kind}");
    let text = sent.text();
    assert!(
        text.contains("name=\"users\"; filename=\"users.json\"\r\n"),
        "{text}"
    );
    assert!(text.contains("name=\"upsert\"\r\n\r\ntrue\r\n"), "{text}");
    assert!(!text.contains("external_id"), "{text}");
}

/// Pieces as a stream that is always ready.
fn tokio_stream(
    pieces: [&'static str; 2],
) -> impl futures_core::Stream<Item = std::io::Result<Bytes>> + Send + Sync {
    struct Pieces(std::vec::IntoIter<&'static str>);
    impl futures_core::Stream for Pieces {
        type Item = std::io::Result<Bytes>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(self.0.next().map(|piece| Ok(Bytes::from(piece))))
        }
    }
    Pieces(Vec::from(pieces).into_iter())
}

#[tokio::test]
async fn a_download_comes_in_pieces_with_its_headers() {
    use generated::runtime::Next as _;
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-type: image/png\r\n\r\n\u{1}\u{2}";
    let script = Script::raw(head).then(Duration::from_millis(20), "\u{3}\u{4}");
    let server = Server::with([script]);
    let call = client(&server)
        .books()
        .download_a_cover(&DownloadACover::new("7"));
    let mut download = call.download().await.unwrap();
    assert_eq!(download.headers()["content-type"], "image/png");
    let mut all = Vec::new();
    while let Some(piece) = download.next().await {
        all.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(all, [1, 2, 3, 4]);
}

#[tokio::test]
async fn a_safe_call_is_repeated_and_another_is_not() {
    let busy = || Script::answer(503, &[], "");
    let server = Server::with([busy(), Script::json(BOOK)]);
    let call = client(&server).books().get_a_book(&GetABook::new("7"));
    let answer = call.send().await.unwrap();
    assert_eq!((answer.retries(), answer.status().as_u16()), (1, 200));

    let server = Server::with([busy(), Script::json(BOOK)]);
    let call = client(&server)
        .books()
        .change_a_book(&ChangeABook::new("7"));
    call.await.unwrap_err();
    assert_eq!(server.recorded().len(), 1);
}

#[test]
fn without_async() {
    let server = Server::with([Script::answer(204, &[], "")]);
    let call = client(&server)
        .books()
        .delete_a_book(&DeleteABook::new("7"));
    assert_eq!(call.send_blocking().unwrap().status().as_u16(), 204);
}

#[test]
fn a_curl_command_masks_the_token() {
    let server = Server::with([]);
    let call = || client(&server).books().get_a_book(&GetABook::new("7"));
    let command = call().to_curl().unwrap();
    assert!(command.contains("authorization: ***") && !command.contains("hunter2"));
    assert!(call().to_curl_with_secrets().unwrap().contains("hunter2"));
}
