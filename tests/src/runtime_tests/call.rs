//! Calls against a local server: what goes over the wire, redirects, limits.

use std::time::Duration;

use super::{GET, POST, core, text};
use crate::runtime::{Base, Call, Core, Credential, ErrorKind, Operation, Options, decode};
use crate::server::{Script, Server};

/// A client without retries.
fn once(server: &Server, credential: Option<Credential>) -> Core {
    core(&server.url(), Options::new().retries(0), credential)
}

#[test]
fn a_call_can_be_sent_to_another_thread_and_an_error_is_one_pointer() {
    fn sendable<T: Send + 'static>() {}
    fn shareable<T: Send + Sync>() {}
    sendable::<Call<std::rc::Rc<()>>>();
    sendable::<crate::runtime::Pending<std::rc::Rc<()>>>();
    assert_eq!(size_of::<crate::runtime::Error>(), size_of::<usize>());
    shareable::<crate::runtime::Error>();
    shareable::<Base>();
}

#[tokio::test]
async fn the_request_on_the_wire_is_what_was_written() {
    let server = Server::with([Script::json("[1,2]")]);
    let core = once(&server, Some(Credential::bearer("t")));
    let mut draft = core.draft(&POST);
    draft
        .path("/a/")
        .segment("id", &"auth0|5/7")
        .query("q", &"a+b'{}|^");
    draft
        .header("X-Trace", &"1")
        .json(&serde_json::json!({ "n": null }));
    let numbers: Vec<i64> = draft.call(decode::json).await.unwrap();
    assert_eq!(numbers, [1, 2]);
    let [request] = &server.recorded()[..] else {
        panic!("one request")
    };
    let mut lines = request.lines();
    // Asked for by the compression features, where one is on.
    lines.retain(|line| !line.starts_with("accept-encoding"));
    lines.sort();
    assert_eq!(
        lines,
        [
            "POST /a/auth0|5%2F7?q=a%2Bb%27{}|^ HTTP/1.1".to_owned(),
            "accept: */*".to_owned(),
            "authorization: Bearer t".to_owned(),
            "content-length: 10".to_owned(),
            "content-type: application/json".to_owned(),
            format!("host: {}", server.authority()),
            "x-trace: 1".to_owned(),
        ]
    );
    assert_eq!(request.text(), r#"{"n":null}"#);
}

#[tokio::test]
async fn a_post_without_a_body_says_so() {
    let server = Server::with([Script::answer(204, &[], "")]);
    let mut draft = once(&server, None).draft(&POST);
    draft.path("/x");
    draft.call(decode::nothing).await.unwrap();
    assert_eq!(
        server.recorded()[0].header("content-length").as_deref(),
        Some("0")
    );
}

#[tokio::test]
async fn a_response_keeps_status_headers_and_body() {
    let server = Server::with([Script::answer(201, &[("X-Request-Id", "r1")], "hello")]);
    let response = text(&once(&server, None), &GET).send().await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.request_id(), Some("r1"));
    assert_eq!(&response.body()[..], b"hello");
    assert_eq!(response.len(), 5);
    assert_eq!(response.into_inner(), "hello");
}

#[tokio::test]
async fn a_call_can_replace_headers_query_and_base() {
    let server = Server::with([Script::json("")]);
    let core = core(
        "http://127.0.0.1:1/v1?a=1",
        Options::new().header("X-A", "old"),
        None,
    );
    let call = text(&core, &GET)
        .header("x-a", "new")
        .query("q&", "a&b")
        .base_url(&server.url());
    call.idempotency_key("k").await.unwrap();
    let request = &server.recorded()[0];
    assert_eq!(request.target(), "/things?q%26=a%26b");
    assert_eq!(request.header("x-a").as_deref(), Some("new"));
    assert_eq!(request.header("idempotency-key").as_deref(), Some("k"));
}

#[tokio::test]
async fn dot_segments_are_refused_rather_than_resolved() {
    let server = Server::with([Script::json("")]);
    let mut draft = once(&server, None).draft(&GET);
    draft.path("/a/../b");
    let error = draft.call(decode::text).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(
        error
            .to_string()
            .contains("the path has `.` or `..` segments")
    );
    assert!(server.recorded().is_empty());
}

#[tokio::test]
async fn a_redirect_to_the_same_origin_keeps_the_credential() {
    let server = Server::with([
        Script::answer(302, &[("Location", "/other?x=1#f")], ""),
        Script::json("done"),
    ]);
    let core = once(&server, Some(Credential::bearer("t")));
    let mut draft = core.draft(&POST);
    draft.path("/things").json(&1);
    assert_eq!(draft.call(decode::text).await.unwrap(), "done");
    let second = &server.recorded()[1];
    assert_eq!(second.line(), "GET /other?x=1 HTTP/1.1");
    assert_eq!(second.header("authorization").as_deref(), Some("Bearer t"));
    assert_eq!(
        second.header("referer"),
        Some(format!("{}/things", server.url()))
    );
    assert_eq!(
        (second.header("content-type"), second.text()),
        (None, String::new())
    );
}

#[tokio::test]
async fn a_redirect_keeps_the_method_where_the_collection_says_so() {
    static KEPT: Operation = Operation::new("put", "PUT", "/things").keep_method();
    let server = Server::with([
        Script::answer(302, &[("Location", "/other")], ""),
        Script::json("done"),
    ]);
    let mut draft = once(&server, None).draft(&KEPT);
    draft.path("/things").json(&1);
    assert_eq!(draft.call(decode::text).await.unwrap(), "done");
    let second = &server.recorded()[1];
    assert_eq!(second.line(), "PUT /other HTTP/1.1");
    assert_eq!(second.text(), "1");
}

#[tokio::test]
async fn no_secret_follows_a_redirect_to_another_origin() {
    let other = Server::with([Script::json("done")]);
    let location = format!("{}/other", other.url());
    let server = Server::with([Script::answer(307, &[("Location", &location)], "")]);
    let core = once(
        &server,
        Some(Credential::header("X-Custom", &"secret".into())),
    );
    let mut draft = core.draft(&POST);
    draft
        .path("/things")
        .header("X-Api-Key", &"k")
        .header("Cookie", &"c")
        .header("X-Plain", &"p");
    draft.json(&1);
    assert_eq!(draft.call(decode::text).await.unwrap(), "done");
    let request = &other.recorded()[0];
    assert_eq!(request.line(), "POST /other HTTP/1.1");
    assert_eq!(request.text(), "1");
    assert_eq!(request.header("x-plain").as_deref(), Some("p"));
    for name in ["x-custom", "x-api-key", "cookie", "authorization"] {
        assert_eq!(request.header(name), None, "{name}");
    }
    assert_eq!(request.header("host"), Some(other.authority()));
    assert_eq!(
        request.header("referer"),
        None,
        "an address may hold secrets"
    );
}

#[tokio::test]
async fn a_redirect_of_a_path_that_looks_like_a_host_stays_on_its_own() {
    let server = Server::with([
        Script::answer(302, &[("Location", "../c?x=1")], ""),
        Script::json("done"),
    ]);
    let mut draft = once(&server, Some(Credential::bearer("t"))).draft(&GET);
    draft.path("//other.example/a/b").query_text("q");
    assert_eq!(draft.call(decode::text).await.unwrap(), "done");
    let second = &server.recorded()[1];
    assert_eq!(second.target(), "//other.example/c?x=1");
    assert_eq!(second.header("authorization").as_deref(), Some("Bearer t"));
}

#[tokio::test]
async fn a_call_may_have_a_credential_of_its_own() {
    let server = Server::with([Script::json("ok")]);
    let core = once(&server, Some(Credential::bearer("shared")));
    let own = Credential::bearer("own");
    text(&core, &GET).credential(own.clone()).await.unwrap();
    text(&core, &GET).await.unwrap();
    text(&core, &GET)
        .credential(Credential::all(&[]))
        .await
        .unwrap();
    let sent: Vec<_> = server
        .recorded()
        .iter()
        .map(|request| request.header("authorization"))
        .collect();
    let bearer = |token: &str| Some(format!("Bearer {token}"));
    assert_eq!(sent, [bearer("own"), bearer("shared"), None]);
    let request = text(&core, &GET).credential(own).request().unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer own");
}

#[tokio::test]
async fn redirects_end() {
    static THREE: Operation = Operation::new("loop", "GET", "/").max_redirects(3);
    static NONE: Operation = Operation::new("none", "GET", "/").without_redirects();
    let server = Server::with([Script::answer(302, &[("Location", "/")], "moved")]);
    let error = text(&once(&server, None), &THREE).await.unwrap_err();
    assert_eq!(error.to_string(), "loop (GET /): more than 3 redirects");
    assert_eq!(server.recorded().len(), 4);
    assert_eq!(text(&once(&server, None), &NONE).await.unwrap(), "moved");
}

#[tokio::test]
async fn a_huge_body_is_refused() {
    let server = Server::with([Script::json(&"x".repeat(100_000))]);
    let options = Options::new().retries(0).body_limit(1000);
    let error = text(&core(&server.url(), options, None), &GET)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Body);
    assert_eq!(
        error.to_string(),
        "things.list (GET /things): the body is larger than 1000 bytes"
    );
}

#[tokio::test]
async fn a_slow_server_is_a_timeout() {
    let server = Server::with([Script::json("late").after(Duration::from_mins(1))]);
    let call = text(&once(&server, None), &GET).timeout(Duration::from_millis(50));
    let error = call.await.unwrap_err();
    assert!(error.is_timeout() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "things.list (GET /things): no answer within 50ms"
    );
}

#[tokio::test]
async fn a_body_that_comes_too_slowly_is_a_timeout_too() {
    let script = Script::raw("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nab");
    let server = Server::with([script.then(Duration::from_mins(1), "cd")]);
    let call = text(&once(&server, None), &GET).timeout(Duration::from_millis(100));
    assert!(call.await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_reset_in_the_body_is_an_error_of_the_body() {
    let server =
        Server::with([Script::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc").reset()]);
    let error = text(&once(&server, None), &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Body);
}

#[tokio::test]
async fn nobody_listens() {
    let core = core("http://127.0.0.1:1", Options::new().retries(0), None);
    let error = text(&core, &GET).await.unwrap_err();
    assert!(error.is_connect());
    assert!(std::error::Error::source(&error).is_some());
    assert!(
        error
            .to_string()
            .starts_with("things.list (GET /things): no connection: "),
        "{error}"
    );
}
