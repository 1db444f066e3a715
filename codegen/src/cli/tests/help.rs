//! What the program says of itself, and of arguments that cannot be.

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

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
fn every_finding_is_explained() {
    let ran = postwright(Path::new(""), &["--explain", "pw2002"]);
    assert_snapshot!(ran.output, @r"
    PW2002 (warning): secret in the collection

    A secret stands as a literal in the collection. It was left out of code, documentation and tests.
    Keep it in a variable of type `secret`, and change it where the collection was shared.
    ");
    for code in Code::ALL {
        assert_eq!(
            postwright(Path::new(""), &["--explain", code.text()]).exit,
            Exit::Done
        );
    }
    assert_eq!(
        postwright(Path::new(""), &["--explain", "PW0000"]).exit,
        Exit::Input
    );
}

#[test]
fn help_has_examples_and_exit_codes() {
    assert_snapshot!(postwright(Path::new(""), &["--help"]).output, @r"
    Reads Postman collections, writes Rust client crates.

    Without a subcommand, generates what the nearest `postwright.toml` says.

    Usage: postwright [OPTIONS] [COMMAND]

    Commands:
      generate     Write the crate or module that the configuration, or one collection, asks for
      check        Compare the output with the collections: a diff and exit code 1 when it is stale;
                   writes nothing
      inspect      Print the API as a tree: what was inferred, from which evidence, and what was dropped
      diff         Tell what a change of a collection means for callers: breaking or not, with a semver
                   verdict
      init         Set up a folder for a collection: configuration, crate, example and CI
      completions  Print the completion script of a shell
      man          Print the manual page
      help         Print this message or the help of the given subcommand(s)

    Options:
          --explain <CODE>
              Tell what a finding means and how to settle it

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

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Examples:
      postwright                                        regenerate what postwright.toml says
      postwright generate acme.json --out acme-client   a complete crate from one collection
      postwright check                                  fail when the output is stale (for CI)
      postwright diff old.json new.json                 what a change means for callers
      postwright init acme.json                         configuration, crate and CI for a collection
      postwright --explain PW2002                       what a finding means

    Exit codes:
      0  done
      1  the output is stale, or warnings or changes were denied
      2  the command line, the configuration or an input is at fault; nothing was written
      3  the output could not be written: a file was edited, or the system refused
    ");
}

#[test]
fn the_help_of_generate_shows_every_option() {
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

          --license <SPDX>
              The license of the crate, an SPDX expression; without one it cannot be published

          --hints <FILE>
              A file of facts that the collection does not state

          --environment <FILE>
              A Postman environment file; may be given several times

      -c, --config <FILE>
              The configuration [default: the nearest postwright.toml, here or in a folder above]

          --force
              Overwrite files that were edited, or never generated; an edited Cargo.toml or README is
              still kept

          --dry-run
              Write nothing, say what would be written

          --deny <SEVERITY>
              Fail, and write nothing, when there is a finding of that severity

              Possible values:
              - warnings: Everything that is more than a note

          --report <FILE>
              Write every finding, and every fact as kept, guessed or dropped, to a JSON file

          --timings
              Show how long each stage took

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

      -h, --help
              Print help (see a summary with '-h')

    Examples:
      postwright generate                                     what postwright.toml says
      postwright generate acme.json --out acme                a crate from one collection
      postwright generate acme.json --out acme --license MIT  one that can be published
      postwright generate --dry-run                           only tell what would be written
    ");
}

#[test]
fn completions_and_manual_pages_are_made() {
    let folder = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = postwright(folder.path(), &["completions", shell]);
        assert!(ran.output.contains("message-format"), "{shell}");
    }
    assert!(
        postwright(folder.path(), &["man"])
            .output
            .contains(".TH postwright 1")
    );
    assert_eq!(
        postwright(folder.path(), &["man", "--out", "man"]).exit,
        Exit::Done
    );
    let page = fs::read_to_string(folder.path().join("man/postwright-generate.1")).unwrap();
    assert!(page.contains(".TH postwright-generate 1"), "{page}");
}

#[test]
fn the_command_line_is_well_formed() {
    <Arguments as clap::CommandFactory>::command().debug_assert();
}
