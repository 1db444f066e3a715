//! Transports: what `reqwest` cannot send, one of your own can.

use std::io;

use generated::kitchen_sink::Client;
use generated::kitchen_sink::books::GetABook;
use generated::runtime::{BoxFuture, Error, ErrorKind, Reply, Request, Transport};
use http::{HeaderMap, StatusCode};
use tests::server::{Script, Server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Writes a request as it is, on a connection of its own.
#[derive(Debug)]
struct Plain;

impl Transport for Plain {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Reply, Error>> {
        Box::pin(async move {
            exchange(&request)
                .await
                .map_err(|error| Error::new(ErrorKind::Connect, error.to_string()))
        })
    }
}

async fn exchange(request: &Request) -> io::Result<Reply> {
    let (method, target, host) = (request.method(), request.target(), request.authority());
    let mut text = format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    for (name, value) in request.headers() {
        let value = value.to_str().unwrap_or_default();
        text.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    text += "\r\n";
    let mut stream = TcpStream::connect(host).await?;
    stream.write_all(text.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let status = status.unwrap_or(StatusCode::BAD_GATEWAY);
    Ok(Reply::new(status, HeaderMap::new(), body.to_owned()))
}

/// An address that only a server can make sense of.
fn odd(server: &Server) -> String {
    format!("{}/a/../b/./%2e%2E", server.url())
}

#[tokio::test]
async fn one_of_your_own_sends_dot_segments_as_they_are() {
    let server = Server::with([Script::answer(404, &[], "gone").close()]);
    let builder = Client::builder().token("t").base_url(odd(&server));
    let client = builder.transport(Plain).build().unwrap();
    let call = client.books().get_a_book(&GetABook::new("a/b"));
    let error = call.await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    let recorded = &server.recorded()[0];
    assert_eq!(recorded.target(), "/a/../b/./%2e%2E/v1/books/a%2Fb");
    assert_eq!(
        recorded.header("authorization").as_deref(),
        Some("Bearer t")
    );
}

#[tokio::test]
async fn the_default_one_sends_nothing_rather_than_to_another_resource() {
    let server = Server::with([Script::json("{}")]);
    let client = Client::builder().token("t").base_url(odd(&server));
    let call = client
        .build()
        .unwrap()
        .books()
        .get_a_book(&GetABook::new("7"));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(
        error.to_string().ends_with(
            "the path has `.` or `..` segments, which `reqwest` would resolve: a transport of your own can send them"
        ),
        "{error}"
    );
    assert!(server.recorded().is_empty());
}
