//! Structs that are almost equal, and what becomes of them.
//!
//! Two structs that are only received and want the same name are seen as one thing of which there are more samples,
//! when the members of both have types that one can hold, and they have
//!
//! - the same members, or nearly: three quarters of all are common; or
//! - much in common (all members of one, at least two; or two thirds of all), and nothing is lost: the members that one
//!   requires are in every sample of the other.
//!
//! What is required then follows from all samples together, and a member that only one has is optional.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::ir::{Direction, Field, Presence, Struct, TypeRef};

use super::signature::normal;
use crate::infer::Sources;

/// What the samples of a struct show.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    /// How many there are.
    pub(super) samples: u32,
    /// By index of field.
    pub(super) members: Vec<Member>,
    /// What tells of it beside samples.
    pub(super) sources: Sources,
}

impl Evidence {
    /// Of something that is no struct, so that there is nothing to count.
    pub(super) fn stated(sources: Sources) -> Self {
        Self {
            sources,
            ..Self::default()
        }
    }
}

/// What the samples of a member show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    /// How much of its type.
    pub(super) known: Known,
    /// Whether the collection describes it.
    pub(super) described: bool,
    /// In how many samples it is.
    pub(super) seen: u32,
    /// Whether it is null in one.
    pub(super) null: bool,
    /// What a statement says about being required.
    pub(super) stated: Option<bool>,
    /// What the samples are, for documentation.
    pub(super) noun: &'static str,
    /// Which way the struct goes.
    pub(super) direction: Direction,
    /// What tells of it beside samples.
    pub(super) sources: Sources,
}

/// How much the samples of a member show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Its type.
    Type,
    /// Nothing, or null alone.
    Nothing,
    /// Lists, all of them empty.
    EmptyList,
}

impl Member {
    /// Whether no sample lacks it.
    fn is_everywhere(&self, samples: u32) -> bool {
        self.seen >= samples && !self.null
    }

    /// Two independent samples or a statement are needed to expect a member, and no sample may lack it.
    pub(super) fn received(&self, samples: u32) -> Presence {
        if self.is_everywhere(samples) && self.stated.unwrap_or(samples >= 2) {
            Presence::Required
        } else {
            Presence::Optional
        }
    }

    fn join(&mut self, other: Self) {
        self.described |= other.described;
        self.seen = self.seen.saturating_add(other.seen);
        self.null |= other.null;
        self.sources.join(other.sources);
        self.stated = match (self.stated, other.stated) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (stated, other) => stated.or(other),
        };
        if self.noun != other.noun {
            self.noun = "samples";
        }
    }
}

/// Places of members by name.
pub(super) type Places<'f> = HashMap<&'f str, usize, RandomState>;

/// The place of each member by name.
pub(super) fn places(fields: &[Field]) -> Places<'_> {
    fields
        .iter()
        .enumerate()
        .map(|(place, field)| (field.name.as_str(), place))
        .collect()
}

/// Whether two structs are one; that both are received and want the same name is already known. `places` are those of
/// the other struct.
pub(super) fn is_almost_equal(
    (own, evidence): (&Struct, &Evidence),
    (other, other_evidence): (&Struct, &Evidence),
    places: &Places<'_>,
) -> bool {
    let mut common = 0;
    let mut kept = 0;
    for (field, member) in own.fields.iter().zip(&evidence.members) {
        let place = places.get(field.name.as_str()).copied();
        let found = place
            .and_then(|place| Some((other.fields.get(place)?, other_evidence.members.get(place)?)));
        let Some((other_field, other_member)) = found else {
            continue;
        };
        let joined = join_types((field, *member), (other_field, *other_member));
        if field.rename != other_field.rename || joined.is_none() {
            return false;
        }
        common += 1;
        kept += usize::from(keeps(field, *other_member, other_evidence.samples))
            + usize::from(keeps(other_field, *member, evidence.samples));
    }
    let (left, right) = (own.fields.len() - common, other.fields.len() - common);
    let all = common + left + right;
    let much = match (left, right) {
        (0, 0) => true,
        (0, _) | (_, 0) => common >= 2,
        _ => common >= 2 && common * 3 >= all * 2,
    };
    let is_near = common > 0 && common * 4 >= all * 3;
    is_near || (common > 0 && much && kept == required(own) + required(other))
}

/// Whether two received structs with the same members show the same thing, whatever they are called: the members that one
/// requires are in every sample of the other, so that they differ in how many samples there are.
pub(super) fn is_same(
    (own, evidence): (&Struct, &Evidence),
    (other, other_evidence): (&Struct, &Evidence),
) -> bool {
    let places = places(&other.fields);
    let mut fields = own.fields.iter().zip(&evidence.members);
    fields.all(|(field, member)| {
        let place = places.get(field.name.as_str()).copied();
        let found = place
            .and_then(|place| Some((other.fields.get(place)?, other_evidence.members.get(place)?)));
        found.is_some_and(|(other, other_member)| {
            let is_kept = |field: &Field, other: Member, samples: u32| {
                field.presence != Presence::Required || keeps(field, other, samples)
            };
            is_kept(field, *other_member, other_evidence.samples)
                && is_kept(other, *member, evidence.samples)
        })
    })
}

/// How many members a struct requires.
fn required(content: &Struct) -> usize {
    let fields = content.fields.iter();
    fields
        .filter(|field| field.presence == Presence::Required)
        .count()
}

/// Whether one struct requires a member, which is in every sample of the other.
fn keeps(field: &Field, other: Member, samples: u32) -> bool {
    field.presence == Presence::Required
        && other.is_everywhere(samples)
        && other.stated != Some(false)
}

/// Joins a struct that is almost equal.
pub(super) fn join(
    own: &mut Struct,
    evidence: &mut Evidence,
    other: Struct,
    other_evidence: Evidence,
) {
    let places = places(&own.fields);
    let names = other.fields.iter().map(|field| field.name.as_str());
    let found: Vec<Option<usize>> = names.map(|name| places.get(name).copied()).collect();
    evidence.samples = evidence.samples.saturating_add(other_evidence.samples);
    evidence.sources.join(other_evidence.sources);
    let members = other.fields.into_iter().zip(other_evidence.members);
    for ((field, member), place) in members.zip(found) {
        if let Some((own, known)) = place
            .and_then(|place| Some((own.fields.get_mut(place)?, evidence.members.get_mut(place)?)))
        {
            join_field(own, known, &field, member);
            known.join(member);
        } else {
            own.fields.push(field);
            evidence.members.push(member);
        }
    }
    for (field, member) in own.fields.iter_mut().zip(&evidence.members) {
        field.presence = member.received(evidence.samples);
    }
}

/// Joins what an equal struct says beyond its content: descriptions, and formats that only documentation shows.
pub(super) fn join_words(
    own: &mut Struct,
    evidence: &mut Evidence,
    other: &Struct,
    other_evidence: &Evidence,
) {
    let places = places(&other.fields);
    for (field, member) in own.fields.iter_mut().zip(&mut evidence.members) {
        let place = places.get(field.name.as_str()).copied();
        let found = place
            .and_then(|place| Some((other.fields.get(place)?, other_evidence.members.get(place)?)));
        if let Some((other, other_member)) = found {
            join_field(field, member, other, *other_member);
            member.described |= other_member.described;
        }
    }
}

fn join_field(own: &mut Field, known: &mut Member, other: &Field, other_known: Member) {
    if let Some(type_ref) = join_types((own, *known), (other, other_known)) {
        if known.known != Known::Type && type_ref == other.type_ref {
            known.known = other_known.known;
        }
        own.type_ref = type_ref;
    }
    if !known.described && other_known.described {
        own.docs.clone_from(&other.docs);
    }
}

/// The type that holds what both members hold.
fn join_types(
    (own, known): (&Field, Member),
    (other, other_known): (&Field, Member),
) -> Option<TypeRef> {
    let (left, right) = (&own.type_ref, &other.type_ref);
    if left == right {
        return Some(left.clone());
    }
    if normal(left) == normal(right) {
        return Some(normal(left));
    }
    let is_list = |type_ref: &TypeRef| matches!(type_ref, TypeRef::List(_));
    match (known.known, other_known.known) {
        (Known::Nothing, _) => Some(right.clone()),
        (_, Known::Nothing) => Some(left.clone()),
        (Known::EmptyList, _) if is_list(right) => Some(right.clone()),
        (_, Known::EmptyList) if is_list(left) => Some(left.clone()),
        _ if is_number(left) && is_number(right) => Some(TypeRef::Number),
        _ => None,
    }
}

fn is_number(type_ref: &TypeRef) -> bool {
    matches!(
        type_ref,
        TypeRef::Integer | TypeRef::Unsigned | TypeRef::Float | TypeRef::Number
    )
}
