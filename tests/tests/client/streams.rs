//! Bodies and answers of the emitted clients that go piece by piece.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use generated::runtime::{ErrorKind, File, Next, Options};
use generated::tides::Client;
use generated::tides::charts::{DownloadAChart, UploadAChart};
use generated::tides::readings::{ExportReadings, Reading, WatchReadings};
use tests::server::{Recorded, Script, Server};

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).access_token("t");
    builder.build().unwrap()
}

/// Pieces that are there at once.
struct Pieces(Vec<&'static str>);

impl futures_core::Stream for Pieces {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = (!self.0.is_empty()).then(|| self.0.remove(0));
        Poll::Ready(next.map(|piece| Ok(Bytes::from_static(piece.as_bytes()))))
    }
}

/// The parts of a form, each as its headers and its content.
fn parts(request: &Recorded) -> Vec<(String, String)> {
    let kind = request.header("content-type").unwrap();
    let boundary = kind.split_once("boundary=").unwrap().1.to_owned();
    let text = request.text();
    let end = format!("\r\n--{boundary}--\r\n");
    let text = text.strip_suffix(&end).expect("the end of the form");
    let first = format!("--{boundary}\r\n");
    let text = text.strip_prefix(&first).expect("the start of the form");
    text.split(&format!("\r\n--{boundary}\r\n"))
        .map(|part| part.split_once("\r\n\r\n").expect("a part"))
        .map(|(head, content)| (head.to_owned(), content.to_owned()))
        .collect()
}

#[tokio::test]
async fn files_of_a_form_come_from_memory_disk_and_streams() {
    let folder = std::env::temp_dir().join(format!("tides-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("chart \"1\".pdf");
    let large = "0123456789abcdef".repeat(10_000);
    std::fs::write(&path, &large).unwrap();

    let server = Server::with([Script::answer(201, &[], r#"{"id":"ch_1"}"#)]);
    let request = UploadAChart::new()
        .chart(File::open(&path).unwrap().content_type("application/pdf"))
        .notes(vec![
            File::new("a.txt", "one"),
            File::stream("b.txt", Some(3), || Pieces(vec!["t", "wo"])),
        ]);
    // A request can be sent again: its files are opened for each call.
    for _ in 0..2 {
        let call = client(&server).charts().upload_a_chart(&request);
        assert_eq!(call.await.unwrap().id.as_deref(), Some("ch_1"));
    }
    std::fs::remove_dir_all(&folder).unwrap();
    for sent in server.recorded() {
        let length = sent.header("content-length").unwrap();
        assert_eq!(length, sent.body.len().to_string());
        let parts = parts(&sent);
        let heads: Vec<&str> = parts.iter().map(|(head, _)| head.as_str()).collect();
        assert_eq!(
            heads,
            [
                "Content-Disposition: form-data; name=\"title\"",
                "Content-Disposition: form-data; name=\"chart\"; filename=\"chart %221%22.pdf\"\r\nContent-Type: application/pdf",
                "Content-Disposition: form-data; name=\"notes\"; filename=\"a.txt\"\r\nContent-Type: application/octet-stream",
                "Content-Disposition: form-data; name=\"notes\"; filename=\"b.txt\"\r\nContent-Type: application/octet-stream",
            ]
        );
        let contents: Vec<&str> = parts.iter().map(|(_, content)| content.as_str()).collect();
        assert_eq!(contents, ["Thames", large.as_str(), "one", "two"]);
    }
}

#[tokio::test]
async fn a_form_of_unknown_length_is_chunked_and_never_sent_twice() {
    let server = Server::with([Script::answer(503, &[("Retry-After", "0")], "")]);
    let request = UploadAChart::new().chart(File::stream("c.pdf", None, || Pieces(vec!["x"])));
    let call = client(&server).charts().upload_a_chart(&request).retries(3);
    let error = call.await.unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.retries()),
        (503, 0)
    );
    let recorded = server.recorded();
    assert_eq!(recorded.len(), 1);
    assert_eq!(
        recorded[0].header("transfer-encoding").as_deref(),
        Some("chunked")
    );
    assert_eq!(parts(&recorded[0])[1].1, "x");
}

#[tokio::test]
async fn a_file_that_is_gone_when_it_is_sent_fails_the_call() {
    assert!(File::open("no such file").is_err());
    let path = std::env::temp_dir().join(format!("gone-{}", std::process::id()));
    std::fs::write(&path, "x").unwrap();
    let request = UploadAChart::new().chart(File::open(&path).unwrap());
    std::fs::remove_file(&path).unwrap();
    let server = Server::with([Script::answer(201, &[], "{}")]);
    let error = client(&server)
        .charts()
        .upload_a_chart(&request)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Body);
}

#[tokio::test]
async fn events_come_as_they_are_made() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
    let script = Script::raw(head)
        .then(
            Duration::from_millis(5),
            "event: reading\nid: 1\ndata: {\"time\":\"2026-03-01T06:00:00Z\",",
        )
        .then(
            Duration::from_millis(5),
            "\ndata: \"height\":4.25}\n\n: still here\n\ndata: bye\n\n",
        );
    let server = Server::with([script.close()]);
    let call = client(&server)
        .readings()
        .watch_readings(&WatchReadings::new("1"));
    let mut events = call.events().await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_str(), first.id.as_str()), ("reading", "1"));
    let reading: Reading = first.json().unwrap();
    assert!((reading.height - 4.25).abs() < f64::EPSILON);
    assert_eq!(events.next().await.unwrap().unwrap().data, "bye");
    assert!(events.next().await.is_none());
    let request = server.recorded().remove(0);
    assert_eq!(
        request.header("accept").as_deref(),
        Some("text/event-stream")
    );
}

#[tokio::test]
async fn lines_of_json_are_decoded_one_by_one_and_a_bad_one_is_told() {
    let line = r#"{"time":"2026-03-01T06:00:00Z","height":4.25}"#;
    let body = format!("{line}\n{line}\nnonsense\n{line}\n");
    let server = Server::with([Script::answer(200, &[], body)]);
    let call = client(&server)
        .readings()
        .export_readings(&ExportReadings::new("1"));
    let mut lines = call.json_lines::<Reading>().await.unwrap();
    let mut decoded = Vec::new();
    while let Some(line) = lines.next().await {
        decoded.push(line.map_err(|error| error.kind()).is_ok());
    }
    assert_eq!(decoded, [true, true, false, true]);
}

#[tokio::test]
async fn a_range_gives_a_part_of_a_download() {
    let partial = [("content-range", "bytes 2-4/9")];
    let server = Server::with([Script::answer(206, &partial, "cde")]);
    let call = client(&server)
        .charts()
        .download_a_chart(&DownloadAChart::new("7"));
    let mut download = call.range(2, Some(4)).download().await.unwrap();
    assert_eq!(download.status().as_u16(), 206);
    assert_eq!(download.headers()["content-range"], "bytes 2-4/9");
    assert_eq!(download.next().await.unwrap().unwrap(), "cde");
    assert_eq!(
        server.recorded()[0].header("range").as_deref(),
        Some("bytes=2-4")
    );
}

#[tokio::test]
async fn an_answer_above_the_limit_is_an_error_before_it_is_all_there() {
    let server = Server::with([
        Script::answer(200, &[], "x".repeat(1 << 20)),
        Script::answer(500, &[], "x".repeat(1 << 20)),
    ]);
    let client = Client::builder()
        .options(Options::new().body_limit(1000).retries(0))
        .base_url(server.url())
        .access_token("t")
        .build()
        .unwrap();
    for _ in 0..2 {
        let call = client.readings().export_readings(&ExportReadings::new("1"));
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Body);
        assert!(
            error
                .to_string()
                .ends_with("the body is larger than 1000 bytes"),
            "{error}"
        );
    }
}

/// `hello`, by the name of its compression.
#[cfg(all(feature = "gzip", feature = "brotli", feature = "zstd"))]
const HELLO: [(&str, &[u8]); 3] = [
    (
        "gzip",
        b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0\x86\xa6\x10\x36\x05\0\0\0",
    ),
    ("br", b"\x0b\x02\x80hello\x03"),
    (
        "zstd",
        b"\x28\xb5\x2f\xfd\x04\x58\x29\0\0hello\xa3\x6d\x9f\x88",
    ),
];

#[cfg(all(feature = "gzip", feature = "brotli", feature = "zstd"))]
#[tokio::test]
async fn a_compressed_answer_is_asked_for_and_read() {
    for (encoding, body) in HELLO {
        let encoded = [("content-encoding", encoding)];
        let server = Server::with([Script::answer(200, &encoded, body)]);
        let export = ExportReadings::new("1");
        let call = client(&server).readings().export_readings(&export);
        assert_eq!(call.await.unwrap(), "hello", "{encoding}");
        let asked = server.recorded()[0].header("accept-encoding").unwrap();
        assert!(asked.contains(encoding), "{asked}");
    }
}

#[cfg(all(feature = "gzip", feature = "brotli", feature = "zstd"))]
#[tokio::test]
async fn a_compressed_answer_that_breaks_off_or_grows_too_large_is_an_error() {
    for (encoding, body) in HELLO {
        let encoded = [("content-encoding", encoding)];
        let broken = Script::answer(200, &encoded, &body[..body.len() / 2]);
        let server = Server::with([broken, Script::answer(200, &encoded, body)]);
        let client = Client::builder()
            .options(Options::new().body_limit(4).retries(0))
            .base_url(server.url())
            .access_token("t");
        let client = client.build().unwrap();
        for _ in 0..2 {
            let call = client.readings().export_readings(&ExportReadings::new("1"));
            let error = call.await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Body, "{encoding}: {error}");
        }
    }
}
