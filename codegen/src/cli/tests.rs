//! What the command line says and does, with a generator that makes one file a collection.

use std::{fs, path::Path, time::Duration};

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Documents, Place, SourceError},
    generator::{SourceFile, Summary},
};

/// How a run ended and what it said.
#[derive(Debug)]
struct Ran {
    exit: Exit,
    output: String,
    error: String,
}

/// A generator whose output is the text of each collection, and whose findings are its `"warn"` members.
fn fake(config: Config) -> Result<Generated, Box<dyn Error + Send + Sync>> {
    let (mut files, mut documents, mut diagnostics) = (Vec::new(), Documents::default(), Diagnostics::default());
    let mut root = String::new();
    for api in &config.apis {
        let text = fs::read_to_string(&api.collection)?;
        let document = documents.add(api.collection.clone());
        if let Some(start) = text.find("broken") {
            let (path, message) = (api.collection.clone(), "expected `,` or `}`".to_owned());
            return Err(Box::new(SourceError { path, span: start..start + 6, text, message, help: None }));
        }
        if text.contains("hostile") {
            let diagnostic = Diagnostic::new(Code::NoUrl, Place::root(document), "\u{1b}[31m\u{202e}red\n");
            diagnostics.push(diagnostic.item(&["\u{1b}]0;title\u{7}".to_owned()]).help("\u{1b}[2J"));
        }
        for index in 0..text.matches("warn").count() {
            let place = Place::root(document).member("warn").element(index);
            diagnostics.push(
                Diagnostic::new(Code::InvalidHeader, place.clone(), "the name of a header has a space in it")
                    .item(&["Users".to_owned(), "Get".to_owned()])
                    .instead("a call that fails")
                    .help("rename the header"),
            );
            diagnostics.push(Diagnostic::new(Code::UndefinedVariable, place, "`{{id}}` has no value"));
        }
        root.push_str(&format!("pub mod {};\n", api.module));
        files.push(SourceFile { path: format!("src/{}.rs", api.module), text: format!("// {text}\n") });
    }
    files.push(SourceFile { path: "src/lib.rs".to_owned(), text: root });
    files.push(SourceFile { path: "Cargo.toml".to_owned(), text: format!("[package]\nname = \"{}\"\n", config.output.package) });
    let summary = Summary { apis: config.apis.len(), operations: 1, types: 0 };
    Ok(Generated { files, diagnostics, documents, summary, timings: vec![("postman", Duration::ZERO)] })
}

/// Runs `postwright` with these arguments in `folder`, whose path is cut out of what it says, as times are.
fn postwright(folder: &Path, arguments: &[&str]) -> Ran {
    let (mut output, mut error) = (Vec::new(), Vec::new());
    let terminal = Terminal::captured(&mut output, &mut error, folder);
    let arguments = std::iter::once("postwright").chain(arguments.iter().copied()).map(OsString::from);
    let exit = run(arguments, terminal, &fake);
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap().replace(&format!("{}/", folder.display()), "");
        let lines = text.lines().map(|line| match line.split_once(" in 0.") {
            Some((before, _)) => format!("{before} in 0.00 s"),
            None => line.trim_end().to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    Ran { exit, output: text(output), error: text(error) }
}

fn configured(collection: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("acme.json"), collection).unwrap();
    fs::write(
        folder.path().join("postwright.toml"),
        "[output]\ncrate = \"generated\"\n\n[[api]]\ncollection = \"acme.json\"\n",
    )
    .unwrap();
    folder
}

#[test]
fn without_a_subcommand_it_generates_and_a_second_run_changes_nothing() {
    let folder = configured("{}");
    let first = postwright(folder.path(), &[]);
    assert_snapshot!(first.error, @r"
    generated `generated`: 1 API, 1 operation, 0 types in 0.00 s
      added 3 files: `Cargo.toml`, `src/acme.rs`, `src/lib.rs`
    ");
    assert_eq!((first.exit, first.output.as_str()), (Exit::Done, ""));
    assert_snapshot!(postwright(folder.path(), &["generate"]).error, @r"
    generated `generated`: 1 API, 1 operation, 0 types in 0.00 s
      nothing to change, 3 files up to date
    ");
}

#[test]
fn generate_needs_no_configuration() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("Acme API.postman_collection.json"), "{}").unwrap();
    let ran = postwright(folder.path(), &["generate", "Acme API.postman_collection.json", "--out", "acme-client"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.error);
    assert_eq!(fs::read_to_string(folder.path().join("acme-client/Cargo.toml")).unwrap(), "[package]\nname = \"acme-client\"\n");
    assert!(folder.path().join("acme-client/src/acme_api.rs").is_file());
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = configured("{}");
    let ran = postwright(folder.path(), &["generate", "--dry-run"]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.error.contains("would generate") && !folder.path().join("generated").exists());
}

#[test]
fn check_fails_with_a_diff_when_the_output_is_stale() {
    let folder = configured("{}");
    postwright(folder.path(), &[]);
    assert_eq!(postwright(folder.path(), &["check"]).exit, Exit::Done);
    fs::write(folder.path().join("acme.json"), "[]").unwrap();
    let ran = postwright(folder.path(), &["check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert_snapshot!(ran.output, @r"
    --- a/src/acme.rs
    +++ b/src/acme.rs
    @@ -1 +1 @@
    -// {}
    +// []
    ");
    assert_snapshot!(ran.error, @r"
    checked `generated`: 1 API, 1 operation, 0 types in 0.00 s
      changed 1 file: `src/acme.rs`
      unchanged 2 files
    error: `generated` is stale: 1 file differs: run `postwright generate` and commit the result
    ");
    assert_eq!(fs::read_to_string(folder.path().join("generated/src/acme.rs")).unwrap(), "// {}\n");
}

#[test]
fn an_edited_file_stops_the_run_and_force_replaces_it() {
    let folder = configured("{}");
    postwright(folder.path(), &[]);
    fs::write(folder.path().join("generated/src/acme.rs"), "mine").unwrap();
    let ran = postwright(folder.path(), &[]);
    assert_eq!(ran.exit, Exit::Output);
    assert_snapshot!(ran.error, @"error: a file that is not as it was generated would be overwritten: `src/acme.rs` (edited since it was generated); move your code to a file of its own, or overwrite with `--force`");
    assert_eq!(postwright(folder.path(), &["generate", "--force"]).exit, Exit::Done);
    assert_eq!(fs::read_to_string(folder.path().join("generated/src/acme.rs")).unwrap(), "// {}\n");
}

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
    assert!(verbose.contains("note[PW2001]: `{{id}}` has no value"), "{verbose}");
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
    let note = ran.error.lines().find(|line| line.starts_with("note: ")).unwrap().to_owned();
    assert_snapshot!(note, @"note: 7 more of PW4001 (header that cannot be sent): `--verbose` shows all, `--explain PW4001` tells more");
    assert_eq!(postwright(folder.path(), &["-v"]).error.matches("warning[PW4001]").count(), 10);
}

#[test]
fn a_caret_in_a_very_long_line_shows_a_part_of_the_line() {
    let folder = configured(&format!("{{\"a\": \"{}\", \"warn\": [\"X Y\"], \"z\": \"{}\"}}", "a".repeat(5000), "z".repeat(5000)));
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
    let ran = postwright(folder.path(), &["generate", "--deny", "warnings", "--report", "report.json"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert_snapshot!(ran.error.lines().last().unwrap(), @"error: 1 warning was denied by `--deny warnings`; nothing was written");
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
      ]
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
    fs::write(folder.path().join("postwright.toml"), "[output]\ncrate = \"g\"\n[[api]]\ncolection = \"acme.json\"").unwrap();
    assert_snapshot!(postwright(folder.path(), &[]).error, @r#"
    error: unknown key `colection` in `[[api]]`
     --> postwright.toml:4:1
      |
    4 | colection = "acme.json"
      | ^^^^^^^^^
      |
      = help: did you mean `collection`?
    "#);
    fs::write(folder.path().join("postwright.toml"), "[[api]]\ncollection = \"acme.json\"").unwrap();
    assert_snapshot!(postwright(folder.path(), &[]).error, @r#"error: `postwright.toml` has no `[output]`: it serves a build script only; add `[output]` with `crate = "generated"`"#);
    assert!(!folder.path().join("generated").exists());
}

#[test]
fn what_is_missing_is_said() {
    let folder = TempDir::new().unwrap();
    let ran = postwright(folder.path(), &["generate", "no.json", "--out", "x"]);
    assert_eq!(ran.exit, Exit::Input);
    assert_snapshot!(ran.error, @"error: there is no collection at `no.json`: give the path of a collection file or of a v3 collection's folder");
    assert_snapshot!(postwright(folder.path(), &["generate", "no.json"]).error, @r"
    error: the following required arguments were not provided:
      --out <FOLDER>

    Usage: postwright generate --out <FOLDER> <COLLECTION>

    For more information, try '--help'.
    ");
    assert_snapshot!(postwright(folder.path(), &["genrate"]).error, @r"
    error: unrecognized subcommand 'genrate'

      tip: a similar subcommand exists: 'generate'

    Usage: postwright [OPTIONS] [COMMAND]

    For more information, try '--help'.
    ");
}

#[test]
fn init_sets_up_a_folder_that_is_current_and_init_again_refuses() {
    let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let collection = elsewhere.path().join("acme.postman_collection.json");
    fs::write(&collection, "{}").unwrap();
    fs::write(elsewhere.path().join("prod.postman_environment.json"), "secret").unwrap();
    let arguments = ["init", collection.to_str().unwrap(), "--out", "acme-client"];
    let ran = postwright(folder.path(), &arguments);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.error);
    assert_snapshot!(ran.error, @r#"
    created `postwright.toml`
    created `acme-client/examples/acme.rs`
    created `.github/workflows/postwright.yml`
    generated `acme-client`: 1 API, 1 operation, 0 types in 0.00 s
      added 3 files: `Cargo.toml`, `src/acme.rs`, `src/lib.rs`

    Next:
      cargo run --manifest-path acme-client/Cargo.toml --example acme   (it names the variables to set)
      acme-client = { path = "acme-client" }   (in [dependencies] of your own package)
    "#);
    assert_snapshot!(fs::read_to_string(folder.path().join("postwright.toml")).unwrap(), @r#"
    [output]
    crate = "acme-client"

    [[api]]
    module = "acme"
    collection = "collections/acme.postman_collection.json"
    "#);
    assert_snapshot!(fs::read_to_string(folder.path().join("acme-client/examples/acme.rs")).unwrap(), @r#"
    //! Makes a client from environment variables and shows it, without its secrets.

    use acme_client::acme::Client;

    fn main() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::from_env()?;
        println!("{client:?}");
        Ok(())
    }
    "#);
    assert_snapshot!(fs::read_to_string(folder.path().join(".github/workflows/postwright.yml")).unwrap(), @r"
    name: postwright
    on: [push, pull_request]
    jobs:
      check:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
          - run: cargo install postwright --locked
          - run: postwright check
          - run: cargo test --manifest-path acme-client/Cargo.toml
    ");
    assert!(!folder.path().join("collections/prod.postman_environment.json").exists());
    assert_eq!(postwright(folder.path(), &["check"]).exit, Exit::Done);
    assert_eq!(postwright(folder.path(), &arguments).exit, Exit::Input);
}

#[test]
fn init_uses_what_lies_in_the_folder_and_its_environments() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("postman")).unwrap();
    fs::write(folder.path().join("postman/acme.json"), "{}").unwrap();
    fs::write(folder.path().join("postman/prod.postman_environment.json"), "{}").unwrap();
    let ran = postwright(folder.path(), &["init", "postman/acme.json", "--module", "acme_v2"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.error);
    assert_snapshot!(fs::read_to_string(folder.path().join("postwright.toml")).unwrap(), @r#"
    [output]
    crate = "generated"

    [[api]]
    module = "acme_v2"
    collection = "postman/acme.json"
    environments = ["postman/prod.postman_environment.json"]
    "#);
}

#[test]
fn init_with_a_collection_that_cannot_be_read_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("acme.json"), "broken").unwrap();
    assert_eq!(postwright(folder.path(), &["init", "acme.json"]).exit, Exit::Input);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn every_finding_is_explained() {
    let ran = postwright(Path::new(""), &["--explain", "pw2002"]);
    assert_snapshot!(ran.output, @r"
    PW2002 (warning): secret in the collection

    A secret stands as a literal in the collection. It was left out of code, documentation and tests.
    ");
    for code in Code::ALL {
        assert_eq!(postwright(Path::new(""), &["--explain", code.text()]).exit, Exit::Done);
    }
    assert_eq!(postwright(Path::new(""), &["--explain", "PW0000"]).exit, Exit::Input);
}

#[test]
fn help_has_examples_and_exit_codes() {
    assert_snapshot!(postwright(Path::new(""), &["--help"]).output, @r"
    Reads Postman collections, writes Rust client crates.

    Without a subcommand, generates what the nearest `postwright.toml` says.

    Usage: postwright [OPTIONS] [COMMAND]

    Commands:
      generate     Write the crate or module that the configuration, or one collection, asks for
      check        Compare the output with the collections: a diff and exit code 1 when it is stale; writes nothing
      init         Set up a folder for a collection: configuration, crate, example and CI
      completions  Print the completion script of a shell
      man          Print the manual page
      help         Print this message or the help of the given subcommand(s)

    Options:
      -q, --quiet
              Say nothing but errors

      -v, --verbose
              Show every finding, notes included

          --color <WHEN>
              When to use colours

              Possible values:
              - auto:   When standard output or standard error is a terminal
              - always: Always
              - never:  Never

              [default: auto]

          --message-format <FORMAT>
              How to write findings and results; JSON goes to standard output, one object a line

              Possible values:
              - text: For people
              - json: For programs

              [default: text]

          --explain <CODE>
              Tell what a finding means and how to settle it

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Examples:
      postwright                                        regenerate what postwright.toml says
      postwright generate acme.json --out acme-client   a complete crate from one collection
      postwright check                                  fail when the output is stale (for CI)
      postwright init acme.json                         configuration, crate and CI for a collection
      postwright --explain PW2002                       what a finding means

    Exit codes:
      0  done
      1  the output is stale, or warnings were denied
      2  the command line, the configuration or an input is at fault; nothing was written
      3  the output could not be written: a file was edited, or the system refused
    ");
    assert_snapshot!(postwright(Path::new(""), &["help", "generate"]).output, @r"
    Write the crate or module that the configuration, or one collection, asks for

    Usage: postwright generate [OPTIONS] [COLLECTION]

    Arguments:
      [COLLECTION]
              A collection (a file, or the folder of a v3 collection), instead of a configuration

    Options:
      -o, --out <FOLDER>
              The folder of the crate to write

          --module <NAME>
              The name of the module [default: from the collection's file name]

          --hints <FILE>
              A file of facts that the collection does not state

          --environment <FILE>
              A Postman environment file; may be given several times

      -c, --config <FILE>
              The configuration [default: the nearest postwright.toml, here or in a folder above]

          --force
              Overwrite files that were edited, or never generated; an edited Cargo.toml or README is still kept

      -q, --quiet
              Say nothing but errors

          --dry-run
              Write nothing, say what would be written

      -v, --verbose
              Show every finding, notes included

          --color <WHEN>
              When to use colours

              Possible values:
              - auto:   When standard output or standard error is a terminal
              - always: Always
              - never:  Never

              [default: auto]

          --deny <SEVERITY>
              Fail, and write nothing, when there is a finding of that severity

              Possible values:
              - warnings: Everything that is more than a note

          --message-format <FORMAT>
              How to write findings and results; JSON goes to standard output, one object a line

              Possible values:
              - text: For people
              - json: For programs

              [default: text]

          --report <FILE>
              Write all findings to a JSON file

          --timings
              Show how long each stage took

      -h, --help
              Print help (see a summary with '-h')
    ");
}

#[test]
fn completions_and_manual_pages_are_made() {
    let folder = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = postwright(folder.path(), &["completions", shell]);
        assert!(ran.output.contains("message-format"), "{shell}");
    }
    assert!(postwright(folder.path(), &["man"]).output.contains(".TH postwright 1"));
    assert_eq!(postwright(folder.path(), &["man", "--out", "man"]).exit, Exit::Done);
    let page = fs::read_to_string(folder.path().join("man/postwright-generate.1")).unwrap();
    assert!(page.contains(".TH postwright-generate 1"), "{page}");
}

#[test]
fn the_command_line_is_well_formed() {
    <Arguments as clap::CommandFactory>::command().debug_assert();
}
