//! What stands below the help of each command.

pub(super) const PROGRAM: &str = "\
Examples:
  postwright                                   what postwright.toml says
  postwright generate acme.json --out client   a crate from one collection
  postwright check                             in CI: fails when output is stale
  postwright diff old.json new.json            what a change means for callers
  postwright init acme.json                    configuration, crate and CI
  postwright --explain PW2002                  what a finding means

Exit codes:
  0  done
  1  the output is stale, or warnings or changes were denied
  2  command line, configuration or an input is at fault; nothing was written
  3  the output could not be written: a file was edited, or the system refused";

pub(super) const GENERATE: &str = "\
Examples:
  postwright generate                          what postwright.toml says
  postwright generate acme.json --out client   a crate from one collection
  postwright generate acme.json --out client --license MIT
                                               one that can be published
  postwright generate --dry-run                tells what would be written";

pub(super) const INSPECT: &str = "\
Examples:
  postwright inspect acme.json                 operations, types, the evidence
  postwright inspect acme.json --hints -o hints.toml
                                               what was guessed, to be corrected";

pub(super) const DIFF: &str = "\
Examples:
  postwright diff old.json new.json            two collections
  postwright diff --git HEAD~1                 against an older revision
  postwright diff --git main --format markdown
                                               for a pull request
  postwright diff --git v1.2.0 --fail-on major
                                               exit code 1 for a breaking change";

pub(super) const INIT: &str = "\
Examples:
  postwright init acme.json                    here, the crate in `generated`
  postwright init ~/Downloads/acme.json --out client
                                               copies the collection here first";
