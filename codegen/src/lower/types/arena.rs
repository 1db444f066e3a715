//! The definitions so far, each once. Equal ones are one; almost equal ones are where [`super::almost`] says so.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::ir::{
    Direction, Docs, Field, Home, Struct, TypeDef, TypeId, TypeKind, TypeRef, UnknownFields,
};

use super::almost::Evidence;
use super::signature::Signature;
use super::{Position, almost, documentation, phrase, recursion};

/// Structs and enums with fewer members than this are one only under one name.
const SMALL: usize = 2;

/// How many definitions of one wanted name are compared with a new one.
const COMPARED: usize = 8;

/// A definition that may be there already.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) def: TypeDef,
    /// For structs: what the samples show.
    pub(super) evidence: Evidence,
    /// The name of the member that it is.
    pub(super) part: Option<String>,
}

#[derive(Debug)]
struct Entry {
    candidate: Candidate,
    /// Used under another wanted name too: it is not widened for the sake of one of them.
    fixed: bool,
}

/// What makes two definitions one. The smallest say too little to be one under different names, unless their member is
/// itself a definition: `Tag { id }` and `Team { id }` are two things, two `{ error: Problem }` are one.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    signature: Signature,
    name: Option<String>,
}

impl Key {
    fn of(candidate: &Candidate) -> Self {
        let Candidate { def, part, .. } = candidate;
        let small = match &def.kind {
            TypeKind::Struct(content) => {
                let is_telling = |field: &Field| field.type_ref.named().is_some();
                content.fields.len() < SMALL && !content.fields.iter().any(is_telling)
            }
            TypeKind::Enum(values) => values.len() < SMALL,
            TypeKind::Union(_) | TypeKind::Tagged { .. } | TypeKind::ByStatus(_) => false,
        };
        let name = part.as_ref().or(def.names.first());
        let name = name.filter(|_| small).map(|name| name.to_lowercase());
        Self {
            signature: Signature::of(&def.kind),
            name,
        }
    }
}

impl Entry {
    fn def(&self) -> &TypeDef {
        &self.candidate.def
    }

    /// Notes that the definition stands for one that may have other names: a name that was given wins, else the one that
    /// both want.
    fn share_names(&mut self, other: &TypeDef) {
        let own = &mut self.candidate.def;
        if other.is_titled && !own.is_titled {
            own.is_titled = true;
            own.docs = other.docs.clone();
            let inferred = std::mem::replace(&mut own.names, other.names.clone());
            own.names.extend(inferred);
        }
        if own.names.first() != other.names.first() {
            self.fixed = true;
            if !own.is_titled {
                phrase::prefer_common(&mut own.names, &other.names);
            }
        }
    }

    /// The definition with its evidence in its documentation.
    fn finish(self) -> TypeDef {
        let Candidate {
            mut def, evidence, ..
        } = self.candidate;
        if let TypeKind::Struct(content) = &mut def.kind {
            let samples = documentation::of_samples(evidence.samples);
            def.docs.evidence.extend(samples);
            for (field, member) in content.fields.iter_mut().zip(&evidence.members) {
                documentation::complete(field, member, evidence.samples);
            }
        }
        let sources = documentation::of_sources(evidence.sources);
        def.docs.evidence.extend(sources);
        def
    }
}

/// The definitions so far.
#[derive(Debug, Default)]
pub(super) struct Arena {
    entries: Vec<Entry>,
    equal: HashMap<Key, TypeId, RandomState>,
    /// By what they hold, whatever they require.
    alike: HashMap<Signature, Vec<TypeId>, RandomState>,
    named: HashMap<String, Vec<TypeId>, RandomState>,
}

impl Arena {
    pub(super) fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.entries.get(id.0).map(Entry::def)
    }

    /// The definition that equals the candidate, or one made to hold it, or the candidate as a new one.
    pub(super) fn intern(&mut self, candidate: Candidate) -> TypeId {
        let key = Key::of(&candidate);
        if let Some(id) = self.equal.get(&key).copied()
            && self.may_share(id, &candidate)
        {
            self.share(id, candidate);
            return id;
        }
        if let Some(id) = self.almost_equal(&candidate) {
            self.widen(id, candidate);
            return id;
        }
        let members = members_received(&candidate.def);
        if let Some(id) = self.same(members.as_ref(), &candidate) {
            if let Some(entry) = self.entries.get_mut(id.0) {
                entry.share_names(&candidate.def);
            }
            self.widen(id, candidate);
            return id;
        }
        let id = TypeId(self.entries.len());
        self.equal.entry(key).or_insert(id);
        if let Some(name) = candidate.def.names.first() {
            self.named.entry(name.to_lowercase()).or_default().push(id);
        }
        if let Some(members) = members {
            self.alike.entry(members).or_default().push(id);
        }
        self.entries.push(Entry {
            candidate,
            fixed: false,
        });
        id
    }

    /// Two names that hints or schemas gave are two types, whatever they hold.
    fn may_share(&self, id: TypeId, candidate: &Candidate) -> bool {
        let Some(entry) = self.entries.get(id.0) else {
            return false;
        };
        !entry.def().is_titled
            || !candidate.def.is_titled
            || entry.def().names.first() == candidate.def.names.first()
    }

    /// An id for a named definition that is not lowered yet.
    pub(super) fn reserve(&mut self, name: &str, at: &Position) -> TypeId {
        let def = TypeDef {
            names: vec![name.to_owned()],
            is_titled: true,
            docs: Docs::default(),
            origin: at.origin.clone(),
            kind: TypeKind::Struct(Struct {
                fields: Vec::new(),
                unknown: UnknownFields::Ignore,
            }),
            direction: at.direction,
            home: Home::Resource(at.home),
        };
        let candidate = Candidate {
            def,
            evidence: Evidence::default(),
            part: None,
        };
        self.entries.push(Entry {
            candidate,
            fixed: true,
        });
        TypeId(self.entries.len() - 1)
    }

    /// Fills a reserved id.
    pub(super) fn fill(&mut self, id: TypeId, candidate: Candidate) {
        self.equal.entry(Key::of(&candidate)).or_insert(id);
        if let Some(entry) = self.entries.get_mut(id.0) {
            *entry = Entry {
                candidate,
                fixed: true,
            };
        }
    }

    /// Notes a further use of a type.
    pub(super) fn used(&mut self, type_ref: &TypeRef, at: &Position) {
        if let Some(id) = type_ref.named()
            && let Some(entry) = self.entries.get_mut(id.0)
        {
            entry.candidate.def.direction =
                join_directions(entry.candidate.def.direction, at.direction);
            entry.candidate.def.home =
                join_homes(entry.candidate.def.home, Home::Resource(at.home));
        }
    }

    /// All definitions; what a definition holds is used wherever it is used itself.
    pub(super) fn finish(mut self) -> Vec<TypeDef> {
        let mut waiting: Vec<usize> = (0..self.entries.len()).rev().collect();
        while let Some(index) = waiting.pop() {
            let Some(entry) = self.entries.get(index) else {
                continue;
            };
            let (direction, home) = (entry.candidate.def.direction, entry.candidate.def.home);
            let uses = entry.candidate.def.kind.uses();
            let inner: Vec<TypeId> = uses.into_iter().filter_map(TypeRef::named).collect();
            for id in inner {
                let Some(entry) = self.entries.get_mut(id.0) else {
                    continue;
                };
                let joined = (
                    join_directions(entry.candidate.def.direction, direction),
                    join_homes(entry.candidate.def.home, home),
                );
                if joined != (entry.candidate.def.direction, entry.candidate.def.home) {
                    (entry.candidate.def.direction, entry.candidate.def.home) = joined;
                    waiting.push(id.0);
                }
            }
        }
        let mut defs: Vec<TypeDef> = self.entries.into_iter().map(Entry::finish).collect();
        recursion::box_cycles(&mut defs);
        defs
    }

    /// Notes that a definition stands for an equal candidate too.
    fn share(&mut self, id: TypeId, candidate: Candidate) {
        let Some(entry) = self.entries.get_mut(id.0) else {
            return;
        };
        let received = entry.candidate.def.direction == Direction::Decode
            && candidate.def.direction == Direction::Decode;
        if received
            && !entry.fixed
            && entry.candidate.def.names.first() == candidate.def.names.first()
        {
            self.widen(id, candidate);
            return;
        }
        entry.share_names(&candidate.def);
        join_use(&mut entry.candidate.def, &candidate.def);
        if let (TypeKind::Struct(own), TypeKind::Struct(other)) =
            (&mut entry.candidate.def.kind, &candidate.def.kind)
        {
            almost::join_words(
                own,
                &mut entry.candidate.evidence,
                other,
                &candidate.evidence,
            );
        }
    }

    /// The definition that may be made to hold the candidate too.
    fn almost_equal(&self, candidate: &Candidate) -> Option<TypeId> {
        let TypeKind::Struct(new) = &candidate.def.kind else {
            return None;
        };
        let ids = self
            .named
            .get(&candidate.def.names.first()?.to_lowercase())?;
        let places = almost::places(&new.fields);
        ids.iter().rev().take(COMPARED).copied().find(|id| {
            self.entries.get(id.0).is_some_and(|entry| {
                let TypeKind::Struct(own) = &entry.candidate.def.kind else {
                    return false;
                };
                let received = [entry.candidate.def.direction, candidate.def.direction]
                    == [Direction::Decode; 2];
                received
                    && !entry.fixed
                    && almost::is_almost_equal(
                        (own, &entry.candidate.evidence),
                        (new, &candidate.evidence),
                        &places,
                    )
            })
        })
    }

    /// The received struct under any name that shows the same thing.
    fn same(&self, members: Option<&Signature>, candidate: &Candidate) -> Option<TypeId> {
        let mut ids = self.alike.get(members?)?.iter().take(COMPARED).copied();
        ids.find(|id| {
            let Some(entry) = self.entries.get(id.0) else {
                return false;
            };
            let is_same = match (&entry.def().kind, &candidate.def.kind) {
                (TypeKind::Struct(own), TypeKind::Struct(new)) => {
                    almost::is_same((own, &entry.candidate.evidence), (new, &candidate.evidence))
                }
                _ => false,
            };
            // What widening has made of it since may hold something else.
            is_same
                && members_received(entry.def()).as_ref() == members
                && self.may_share(*id, candidate)
        })
    }

    /// Joins the candidate into a definition that is almost equal.
    fn widen(&mut self, id: TypeId, candidate: Candidate) {
        let Some(entry) = self.entries.get_mut(id.0) else {
            return;
        };
        join_use(&mut entry.candidate.def, &candidate.def);
        let before = Key::of(&entry.candidate);
        let (TypeKind::Struct(own), TypeKind::Struct(new)) =
            (&mut entry.candidate.def.kind, candidate.def.kind)
        else {
            return;
        };
        almost::join(own, &mut entry.candidate.evidence, new, candidate.evidence);
        let after = Key::of(&entry.candidate);
        if before != after {
            if self.equal.get(&before) == Some(&id) {
                self.equal.remove(&before);
            }
            self.equal.entry(after).or_insert(id);
            if let Some(members) = members_received(entry.def()) {
                self.alike.entry(members).or_default().push(id);
            }
        }
    }
}

/// What a struct that is only received holds; `None` of anything else and of what is too small to be one under several
/// names.
fn members_received(def: &TypeDef) -> Option<Signature> {
    match &def.kind {
        TypeKind::Struct(content)
            if content.fields.len() >= SMALL && def.direction == Direction::Decode =>
        {
            Signature::of_members(&def.kind)
        }
        _ => None,
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
