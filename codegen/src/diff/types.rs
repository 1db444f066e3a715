//! Types: structs and enums.

use std::collections::BTreeMap;

use crate::ir::{Direction, TypeDef, TypeId, TypeKind, UnknownFields};
use crate::name::TypeNames;

use super::{Comparison, Construct, Effect, Side, field, variant};

type Named<'a> = (&'a TypeDef, &'a TypeNames);

pub(super) fn compare(old: Side<'_>, new: Side<'_>, changes: &mut Comparison) {
    let (before, after) = (types(old), types(new.former()));
    for (path, (_, before)) in &before {
        match after.get(path) {
            Some((id, after)) => {
                let now = new.type_path(*id);
                let own = new.names.types.get(id.0);
                // A folder that was renamed is told once, not with each of its types.
                if own.is_some_and(|own| own.name != after.1.name) {
                    let message = format!("is now `{now}`; the old name is deprecated");
                    changes.push(Effect::Addition, Construct::Type, path, message);
                }
                pair(path, (old, *before), (new, *after), changes);
            }
            None => changes.push(Effect::Breaking, Construct::Type, path, "was removed"),
        }
    }
    for (_, (id, _)) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        let path = new.type_path(*id);
        changes.push(Effect::Addition, Construct::Type, path, "was added");
    }
}

fn types(side: Side<'_>) -> BTreeMap<String, (TypeId, Named<'_>)> {
    side.types()
        .enumerate()
        .map(|(index, (path, definition, names))| (path, (TypeId(index), (definition, names))))
        .collect()
}

fn pair(
    path: &str,
    (old, (before, old_names)): (Side<'_>, Named<'_>),
    (new, (after, new_names)): (Side<'_>, Named<'_>),
    changes: &mut Comparison,
) {
    let aliases = (old_names.alias.as_ref(), new_names.alias.as_ref());
    changes.alias_gone(Construct::Type, path, aliases, &new_names.name);
    let mut push = |effect, message: &str| changes.push(effect, Construct::Type, path, message);
    for (has, word) in [
        (Direction::encodes as fn(Direction) -> bool, "written"),
        (Direction::decodes, "read"),
    ] {
        match (has(before.direction), has(after.direction)) {
            (true, false) => push(Effect::Breaking, &format!("cannot be {word} any more")),
            (false, true) => push(Effect::Addition, &format!("can be {word}, too")),
            _ => {}
        }
    }
    if !before.docs.agrees(&after.docs) {
        push(Effect::Fix, "is documented otherwise");
    }
    match (&before.kind, &after.kind) {
        (TypeKind::Struct(was), TypeKind::Struct(is)) => {
            match (was.unknown, is.unknown) {
                (UnknownFields::Keep, UnknownFields::Ignore) => {
                    push(Effect::Breaking, "keeps no unknown members any more");
                }
                (UnknownFields::Ignore, UnknownFields::Keep) => {
                    push(Effect::Addition, "keeps unknown members");
                }
                _ => {}
            }
            let rule = field::Rule {
                construct: Construct::Field,
                path,
                is_made: before.direction.encodes(),
                is_closed: false,
            };
            let was = field::Side::new(old, &was.fields, &old_names.content.fields);
            let is = field::Side::new(new, &is.fields, &new_names.content.fields);
            field::compare(was, is, rule, changes);
        }
        (was, is) if std::mem::discriminant(was) == std::mem::discriminant(is) => {
            if let (TypeKind::Tagged { tag: was, .. }, TypeKind::Tagged { tag: is, .. }) = (was, is)
                && was != is
            {
                push(Effect::Fix, &format!("is told apart by `{is}`"));
            }
            let was = variant::variants(old, before, old_names);
            let is = variant::variants(new, after, new_names);
            variant::compare(path, &was, &is, changes);
        }
        _ => push(Effect::Breaking, "is another kind of type"),
    }
}
