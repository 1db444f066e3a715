//! Shapes into type definitions.
//!
//! A shape is lowered from the inside out, so that two shapes are equal exactly when their definitions are, and equal
//! definitions are one: the work is linear in the evidence. Names are only wanted here; `name` assigns them.
//!
//! | evidence | type |
//! |---|---|
//! | nothing, `null` alone, a bare variable, `{}` | any JSON |
//! | `[]` | a list of any JSON |
//! | integers | `i64`, `u64` where that is needed, else a number of any size |
//! | fractions | `f64`; with an integer among them a number that keeps which it was |
//! | integers and text | an integer or text |
//! | text with a stated list of values | an open enum |
//! | objects that exclude each other | an enum, by a constant member where there is one |
//! | other kinds mixed | an enum where one of them is an object or a list with content, else any JSON |

mod almost;
mod alternatives;
mod arena;
mod content;
mod definition;
mod documentation;
mod literal;
mod noun;
mod object;
mod phrase;
mod recursion;
mod scalar;
mod signature;
mod wanted;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::infer::{Definitions, Shape};
use crate::ir::{
    Direction, Docs, Field, Home, Origin, OutputCase, ResourceId, Status, TypeDef, TypeId,
    TypeKind, TypeRef, UnknownFields,
};
use crate::markdown::code;

pub(super) use noun::singular;
pub(crate) use scalar::FORMATS;

use almost::Evidence;
use arena::{Arena, Candidate};
use definition::Named;
use noun::Subject;
use wanted::Scope;

/// Levels of nesting that are typed; what lies deeper is any JSON. Up to three wrappers a level (`Option<Vec<Nullable<…>>>`)
/// must stay within the 128 steps that the compiler takes into a type.
const DEPTH_LIMIT: usize = 48;

/// Lists directly in lists that are typed: with more, clippy finds the type too complex.
const LIST_LIMIT: usize = 4;

/// What the configuration and the hints ask of all types of one API.
#[derive(Debug, Clone)]
pub struct Options {
    /// Rust paths for formats of text, by the format's JSON Schema name; a format without one is `String`.
    pub formats: BTreeMap<String, String>,
    /// What structs do with members that are not known.
    pub unknown: UnknownFields,
    /// Named definitions, which shapes refer to by [`Shape::reference`].
    pub definitions: Definitions,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            formats: BTreeMap::new(),
            unknown: UnknownFields::Ignore,
            definitions: Definitions::default(),
        }
    }
}

/// Where a shape is used: what names, home and direction of its types follow from.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The top-level folder (or the root) whose module the types live in when nobody else uses them.
    pub home: ResourceId,
    /// [`Direction::Encode`] for what is sent, [`Direction::Decode`] for what is received.
    pub direction: Direction,
    /// The name of the folder that the operation stands in, as written.
    pub folder: String,
    /// The name of the operation, as written.
    pub operation: String,
    /// What the shape is to the operation.
    pub role: Role,
    /// Where it was seen.
    pub origin: Origin,
}

/// What a shape is to its operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The body of the request.
    Request,
    /// The body of the answers with this status.
    Response(Status),
    /// A parameter by name: path, query, header, form entry.
    Parameter(String),
}

/// The builder of an API's types.
#[derive(Debug, Default)]
pub struct Types {
    options: Options,
    arena: Arena,
    named: Named,
    /// What the operations are about, in lower case.
    nouns: BTreeSet<String>,
    diagnostics: Diagnostics,
}

impl Types {
    /// No types yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            ..Self::default()
        }
    }

    /// Notes an operation before any is lowered: the name of what it is about is not for the members of others.
    pub fn announce(&mut self, operation: &str, folder: &str) {
        let subject = Subject::of(operation, folder);
        self.nouns.insert(subject.noun.to_lowercase());
    }

    /// The members of a body that is one plain object, to be laid flat into the request struct. `None` when it is
    /// anything else: a list, alternatives, a map, an object of which nothing is known.
    pub fn members(&mut self, shape: &Shape, at: &Position) -> Option<Vec<Field>> {
        let object = content::plain_object(shape)?;
        let scope = Scope::root(at, shape);
        Some(object::documented_fields(self, object, &scope))
    }

    /// The type of a shape.
    pub fn lower(&mut self, shape: &Shape, at: &Position) -> TypeRef {
        let scope = Scope::root(at, shape);
        self.nullable(shape, &scope)
    }

    /// The type of an operation's output whose body depends on the status.
    pub fn by_status(&mut self, cases: Vec<OutputCase>, at: &Position) -> TypeRef {
        let candidate = Candidate {
            def: TypeDef {
                names: vec![format!("{} output", at.operation)],
                is_titled: false,
                docs: Docs::sentence(format!("Answer to {}.", code(&at.operation))),
                origin: at.origin.clone(),
                kind: TypeKind::ByStatus(cases),
                direction: at.direction,
                home: Home::Resource(at.home),
            },
            evidence: Evidence::default(),
            part: None,
        };
        TypeRef::Named(self.arena.intern(candidate))
    }

    /// The definition behind an id that this builder gave.
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.arena.get(id)
    }

    /// All definitions, by the ids that were given. Directions and homes reach everything that a type holds.
    pub fn finish(self, diagnostics: &mut Diagnostics) -> Vec<TypeDef> {
        diagnostics.append(self.diagnostics);
        self.arena.finish()
    }

    /// The type of a shape, null included.
    fn nullable(&mut self, shape: &Shape, scope: &Scope<'_>) -> TypeRef {
        let type_ref = self.value(shape, scope);
        if shape.null.is_some() && type_ref != TypeRef::Json {
            return TypeRef::Nullable(Box::new(type_ref));
        }
        type_ref
    }

    /// The type of a shape's values other than null.
    fn value(&mut self, shape: &Shape, scope: &Scope<'_>) -> TypeRef {
        let is_too_deep = shape.list.is_some() && scope.lists() >= LIST_LIMIT;
        if scope.depth > DEPTH_LIMIT || is_too_deep {
            self.report(scope, Code::LimitReached, "nested too deep", "any JSON");
            return TypeRef::Json;
        }
        match &shape.reference {
            Some(name) => self.reference(name, scope),
            None => content::lower(self, shape, scope),
        }
    }

    /// Adds a definition, or finds the one that it equals.
    fn define(
        &mut self,
        kind: TypeKind,
        evidence: Evidence,
        docs: Docs,
        scope: &Scope<'_>,
    ) -> TypeRef {
        let def = TypeDef {
            names: scope.names(|name| self.nouns.contains(&name.to_lowercase())),
            is_titled: scope.is_titled(),
            docs,
            origin: scope.at.origin.clone(),
            kind,
            direction: scope.at.direction,
            home: Home::Resource(scope.at.home),
        };
        let candidate = Candidate {
            def,
            evidence,
            part: scope.part(),
        };
        TypeRef::Named(match scope.reserved {
            Some(id) => {
                self.arena.fill(id, candidate);
                id
            }
            None => self.arena.intern(candidate),
        })
    }

    fn report(&mut self, scope: &Scope<'_>, code: Code, message: &str, instead: &str) {
        let origin = &scope.at.origin;
        let message = format!("{}: {message}", scope.path());
        self.diagnostics.push(
            Diagnostic::new(code, origin.place.clone(), message)
                .item(&origin.path)
                .instead(instead),
        );
    }
}
