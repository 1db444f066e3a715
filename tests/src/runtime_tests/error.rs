//! Errors: one line, no secret, everything else by accessors.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Deserialize;

use super::{GET, core, text};
use crate::runtime::codec::{self, object};
use crate::runtime::settings::SettingNames;
use crate::runtime::{
    Answer, Credential, Error, ErrorKind, Options, Settings, Token, TokenError, decode,
};
use crate::server::{Script, Server};

#[derive(Debug)]
struct User {
    #[allow(dead_code, reason = "read for its type only")]
    id: i64,
    #[allow(dead_code, reason = "read for its type only")]
    roles: Vec<String>,
}

object! {
    User
    required {
        id = "id",
        roles = "roles",
    }
}

fn answer(body: &str) -> Answer {
    Answer::new(
        http::StatusCode::OK,
        http::HeaderMap::new(),
        body.to_owned().into(),
    )
}

/// The path at which decoding `body` fails.
fn path<T: codec::Read>(body: &str) -> String {
    let Err(error) = decode::json::<T>(&answer(body)) else {
        return "decoded".to_owned();
    };
    error.json_path().unwrap_or("none").to_owned()
}

#[test]
fn the_json_path_of_a_failure() {
    assert_eq!(
        path::<Vec<User>>(r#"[{"id": 1, "roles": []}, {"id": "x", "roles": []}]"#),
        "[1].id"
    );
    assert_eq!(
        path::<Vec<User>>(r#"[{"id": 1, "roles": ["a", 2]}]"#),
        "[0].roles[1]"
    );
    assert_eq!(
        path::<Vec<User>>("[\n  {\n    \"id\": 1,\n    \"roles\": {\"a\": 1}\n  }]"),
        "[0].roles"
    );
    assert_eq!(path::<Vec<User>>(r#"[{"roles": []}]"#), "[0]");
    assert_eq!(path::<User>(r#"{"id": [1], "roles": []}"#), "id");
    assert_eq!(
        path::<User>(r#"{"a\"}]": "}]", "id": null, "roles": []}"#),
        "id"
    );
    assert_eq!(path::<User>(r#"{"id": 1"#), "id");
    assert_eq!(path::<User>("<html>"), "");
    assert_eq!(path::<User>(""), "");
}

#[test]
fn a_decode_error_does_not_repeat_the_value() {
    let error = decode::json::<User>(&answer(r#"{"id": "se\"cret", "roles": []}"#)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(
        error.to_string(),
        r#"200 OK, but the body cannot be read at `id`: invalid type: string "…", expected i64 at line 1 column 17"#
    );
    assert_eq!(&error.body().unwrap()[..5], b"{\"id\"");
    assert!(!format!("{error:?}").contains("cret"));
}

#[test]
fn no_value_of_an_answer_is_told_by_an_error_or_its_sources() {
    #[derive(Debug, Deserialize)]
    enum Kind {
        #[serde(rename = "a")]
        A,
    }
    fn told<T: serde::de::DeserializeOwned>(body: &str) -> String {
        let Err(error) = decode::untyped(&answer(body)).and_then(|body| body.json::<T>()) else {
            return "decoded".to_owned();
        };
        let mut told = format!("{error} {error:?}");
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            let _ = write!(told, " {error} {error:?}");
            source = error.source();
        }
        told
    }
    let told = [
        told::<String>("7355608"),
        told::<String>("-7355608.5"),
        told::<Vec<String>>(r#"["a", 7355608]"#),
        told::<i64>(r#""7355608""#),
        told::<Vec<i64>>(r#""7\"355608""#),
        told::<char>(r#""7355608""#),
        told::<u8>("7355608"),
        told::<Kind>(r#""7355608""#),
        told::<Kind>(r#""7355608`, expected 7355608""#),
        told::<bool>(r#"{"7355608": 7355608}"#),
    ];
    for text in told {
        assert!(text.contains("expected"), "{text}");
        assert!(!text.contains("355608"), "{text}");
    }
    let missing = decode::json::<User>(&answer("{}")).unwrap_err();
    assert!(missing.to_string().contains("missing field `id`"));
}

#[tokio::test]
async fn a_status_keeps_everything_but_shows_one_line() {
    let body = r#"{"id": 7, "roles": []}"#;
    let server = Server::with([Script::answer(404, &[("request-id", "r7")], body)]);
    let error = text(&core(&server.url(), Options::new(), None), &GET).query("token", "s3cret");
    let error = error.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.list (GET /things): 404 Not Found"
    );
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.request_id(), Some("r7"));
    assert_eq!(error.operation(), Some("things.list"));
    assert!(!error.is_retryable());
    assert_eq!(error.decode::<User>().unwrap().id, 7);
    assert!(error.decode::<Vec<User>>().is_err());
    assert!(!format!("{error:?}").contains("s3cret"));
}

#[tokio::test]
async fn truncated_json_and_a_wrong_content_type_are_decode_errors() {
    for body in [r#"{"id": 1, "ro"#, "<html>down</html>"] {
        let server = Server::with([Script::answer(200, &[("content-type", "text/html")], body)]);
        let mut draft = core(&server.url(), Options::new(), None).draft(&GET);
        draft.path("/things");
        let error = draft.call(decode::json::<User>).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.operation(), Some("things.list"));
        assert_eq!(server.recorded().len(), 1);
    }
}

#[tokio::test]
async fn invalid_utf_8_is_a_decode_error_for_text_and_nothing_for_bytes() {
    let server = Server::with([Script::answer(200, &[], b"\xff\xfe")]);
    let core = core(&server.url(), Options::new(), None);
    let error = text(&core, &GET).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.list (GET /things): 200 OK, but the body is not UTF-8"
    );
    let mut draft = core.draft(&GET);
    draft.path("/things");
    assert_eq!(&draft.call(decode::bytes).await.unwrap()[..], b"\xff\xfe");
}

/// Setters and environment variables of a client.
const SETTINGS: &[SettingNames] = &[("a", "X_A"), ("b", "X_B"), ("c", "X_C"), ("d", "X_D")];

#[test]
fn missing_settings_are_named_all_at_once_as_they_can_be_given() {
    let mut settings = Settings::new(SETTINGS);
    assert_eq!(settings.required("a", None, Some("default")), "default");
    assert_eq!(settings.required("b", None, None), "");
    assert_eq!(
        settings.required("c", Some("value".to_owned()), Some("default")),
        "value"
    );
    assert_eq!(
        settings.finish().unwrap_err().to_string(),
        "a setting is missing: `X_B` in the environment, or `.b(…)` on the builder"
    );
    settings.secret("d", None);
    assert_eq!(
        settings.finish().unwrap_err().to_string(),
        "settings are missing: `X_B`, `X_D` in the environment, or `.b(…)`, `.d(…)` on the builder"
    );
    assert!(Settings::new(SETTINGS).finish().is_ok());
}

#[test]
fn a_credential_names_every_setting_that_it_lacks() {
    let mut settings = Settings::new(SETTINGS);
    settings.optional("a", None, None);
    settings.optional("b", Some(String::new()), None);
    settings.optional_secret("c", None);
    assert!(settings.finish().is_ok());
    let credential = settings.credential(&["a", "b", "c"], Credential::bearer("t"));
    assert_eq!(
        format!("{credential:?}"),
        "Credential(settings are missing: `X_A`, `X_C` in the environment, or `.a(…)`, `.c(…)` on the builder)"
    );
}

#[test]
fn the_first_failure_is_the_one_that_is_told() {
    let core = core("http://h", Options::new(), None);
    let mut draft = core.draft(&GET);
    draft.segment("first", &"").segment("second", &"..");
    let error: Error = draft.call(decode::text).request().unwrap_err();
    assert!(error.to_string().contains("`first`"));
}

/// Every error of a chain, outermost first.
fn chain(error: &Error) -> Vec<String> {
    let mut texts = vec![error.to_string()];
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        texts.push(source.to_string());
        next = source.source();
    }
    texts
}

#[tokio::test]
async fn every_kind_is_one_line_without_a_secret_and_keeps_its_source() {
    const SECRET: &str = "hunter2";
    let reset = Script::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx").reset();
    let slow = Script::json("1").after(Duration::from_secs(5));
    let no_token = Token::from_fn(|| async { Err(TokenError::new("the vault is sealed")) });
    let table: Vec<(ErrorKind, Option<Script>, Token, bool, bool)> = vec![
        (ErrorKind::Connect, None, SECRET.into(), true, true),
        (ErrorKind::Timeout, Some(slow), SECRET.into(), true, false),
        (ErrorKind::Body, Some(reset), SECRET.into(), true, true),
        (
            ErrorKind::Status,
            Some(Script::answer(400, &[], SECRET)),
            SECRET.into(),
            false,
            false,
        ),
        (
            ErrorKind::Decode,
            Some(Script::json("\"x\"")),
            SECRET.into(),
            false,
            true,
        ),
        (
            ErrorKind::Credentials,
            Some(Script::json("1")),
            no_token,
            false,
            true,
        ),
        (
            ErrorKind::Credentials,
            Some(Script::json("1")),
            "a\nb".into(),
            false,
            false,
        ),
    ];
    for (kind, script, token, is_retryable, has_source) in table {
        let server = script.map(|script| Server::with([script]));
        let url = server.as_ref().map_or_else(nobody, Server::url);
        let options = Options::new()
            .retries(0)
            .timeout(Duration::from_millis(300));
        let core = core(&url, options, Some(Credential::bearer(token)));
        let mut draft = core.draft(&GET);
        draft.path("/things").query("password", &SECRET);
        let error = draft.call(decode::json::<i64>).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.is_retryable(), is_retryable, "{error}");
        let chain = chain(&error);
        assert_eq!(chain.len() > 1, has_source, "{chain:?}");
        assert!(
            chain[0].starts_with("things.list (GET /things): "),
            "{chain:?}"
        );
        let shown = format!("{} {error:?}", chain.join(" "));
        assert!(!shown.contains(SECRET), "{shown}");
        assert!(chain.iter().all(|text| !text.contains('\n')), "{chain:?}");
    }
}

/// An address where nobody listens.
fn nobody() -> String {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
