use proptest::prelude::*;

use super::{QueryEntry, Url, path_variable_name};

fn summary(text: &str) -> String {
    let url = Url::parse(text);
    let query: Vec<_> = url.query.iter().map(QueryEntry::to_text).collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        url.protocol, url.userinfo, url.host, url.port, url.path, query, url.hash
    )
}

#[test]
fn every_component_is_taken_apart() {
    insta::assert_snapshot!(
        summary("https://user:pass@a.b:8080/x/y?q=1&r#end"),
        @r#"Some("https") Some(("user", "pass")) "a.b" Some("8080") Some(["x", "y"]) ["q=1", "r"] Some("end")"#
    );
}

#[test]
fn characters_of_variables_are_not_syntax() {
    insta::assert_snapshot!(
        summary("{{a://b@c:1/d?e#f}}/p?{{x&y}}=1"),
        @r#"None None "{{a://b@c:1/d?e#f}}" None Some(["p"]) ["{{x&y}}=1"] None"#
    );
}

#[test]
fn fragment_comes_before_query() {
    insta::assert_snapshot!(summary("h/p#a?b"), @r#"None None "h" None Some(["p"]) [] Some("a?b")"#);
}

#[test]
fn backslashes_are_slashes_before_the_query_only() {
    insta::assert_snapshot!(
        summary(r"http:\\h\a?b=\c"),
        @r#"Some("http") None "h" None Some(["a"]) ["b=\\c"] None"#
    );
}

#[test]
fn extra_slashes_after_the_protocol_are_dropped_except_for_file() {
    insta::assert_snapshot!(summary("http:////h/a"), @r#"Some("http") None "h" None Some(["a"]) [] None"#);
    insta::assert_snapshot!(summary("file:////h/a"), @r#"Some("file") None "" None Some(["h", "a"]) [] None"#);
}

#[test]
fn last_at_sign_ends_the_userinfo_and_ipv6_has_no_port() {
    insta::assert_snapshot!(
        summary("http://a@b:c@[::1]/"),
        @r#"Some("http") Some(("a@b", "c")) "[::1]" None Some([""]) [] None"#
    );
    insta::assert_snapshot!(summary("http://[::1]:80"), @r#"Some("http") None "[::1]" Some("80") None [] None"#);
}

#[test]
fn leading_white_space_is_dropped_and_trailing_kept() {
    assert_eq!(Url::parse(" \n http://h/a ").to_text(), "http://h/a ");
}

#[test]
fn path_variables_start_a_segment_and_end_at_a_dot() {
    assert_eq!(path_variable_name(":id.json"), Some("id"));
    assert_eq!(path_variable_name(":id:cancel"), Some("id:cancel"));
    assert_eq!(path_variable_name("x:id"), None);
    assert_eq!(path_variable_name(":"), None);
    let url = Url::parse("h/:a/:b.json/:a");
    let names: Vec<_> = url
        .variables
        .iter()
        .map(|variable| variable.name.as_str())
        .collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn empty_query_parts_survive() {
    for text in ["h?", "h?a&&b=", "h?=x", "h?a=b=c"] {
        assert_eq!(Url::parse(text).to_text(), text);
    }
}

fn entry(name: &str, value: Option<&str>, disabled: bool) -> QueryEntry {
    let value = value.map(ToOwned::to_owned);
    QueryEntry {
        name: name.to_owned(),
        value,
        disabled,
        description: None,
        index: 0,
    }
}

#[test]
fn reserved_characters_of_the_query_are_encoded_outside_variables() {
    let query = vec![entry("a=b&c", Some("d&e=f#{{g&h}}"), false)];
    let url = Url {
        host: "h".to_owned(),
        query,
        ..Url::default()
    };
    assert_eq!(url.to_text(), "h?a%3Db%26c=d%26e=f%23{{g&h}}");
}

#[test]
fn disabled_query_entries_leave_no_question_mark() {
    let url = Url {
        host: "h".to_owned(),
        query: vec![entry("a", Some("1"), true)],
        ..Url::default()
    };
    assert_eq!(url.to_text(), "h");
    let url = Url {
        host: "h".to_owned(),
        query: vec![entry("", None, false)],
        ..Url::default()
    };
    assert_eq!(url.to_text(), "h?");
}

#[test]
fn a_path_variables_value_is_spliced_in_and_one_without_is_marked() {
    let mut url = Url::parse("h/:id.json/:empty/x?a=b");
    let variable = |name: &str, value: &str| super::PathVariable {
        name: name.to_owned(),
        value: Some(value.to_owned()),
        description: None,
        kind: None,
        index: 0,
    };
    url.variables = vec![variable("id", "1/2"), variable("empty", "")];
    assert_eq!(url.to_text_with_variables(), "h/1/2.json/{{:empty}}/x?a=b");
    let named_by_a_variable = Url::parse("h/:{{id}}/:a{{b}}.json").to_text_with_variables();
    assert_eq!(named_by_a_variable, "h/{{:id}}/{{:ab}}.json");
}

proptest! {
    #[test]
    fn parsing_never_fails_and_keeps_every_character(text in ".{0,60}") {
        let _ = Url::parse(&text).to_text();
    }

    #[test]
    fn text_of_a_parsed_url_parses_to_the_same_url(
        text in r"(https?://)?([a-z{}]{1,4}@)?[a-z{}.]{1,8}(:[0-9]{0,3})?(/[a-z:.{}%/]{0,8}){0,3}(\?[a-z=&{}+]{0,12})?(#[a-z]{0,3})?"
    ) {
        let url = Url::parse(&text);
        prop_assert_eq!(Url::parse(&url.to_text()), url);
    }

    #[test]
    fn structured_query_survives_the_text(
        pairs in proptest::collection::vec(("[a-z &#=]{0,6}", proptest::option::of("[a-z &#=]{0,6}")), 1..4)
    ) {
        let query = pairs.iter().map(|(name, value)| entry(name, value.as_deref(), false)).collect();
        let url = Url { host: "h".to_owned(), query, ..Url::default() };
        let parsed = Url::parse(&url.to_text());
        let decode = |text: &str| text.replace("%26", "&").replace("%23", "#").replace("%3D", "=");
        let back: Vec<_> = parsed.query.iter()
            .map(|entry| (decode(&entry.name), entry.value.as_deref().map(decode))).collect();
        prop_assert_eq!(back, pairs);
    }
}
