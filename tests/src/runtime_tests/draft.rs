//! What drafts send, byte for byte.

use insta::assert_snapshot;
use serde_json::json;

use super::written;
use crate::runtime::{Core, Credential, Draft, File, Operation, Options};

static GET: Operation = Operation::new("get", "GET", "/x");
static POST: Operation = Operation::new("post", "POST", "/x");
static DELETE: Operation = Operation::new("delete", "DELETE", "/x");
static SIGNED: Operation = Operation::new("get", "GET", "/x").credential(0);
static SIGNED_POST: Operation = Operation::new("post", "POST", "/x").credential(0);

fn draft(operation: &'static Operation) -> Draft {
    Core::new(Options::new(), &["http://h"], Vec::new())
        .unwrap()
        .draft(operation)
}

fn target(write: impl FnOnce(&mut Draft) -> &mut Draft) -> String {
    let mut draft = draft(&GET);
    write(&mut draft);
    let text = written(draft);
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("GET ")
        .to_owned()
}

#[test]
fn an_empty_path_is_the_root() {
    assert_eq!(target(|draft| draft), "/");
    assert_eq!(target(|draft| draft.query("a", &1_i64)), "/?a=1");
}

#[test]
fn a_segment_is_always_one_segment() {
    let segment = |value: &str| target(|draft| draft.path("/a/").segment("id", &value));
    assert_eq!(segment("auth0|507f"), "/a/auth0|507f");
    assert_eq!(segment("a/b?c#d%41\\e"), "/a/a%2Fb%3Fc%23d%2541%5Ce");
    assert_eq!(
        segment(" \"<>`{}ü\u{1}\u{7f}"),
        "/a/%20%22%3C%3E%60%7B%7D%C3%BC%01%7F"
    );
    assert_eq!(segment("'+;@:^[]|&=$,!*()~"), "/a/'+;@:^[]|&=$,!*()~");
}

#[test]
fn a_segment_that_would_lead_elsewhere_fails_by_name() {
    for value in ["", ".", ".."] {
        let message = target(|draft| draft.path("/a/").segment("id", &value));
        assert_eq!(
            message,
            "get (GET /x): the path field `id` is empty, `.` or `..`"
        );
    }
    assert_eq!(
        target(|draft| draft.path("/").segment("id", &"...")),
        "/..."
    );
}

#[test]
fn a_setting_in_the_path_keeps_its_slashes_and_escapes() {
    let path = |value: &str| target(|draft| draft.path("/").path_text(value));
    assert_eq!(path("a/b/%41 %?#"), "/a/b/%41%20%%3F%23");
}

#[test]
fn a_query_value_is_always_one_value() {
    let query = |value: &str| target(|draft| draft.query("q", &value));
    assert_eq!(query("a&b=c#d+e%41 f"), "/?q=a%26b=c%23d%2Be%2541%20f");
    assert_eq!(query("'\"<>{}|[]`^\\/?:"), "/?q=%27%22%3C%3E{}|[]`^\\/?:");
    assert_eq!(query(""), "/?q=");
}

#[test]
fn lists_repeat_and_absent_values_are_left_out() {
    let text = target(|draft| {
        draft
            .query("a", &vec![1_i64, 2])
            .query("b", &None::<bool>)
            .query_text("c")
            .query_text("d=")
    });
    assert_eq!(text, "/?a=1&a=2&c&d=");
}

#[test]
fn a_pair_from_settings_keeps_escapes_and_plus() {
    let text = target(|draft| draft.query_pair("a=b&c", "d=e&f+%41 g'"));
    assert_eq!(text, "/?a%3Db%26c=d=e%26f+%41%20g%27");
}

#[test]
fn a_query_of_the_base_comes_first() {
    let core = Core::new(Options::new(), &["http://h/p?k=1"], Vec::new()).unwrap();
    let mut draft = core.draft(&GET);
    draft.path("/x").query("a", &1_i64);
    assert!(written(draft).starts_with("GET /p?k=1/x?a=1\n"));
}

#[test]
fn json_brings_its_type_and_length_is_left_to_the_stack() {
    let mut draft = draft(&POST);
    draft.path("/x").json(&json!({ "a": "ü" }));
    assert_snapshot!(written(draft), @r#"
    POST /x
    host: h
    content-type: application/json

    {"a":"ü"}
    "#);
}

#[test]
fn a_written_content_type_wins_over_the_default() {
    let mut draft = draft(&POST);
    draft
        .path("/x")
        .header("Content-Type", &"application/vnd.api+json")
        .json(&json!([]));
    assert!(written(draft).contains("content-type: application/vnd.api+json\n\n[]"));
}

#[test]
fn a_forms_type_replaces_one_that_does_not_fit() {
    let mut draft = draft(&POST);
    draft.path("/x").header("Content-Type", &"application/json");
    draft
        .form("a b", &"c+d%41~é*")
        .form("n", &vec![1_i64, 2])
        .form("z", &None::<bool>);
    assert_snapshot!(written(draft), @r"
    POST /x
    host: h
    content-type: application/x-www-form-urlencoded

    a%20b=c%2Bd%2541~%C3%A9%2A&n=1&n=2
    ");
}

#[test]
fn no_body_counts_as_empty_except_where_none_is_usual() {
    assert!(written(draft(&POST)).contains("content-length: 0\n"));
    assert!(!written(draft(&GET)).contains("content-length"));
    assert!(!written(draft(&DELETE)).contains("content-length"));
}

#[test]
fn get_sends_a_body_only_when_asked_to() {
    static KEPT: Operation = Operation::new("get", "GET", "/x").keep_body();
    let with = |operation| {
        let mut draft = draft(operation);
        draft.json(&1);
        written(draft)
    };
    assert!(!with(&GET).contains("content-type"));
    assert!(with(&KEPT).ends_with("content-type: application/json\n\n1"));
}

#[test]
fn disabled_system_headers_are_not_added() {
    static BARE: Operation =
        Operation::new("post", "POST", "/x").without_headers(&["content-type", "content-length"]);
    let mut with_body = draft(&BARE);
    with_body.json(&1);
    assert!(!written(with_body).contains("content-type"));
    assert!(!written(draft(&BARE)).contains("content-length"));
}

#[test]
fn header_values_are_latin_1_or_refused_by_name() {
    let with = |value: &str| {
        let mut draft = draft(&GET);
        draft.header("X-A", &value);
        written(draft)
    };
    assert!(with(" padded ").contains("x-a:  padded \n"));
    assert!(with("").contains("x-a: \n"));
    for value in ["a\r\nb: c", "€"] {
        assert_eq!(
            with(value),
            "get (GET /x): the header field `X-A` has characters that cannot be sent"
        );
    }
    let mut latin = draft(&GET);
    latin.header("X-A", &"é");
    let request = latin
        .call(crate::runtime::decode::nothing)
        .request()
        .unwrap();
    assert_eq!(request.headers()["x-a"].as_bytes(), b"\xe9");
}

#[test]
fn multipart_is_written_as_postman_writes_it() {
    let mut draft = draft(&POST);
    draft.path("/x").boundary("X").part_text("a\"b", &"1", None);
    draft.part_file(
        "f",
        &File::new("né\".txt", "data").content_type("text/plain"),
    );
    draft.part_file("g", &File::new("€", ""));
    draft.part_text("n", &None::<i64>, None);
    assert_snapshot!(written(draft).replace('\r', ""), @r#"
    POST /x
    host: h
    content-type: multipart/form-data; boundary=X

    --X
    Content-Disposition: form-data; name="a"b"

    1
    --X
    Content-Disposition: form-data; name="f"; filename="né%22.txt"
    Content-Type: text/plain

    data
    --X
    Content-Disposition: form-data; name="g"; filename="€"; filename*=UTF-8''%E2%82%AC
    Content-Type: application/octet-stream


    --X--
    "#);
}

#[test]
fn a_random_boundary_is_26_dashes_and_24_digits() {
    let mut draft = draft(&POST);
    draft.part_text("a", &1_i64, None);
    let text = written(draft);
    let boundary = text
        .split("boundary=")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap();
    assert_eq!(boundary.len(), 50);
    assert!(boundary.starts_with(&"-".repeat(26)));
    assert!(
        boundary
            .chars()
            .skip(26)
            .all(|digit| digit.is_ascii_digit())
    );
}

#[test]
fn graphql_keeps_postmans_order_and_leaves_absent_members_out() {
    let mut draft = draft(&POST);
    draft.graphql(Some("{ a }"), None, Some(&json!({ "v": 1 })));
    assert!(written(draft).ends_with("\n\n{\"query\":\"{ a }\",\"variables\":{\"v\":1}}"));
}

#[test]
fn the_collections_layout_is_kept_only_for_the_same_value() {
    let body = |layout: &str| {
        let mut draft = draft(&POST);
        draft.json(&json!({ "a": 1, "b": [] }));
        let request = draft
            .call(crate::runtime::decode::nothing)
            .json_layout(layout)
            .request();
        String::from_utf8_lossy(request.unwrap().body().bytes().unwrap()).into_owned()
    };
    assert_eq!(
        body("{ \"b\": [],\n \"a\": 1 }"),
        "{ \"b\": [],\n \"a\": 1 }"
    );
    assert_eq!(body("{ \"a\": 2 }"), r#"{"a":1,"b":[]}"#);
    assert_eq!(body("{"), r#"{"a":1,"b":[]}"#);
}

#[test]
fn an_absent_header_whose_name_cannot_be_sent_is_no_failure() {
    let mut draft = draft(&GET);
    draft.header("not a token", &None::<String>);
    assert!(!written(draft).contains("cannot be sent"));
}

#[test]
fn credentials_are_sent_where_they_belong() {
    let with = |credential: Credential| {
        let core = Core::new(Options::new(), &["http://h"], vec![credential]).unwrap();
        let mut draft = core.draft(&SIGNED);
        draft.query("key", &"old").query("b", &1_i64);
        written(draft)
    };
    assert!(with(Credential::bearer("t")).contains("authorization: Bearer t\n"));
    assert!(!with(Credential::bearer("")).contains("authorization"));
    assert!(with(Credential::oauth2("t", "")).contains("authorization: t\n"));
    assert!(with(Credential::oauth2_query("t")).starts_with("GET /?key=old&b=1&access_token=t\n"));
    assert!(with(Credential::basic("", &"".into())).contains("authorization: Basic Og==\n"));
    assert!(with(Credential::basic("ü", &"p".into())).contains("authorization: Basic w7w6cA==\n"));
    assert!(with(Credential::api_key_header("X-Key", &"k".into())).contains("x-key: k\n"));
    assert!(
        with(Credential::api_key_query("key", &"a&b".into())).starts_with("GET /?b=1&key=a%26b\n")
    );
    assert_eq!(
        with(Credential::bearer("a\nb")),
        "get (GET /x): the credential's header has a value that cannot be sent"
    );
}

#[test]
fn no_secret_shows_in_debug() {
    let credential = Credential::header("X-Key", &"hunter2".into());
    let options = Options::new().header("X-Other", "hunter2");
    let core = Core::new(options, &["http://u:hunter2@h"], vec![credential]).unwrap();
    let mut draft = core.draft(&SIGNED);
    draft.query("token", &"hunter2");
    let draft_text = format!("{draft:?}");
    let call = draft.call(crate::runtime::decode::nothing);
    let call_text = format!("{call:?}");
    let request = call.request().unwrap();
    for text in [
        format!("{core:?}"),
        draft_text,
        call_text,
        format!("{request:?}"),
    ] {
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[test]
fn curl_masks_secrets_unless_asked() {
    let core = Core::new(
        Options::new(),
        &["https://h"],
        vec![Credential::bearer("s3")],
    )
    .unwrap();
    let call = || {
        let mut draft = core.draft(&SIGNED_POST);
        draft.path("/x").query("k", &"v").json(&"it's");
        draft.call(crate::runtime::decode::nothing)
    };
    assert_snapshot!(call().to_curl().unwrap(), @r#"curl --request POST 'https://h/x?k=***' --header 'content-type: application/json' --header 'authorization: ***' --data-binary '"it'\''s"'"#);
    assert!(call().to_curl_with_secrets().unwrap().contains("Bearer s3"));
}

#[test]
fn a_file_that_nobody_chose_has_no_type_and_one_without_a_name_no_name() {
    let mut draft = draft(&POST);
    draft.path("/x").boundary("X");
    draft.part_file("f", &File::new("", ""));
    draft.part_file("g", &File::new("", "data"));
    draft.part_file("h", &File::new("named", ""));
    let text = written(draft).replace('\r', "");
    let (_, parts) = text.split_once("\n\n").unwrap();
    assert_snapshot!(parts, @r#"
    --X
    Content-Disposition: form-data; name="f"; filename=""


    --X
    Content-Disposition: form-data; name="g"
    Content-Type: application/octet-stream

    data
    --X
    Content-Disposition: form-data; name="h"; filename="named"
    Content-Type: application/octet-stream


    --X--
    "#);
}
