//! Types: structs and enums.

use std::collections::BTreeMap;

use crate::ir::{Direction, TypeDef, TypeId, TypeKind, UnknownFields};
use crate::name::TypeNames;

use super::field::{self, Fields};
use super::{Comparison, Construct, Side, variant};

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
                    changes
                        .about(Construct::Type, path)
                        .addition(format!("is now `{now}`; the old name is deprecated"));
                } else if new.path_before_sharing(*id).is_some() {
                    changes
                        .about(Construct::Type, path)
                        .addition(format!("is `{now}`, too: several folders use it"));
                }
                pair(path, (old, *before), (new, *after), changes);
            }
            None => changes.about(Construct::Type, path).breaking("was removed"),
        }
    }
    for (_, (id, _)) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        let path = new.type_path(*id);
        changes.about(Construct::Type, path).addition("was added");
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
    let mut about = changes.about(Construct::Type, path);
    let (was, is) = (old_names.alias.as_ref(), new_names.alias.as_ref());
    about.alias_gone(was, is, &new_names.name);
    for (has, word) in [
        (Direction::encodes as fn(Direction) -> bool, "written"),
        (Direction::decodes, "read"),
    ] {
        match (has(before.direction), has(after.direction)) {
            (true, false) => about.breaking(format!("cannot be {word} any more")),
            (false, true) => about.addition(format!("can be {word}, too")),
            _ => {}
        }
    }
    if !before.docs.agrees(&after.docs) {
        about.fix("is documented otherwise");
    }
    match (&before.kind, &after.kind) {
        (TypeKind::Struct(was), TypeKind::Struct(is)) => {
            match (was.unknown, is.unknown) {
                (UnknownFields::Keep, UnknownFields::Ignore) => {
                    about.breaking("keeps no unknown members any more");
                }
                (UnknownFields::Ignore, UnknownFields::Keep) => {
                    about.addition("keeps unknown members");
                }
                _ => {}
            }
            let rule = field::Rule {
                construct: Construct::Field,
                path,
                is_made: before.direction.encodes(),
                is_closed: false,
            };
            let was = Fields::new(old, &was.fields, &old_names.content.fields);
            let is = Fields::new(new, &is.fields, &new_names.content.fields);
            field::compare(was, is, rule, changes);
        }
        (was, is) if std::mem::discriminant(was) == std::mem::discriminant(is) => {
            if let (TypeKind::Tagged { tag: was, .. }, TypeKind::Tagged { tag: is, .. }) = (was, is)
                && was != is
            {
                about.fix(format!("is told apart by `{is}`"));
            }
            let was = variant::variants(old, before, old_names);
            let is = variant::variants(new, after, new_names);
            variant::compare(path, &was, &is, changes);
        }
        _ => about.breaking("is another kind of type"),
    }
}
