//! Tokens from sources: cached, renewed early, fetched once for many.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use tokio::time::timeout;

use super::{GET, core, text};
use crate::runtime::{AccessToken, Core, Credential, ErrorKind, Options, Token, TokenError};
use crate::server::{Script, Server};

/// A source that counts its fetches and names tokens by them; each is good for a time.
fn counting(expires_in: Option<Duration>) -> (Arc<AtomicUsize>, Token) {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let token = Token::from_fn(move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let token = AccessToken::new(format!("t{number}"));
            Ok(expires_in.map_or(token.clone(), |expires_in| token.expires_in(expires_in)))
        }
    });
    (count, token)
}

/// A core of which every call has a token.
fn authorized(server: &Server, token: Token) -> Core {
    core(
        &server.url(),
        Options::new(),
        Some(Credential::bearer(token)),
    )
}

/// A server that takes every token but `t0`.
fn refusing_the_first() -> Server {
    Server::start(
        |_, request| match request.header("authorization").as_deref() {
            Some("Bearer t0") | None => Script::answer(401, &[], ""),
            Some(_) => Script::json("ok"),
        },
    )
}

#[tokio::test]
async fn a_token_is_fetched_once_and_kept() {
    let (count, token) = counting(Some(Duration::from_hours(1)));
    let server = Server::with([Script::json("ok")]);
    let core = authorized(&server, token);
    for _ in 0..3 {
        text(&core, &GET).await.unwrap();
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
    assert_eq!(
        server.recorded()[2].header("authorization").as_deref(),
        Some("Bearer t0")
    );
}

#[tokio::test]
async fn a_token_is_renewed_before_its_end() {
    let (count, token) = counting(Some(Duration::ZERO));
    let server = Server::with([Script::json("ok")]);
    let core = authorized(&server, token);
    text(&core, &GET).await.unwrap();
    text(&core, &GET).await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn one_refresh_serves_a_thousand_calls_with_one_expired_token() {
    let (count, token) = counting(None);
    let server = refusing_the_first();
    let core = authorized(&server, token);
    let calls: Vec<_> = (0..1000)
        .map(|_| tokio::spawn(text(&core, &GET).into_future()))
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "ok");
    }
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_token_that_stays_refused_is_fetched_anew_only_once_a_call() {
    let (count, token) = counting(None);
    let server = Server::with([Script::answer(401, &[], "")]);
    let core = authorized(&server, token);
    let error = text(&core, &GET).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(
        (server.recorded().len(), count.load(Ordering::SeqCst)),
        (2, 2)
    );
}

#[tokio::test]
async fn a_failed_fetch_fails_every_call_that_waited_and_sends_nothing() {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let token = Token::from_fn(move || {
        counter.fetch_add(1, Ordering::SeqCst);
        async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            Err(TokenError::new("the token server is down"))
        }
    });
    let server = Server::with([Script::json("ok")]);
    let core = authorized(&server, token);
    let calls: Vec<_> = (0..50)
        .map(|_| tokio::spawn(text(&core, &GET).into_future()))
        .collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_eq!(
            error.to_string(),
            "things.list (GET /things): no token: the token server is down"
        );
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
    assert!(server.recorded().is_empty());
}

#[tokio::test]
async fn an_empty_token_is_a_failure_not_an_unauthenticated_request() {
    let token = Token::from_fn(|| async { Ok(AccessToken::new("")) });
    let server = Server::with([Script::json("ok")]);
    let core = authorized(&server, token);
    assert_eq!(
        text(&core, &GET).await.unwrap_err().kind(),
        ErrorKind::Credentials
    );
    assert!(server.recorded().is_empty());
}

#[tokio::test]
async fn a_cancelled_fetch_does_not_block_the_next_call() {
    let (count, token) = counting(None);
    let server = Server::with([Script::json("ok")]);
    let core = authorized(&server, token);
    let mut first = text(&core, &GET).into_future();
    assert!(begin(&mut first).await);
    drop(first);
    text(&core, &GET).await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

/// Polls a call once, so that it begins to fetch a token; `true` when it waits.
async fn begin(call: &mut (impl Future + Unpin)) -> bool {
    poll_fn(|context| Poll::Ready(Pin::new(&mut *call).poll(context).is_pending())).await
}

#[tokio::test]
async fn a_call_that_nobody_polls_holds_up_no_other_one() {
    let (count, token) = counting(None);
    let server = Server::with([Script::json("ok")]);
    let core = authorized(&server, token);
    let mut idle = text(&core, &GET).into_future();
    assert!(begin(&mut idle).await);
    let other = timeout(Duration::from_secs(5), text(&core, &GET).into_future());
    assert_eq!(other.await.unwrap().unwrap(), "ok");
    assert_eq!(idle.await.unwrap(), "ok");
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_fetch_goes_on_without_the_call_that_began_it() {
    let (count, token) = counting(None);
    let server = Server::with([Script::json("ok")]);
    let core = authorized(&server, token);
    let mut first = text(&core, &GET).into_future();
    let mut second = text(&core, &GET).into_future();
    assert!(begin(&mut first).await);
    assert!(begin(&mut second).await);
    drop(first);
    let second = timeout(Duration::from_secs(5), second);
    assert_eq!(second.await.unwrap().unwrap(), "ok");
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_source_that_panics_fails_the_other_calls_that_wait() {
    let token = Token::from_fn(|| async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        panic!("a bug of the source")
    });
    let core = core("http://h", Options::new(), Some(Credential::bearer(token)));
    let calls: Vec<_> = (0..2)
        .map(|_| tokio::spawn(text(&core, &GET).into_future()))
        .collect();
    let mut panics = 0;
    for call in calls {
        match timeout(Duration::from_secs(5), call).await.unwrap() {
            Ok(result) => assert_eq!(result.unwrap_err().kind(), ErrorKind::Credentials),
            Err(error) => panics += u32::from(error.is_panic()),
        }
    }
    assert_eq!(panics, 1);
}

#[tokio::test]
async fn a_token_may_be_good_for_longer_than_there_is_time() {
    let (count, token) = counting(Some(Duration::MAX));
    let server = Server::with([Script::json("ok")]);
    let core = authorized(&server, token);
    text(&core, &GET).await.unwrap();
    text(&core, &GET).await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[test]
fn debug_of_tokens_hides_them() {
    let token = AccessToken::new("hunter2");
    let text = format!(
        "{token:?} {:?} {:?}",
        Token::from("hunter2"),
        Credential::bearer("hunter2")
    );
    assert!(!text.contains("hunter2"), "{text}");
}
