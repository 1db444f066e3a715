//! Documentation of types and members: the collection's words, else where they stand; and the evidence.

use crate::infer::{MemberShape, Source, Sources};
use crate::ir::{Direction, Docs, Evidence, Field, Status};
use crate::lower::docs;
use crate::markdown::code;

use super::almost::Member;
use super::wanted::{Scope, Step};
use super::{Role, Types};

/// What a struct without a description is.
pub(super) fn of_struct(scope: &Scope<'_>) -> String {
    let operation = code(&scope.at.operation);
    match scope.step {
        Step::Member(name) => format!("Content of {}.", code(name)),
        Step::Element | Step::Value => match scope.parent.map(|parent| parent.step) {
            Some(Step::Member(name)) => format!("One of {}.", code(name)),
            _ => format!("An item of the answer to {operation}."),
        },
        Step::Root | Step::Form | Step::Kind => match &scope.at.role {
            Role::Request => format!("Body of {operation}."),
            Role::Parameter(name) => format!("Value of {}.", code(name)),
            Role::Response(status @ (Status::Code(_) | Status::Class(_))) => {
                format!("Answer to {operation} with status {status}.")
            }
            Role::Response(Status::Unknown) => format!("Answer to {operation}."),
        },
    }
}

/// How much a struct was inferred from.
pub(super) fn of_samples(samples: u32) -> Option<Evidence> {
    match samples {
        0 => None,
        1 => Some(Evidence::shown("Inferred from 1 sample.")),
        samples => Some(Evidence::shown(format!("Inferred from {samples} samples."))),
    }
}

/// In how many samples a member is; of a single one that is sent there is nothing to say.
fn of_evidence(member: &Member, samples: u32) -> Option<Evidence> {
    let received = member.direction == Direction::Decode;
    let shown = samples > 1 || (received && samples > 0);
    shown.then(|| {
        let (seen, samples) = (member.seen.to_string(), samples.to_string());
        Evidence::shown(["In ", &seen, " of ", &samples, " ", member.noun, "."].concat())
    })
}

/// Completes the documentation of a member that stays: a sentence where nothing describes it, and all that tells of it.
/// Most members are found to be others', and their documentation is never seen.
pub(super) fn complete(field: &mut Field, member: &Member, samples: u32) {
    let docs = &mut field.docs;
    if docs.summary.is_empty() {
        docs.summary = ["The member ", &code(&field.name), "."].concat();
    }
    docs.evidence.extend(of_evidence(member, samples));
    docs.evidence.extend(of_sources(member.sources));
}

/// What tells of something beside samples.
pub(super) fn of_sources(sources: Sources) -> impl Iterator<Item = Evidence> {
    sources.iter().map(|source| match source {
        Source::Hints => Evidence::inspected("Stated by the hints."),
        Source::Script => Evidence::shown("Stated by a test script."),
        Source::Description => Evidence::shown("Shown by JSON in the description."),
        Source::Placeholder => Evidence::inspected("Named by an importer's placeholder."),
        Source::Variable => Evidence::inspected("By the value of a variable."),
    })
}

/// What describes a member, or the definition that it is; nothing where nothing does.
pub(super) fn of_member(types: &Types, member: &MemberShape) -> Docs {
    let definition = member.shape.reference.as_ref();
    let definition = definition.and_then(|name| types.definition(name));
    let definition = definition.and_then(|shape| shape.description.as_deref());
    docs::described(member.description.as_deref().or(definition), String::new)
}

/// What the samples of an object are.
pub(super) fn noun(scope: &Scope<'_>) -> &'static str {
    match (scope.step, &scope.at.role) {
        (Step::Root, Role::Response(_)) => "saved responses",
        (Step::Root, Role::Request) => "saved bodies",
        (Step::Element, _) => "elements seen",
        (Step::Value, _) => "values seen",
        _ => "samples",
    }
}
