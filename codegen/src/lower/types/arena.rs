//! The definitions so far, each once. Equal ones are one; almost equal ones are where [`super::almost`] says so.

use std::collections::HashMap;

use crate::ir::{
    Direction, Docs, Field, Home, OutputCase, ResponseBody, Struct, TypeDef, TypeId, TypeKind,
    TypeRef, UnknownFields, VariantContent,
};

use super::almost::Evidence;
use super::signature::Signature;
use super::{Position, almost, documentation};

/// How many definitions of one wanted name are compared with a new one.
const COMPARED: usize = 8;

/// A definition that may be there already.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) def: TypeDef,
    /// For structs: what the samples show.
    pub(super) evidence: Evidence,
}

#[derive(Debug)]
struct Entry {
    def: TypeDef,
    evidence: Evidence,
    /// Used under another wanted name too: it is not widened for the sake of one of them.
    fixed: bool,
}

impl Entry {
    /// The definition with its evidence in its documentation.
    fn finish(mut self) -> TypeDef {
        if let TypeKind::Struct(content) = &mut self.def.kind {
            let samples = self.evidence.samples;
            self.def
                .docs
                .evidence
                .extend(documentation::of_samples(samples));
            for (field, member) in content.fields.iter_mut().zip(&self.evidence.members) {
                field
                    .docs
                    .evidence
                    .extend(documentation::of_evidence(member, samples));
            }
        }
        self.def
    }
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
            self.share(id, candidate);
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
            evidence: candidate.evidence,
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
            evidence: Evidence::default(),
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
                evidence: candidate.evidence,
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
                inner.extend(named(type_ref));
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
        self.entries.into_iter().map(Entry::finish).collect()
    }

    /// Notes that a definition stands for an equal candidate too.
    fn share(&mut self, id: TypeId, candidate: Candidate) {
        let Some(entry) = self.entries.get_mut(id.0) else {
            return;
        };
        let received = entry.def.direction == Direction::Decode
            && candidate.def.direction == Direction::Decode;
        if received && !entry.fixed && entry.def.names.first() == candidate.def.names.first() {
            self.widen(id, candidate);
            return;
        }
        entry.fixed |= entry.def.names.first() != candidate.def.names.first();
        join_use(&mut entry.def, &candidate.def);
        if let (TypeKind::Struct(own), TypeKind::Struct(other)) =
            (&mut entry.def.kind, &candidate.def.kind)
        {
            almost::join_words(own, &mut entry.evidence, other, &candidate.evidence);
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
                let TypeKind::Struct(own) = &entry.def.kind else {
                    return false;
                };
                let received =
                    [entry.def.direction, candidate.def.direction] == [Direction::Decode; 2];
                received
                    && !entry.fixed
                    && almost::is_almost_equal(
                        (own, &entry.evidence),
                        (new, &candidate.evidence),
                        &places,
                    )
            })
        })
    }

    /// Joins the candidate into a definition that is almost equal.
    fn widen(&mut self, id: TypeId, candidate: Candidate) {
        let Some(entry) = self.entries.get_mut(id.0) else {
            return;
        };
        join_use(&mut entry.def, &candidate.def);
        let before = Signature::of(&entry.def.kind);
        let (TypeKind::Struct(own), TypeKind::Struct(new)) =
            (&mut entry.def.kind, candidate.def.kind)
        else {
            return;
        };
        almost::join(own, &mut entry.evidence, new, candidate.evidence);
        let after = Signature::of(&entry.def.kind);
        if before != after {
            if self.equal.get(&before) == Some(&id) {
                self.equal.remove(&before);
            }
            self.equal.entry(after).or_insert(id);
        }
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
