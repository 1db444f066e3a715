//! Downloads, events, JSON lines, uploads.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::{GET, POST, core, text};
use crate::runtime::{Core, ErrorKind, Next, Options, Retries};
use crate::server::{Script, Server};

fn client(server: &Server) -> Core {
    core(
        &server.url(),
        Options::new().retries(Retries::new(1).first_wait(Duration::ZERO)),
        None,
    )
}

/// The head of an answer whose body ends with the connection.
const OPEN: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";

/// A body in pieces that cut lines and characters anywhere.
fn pieces(pieces: &[&[u8]]) -> Server {
    let script = pieces.iter().fold(Script::raw(OPEN), |script, piece| {
        script.then(Duration::from_millis(5), *piece)
    });
    Server::with([script.close()])
}

async fn all<S: Next>(mut source: S) -> Vec<S::Item> {
    let mut items = Vec::new();
    while let Some(item) = source.next().await {
        items.push(item.unwrap());
    }
    items
}

#[tokio::test]
async fn a_download_has_no_limit_and_keeps_its_head() {
    let server = Server::with([Script::answer(200, &[("etag", "e")], "x".repeat(200_000))]);
    let core = core(&server.url(), Options::new().body_limit(10), None);
    let download = text(&core, &GET)
        .range(0, Some(9))
        .download()
        .await
        .unwrap();
    assert_eq!(
        (download.status().as_u16(), &download.headers()["etag"]),
        (200, &"e".parse().unwrap())
    );
    assert_eq!(all(download).await.concat().len(), 200_000);
    assert_eq!(
        server.recorded()[0].header("range").as_deref(),
        Some("bytes=0-9")
    );
}

#[tokio::test]
async fn a_failed_download_is_a_status_error_with_its_body() {
    let server = Server::with([Script::answer(410, &[], "gone")]);
    let error = text(&client(&server), &GET).download().await.unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), &error.body().unwrap()[..]),
        (410, &b"gone"[..])
    );
}

#[tokio::test]
async fn events_are_read_whatever_the_pieces_and_line_ends() {
    let server = pieces(&[
        b"\xef\xbb\xbf: comment\ndata: a\r\ndata:  b\r",
        b"\n\r\nevent: x\rid: 7\rdata: {\"n\"",
        b":1}\r\rretry: 10\n\ndata\n\n",
        b"data: cut off",
    ]);
    let events = all(text(&client(&server), &GET).events().await.unwrap()).await;
    let seen: Vec<_> = events
        .iter()
        .map(|event| (&*event.event, &*event.data, &*event.id))
        .collect();
    assert_eq!(
        seen,
        [("", "a\n b", ""), ("x", "{\"n\":1}", "7"), ("", "", "7")]
    );
    assert_eq!(events[1].json::<serde_json::Value>().unwrap()["n"], 1);
}

#[tokio::test]
async fn events_end_at_the_data_that_ends_them() {
    let server = pieces(&[b"data: [DONE] not\n\ndata: [DONE]\n\ndata: behind\n\n"]);
    let events = text(&client(&server), &GET).events().await.unwrap();
    let mut events = events.until("[DONE]");
    assert_eq!(events.next().await.unwrap().unwrap().data, "[DONE] not");
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn json_lines_skip_empty_lines_and_need_no_last_line_end() {
    let server = pieces(&[b"1\n\n2\r\n", b"[3", b"]"]);
    let lines = text(&client(&server), &GET)
        .json_lines::<serde_json::Value>()
        .await
        .unwrap();
    assert_eq!(
        format!("{:?}", all(lines).await),
        "[Number(1), Number(2), Array [Number(3)]]"
    );
}

#[tokio::test]
async fn a_line_that_does_not_fit_is_told_with_its_place_and_without_its_values() {
    type Line = std::collections::BTreeMap<String, i64>;
    let server = pieces(&[b"{\"a\":1}\n\n{\"a\":\"hunter2\"}\n{\"a\":3}\n"]);
    let call = text(&client(&server), &GET);
    let mut lines = call.json_lines::<Line>().await.unwrap();
    assert!(lines.next().await.unwrap().is_ok());
    let error = lines.next().await.unwrap().unwrap_err();
    assert_eq!(error.json_path(), Some("a"));
    assert_eq!(error.body().unwrap(), r#"{"a":"hunter2"}"#);
    let report = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
    assert!(report.contains("line 3 cannot be read at `a`") && !report.contains("hunter2"));
    assert_eq!(lines.next().await.unwrap().unwrap()["a"], 3);
}

#[tokio::test]
async fn an_event_that_does_not_fit_says_where() {
    let server = pieces(&[b"data: {\"a\": \"hunter2\"}\n\n"]);
    let mut events = text(&client(&server), &GET).events().await.unwrap();
    let event = events.next().await.unwrap().unwrap();
    let read = event.json::<std::collections::BTreeMap<String, i64>>();
    let error = read.unwrap_err();
    assert_eq!(
        (error.kind(), error.json_path()),
        (ErrorKind::Decode, Some("a"))
    );
    assert!(!format!("{error}").contains("hunter2"));
}

#[tokio::test]
async fn a_stream_ends_after_a_failure() {
    let script = Script::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1\n2").reset();
    let server = Server::with([script]);
    let mut lines = text(&client(&server), &GET)
        .json_lines::<i64>()
        .await
        .unwrap();
    let mut failed = 0;
    while let Some(line) = lines.next().await {
        failed += usize::from(line.is_err_and(|error| error.kind() == ErrorKind::Body));
    }
    assert_eq!(failed, 1);
}

/// Pieces that are there at once.
struct Ready(Vec<&'static str>);

impl Stream for Ready {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = (!self.0.is_empty()).then(|| self.0.remove(0));
        Poll::Ready(next.map(|piece| Ok(Bytes::from_static(piece.as_bytes()))))
    }
}

#[tokio::test]
async fn an_upload_is_sent_once_with_or_without_a_length() {
    let server = Server::with([Script::answer(503, &[("Retry-After", "0")], "")]);
    let core = client(&server);
    for length in [Some(3), None] {
        let error = text(&core, &POST)
            .upload(Ready(vec!["a", "bc"]), length)
            .await
            .unwrap_err();
        assert_eq!(
            (error.status().unwrap().as_u16(), error.retries()),
            (503, 0)
        );
    }
    let [known, chunked] = &server.recorded()[..] else {
        panic!("two requests")
    };
    assert_eq!(
        (
            known.header("content-length").as_deref(),
            known.text().as_str()
        ),
        (Some("3"), "abc")
    );
    assert_eq!(
        chunked.header("transfer-encoding").as_deref(),
        Some("chunked")
    );
    assert_eq!(
        (chunked.header("content-length"), chunked.text().as_str()),
        (None, "abc")
    );
}

#[tokio::test]
async fn events_are_asked_for_unless_something_else_is() {
    let server = Server::with([Script::answer(200, &[], "")]);
    let core = client(&server);
    text(&core, &GET).events().await.unwrap();
    let own = text(&core, &GET).header("accept", "text/plain");
    own.events().await.unwrap();
    let accepted: Vec<_> = server
        .recorded()
        .iter()
        .map(|request| request.header("accept").unwrap())
        .collect();
    assert_eq!(accepted, ["text/event-stream", "text/plain"]);
}
