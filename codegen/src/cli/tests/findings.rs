//! Findings and faults, as people and programs see them.

use std::fs;

use insta::assert_snapshot;

use super::*;

#[test]
fn a_finding_is_shown_with_its_line_and_what_was_done() {
    let folder = configured("{\n  \"warn\": [\n    \"X Y\"\n  ]\n}");
    let ran = postwright(folder.path(), &[]);
    assert_snapshot!(ran.error, @r#"
    warning[PW4001]: the name of a header has a space in it
     --> acme.json:3:5
      |
    3 |     "X Y"
      |     ^^^^^
      |
      = note: in `Users / Get`
      = note: emitted instead: a call that fails
      = help: rename the header

    generated `generated`: 1 API, 1 operation, 0 types in 0.00 s
      added 3 files: `Cargo.toml`, `src/acme.rs`, `src/lib.rs`
      1 warning, 1 note (`--verbose` shows all)
    "#);
    let verbose = postwright(folder.path(), &["--verbose"]).error;
    assert!(
        verbose.contains("note[PW2001]: `{{id}}` has no value"),
        "{verbose}"
    );
    assert_eq!(postwright(folder.path(), &["--quiet"]).error, "");
}

#[test]
fn a_collection_cannot_control_the_terminal() {
    let folder = configured("\"hostile \u{1b}[2J\"");
    assert_snapshot!(postwright(folder.path(), &["-v"]).error, @r#"
    warning[PW4003]: ␛[31m�red
     --> acme.json:1:1
      |
    1 | "hostile ␛[2J"
      | ^^^^^^^^^^^^^^
      |
      = note: in `␛]0;title␇`
      = help: ␛[2J

    generated `generated`: 1 API, 1 operation, 0 types in 0.00 s
      added 3 files: `Cargo.toml`, `src/acme.rs`, `src/lib.rs`
      1 warning, 0 notes
    "#);
}

#[test]
fn a_rule_that_repeats_is_counted_after_a_few() {
    let folder = configured(&format!("{{\"warn\": [{}]}}", ["\"warn\""; 9].join(", ")));
    let ran = postwright(folder.path(), &[]);
    assert_eq!(ran.error.matches("warning[PW4001]").count(), 3);
    let note = ran
        .error
        .lines()
        .find(|line| line.starts_with("note: "))
        .unwrap()
        .to_owned();
    assert_snapshot!(note, @"note: 7 more of PW4001 (header that cannot be sent): `--verbose` shows all, `--explain PW4001` tells more");
    assert_eq!(
        postwright(folder.path(), &["-v"])
            .error
            .matches("warning[PW4001]")
            .count(),
        10
    );
}

#[test]
fn a_caret_in_a_very_long_line_shows_a_part_of_the_line() {
    let folder = configured(&format!(
        "{{\"a\": \"{}\", \"warn\": [\"X Y\"], \"z\": \"{}\"}}",
        "a".repeat(5000),
        "z".repeat(5000)
    ));
    assert_snapshot!(postwright(folder.path(), &[]).error, @r#"
    warning[PW4001]: the name of a header has a space in it
     --> acme.json:1:5020
      |
     :::
    1 | …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "warn": ["X Y"], "z": "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…
      |                                                              ^^^^^
      |
      = note: in `Users / Get`
      = note: emitted instead: a call that fails
      = help: rename the header

    generated `generated`: 1 API, 1 operation, 0 types in 0.00 s
      added 3 files: `Cargo.toml`, `src/acme.rs`, `src/lib.rs`
      1 warning, 1 note (`--verbose` shows all)
    "#);
}

#[test]
fn denied_warnings_write_nothing() {
    let folder = configured("{\"warn\": [1]}");
    let ran = postwright(
        folder.path(),
        &["generate", "--deny", "warnings", "--report", "report.json"],
    );
    assert_eq!(ran.exit, Exit::Stale);
    assert_snapshot!(ran.error.lines().last().unwrap(), @"error: 1 warning denied by `--deny warnings`; the output was not written");
    assert!(!folder.path().join("generated").exists());
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert_snapshot!(report.replace(&format!("{}/", folder.path().display()), ""), @r#"
    {
      "version": 1,
      "warnings": 1,
      "notes": 1,
      "diagnostics": [
        {
          "code": "PW4001",
          "severity": "warning",
          "title": "header that cannot be sent",
          "message": "the name of a header has a space in it",
          "item": [
            "Users",
            "Get"
          ],
          "file": "acme.json",
          "pointer": "/warn/0",
          "line": 1,
          "column": 11,
          "instead": "a call that fails",
          "help": "rename the header"
        },
        {
          "code": "PW2001",
          "severity": "note",
          "title": "variable without a value",
          "message": "`{{id}}` has no value",
          "item": [],
          "file": "acme.json",
          "pointer": "/warn/0",
          "line": 1,
          "column": 11,
          "instead": null,
          "help": null
        }
      ],
      "facts": []
    }
    "#);
}

#[test]
fn json_messages_are_one_object_a_line() {
    let folder = configured("{\"warn\": [1]}");
    let ran = postwright(folder.path(), &["--message-format", "json"]);
    assert_snapshot!(ran.output, @r#"
    {"reason":"diagnostic","code":"PW4001","severity":"warning","title":"header that cannot be sent","message":"the name of a header has a space in it","item":["Users","Get"],"file":"acme.json","pointer":"/warn/0","line":1,"column":11,"instead":"a call that fails","help":"rename the header"}
    {"reason":"diagnostic","code":"PW2001","severity":"note","title":"variable without a value","message":"`{{id}}` has no value","item":[],"file":"acme.json","pointer":"/warn/0","line":1,"column":11,"instead":null,"help":null}
    {"reason":"result","folder":"generated","was_current":false,"apis":1,"operations":1,"types":0,"added":["Cargo.toml","src/acme.rs","src/lib.rs"],"changed":[],"removed":[],"kept":[],"unchanged":0,"timings":[["postman",0.0]]}
    "#);
    assert_eq!((ran.exit, ran.error.as_str()), (Exit::Done, ""));
    fs::write(folder.path().join("acme.json"), "\n broken").unwrap();
    assert_snapshot!(postwright(folder.path(), &["check", "--message-format=json"]).output, @r#"{"reason":"error","message":"acme.json:2:2: expected `,` or `}`","file":"acme.json","line":2,"column":2}"#);
}

#[test]
fn a_fault_of_an_input_or_of_the_configuration_is_shown_in_place() {
    let folder = configured("{\"a\": 1 broken}");
    let ran = postwright(folder.path(), &[]);
    assert_eq!(ran.exit, Exit::Input);
    assert_snapshot!(ran.error, @r#"
    error: expected `,` or `}`
     --> acme.json:1:9
      |
    1 | {"a": 1 broken}
      |         ^^^^^^
    "#);
    fs::write(
        folder.path().join("postwright.toml"),
        "[output]\ncrate = \"g\"\n[[api]]\ncolection = \"acme.json\"",
    )
    .unwrap();
    assert_snapshot!(postwright(folder.path(), &[]).error, @r#"
    error: unknown key `colection` in `[[api]]`
     --> postwright.toml:4:1
      |
    4 | colection = "acme.json"
      | ^^^^^^^^^
      |
      = help: did you mean `collection`?
    "#);
    fs::write(
        folder.path().join("postwright.toml"),
        "[[api]]\ncollection = \"acme.json\"",
    )
    .unwrap();
    assert_snapshot!(postwright(folder.path(), &[]).error, @r#"error: `postwright.toml` has no `[output]`: it serves a build script only; add `[output]` with `crate = "generated"`"#);
    assert!(!folder.path().join("generated").exists());
}

#[test]
fn what_cannot_be_read_is_shown_with_its_line_by_every_subcommand_that_reads() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.json"), "{\n  \"item\": [}").unwrap();
    for arguments in [
        ["inspect", "a.json"].as_slice(),
        &["diff", "a.json", "a.json"],
    ] {
        let ran = postwright(folder.path(), arguments);
        assert_eq!(ran.exit, Exit::Input);
        assert!(ran.error.contains("a.json:2:12"), "{}", ran.error);
    }
}
