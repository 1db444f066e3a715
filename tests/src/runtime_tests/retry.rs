//! When calls are repeated, and when they must not be.

use std::time::{Duration, Instant, SystemTime};

use super::{GET, POST, core, text};
use crate::runtime::{Call, Core, ErrorKind, Options, Retries};
use crate::server::{Script, Server};

/// Two retries at once after another.
fn quick(server: &Server) -> Core {
    let retries = Retries::new(2).first_wait(Duration::from_millis(1));
    core(&server.url(), Options::new().retries(retries), None)
}

/// How many requests the server saw, and the call's error.
async fn outcome(server: &Server, call: Call<String>) -> (usize, Option<ErrorKind>) {
    let kind = call.await.err().map(|error| error.kind());
    (server.recorded().len(), kind)
}

#[tokio::test]
async fn idempotent_calls_are_repeated_and_others_are_not() {
    let server = Server::with([Script::answer(503, &[], ""), Script::json("ok")]);
    assert_eq!(
        outcome(&server, text(&quick(&server), &GET)).await,
        (2, None)
    );
    let server = Server::with([Script::answer(503, &[], ""), Script::json("ok")]);
    assert_eq!(
        outcome(&server, text(&quick(&server), &POST)).await,
        (1, Some(ErrorKind::Status))
    );
}

#[tokio::test]
async fn an_idempotency_key_makes_any_call_safe_and_is_sent_each_time() {
    let server = Server::with([Script::answer(500, &[], ""), Script::json("ok")]);
    let call = text(&quick(&server), &POST).idempotency_key("k1");
    assert_eq!(outcome(&server, call).await, (2, None));
    let keys: Vec<_> = server
        .recorded()
        .iter()
        .map(|request| request.header("idempotency-key"))
        .collect();
    assert_eq!(keys, [Some("k1".to_owned()), Some("k1".to_owned())]);
}

#[tokio::test]
async fn retries_end_and_are_counted() {
    let server = Server::with([Script::answer(502, &[], "")]);
    let error = text(&quick(&server), &GET).await.unwrap_err();
    assert_eq!(server.recorded().len(), 3);
    assert_eq!(error.retries(), 2);
    assert_eq!(
        error.to_string(),
        "things.list (GET /things): 502 Bad Gateway (after 2 retries)"
    );
    let server = Server::with([Script::answer(502, &[], "")]);
    assert_eq!(
        outcome(&server, text(&quick(&server), &GET).retries(0))
            .await
            .0,
        1
    );
}

#[tokio::test]
async fn a_reset_in_the_body_is_repeated() {
    let broken = Script::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc").reset();
    let server = Server::with([broken, Script::json("ok")]);
    let response = text(&quick(&server), &GET).send().await.unwrap();
    assert_eq!((response.retries(), response.as_str()), (1, "ok"));
}

#[tokio::test]
async fn a_wrong_status_of_the_caller_is_not_repeated() {
    for status in [400, 401, 404, 409, 422, 501] {
        let server = Server::with([Script::answer(status, &[], "")]);
        assert_eq!(
            outcome(&server, text(&quick(&server), &GET)).await.0,
            1,
            "{status}"
        );
    }
}

#[tokio::test]
async fn retry_after_in_seconds_is_waited_for_even_with_post() {
    let limited = Script::answer(429, &[("Retry-After", "1")], "");
    let server = Server::with([limited, Script::json("ok")]);
    let start = Instant::now();
    assert_eq!(
        outcome(&server, text(&quick(&server), &POST)).await,
        (2, None)
    );
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn retry_after_as_a_date_is_waited_for() {
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(2));
    let server = Server::with([
        Script::answer(503, &[("Retry-After", &date)], ""),
        Script::json("ok"),
    ]);
    let start = Instant::now();
    assert_eq!(
        outcome(&server, text(&quick(&server), &POST)).await,
        (2, None)
    );
    assert!(
        start.elapsed() >= Duration::from_millis(900),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn a_date_in_the_past_is_no_wait() {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let server = Server::with([
        Script::answer(429, &[("Retry-After", date)], ""),
        Script::json("ok"),
    ]);
    assert_eq!(
        outcome(&server, text(&quick(&server), &GET)).await,
        (2, None)
    );
}

#[tokio::test]
async fn a_server_that_asks_for_an_hour_gets_no_repetition() {
    let server = Server::with([Script::answer(429, &[("Retry-After", "3600")], "")]);
    assert_eq!(
        outcome(&server, text(&quick(&server), &GET)).await,
        (1, Some(ErrorKind::Status))
    );
}

#[tokio::test]
async fn a_used_up_rate_limit_tells_when_it_is_reset() {
    let headers = [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1")];
    let server = Server::with([Script::answer(429, &headers, ""), Script::json("ok")]);
    let start = Instant::now();
    assert_eq!(
        outcome(&server, text(&quick(&server), &GET)).await,
        (2, None)
    );
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn dropping_the_call_ends_the_waiting() {
    let server = Server::with([Script::answer(429, &[("Retry-After", "20")], "")]);
    let call = text(&quick(&server), &GET);
    let dropped = tokio::time::timeout(Duration::from_millis(200), async { call.await }).await;
    assert!(dropped.is_err());
    assert_eq!(server.recorded().len(), 1);
}
