use super::{Remarks, read_remarks};

fn values(description: &str) -> String {
    read_remarks(description).values.join(" ")
}

fn default(description: &str) -> Option<String> {
    read_remarks(description).default
}

fn range(description: &str) -> (Option<i64>, Option<i64>) {
    let remarks = read_remarks(description);
    (remarks.minimum, remarks.maximum)
}

#[test]
fn importer_phrases_are_read_and_taken_off() {
    assert_eq!(
        read_remarks("(Required) The state. (This can only be one of in progress,done)"),
        Remarks {
            required: Some(true),
            values: vec!["in progress".to_owned(), "done".to_owned()],
            description: "The state.".to_owned(),
            ..Remarks::default()
        }
    );
}

#[test]
fn requiredness_is_a_mark_at_either_end_or_the_first_word() {
    let required = |text: &str| read_remarks(text).required;
    assert_eq!(required("The ID (required)"), Some(true));
    assert_eq!(required("[Optional] The ID"), Some(false));
    assert_eq!(required("Optional. The ID"), Some(false));
    assert_eq!(required("required"), Some(true));
    assert_eq!(required("The scope required (see above)"), None);
    assert_eq!(required("Required scopes of the token"), None);
}

#[test]
fn other_phrases_stay_in_the_description() {
    assert_eq!(
        read_remarks(" Optional. Defaults to 5. ").description,
        "Optional. Defaults to 5."
    );
}

#[test]
fn lists_are_read_from_prose_markdown_and_html() {
    assert_eq!(
        values("Valid provider names are `ad`, `adfs` and `auth0`."),
        "ad adfs auth0"
    );
    assert_eq!(
        values(
            "Valid <code>provider</code> names are: <code>ad</code>, <code>google-oauth2</code>"
        ),
        "ad google-oauth2"
    );
    assert_eq!(
        values(
            "Possible values:<ul><li><code>a</code>: the first</li><li><code>b</code></li></ul>"
        ),
        "a b"
    );
    assert_eq!(values("Sort order, one of asc, desc"), "asc desc");
    assert_eq!(values("Must be one of: 'a' | 'b'."), "a b");
    assert_eq!(
        values("Allowed values are:\n- `a` - first\n- `b` - second\n\nMore `c` text"),
        "a b"
    );
    assert_eq!(values("Can be `a` (the default) or `b`"), "a b");
    assert_eq!(
        values("Accepted values: users:read, users:write."),
        "users:read users:write"
    );
}

#[test]
fn sentences_that_merely_look_like_lists_say_nothing() {
    for text in [
        "One of your users, or groups",
        "One of the fields",
        "Valid for one hour",
        "Must be one of the following: see the documentation",
        "can be null or empty",
        "Possible values: true, false",
        "one of `a`",
        "A comma-separated list of: one of a, b",
        "One of `{\"a\": 1}`, `{\"b\": 2}`",
    ] {
        assert_eq!(values(text), "", "{text}");
    }
}

#[test]
fn defaults_are_one_value() {
    assert_eq!(
        default("Page size. Defaults to `50`."),
        Some("50".to_owned())
    );
    assert_eq!(default("Page size (default: 50)"), Some("50".to_owned()));
    assert_eq!(
        default("The default value is \"in progress\""),
        Some("in progress".to_owned())
    );
    assert_eq!(default("Defaults to the current user"), None);
    assert_eq!(default("The default connection"), None);
}

#[test]
fn ranges_are_integers_in_order() {
    assert_eq!(range("Between 1 and 100."), (Some(1), Some(100)));
    assert_eq!(range("min: -5, maximum value is 7"), (Some(-5), Some(7)));
    assert_eq!(range("between 9 and 1"), (None, None));
    assert_eq!(range("between Monday and Friday"), (None, None));
}

#[test]
fn deprecated_is_said_of_the_value_itself() {
    let deprecated = |text: &str| read_remarks(text).deprecated;
    assert!(
        deprecated("Deprecated. Use `b`")
            && deprecated("The ID (deprecated)")
            && deprecated("This field is deprecated")
    );
    assert!(!deprecated("Whether to include deprecated users"));
}

#[test]
fn any_text_is_survived() {
    for text in [
        "",
        "`",
        "\"",
        "<",
        "<code>",
        "é'",
        "one of",
        "default",
        "one of `",
        "(Required)",
        "between 1",
        "-",
    ] {
        read_remarks(text);
    }
}
