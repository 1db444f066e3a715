//! The definitions so far, each once.
//!
//! Two rules make definitions one. *Equal* ones always are. *Almost equal* ones are when nothing is lost by it: both
//! are structs that are only received, they want the same name, they require the same members, what they have in common
//! has the same types, and they have much in common (all members of one, at least two; or two thirds of all). The
//! members that only one of them has are optional in it, so they are optional in both.

use std::collections::HashMap;

use crate::ir::{
    Direction, Docs, Field, Home, OutputCase, Presence, ResponseBody, Struct, TypeDef, TypeId,
    TypeKind, TypeRef, UnknownFields, VariantContent,
};

use super::Position;
use super::signature::{Signature, normal};

/// How many definitions of one wanted name are compared with a new one.
const COMPARED: usize = 8;

/// What is known of a member's type beyond the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    /// Which evidence is missing.
    pub(super) known: Known,
    /// Whether the collection describes it.
    pub(super) described: bool,
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

/// A definition that may be there already.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) def: TypeDef,
    /// For structs, by index of field.
    pub(super) members: Vec<Member>,
}

#[derive(Debug)]
struct Entry {
    def: TypeDef,
    members: Vec<Member>,
    /// Used under another wanted name too: it is not widened for the sake of one of them.
    fixed: bool,
}

/// The definitions so far.
#[derive(Debug, Default)]
pub(super) struct Arena {
    entries: Vec<Entry>,
    equal: HashMap<Signature, TypeId>,
    named: HashMap<String, Vec<TypeId>>,
}

impl Arena {
    pub(super) fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.entries.get(id.0).map(|entry| &entry.def)
    }

    /// The definition that equals the candidate, or one made to hold it, or the candidate as a new one.
    pub(super) fn intern(&mut self, candidate: Candidate) -> TypeId {
        let signature = Signature::of(&candidate.def.kind);
        if let Some(id) = self.equal.get(&signature).copied() {
            self.share(id, &candidate);
            return id;
        }
        if let Some(id) = self.almost_equal(&candidate) {
            self.widen(id, candidate);
            return id;
        }
        let id = TypeId(self.entries.len());
        self.equal.insert(signature, id);
        if let Some(name) = candidate.def.names.first() {
            self.named.entry(name.to_lowercase()).or_default().push(id);
        }
        self.entries.push(Entry {
            def: candidate.def,
            members: candidate.members,
            fixed: false,
        });
        id
    }

    /// An id for a named definition that is not lowered yet.
    pub(super) fn reserve(&mut self, name: &str, at: &Position) -> TypeId {
        let def = TypeDef {
            names: vec![name.to_owned()],
            docs: Docs::default(),
            origin: at.origin.clone(),
            kind: TypeKind::Struct(Struct {
                fields: Vec::new(),
                unknown: UnknownFields::Ignore,
            }),
            direction: at.direction,
            home: Home::Resource(at.home),
        };
        self.entries.push(Entry {
            def,
            members: Vec::new(),
            fixed: true,
        });
        TypeId(self.entries.len() - 1)
    }

    /// Fills a reserved id.
    pub(super) fn fill(&mut self, id: TypeId, candidate: Candidate) {
        self.equal
            .entry(Signature::of(&candidate.def.kind))
            .or_insert(id);
        if let Some(entry) = self.entries.get_mut(id.0) {
            *entry = Entry {
                def: candidate.def,
                members: candidate.members,
                fixed: true,
            };
        }
    }

    /// Notes a further use of a type.
    pub(super) fn used(&mut self, type_ref: &TypeRef, at: &Position) {
        if let Some(id) = named(type_ref)
            && let Some(entry) = self.entries.get_mut(id.0)
        {
            entry.def.direction = join_directions(entry.def.direction, at.direction);
            entry.def.home = join_homes(entry.def.home, Home::Resource(at.home));
        }
    }

    /// All definitions; what a definition holds is used wherever it is used itself.
    pub(super) fn finish(mut self) -> Vec<TypeDef> {
        let mut waiting: Vec<usize> = (0..self.entries.len()).rev().collect();
        while let Some(index) = waiting.pop() {
            let Some(entry) = self.entries.get(index) else {
                continue;
            };
            let (direction, home) = (entry.def.direction, entry.def.home);
            let mut inner = Vec::new();
            each_type(&entry.def.kind, &mut |type_ref| {
                inner.extend(named(type_ref))
            });
            for id in inner {
                let Some(entry) = self.entries.get_mut(id.0) else {
                    continue;
                };
                let joined = (
                    join_directions(entry.def.direction, direction),
                    join_homes(entry.def.home, home),
                );
                if joined != (entry.def.direction, entry.def.home) {
                    (entry.def.direction, entry.def.home) = joined;
                    waiting.push(id.0);
                }
            }
        }
        self.entries.into_iter().map(|entry| entry.def).collect()
    }

    /// Joins a candidate into the definition that equals it.
    fn share(&mut self, id: TypeId, candidate: &Candidate) {
        let Some(entry) = self.entries.get_mut(id.0) else {
            return;
        };
        entry.fixed |= entry.def.names.first() != candidate.def.names.first();
        join_use(&mut entry.def, &candidate.def);
        let (TypeKind::Struct(own), TypeKind::Struct(other)) =
            (&mut entry.def.kind, &candidate.def.kind)
        else {
            return;
        };
        let places = places(&own.fields);
        for (index, field) in other.fields.iter().enumerate() {
            let Some(place) = places.get(&field.name).copied() else {
                continue;
            };
            if let (Some(own), Some(known)) =
                (own.fields.get_mut(place), entry.members.get_mut(place))
            {
                join_field(own, known, field, candidate.members.get(index));
            }
        }
    }

    /// The definition that may be made to hold the candidate too.
    fn almost_equal(&self, candidate: &Candidate) -> Option<TypeId> {
        let TypeKind::Struct(new) = &candidate.def.kind else {
            return None;
        };
        let name = candidate.def.names.first()?.to_lowercase();
        let ids = self.named.get(&name)?;
        let places = places(&new.fields);
        ids.iter().rev().take(COMPARED).copied().find(|id| {
            self.entries.get(id.0).is_some_and(|entry| {
                !entry.fixed
                    && entry.def.direction == Direction::Decode
                    && candidate.def.direction == Direction::Decode
                    && is_almost_equal(entry, candidate, new, &places)
            })
        })
    }

    /// Adds the candidate's own members to a definition, as optional ones.
    fn widen(&mut self, id: TypeId, candidate: Candidate) {
        let Some(entry) = self.entries.get_mut(id.0) else {
            return;
        };
        join_use(&mut entry.def, &candidate.def);
        let TypeKind::Struct(own) = &mut entry.def.kind else {
            return;
        };
        let TypeKind::Struct(new) = candidate.def.kind else {
            return;
        };
        self.equal
            .remove(&Signature::of(&TypeKind::Struct(own.clone())));
        let places = places(&own.fields);
        for (field, member) in new.fields.into_iter().zip(candidate.members) {
            let place = places.get(&field.name).copied();
            match place
                .and_then(|place| Some((own.fields.get_mut(place)?, entry.members.get_mut(place)?)))
            {
                Some((own, known)) => join_field(own, known, &field, Some(&member)),
                None => {
                    own.fields.push(field);
                    entry.members.push(member);
                }
            }
        }
        self.equal.insert(Signature::of(&entry.def.kind), id);
    }
}

fn places(fields: &[Field]) -> HashMap<String, usize> {
    fields
        .iter()
        .enumerate()
        .map(|(place, field)| (field.name.clone(), place))
        .collect()
}

/// The rule of the module's documentation; the wanted name and the directions are already compared.
fn is_almost_equal(
    entry: &Entry,
    candidate: &Candidate,
    new: &Struct,
    places: &HashMap<String, usize>,
) -> bool {
    let TypeKind::Struct(own) = &entry.def.kind else {
        return false;
    };
    let mut common = 0;
    for (index, field) in own.fields.iter().enumerate() {
        let place = places.get(&field.name).copied();
        let other =
            place.and_then(|place| Some((new.fields.get(place)?, candidate.members.get(place)?)));
        let Some((other, member)) = other else {
            if field.presence != Presence::Optional {
                return false;
            }
            continue;
        };
        common += 1;
        let Some(known) = entry.members.get(index) else {
            return false;
        };
        let same = field.presence == other.presence && field.rename == other.rename;
        if !same || join_types(field, *known, other, *member).is_none() {
            return false;
        }
    }
    let alone = |fields: &[Field]| fields.len() - common;
    let (left, right) = (alone(&own.fields), alone(&new.fields));
    let required = new
        .fields
        .iter()
        .filter(|field| field.presence != Presence::Optional)
        .count();
    let own_required = own
        .fields
        .iter()
        .filter(|field| field.presence != Presence::Optional)
        .count();
    required == own_required
        && common >= 2
        && (left == 0 || right == 0 || common * 3 >= (common + left + right) * 2)
}

/// The type of a member of two structs, when one can hold both.
fn join_types(own: &Field, known: Member, other: &Field, other_known: Member) -> Option<TypeRef> {
    if own.type_ref == other.type_ref {
        return Some(own.type_ref.clone());
    }
    if normal(&own.type_ref) == normal(&other.type_ref) {
        return Some(normal(&own.type_ref));
    }
    if own.presence != Presence::Optional {
        return None;
    }
    let is_list = |type_ref: &TypeRef| matches!(type_ref, TypeRef::List(_));
    match (known.known, other_known.known) {
        (Known::Nothing, _) => Some(other.type_ref.clone()),
        (_, Known::Nothing) => Some(own.type_ref.clone()),
        (Known::EmptyList, _) if is_list(&other.type_ref) => Some(other.type_ref.clone()),
        (_, Known::EmptyList) if is_list(&own.type_ref) => Some(own.type_ref.clone()),
        _ => None,
    }
}

fn join_field(own: &mut Field, known: &mut Member, other: &Field, other_known: Option<&Member>) {
    let Some(other_known) = other_known else {
        return;
    };
    if let Some(type_ref) = join_types(own, *known, other, *other_known) {
        if known.known != Known::Type && type_ref == other.type_ref {
            known.known = other_known.known;
        }
        own.type_ref = type_ref;
    }
    if !known.described && other_known.described {
        own.docs.clone_from(&other.docs);
        known.described = true;
    }
}

fn join_use(own: &mut TypeDef, other: &TypeDef) {
    own.direction = join_directions(own.direction, other.direction);
    own.home = join_homes(own.home, other.home);
}

fn join_directions(left: Direction, right: Direction) -> Direction {
    if left == right { left } else { Direction::Both }
}

fn join_homes(left: Home, right: Home) -> Home {
    if left == right { left } else { Home::Shared }
}

/// The definition that a use leads to.
fn named(type_ref: &TypeRef) -> Option<TypeId> {
    match type_ref {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner)
        | TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Boxed(inner) => named(inner),
        _ => None,
    }
}

fn each_type(kind: &TypeKind, visit: &mut impl FnMut(&TypeRef)) {
    let fields = |fields: &[Field], visit: &mut dyn FnMut(&TypeRef)| {
        for field in fields {
            visit(&field.type_ref);
        }
    };
    match kind {
        TypeKind::Struct(content) => fields(&content.fields, visit),
        TypeKind::Enum(_) => {}
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            for variant in variants {
                match &variant.content {
                    VariantContent::Fields(inner) => fields(inner, visit),
                    VariantContent::Value(type_ref) => visit(type_ref),
                    VariantContent::Unit => {}
                }
            }
        }
        TypeKind::ByStatus(cases) => {
            for OutputCase { body, .. } in cases {
                if let ResponseBody::Json(type_ref) = body {
                    visit(type_ref);
                }
            }
        }
    }
}
