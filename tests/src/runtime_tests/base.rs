//! Base addresses, by Postman's rules.

use crate::runtime::{Base, Core, Operation, Options, decode};

/// `scheme authority prefix`, or the error.
fn parsed(text: &str) -> String {
    match Base::parse(text) {
        Ok(base) => format!("{} {} {}", base.scheme(), base.authority(), base.prefix()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_rule_of_the_parser() {
    let table = [
        ("https://api.example.com", "https api.example.com "),
        ("api.example.com/v1", "http api.example.com /v1"),
        ("  HTTPS://API.Example.COM/V1", "https api.example.com /V1"),
        ("https:////h/p", "https h /p"),
        ("https://h:443/", "https h:443 /"),
        ("http://h:80", "http h:80 "),
        ("http://h:8080", "http h:8080 "),
        ("http://[::1]:81/x", "http [::1]:81 /x"),
        ("http://[::1]", "http [::1] "),
        ("http://127.1:9", "http 127.0.0.1:9 "),
        ("http://bücher.example", "http xn--bcher-kva.example "),
        ("http://u:p@h/x", "http h /x"),
        ("http://u@x:p@h", "http h "),
        (r"http://h\a\b", "http h /a/b"),
        ("http://h/a b", "http h /a%20b"),
        ("http://h/%41|^'[]", "http h /%41|^'[]"),
        ("http://h//a/./b/../c/", "http h //a/./b/../c/"),
        ("http://h?x=1", "http h /?x=1"),
        ("http://h/p?x='1'#f", "http h /p?x=%271%27"),
        ("ws://h", "the scheme `ws` of a base URL is not supported"),
        ("", "a base URL has no host"),
        ("https:///", "a base URL has no host"),
        ("http://h:port", "a base URL has no valid host and port"),
        ("http://a b/", "a base URL has no valid host and port"),
    ];
    for (text, expected) in table {
        assert_eq!(parsed(text), expected, "{text}");
    }
}

static GET: Operation = Operation::new("get", "GET", "/x");

fn headers_with(base: &str) -> Vec<String> {
    let core = Core::new(Options::new(), &[base], Vec::new()).unwrap();
    let request = core.draft(&GET).call(decode::nothing).request().unwrap();
    let text =
        |(name, value): (_, &http::HeaderValue)| format!("{name}: {}", value.to_str().unwrap());
    request.headers().iter().map(text).collect()
}

#[test]
fn a_default_port_that_was_written_stays_in_host() {
    assert_eq!(headers_with("https://h:443"), ["host: h:443"]);
    assert_eq!(headers_with("http://h:80"), ["host: h:80"]);
    assert!(headers_with("http://h:81").is_empty());
    assert!(headers_with("http://h").is_empty());
}

#[test]
fn user_info_becomes_basic_credentials() {
    assert_eq!(
        headers_with("http://us%20er:p%3Aw:x@h"),
        ["authorization: Basic dXMgZXI6cDp3Ong="]
    );
    assert_eq!(
        headers_with("http://user@h"),
        ["authorization: Basic dXNlcjo="]
    );
}

#[test]
fn debug_hides_user_info_path_and_query() {
    let base = Base::parse("http://user:password@h/secret?key=1").unwrap();
    assert_eq!(format!("{base:?}"), "http://h");
}

static SECOND: Operation = Operation::new("files.get", "GET", "/x").server(1);

#[test]
fn an_address_without_a_host_fails_only_the_calls_to_it() {
    let core = Core::new(Options::new(), &["http://h", ""], Vec::new()).unwrap();
    assert!(super::text(&core, &super::GET).request().is_ok());
    let failed = super::text(&core, &SECOND).request().unwrap_err();
    assert_eq!(
        failed.to_string(),
        "files.get (GET /x): a base URL has no host"
    );
}

#[test]
fn a_call_can_bring_the_address_that_its_collection_lacks() {
    let core = Core::new(Options::new(), &["http://h", "http:///"], Vec::new()).unwrap();
    let request = super::text(&core, &SECOND)
        .base_url("http://other/v1")
        .request();
    assert_eq!(request.unwrap().url(), "http://other/v1/things");
}

#[test]
fn every_call_of_a_client_goes_where_its_options_say() {
    let options = Options::new().base_url("http://127.0.0.1:8080/mock");
    let core = Core::new(options, &["https://h/v1", "https:///"], Vec::new()).unwrap();
    for operation in [&super::GET, &SECOND] {
        let request = super::text(&core, operation).request().unwrap();
        assert_eq!(request.url(), "http://127.0.0.1:8080/mock/things");
    }
    let own = super::text(&core, &SECOND)
        .base_url("http://other")
        .request();
    assert_eq!(own.unwrap().url(), "http://other/things");
    let failed = Core::new(Options::new().base_url(""), &["http://h"], Vec::new()).unwrap_err();
    assert_eq!(failed.to_string(), "a base URL has no host");
}

#[test]
fn a_client_with_no_usable_address_is_not_built() {
    let failed = Core::new(Options::new(), &["ws://h", "http://"], Vec::new()).unwrap_err();
    assert_eq!(
        failed.to_string(),
        "the scheme `ws` of a base URL is not supported"
    );
}
