//! What stands below the help of each command.

pub(super) const PROGRAM: &str = "\
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
  3  the output could not be written: a file was edited, or the system refused";

pub(super) const GENERATE: &str = "\
Examples:
  postwright generate                                     what postwright.toml says
  postwright generate acme.json --out acme                a crate from one collection
  postwright generate acme.json --out acme --license MIT  one that can be published
  postwright generate --dry-run                           only tell what would be written";

pub(super) const INSPECT: &str = "\
Examples:
  postwright inspect acme.json                         operations, types and the evidence
  postwright inspect acme.json --hints -o hints.toml   what was guessed, as hints to correct";

pub(super) const DIFF: &str = "\
Examples:
  postwright diff old.json new.json                    two collections
  postwright diff --git HEAD~1                         against an older revision
  postwright diff --git main --format markdown         for a pull request
  postwright diff --git v1.2.0 --fail-on major         exit code 1 for a breaking change";

pub(super) const INIT: &str = "\
Examples:
  postwright init acme.json                            here, the crate in `generated`
  postwright init ~/Downloads/acme.json --out acme     copies the collection here first";
