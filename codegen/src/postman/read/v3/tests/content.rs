//! The content of request files.

use super::request;
use crate::{
    diagnostic::Code,
    postman::{AuthKind, Body, FormPartValue, RawLanguage},
};

#[test]
fn key_lists_may_be_lists_or_maps() {
    for (index, text) in [
        "url: h/:id?x=0\nheaders: {A: 1, B: }\nqueryParams: {q: 5, x: true}\npathVariables: {id: 7}\n",
        "url: h/:id?x=0\nheaders: [{key: A, value: 1}, {key: B}]\nqueryParams: [{key: q, value: '5'}, {key: x, value: true}]\n\
         pathVariables: [{key: id, value: 7}]\n",
    ]
    .into_iter()
    .enumerate()
    {
        let (item, _) = request(&format!("lists{index}"), text);
        let headers: Vec<_> = item.request.headers.iter().map(|h| (h.name.as_str(), h.value.as_str())).collect();
        assert_eq!(headers, [("A", "1"), ("B", "")]);
        assert_eq!(item.request.url.to_text(), "h/:id?q=5&x=true");
        assert_eq!(item.request.url.variables[0].value.as_deref(), Some("7"));
    }
}

#[test]
fn entries_are_switched_off_by_either_word() {
    let (item, _) = request(
        "off",
        "url: h\nqueryParams:\n- {key: a, disabled: true}\n- {key: b, enabled: false}\n- {key: c}\n",
    );
    assert_eq!(item.request.url.to_text(), "h?c");
}

#[test]
fn bodies_in_both_spellings() {
    let body = |name: &str, text: &str| request(name, text).0.request.body;
    let json = |text: &str| {
        Some(Body::Raw {
            text: text.to_owned(),
            language: Some(RawLanguage::Json),
        })
    };
    assert_eq!(body("b1", "body: {type: json, content: '{}'}"), json("{}"));
    assert_eq!(
        body("b2", "body: {type: json, content: {a: 1}}"),
        json(r#"{"a":1}"#)
    );
    assert_eq!(
        body(
            "b3",
            "body: {mode: raw, raw: '{}', options: {raw: {language: json}}}"
        ),
        json("{}")
    );
    assert_eq!(body("b4", "body: {type: none}"), None);
    let Some(Body::Urlencoded(entries)) = body("b5", "body: {type: urlencoded, content: {a: 1}}")
    else {
        panic!()
    };
    assert_eq!(
        (entries[0].name.as_str(), entries[0].values[0].as_str()),
        ("a", "1")
    );
    let text = "body: {type: formdata, formdata: [{key: f, type: file, src: a.txt, contentType: text/plain}]}";
    let Some(Body::Multipart(parts)) = body("b6", text) else {
        panic!()
    };
    assert_eq!(
        parts[0].value,
        FormPartValue::Files(vec!["a.txt".to_owned()])
    );
    let Some(Body::File(file)) = body("b7", "body: {type: file, content: {src: a.bin}}") else {
        panic!()
    };
    assert_eq!(file.path.as_deref(), Some("a.bin"));
}

#[test]
fn auth_inherits_by_word_or_absence() {
    let auth = |name: &str, text: &str| request(name, text).0.request.auth;
    assert_eq!(auth("a1", "auth: {type: inherit}"), None);
    assert_eq!(auth("a2", "url: h"), None);
    let bearer = auth("a3", "auth: {type: bearer, credentials: {token: t}}").unwrap();
    assert_eq!(
        (bearer.kind.clone(), bearer.get("token")),
        (AuthKind::Bearer, Some("t"))
    );
    let bearer = auth(
        "a4",
        "auth: {type: bearer, credentials: [{key: token, value: t}]}",
    )
    .unwrap();
    assert_eq!(bearer.get("token"), Some("t"));
    assert_eq!(
        auth("a5", "auth: {type: noauth}").unwrap().kind,
        AuthKind::None
    );
}

#[test]
fn of_several_auths_the_first_without_rules_is_taken_and_reported() {
    let (item, codes) = request(
        "multi",
        "auth:\n- {type: basic, credentials: {}, rules: [{path: /x}]}\n- {type: bearer, credentials: {token: t}}\n",
    );
    assert_eq!(
        (item.request.auth.unwrap().kind, codes),
        (AuthKind::Bearer, vec![Code::Unsupported])
    );
}

#[test]
fn settings_and_scripts_are_read() {
    let (item, _) = request(
        "settings",
        "settings: {strictSSL: false, followRedirects: false, maxRedirects: 2, disabledSystemHeaders: [accept]}\n\
         scripts:\n- {type: 'http:beforeRequest', code: a}\n- {type: afterResponse, code: b}\n- {type: 'grpc:afterResponse', code: c}\n",
    );
    assert_eq!(
        (item.behavior.strict_ssl, item.behavior.max_redirects),
        (Some(false), Some(2))
    );
    assert_eq!(item.behavior.disabled_system_headers.unwrap().len(), 1);
    assert_eq!(
        item.scripts
            .iter()
            .map(|script| script.source.as_str())
            .collect::<Vec<_>>(),
        ["a", "b"]
    );
}

#[test]
fn graphql_requests_are_posts_of_their_query() {
    let (item, _) = request(
        "graphql",
        "$kind: graphql-request\nurl: h\nquery: '{a}'\nvariables: '{\"x\": 1}'\n",
    );
    let Some(Body::GraphQl(graphql)) = item.request.body else {
        panic!()
    };
    assert_eq!(
        (item.request.method.as_str(), graphql.query.as_deref()),
        ("POST", Some("{a}"))
    );
    assert_eq!(graphql.variables.as_deref(), Some("{\"x\": 1}"));
}
