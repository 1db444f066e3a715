//! One trap a test, then the laws.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Rendered, WIDTH, to_rustdoc};

fn body(text: &str) -> String {
    to_rustdoc(&format!("Summary.\n\n{text}")).body
}

fn summary(text: &str) -> String {
    to_rustdoc(text).summary
}

#[test]
fn html_and_markdown_mix() {
    let text = "Links <strong>two</strong> accounts.<br>Ways:<br><ul><li>With <code>a</code>:\n<pre>\nPOST /x\n\n  {\n</pre>Then *b*.</li><li>Last</li></ul>Done.";
    insta::assert_snapshot!(to_rustdoc(text).body, @r"
    Ways:

    - With `a`:

      ```text
      POST /x

        {
      ```

      Then *b*.

    - Last

    Done.
    ");
}

#[test]
fn the_summary_is_the_first_sentence() {
    assert_eq!(
        summary("Gets e.g. one user. And more."),
        "Gets e.g. one user."
    );
    assert_eq!(summary("Needs v. 2 of the API"), "Needs v. 2 of the API.");
    assert_eq!(summary("Ways of calling:\n\n- a"), "Ways of calling.");
    assert_eq!(summary("# Users\n\nAll of them"), "All of them.");
    assert_eq!(summary("# Users"), "Users.");
    assert_eq!(summary("**Note!** Old"), "**Note!** Old.");
    assert_eq!(summary("<p>First</p><p>Second</p>"), "First.");
}

#[test]
fn text_without_a_sentence_has_no_summary() {
    assert_eq!(to_rustdoc(" \r\n"), Rendered::default());
    assert_eq!(summary("- a\n- b"), "");
    assert_eq!(summary("```\nx\n```"), "");
}

#[test]
fn headings_go_below_the_items_own() {
    insta::assert_snapshot!(body("# One\n\ntext\n\n<h6>Six</h6>"), @r"
    ## One

    text

    ###### Six
    ");
}

#[test]
fn no_fence_is_compiled() {
    insta::assert_snapshot!(body("```rust\nlet x;\n```\n\n```\n{\"a\": 1}\n```\n\n    indented\n\n~~~compile_fail,E1\nx\n~~~\n\n```js\n``` still\n```"), @r#"
    ```text
    let x;
    ```

    ```json
    {"a": 1}
    ```

    ```text
    indented
    ```

    ```text
    x
    ```

    ````javascript
    ``` still
    ````
    "#);
}

#[test]
fn text_that_looks_like_links_or_tags_is_escaped() {
    assert_eq!(
        body("[String] and Vec<T> and [a][b] &amp;copy; <user-id>/x"),
        r"\[String\] and Vec`<T>` and \[a\]\[b\] \&copy; `<user-id>`/x"
    );
}

#[test]
fn addresses_become_links_or_code() {
    assert_eq!(
        body("See https://a.example/b_c. And http://{{host}}/x, http://localhost:1"),
        "See <https://a.example/b_c>. And `http://{{host}}/x`, `http://localhost:1`"
    );
    assert_eq!(
        body("[here](/docs) [there](https://a.example/(x)) ![](https://a.example/i.png)"),
        "here [there](https://a.example/%28x%29) <https://a.example/i.png>"
    );
    assert_eq!(body("[x](javascript:alert(1))"), "x");
}

#[test]
fn identifiers_and_variables_are_code() {
    assert_eq!(
        body("Send user_id, (camelCase) and {{base url}}; OAuth on GitHub"),
        "Send `user_id`, (`camelCase`) and `{{base url}}`; OAuth on GitHub"
    );
}

#[test]
fn bidirectional_and_control_characters_go() {
    assert_eq!(body("a\u{202e}b\u{0}c\u{feff}\u{a0}d\re"), "abc d e");
}

#[test]
fn tables_are_rectangular() {
    insta::assert_snapshot!(body("<table><tr><th>a|b<th>`c`<tr><td>one<br>two</table>"), @r"
    | a\|b | \`c\` |
    |---|---|
    | one two |  |
    ");
}

#[test]
fn lists_nest_and_keep_their_numbers() {
    insta::assert_snapshot!(body("<ol start=3><li>a<ul><li>b<li>c</ul><li>d</ol>"), @r"
    3. a
       - b
       - c
    4. d
    ");
}

#[test]
fn unclosed_and_crossing_tags_are_closed() {
    assert_eq!(
        body("a <b>bold <i>both</i> on</b> <i>text</b></i> </ul> <a href=https://x.example>end"),
        "a **bold *both* on** *text* [end](https://x.example)"
    );
}

#[test]
fn scripts_and_comments_are_not_shown() {
    assert_eq!(body("a <script>alert(1)</script><!-- b --> c"), "a c");
}

#[test]
fn a_line_never_starts_with_markup_by_wrapping() {
    let words = "word ".repeat(18);
    for start in ["1. x", "- x", "+ x", "# x", "=== x", "> x"] {
        let rendered = body(&format!("{words}{start} {words}"));
        assert_eq!(blocks(&rendered), 1, "{rendered}");
    }
}

#[test]
fn deep_nesting_is_flattened() {
    let deep = format!("{}x", "> ".repeat(5000));
    assert!(body(&deep).lines().all(|line| line.len() < 100));
    assert!(body(&"<ul><li>".repeat(5000)).is_empty());
}

/// How many top-level blocks there are.
fn blocks(text: &str) -> usize {
    let mut depth = 0;
    let mut count = 0;
    for event in events(text) {
        match event {
            Event::Start(_) => {
                count += usize::from(depth == 0);
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    count
}

/// As rustdoc reads it.
fn events(text: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(text, options).collect()
}

fn is_safe(text: &str) -> bool {
    let no_markup = events(text).iter().all(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => false,
        Event::Start(Tag::CodeBlock(kind)) => {
            matches!(kind, pulldown_cmark::CodeBlockKind::Fenced(language) if !language.is_empty() && &**language != "rust")
        }
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => dest_url.contains(':'),
        _ => true,
    });
    let lines = text
        .split('\n')
        .all(|line| line.trim_end() == line && !line.contains(|c: char| c.is_control()));
    no_markup && lines
}

/// Pieces of markup, well formed or not.
fn mixture() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,6}",
        "[a-zA-Z_.]{1,8} ?",
        prop::sample::select(vec![
            "<b>",
            "</b>",
            "<ul>",
            "<li>",
            "</li>",
            "</ul>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<br>",
            "<p>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<T>",
            "<a href='https://a.example'>",
            "</a>",
            "&lt;",
            "&#42;",
            "**",
            "*",
            "_",
            "`",
            "```",
            "\n",
            "\n\n",
            "    ",
            "- ",
            "1. ",
            "> ",
            "# ",
            "[a]",
            "(b)",
            "[",
            "]",
            "!",
            "|",
            "\n|---|---|\n",
            "https://a.example/x ",
            "{{v}}",
            "\\",
            "<!--",
            "-->",
            "~~~",
            "\r\n",
            "\u{202e}",
            "---",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_safe(text in mixture()) {
        let rendered = to_rustdoc(&text);
        prop_assert!(is_safe(&rendered.summary), "{:?}", rendered.summary);
        prop_assert!(is_safe(&rendered.body), "{}", rendered.body);
    }

    #[test]
    fn a_plain_sentence_is_rendered_as_any_other_text(
        text in "[A-Z]?[a-z]{0,9}( [A-Z]?[a-z]{1,9}){0,12}( |  [a-z])?[.]{0,2}",
    ) {
        prop_assert_eq!(to_rustdoc(&text), super::rendered(&text));
    }

    #[test]
    fn prose_stays_within_the_width(words in prop::collection::vec("[a-z_]{1,20}", 0..60)) {
        let body = body(&words.join(" "));
        prop_assert!(body.lines().all(|line| line.chars().count() <= WIDTH));
    }

    #[test]
    fn prose_rendered_again_stays_as_it_is(text in "([a-zA-Z][a-zA-Z\\[\\]{}.:#&-]{0,9} |[a-z]{1,4}_[a-z]{1,4} |\\*[a-z]{1,3}\\* ){0,40}") {
        let once = body(&text);
        prop_assert_eq!(body(&once), once.clone(), "{}", once);
    }
}

#[test]
fn a_name_in_a_line_is_a_paragraph_of_markdown_or_text() {
    assert_eq!(super::line("Not found"), "Not found");
    assert_eq!(
        super::line("Bad. `issues[]` lists [all], see user_id <T>"),
        r"Bad. `issues[]` lists \[all\], see `user_id` `<T>`"
    );
    assert_eq!(super::line("one\n\ntwo[^1]"), r"one two\[^1\]");
    assert_eq!(super::line("- item\n- `other`"), r"\- item - \`other\`");
}
