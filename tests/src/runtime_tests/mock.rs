//! The transport in memory, blocking calls, spans.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use super::{GET, POST, core, text};
use crate::runtime::{Authorize, Credential, Entropy, Error, ErrorKind, Mock, Options, Request};
use crate::server::{Script, Server};

#[tokio::test]
async fn a_mock_answers_by_operation_and_records() {
    let mock = Mock::new()
        .saved("things.list", 200, "saved")
        .saved("things.list", 500, "second");
    let core = core(
        "https://h/v1",
        Options::new().retries(0).transport(mock.clone()),
        None,
    );
    assert_eq!(text(&core, &GET).await.unwrap(), "saved");
    mock.answer("things.list", 404, "{}")
        .answer("things.list", 200, "last");
    assert_eq!(text(&core, &GET).await.unwrap_err().status().unwrap(), 404);
    assert_eq!(text(&core, &GET).await.unwrap(), "last");
    assert_eq!(text(&core, &GET).await.unwrap(), "last");
    let error = text(&core, &POST).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let requests = mock.requests();
    assert_eq!(requests.len(), 5);
    assert_eq!(requests[0].url, "https://h/v1/things");
    assert_eq!(requests[4].operation, "things.create");
}

#[tokio::test]
async fn a_mock_gives_saved_headers_and_one_content_type() {
    let saved = [
        ("content-type", "application/hal+json"),
        ("link", "<a>"),
        ("link", "<b>"),
    ];
    let mock = Mock::new().saved_with("things.list", 200, &saved, "{}");
    mock.answer_saved("things.list", 200);
    let transport = Options::new().transport(mock);
    let answer = text(&core("https://h", transport, None), &GET).send().await;
    let answer = answer.unwrap();
    let of = |name| {
        let values = answer.headers().get_all(name).iter();
        values
            .map(|value| value.to_str().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("content-type"), ["application/hal+json"]);
    assert_eq!(of("link"), ["<a>", "<b>"]);
}

#[tokio::test]
async fn to_speak_of_an_operation_that_is_none_fails_every_call() {
    let known = || Mock::new().operations(&["things.list", "things.create"]);
    let mock = known();
    mock.answer("", 200, "{}")
        .answer("request", 200, "")
        .fail("things.list", ErrorKind::Timeout);
    mock.answer("things.create", 200, "made");
    let made = core("https://h", Options::new().transport(mock), None);
    assert_eq!(text(&made, &POST).await.unwrap(), "made");
    let mock = known();
    mock.answer("things.lst", 200, "never");
    let core = core("https://h", Options::new().transport(mock), None);
    let error = text(&core, &POST).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.create (POST /things): there is no operation `things.lst`; most like it are `things.list`, `things.create`"
    );
}

#[tokio::test]
async fn an_operation_without_saved_responses_is_told_with_those_that_may_be_meant() {
    let mock = Mock::new()
        .saved("things.list", 200, "saved")
        .saved("users.create", 200, "saved");
    mock.answer_saved("thing.list", 404);
    let transport = Options::new().transport(mock);
    let error = text(&core("https://h", transport, None), &GET).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    let expected = "the mock has no saved response of `thing.list`; most like it are `things.list`, `users.create`";
    assert!(error.to_string().ends_with(expected), "{error}");
}

#[test]
fn blocking_calls_share_connections_and_work_inside_of_async_code() {
    let server = Server::with([Script::json("ok")]);
    let core = core(&server.url(), Options::new(), None);
    assert_eq!(
        text(&core, &GET).send_blocking().unwrap().into_inner(),
        "ok"
    );
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        assert_eq!(text(&core, &GET).send_blocking().unwrap().status(), 200);
    });
}

/// Signs with a header and, when asked, once more.
#[derive(Debug)]
struct Counter(Mutex<u32>);

impl Authorize for Counter {
    fn sign(&self, request: &mut Request, entropy: &Entropy) -> Result<(), Error> {
        let value = format!("first {}", entropy.timestamp()).parse().unwrap();
        request.headers_mut().insert("authorization", value);
        Ok(())
    }

    fn answer(
        &self,
        request: &mut Request,
        status: http::StatusCode,
        _: &http::HeaderMap,
        _: &Entropy,
    ) -> Result<bool, Error> {
        *self.0.lock().unwrap() += 1;
        request
            .headers_mut()
            .insert("authorization", "again".parse().unwrap());
        Ok(status == 401)
    }
}

#[tokio::test]
async fn a_signature_may_be_made_anew_for_a_challenge_but_not_for_ever() {
    let entropy = Entropy::pinned(
        std::time::UNIX_EPOCH + std::time::Duration::from_secs(7),
        "n",
    );
    let options = || Options::new().entropy(entropy.clone());
    let signer = || Some(Credential::authorize(Counter(Mutex::new(0))));
    let server = Server::with([Script::answer(401, &[], ""), Script::json("ok")]);
    text(&core(&server.url(), options(), signer()), &GET)
        .await
        .unwrap();
    let sent: Vec<_> = server
        .recorded()
        .iter()
        .map(|request| request.header("authorization"))
        .collect();
    assert_eq!(sent, [Some("first 7".to_owned()), Some("again".to_owned())]);

    let server = Server::with([Script::answer(401, &[], "")]);
    let error = text(&core(&server.url(), options(), signer()), &GET)
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(server.recorded().len(), 4);
}

/// Keeps the fields of every span.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<String>>);

impl tracing::field::Visit for Spans {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        let mut text = self.0.lock().unwrap();
        write!(text, "{field}={value:?} ").unwrap();
    }
}

impl tracing::Subscriber for Spans {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.is_span() && metadata.target().contains("trace")
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        span.record(&mut self.clone());
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test]
async fn a_span_tells_operation_and_outcome_and_no_secret() {
    let spans = Spans::default();
    let _guard = tracing::subscriber::set_default(spans.clone());
    let mock = Mock::new().saved("things.list", 404, "secret");
    mock.answer_saved("things.list", 404);
    let core = core(
        "http://h/secret",
        Options::new().transport(mock),
        Some(Credential::bearer("secret")),
    );
    text(&core, &GET)
        .query("token", "secret")
        .await
        .unwrap_err();
    assert_eq!(
        *spans.0.lock().unwrap(),
        "operation=\"things.list\" method=\"GET\" path=\"/things\" status=404 retries=0 error=Status "
    );
}
