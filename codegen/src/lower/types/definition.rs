//! Named definitions: each is lowered once, boxed where it holds itself.

use std::collections::HashMap;

use crate::diagnostic::Code;
use crate::infer::{Definitions, Shape};
use crate::ir::{Direction, TypeId, TypeRef};

use super::wanted::Scope;
use super::{Position, Types, content, recursion};

/// What is known of named definitions.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Those that only the shape at hand refers to.
    own: Definitions,
    /// Which of `groups` they are.
    group: usize,
    /// All groups of own definitions so far, without counts: equal groups are one.
    groups: Vec<Definitions>,
    lowered: HashMap<Key, Definition>,
}

/// A name, the group that it belongs to (`None` for the hints' names), and which way its values go.
type Key = (String, Option<usize>, Direction);

/// A definition on its way: referred to by its own content before it is known.
#[derive(Debug, Clone)]
enum Definition {
    /// Being lowered; what it holds refers to it by this id, when it is something that has a name.
    Open(Option<TypeId>),
    /// Lowered.
    Done(TypeRef),
}

impl Types {
    /// As [`Types::lower`], for a shape that refers to definitions of its own.
    pub fn lower_with(
        &mut self,
        shape: &Shape,
        definitions: Definitions,
        at: &Position,
    ) -> TypeRef {
        let bare = definitions.without_tallies();
        let groups = &mut self.named.groups;
        let known = groups.iter().position(|group| *group == bare);
        self.named.group = known.unwrap_or_else(|| {
            groups.push(bare);
            groups.len() - 1
        });
        self.named.own = definitions;
        let type_ref = self.lower(shape, at);
        self.named.own = Definitions::default();
        type_ref
    }

    /// The shape that a name stands for.
    pub(super) fn definition(&self, name: &str) -> Option<&Shape> {
        let own = self.named.own.get(name);
        own.or_else(|| self.options.definitions.get(name))
    }

    /// The type of a named definition. Inside itself it is boxed.
    pub(super) fn reference(&mut self, name: &str, scope: &Scope<'_>) -> TypeRef {
        let group = self.named.own.get(name).map(|_| self.named.group);
        let key = (name.to_owned(), group, scope.at.direction);
        match self.named.lowered.get(&key) {
            Some(Definition::Open(Some(id))) => {
                return TypeRef::Boxed(Box::new(TypeRef::Named(*id)));
            }
            Some(Definition::Open(None)) => return TypeRef::Json,
            Some(Definition::Done(type_ref)) => {
                let type_ref = type_ref.clone();
                self.arena.used(&type_ref, scope.at);
                return type_ref;
            }
            None => {}
        }
        let Some(shape) = self.definition(name).cloned() else {
            let message = format!("nothing is named {name}");
            self.report(scope, Code::Untyped, &message, "any JSON");
            return TypeRef::Json;
        };
        let holds_itself = content::is_definition(&shape)
            && recursion::holds_itself(|name| self.definition(name), name);
        let id = holds_itself.then(|| self.arena.reserve(name, scope.at));
        let lowered = &mut self.named.lowered;
        lowered.insert(key.clone(), Definition::Open(id));
        let type_ref = self.value(&shape, &scope.defining(&shape, id));
        let done = Definition::Done(type_ref.clone());
        self.named.lowered.insert(key, done);
        type_ref
    }
}
