//! Members of objects: type, presence and what is known of them.

use crate::infer::{MemberShape, ObjectShape, Shape, Sources, Tally};
use crate::ir::{Direction, Field, Location, Presence, TypeRef};

use crate::secret::is_secret_name;

use super::almost::{Evidence, Known, Member};
use super::wanted::{Scope, Step};
use super::{Types, content, documentation};

/// The members of an object as fields, in order, and what its samples show of them, which their documentation lacks yet.
pub(super) fn fields(
    types: &mut Types,
    object: &ObjectShape,
    scope: &Scope<'_>,
) -> (Vec<Field>, Evidence) {
    let members = object.members.iter();
    let (fields, members) = members
        .map(|(name, member)| field(types, name, member, object.tally, scope))
        .unzip();
    (
        fields,
        Evidence {
            samples: object.tally.seen,
            members,
            sources: Sources::default(),
        },
    )
}

/// As [`fields`], with complete documentation: for members that stand in no struct of their own.
pub(super) fn documented_fields(
    types: &mut Types,
    object: &ObjectShape,
    scope: &Scope<'_>,
) -> Vec<Field> {
    let (mut fields, evidence) = fields(types, object, scope);
    for (field, member) in fields.iter_mut().zip(&evidence.members) {
        documentation::complete(field, member, evidence.samples);
    }
    fields
}

fn field(
    types: &mut Types,
    name: &str,
    shape: &MemberShape,
    owner: Tally,
    scope: &Scope<'_>,
) -> (Field, Member) {
    let inner = scope.inside(Step::Member(name), &shape.shape);
    let value = types.value(&shape.shape, &inner);
    let null = shape.shape.null.is_some() && value != TypeRef::Json;
    let member = Member {
        known: known(&shape.shape),
        described: shape.description.is_some(),
        seen: shape.tally.seen,
        null: shape.shape.null.is_some(),
        stated: shape.required,
        noun: documentation::noun(scope),
        direction: scope.at.direction,
        sources: shape.shape.sources,
    };
    let presence = match scope.at.direction {
        Direction::Decode => member.received(owner.seen),
        Direction::Encode | Direction::Both => sent(shape, owner, null),
    };
    let type_ref = if null && presence == Presence::Required {
        TypeRef::Nullable(Box::new(value))
    } else {
        value
    };
    let field = Field {
        name: name.to_owned(),
        rename: shape.rename.clone(),
        location: Location::Body,
        type_ref,
        presence,
        docs: documentation::of_member(types, shape),
        example: None,
        shown: None,
        preset: None,
        secret: is_secret(name, &shape.shape),
        deprecated: shape.deprecated.clone(),
    };
    (field, member)
}

/// A sample says nothing about what must be sent, but one that lacks a member disproves that it must; where null was
/// seen, null and absent differ.
fn sent(member: &MemberShape, owner: Tally, null: bool) -> Presence {
    match (member.required, null) {
        (Some(true), _) if member.tally >= owner => Presence::Required,
        (_, true) => Presence::Nullable,
        (_, false) => Presence::Optional,
    }
}

/// By its name, or because it is stated to be a password: what nobody may read over a shoulder.
fn is_secret(name: &str, shape: &Shape) -> bool {
    let text = shape.text.as_ref();
    let stated = text.is_some_and(|text| text.formats.contains("password"));
    stated || (text.is_some() && is_secret_name(name))
}

fn known(shape: &Shape) -> Known {
    if content::is_unknown(shape) {
        return Known::Nothing;
    }
    if content::is_empty_list(shape) {
        Known::EmptyList
    } else {
        Known::Type
    }
}
