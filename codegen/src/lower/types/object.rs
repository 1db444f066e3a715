//! Members of objects: type, presence and what is known of them.

use crate::infer::{MemberShape, ObjectShape, Shape, Tally};
use crate::ir::{Direction, Field, Location, Presence, TypeRef};

use super::arena::{Known, Member};
use super::wanted::{Scope, Step};
use super::{Types, content, documentation};

/// The members of an object as fields, in order.
pub(super) fn fields(
    types: &mut Types,
    object: &ObjectShape,
    scope: &Scope<'_>,
) -> Vec<(Field, Member)> {
    object
        .members
        .iter()
        .map(|(name, member)| field(types, name, member, object.tally, scope))
        .collect()
}

fn field(
    types: &mut Types,
    name: &str,
    member: &MemberShape,
    owner: Tally,
    scope: &Scope<'_>,
) -> (Field, Member) {
    let inner = scope.inside(Step::Member(name), &member.shape);
    let value = types.value(&member.shape, &inner);
    let null = member.shape.null.is_some() && value != TypeRef::Json;
    let presence = match scope.at().direction {
        Direction::Decode => received(member, owner),
        Direction::Encode | Direction::Both => sent(member, null),
    };
    let type_ref = if null && presence == Presence::Required {
        TypeRef::Nullable(Box::new(value))
    } else {
        value
    };
    let field = Field {
        name: name.to_owned(),
        rename: member.rename.clone(),
        location: Location::Body,
        type_ref,
        presence,
        docs: documentation::of_member(name, member, owner, scope, types.options.describe),
        example: None,
        preset: None,
        deprecated: member.deprecated.clone(),
    };
    (
        field,
        Member {
            known: known(&member.shape),
            described: member.description.is_some(),
        },
    )
}

/// A sample says nothing about what must be sent; where null was seen, null and absent differ.
fn sent(member: &MemberShape, null: bool) -> Presence {
    match (member.required, null) {
        (Some(true), _) => Presence::Required,
        (_, true) => Presence::Nullable,
        (_, false) => Presence::Optional,
    }
}

/// Two independent samples or a statement are needed to expect a member, and no sample may lack it.
fn received(member: &MemberShape, owner: Tally) -> Presence {
    let everywhere = member.tally.seen >= owner.seen && member.shape.null.is_none();
    let expected = member.required.unwrap_or(owner.seen >= 2);
    if everywhere && expected {
        Presence::Required
    } else {
        Presence::Optional
    }
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
