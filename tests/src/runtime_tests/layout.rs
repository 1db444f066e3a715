//! The collection's own spelling goes out where it says what the client wrote, and nowhere else.

use serde_json::json;

use super::core;
use crate::runtime::{Call, Draft, Operation, Options, Values, decode};

static POST: Operation = Operation::new("post", "POST", "/x");

fn call(write: impl FnOnce(&mut Draft)) -> Call<()> {
    let mut draft = core("http://h/v1", Options::new(), None).draft(&POST);
    write(&mut draft);
    draft.call(decode::nothing)
}

fn target(write: impl FnOnce(&mut Draft), own: &str) -> String {
    let request = call(write).url_layout(own).request().unwrap();
    request.target().to_owned()
}

fn body(call: Call<()>) -> String {
    let request = call.request().unwrap();
    String::from_utf8_lossy(request.body().bytes().unwrap()).into_owned()
}

#[test]
fn an_existing_escape_and_a_plus_go_out_as_they_are_written() {
    let write = |draft: &mut Draft| {
        draft.path("/a").query("q", &"x%20y+z,é");
    };
    let own = "h/v1/a?q=x%20y+z,é";
    assert_eq!(target(write, own), "/v1/a?q=x%20y+z,%C3%A9");
    let decoded = |draft: &mut Draft| {
        draft.path("/a").query("q", &"x y+z,é");
    };
    assert_eq!(target(decoded, own), "/v1/a?q=x%20y+z,%C3%A9");
}

#[test]
fn a_slash_in_a_path_value_is_a_delimiter_as_in_postman() {
    let write = |draft: &mut Draft| {
        draft.path("/a/").segment("id", &"b/c");
    };
    assert_eq!(target(write, "http://h/v1/a/b/c"), "/v1/a/b/c");
    assert_eq!(target(write, "http://h/v1/a/d/c"), "/v1/a/b%2Fc");
}

#[test]
fn repeated_names_that_stand_apart_keep_their_places() {
    let write = |draft: &mut Draft| {
        draft
            .query("a", &vec!["1".to_owned(), "2".to_owned()])
            .query("b", &"3");
    };
    assert_eq!(target(write, "http://h/v1?a=1&b=3&a=2"), "/v1?a=1&b=3&a=2");
    assert_eq!(target(write, "http://h/v1?a=1&b=3&a=1"), "/v1?a=1&a=2&b=3");
}

#[test]
fn a_placeholder_stands_for_a_value_of_its_type() {
    let write = |draft: &mut Draft| {
        draft.query("page", &0_i64);
    };
    assert_eq!(
        target(write, "http://h/v1?page=<integer>"),
        "/v1?page=%3Cinteger%3E"
    );
    assert_eq!(target(write, "http://h/v1?page=7"), "/v1?page=0");

    let write = |draft: &mut Draft| {
        draft.path("/authors/").segment("id", &0_i64);
    };
    assert_eq!(
        target(write, "http://h/v1/authors/<long>"),
        "/v1/authors/%3Clong%3E"
    );
    assert_eq!(target(write, "http://h/v1/authors/7"), "/v1/authors/0");

    let json = |layout: &str| {
        let write = |draft: &mut Draft| {
            draft.json(&json!({ "n": 0 }));
        };
        body(call(write).json_layout(layout))
    };
    assert_eq!(json(r#"{ "n": "<integer>" }"#), r#"{ "n": "<integer>" }"#);
    assert_eq!(json(r#"{ "n": 0.0 }"#), r#"{ "n": 0.0 }"#);
    assert_eq!(json(r#"{ "n": "0" }"#), r#"{"n":0}"#);
}

#[test]
fn another_host_is_never_taken_over() {
    let write = |draft: &mut Draft| {
        draft.path("/a");
    };
    let request = call(write)
        .url_layout("http://other/v1/a")
        .request()
        .unwrap();
    assert_eq!(request.authority(), "h");
}

#[test]
fn a_form_keeps_its_order_and_placeholders() {
    let write = |draft: &mut Draft| {
        draft.form("n", &0_i64).form("b", &"x");
    };
    let form = || call(write);
    let layout = |own: &[(&str, &str)]| body(form().form_layout(&Values::new(), own));
    assert_eq!(layout(&[("b", "x"), ("n", "<long>")]), "b=x&n=%3Clong%3E");
    assert_eq!(layout(&[("b", "y"), ("n", "1")]), "n=0&b=x");
}

#[test]
fn graphql_variables_stand_as_they_are_written() {
    let values = Values::new().set("id", "7");
    let text = values.graphql(Some("{ a(id: {{id}}) \"x\" }"), None, "{ \"v\" : {{id}} }");
    assert_eq!(
        text,
        r#"{"query":"{ a(id: 7) \"x\" }","variables":{ "v" : 7 }}"#
    );
}

#[test]
fn an_address_that_is_not_encoded_is_laid_out_as_it_is_written() {
    static RAW: Operation = Operation::new("get", "GET", "/x").raw_url();
    let mut draft = core("http://h/v1", Options::new(), None).draft(&RAW);
    draft.path("/{a}/").segment("id", &"b\"c");
    draft.query("q", &"<x>");
    let call = draft.call::<()>(decode::nothing);
    let request = call.url_layout("http://h/v1/{a}/b\"c?q=<x>").request();
    assert_eq!(request.unwrap().target(), "/v1/{a}/b\"c?q=<x>");
}

#[test]
fn a_placeholder_stands_in_the_part_of_its_name_and_nowhere_else() {
    let call = call(|draft| {
        draft.boundary("X").part_text("a", &false, None);
        draft.part_text("t", &"false", None);
        draft.part_text("a", &1_i64, Some("text/plain"));
        draft.part_text("b {v}", &2_i64, None);
    });
    let own = [
        ("a", "<boolean>"),
        ("t", "true"),
        ("a", "<integer>"),
        ("absent", "<integer>"),
        ("b {{v}}", "<number>"),
    ];
    let values = Values::new().set("v", "{v}");
    let text = body(call.part_layout(&values, &own)).replace('\r', "");
    insta::assert_snapshot!(text, @r#"
    --X
    Content-Disposition: form-data; name="a"

    <boolean>
    --X
    Content-Disposition: form-data; name="t"

    false
    --X
    Content-Disposition: form-data; name="a"
    Content-Type: text/plain

    <integer>
    --X
    Content-Disposition: form-data; name="b {v}"

    <number>
    --X--
    "#);
}
