//! Documentation of types and members: the collection's words, else where they stand; and the evidence.

use crate::infer::{MemberShape, ObjectShape, Tally};
use crate::ir::{Direction, Docs, Evidence};
pub(super) use crate::markdown::code;

use super::Role;
use super::wanted::{Scope, Step};

/// One sentence.
pub(super) fn summary(summary: String) -> Docs {
    Docs {
        summary,
        ..Docs::default()
    }
}

/// A description taken as plain text: nothing in it is Markdown.
pub(super) fn plain(description: &str) -> Docs {
    let mut words = String::new();
    for c in description.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                words.extend(['\\', c])
            }
            c if c.is_control() => words.push(' '),
            c => words.push(c),
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (first, rest) = match words.split_once(". ") {
        Some((first, rest)) => (first, rest),
        None => (words.trim_end_matches('.'), ""),
    };
    Docs {
        summary: format!("{first}."),
        body: rest.to_owned(),
        evidence: Vec::new(),
    }
}

/// Documentation of a struct.
pub(super) fn of_struct(object: &ObjectShape, scope: &Scope<'_>) -> Docs {
    let operation = code(&scope.at().operation);
    let place = match scope.step() {
        Step::Member(name) => format!("Content of {}.", code(name)),
        Step::Element | Step::Value => match scope.parent().map(Scope::step) {
            Some(Step::Member(name)) => format!("One of {}.", code(name)),
            _ => format!("An item of the answer to {operation}."),
        },
        Step::Root | Step::Form | Step::Kind => match &scope.at().role {
            Role::Request => format!("Body of {operation}."),
            Role::Parameter(name) => format!("Value of {}.", code(name)),
            Role::Response(Some(status)) => format!("Answer to {operation} with status {status}."),
            Role::Response(None) => format!("Answer to {operation}."),
        },
    };
    let mut docs = summary(place);
    if object.tally.seen > 0 {
        let samples = if object.tally.seen == 1 {
            "sample"
        } else {
            "samples"
        };
        docs.evidence.push(Evidence {
            text: format!("Inferred from {} {samples}.", object.tally.seen),
        });
    }
    docs
}

/// Documentation of a member.
pub(super) fn of_member(
    name: &str,
    member: &MemberShape,
    owner: Tally,
    scope: &Scope<'_>,
    describe: fn(&str) -> Docs,
) -> Docs {
    let described = member
        .description
        .as_deref()
        .map(describe)
        .filter(|docs| !docs.summary.is_empty());
    let mut docs = described.unwrap_or_else(|| summary(format!("The member {}.", code(name))));
    let received = scope.at().direction == Direction::Decode;
    if owner.seen > 1 || (received && owner.seen > 0) {
        docs.evidence.push(Evidence {
            text: format!(
                "In {} of {} {}.",
                member.tally.seen,
                owner.seen,
                samples(scope)
            ),
        });
    }
    docs
}

/// What the samples of an object are.
fn samples(scope: &Scope<'_>) -> &'static str {
    match (scope.step(), &scope.at().role) {
        (Step::Root, Role::Response(_)) => "saved responses",
        (Step::Root, Role::Request) => "saved bodies",
        (Step::Element, _) => "elements seen",
        (Step::Value, _) => "values seen",
        _ => "samples",
    }
}
