use super::{Sample, parse_sample, strip_comments};

fn json(text: &str) -> String {
    parse_sample(text).expect("a sample").to_json()
}

fn error(text: &str) -> String {
    parse_sample(text).expect_err("not a sample").to_string()
}

#[test]
fn numbers_keep_their_spelling() {
    assert_eq!(
        json("[1, 1.0, 1e3, -0, 123456789012345678901234567890, 1.50]"),
        "[1,1.0,1e3,-0,123456789012345678901234567890,1.50]"
    );
}

#[test]
fn numbers_that_json_does_not_know_are_errors() {
    for text in [
        "01", "+1", ".5", "1.", "1e", "--1", "0x10", "NaN", "1_000", "-",
    ] {
        assert!(parse_sample(text).is_err(), "{text}");
    }
}

#[test]
fn comments_and_trailing_commas_are_skipped() {
    let text = "// head\r\n{ /* a */ \"a\": 1, // one\r\n \"b\": [1, 2, ], /* no end";
    assert_eq!(
        error(text),
        "line 3, column 26: expected a key in double quotes or `}`"
    );
    assert_eq!(
        json("// head\r\n{ \"a\": 1, // one\r\n \"b\": [1, 2, ], }"),
        r#"{"a":1,"b":[1,2]}"#
    );
    assert_eq!(
        json(r#"{"u": "http://x//y /* z */"}"#),
        r#"{"u":"http://x//y /* z */"}"#
    );
}

#[test]
fn a_lone_comma_is_not_a_trailing_one() {
    assert!(parse_sample("[,]").is_err());
    assert!(parse_sample("{,}").is_err());
    assert!(parse_sample("[1,,2]").is_err());
}

#[test]
fn bare_variables_stand_for_values_and_may_be_glued() {
    let sample =
        parse_sample(r#"{"a": {{id}}, "b": -{{x}}.5, "c": [{{a}}{{b}},{{ c d }}], "d": 1{{n}}}"#)
            .expect("a sample");
    insta::assert_snapshot!(sample.to_json(), @r#"{"a":{{id}},"b":-{{x}}.5,"c":[{{a}}{{b}},{{ c d }}],"d":1{{n}}}"#);
    let Sample::Object(members) = sample else {
        panic!("an object")
    };
    assert_eq!(
        members.first(),
        Some(&("a".to_owned(), Sample::Bare("{{id}}".to_owned())))
    );
}

#[test]
fn braces_that_hold_no_variable_are_an_object() {
    assert_eq!(
        error("{{a}"),
        "line 1, column 2: expected a key in double quotes or `}`"
    );
    assert_eq!(json(r#"{"a":{"b":{}}}"#), r#"{"a":{"b":{}}}"#);
}

#[test]
fn variables_in_quotes_stay_text() {
    assert_eq!(
        parse_sample(r#""a{{b}}""#),
        Ok(Sample::Text("a{{b}}".to_owned()))
    );
}

#[test]
fn of_duplicate_keys_the_last_wins_at_the_first_place() {
    assert_eq!(json(r#"{"a": 1, "b": 2, "a": 3}"#), r#"{"a":3,"b":2}"#);
    let members: Vec<String> = (0..40)
        .map(|number| format!("\"k{number}\": {number}"))
        .collect();
    let many = format!("{}, \"k0\": true", members.join(","));
    assert!(json(&format!("{{{many}}}")).starts_with(r#"{"k0":true,"k1":1"#));
}

#[test]
fn line_breaks_may_stand_raw_in_text() {
    assert_eq!(json("\"a\r\nb\tc\""), r#""a\r\nb\tc""#);
}

#[test]
fn escapes_are_resolved_and_written_back() {
    assert_eq!(
        parse_sample(r#""\u00e9\ud83d\ude00\/\"""#),
        Ok(Sample::Text("é😀/\"".to_owned()))
    );
    assert_eq!(
        parse_sample(r#""\ud83dx""#),
        Ok(Sample::Text("\u{fffd}x".to_owned()))
    );
    assert_eq!(json(r#""\u0001\\\n""#), r#""\u0001\\\n""#);
    assert_eq!(
        error(r#""\d""#),
        r"line 1, column 2: expected an escape of JSON, such as `\n` or `\\`"
    );
    assert_eq!(
        error(r#""\u+123""#),
        r"line 1, column 2: expected four hexadecimal digits after `\u`"
    );
}

#[test]
fn a_byte_order_mark_and_odd_white_space_are_skipped() {
    assert_eq!(json("\u{feff}{\u{a0}\"a\": 1}\u{feff}"), r#"{"a":1}"#);
}

#[test]
fn errors_name_line_and_column_in_characters() {
    let error = parse_sample("{\r\n \"é\" 1}").expect_err("not a sample");
    assert_eq!(
        (error.offset, error.line, error.column, error.expected),
        (9, 2, 6, "`:`")
    );
    assert_eq!(
        self::error(""),
        "line 1, column 1: expected a value: an object, a list, text in double quotes, a number, true, false, null or a {{variable}}"
    );
    assert_eq!(
        self::error("{} {}"),
        "line 1, column 4: expected the end of the text"
    );
    assert_eq!(
        self::error("\"a"),
        "line 1, column 2: expected a closing `\"`"
    );
}

#[test]
fn deep_nesting_is_read_up_to_a_limit() {
    let nested = |levels: usize| {
        format!(
            "{}1{}",
            "[{\"a\":".repeat(levels / 2),
            "}]".repeat(levels / 2)
        )
    };
    assert_eq!(json(&nested(512)), nested(512));
    let error = parse_sample(&nested(514)).expect_err("too deep");
    assert_eq!(error.expected, "at most 512 levels of nesting");
    assert!(parse_sample(&"[".repeat(1_000_000)).is_err());
}

#[test]
fn comments_are_stripped_as_postman_strips_them() {
    assert_eq!(
        strip_comments("{\n // c1\n \"u\":\"http://x//y\", /* c2 */ \"a\":1,\n}"),
        "{\n \n \"u\":\"http://x//y\",  \"a\":1,\n}"
    );
    assert_eq!(strip_comments("1 // a\r\n2"), "1 \n2");
    assert_eq!(strip_comments("1 /*/ a */2 // end"), "1 2 ");
    assert_eq!(strip_comments(r#"\" // a"#), r#"\" "#);
    assert!(matches!(
        strip_comments("{\"a\": 1}"),
        std::borrow::Cow::Borrowed(_)
    ));
}
