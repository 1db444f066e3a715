//! Operations: client functions and their request structs.

use std::collections::BTreeSet;

use crate::ir::{Operation, OperationId};
use crate::name::{OperationNames, below};

use super::field::{self, Fields};
use super::side::Spelled;
use super::{Comparison, Construct, Side, matching};

pub(super) fn compare(old: Side<'_>, new: Side<'_>, changes: &mut Comparison) {
    let pairs = matching::operations(old, new);
    let known: BTreeSet<OperationId> = pairs.iter().map(|(old, _)| *old).collect();
    let partners: BTreeSet<OperationId> = pairs.iter().map(|(_, new)| *new).collect();
    for (id, operation, names) in old.operations() {
        if !known.contains(&id) {
            let path = path(old, operation, names);
            changes
                .about(Construct::Operation, path)
                .breaking("was removed");
        }
    }
    for (old_id, new_id) in pairs {
        if let (Some(before), Some(after)) = (find(old, old_id), find(new, new_id)) {
            pair((old, before), (new, after, new_id), changes);
        }
    }
    for (id, operation, names) in new.operations() {
        if !partners.contains(&id) {
            let (path, signature) = (path(new, operation, names), &operation.signature);
            changes
                .about(Construct::Operation, path)
                .addition(format!("was added: `{signature}`"));
        }
    }
}

/// What an operation's credential is.
fn credential<'a>(side: Side<'a>, operation: &Operation) -> Option<&'a str> {
    let credential = side.api.credentials.get(operation.credential?.0)?;
    Some(&credential.docs.summary)
}

type Named<'a> = (&'a Operation, &'a OperationNames);

fn find(side: Side<'_>, id: OperationId) -> Option<Named<'_>> {
    Some((
        side.api.operations.get(id.0)?,
        side.names.operations.get(id.0)?,
    ))
}

fn path(side: Side<'_>, operation: &Operation, names: &OperationNames) -> String {
    below(&side.modules(operation.resource), names.function.as_str())
}

fn pair(
    (old, (before, old_names)): (Side<'_>, Named<'_>),
    (new, (after, new_names), new_id): (Side<'_>, Named<'_>, OperationId),
    changes: &mut Comparison,
) {
    let (was, is) = (path(old, before, old_names), path(new, after, new_names));
    let mut about = changes.about(Construct::Operation, &was);
    if was != is || old_names.request != new_names.request {
        let former = new.former();
        let names = &former.names.operations;
        let names = names.get(new_id.0).unwrap_or(new_names);
        if was == path(former, after, names) && old_names.request == names.request {
            // A folder that was renamed is told once, not with each of its operations.
            if names.function != new_names.function || names.request != new_names.request {
                about.addition(format!("is now `{is}`; the old name is deprecated"));
            }
        } else {
            about.breaking(format!("is now `{is}`"));
        }
    }
    let aliases = [old_names, new_names].map(|names| names.alias.as_ref());
    let [was_alias, is_alias] = aliases.map(|alias| alias.map(|alias| &alias.function));
    about.alias_gone(was_alias, is_alias, &new_names.function);
    let yields = Spelled::new(old, |side| side.output_text(&before.output));
    let now = Spelled::new(new, |side| side.output_text(&after.output));
    if !yields.holds_in(&now) {
        let (was, is) = (yields.now, now.now);
        about.breaking(format!("yields `{is}` instead of `{was}`"));
    }
    if before.deprecated.is_none() && after.deprecated.is_some() {
        about.addition("is deprecated");
    }
    if before.signature != after.signature {
        let (was, is) = (&before.signature, &after.signature);
        about.fix(format!("sends `{is}` instead of `{was}`"));
    } else if before.curl != after.curl && credential(old, before) == credential(new, after) {
        // Another credential is told as a setting, once.
        about.fix("shows or sends other values");
    }
    if !before.docs.agrees(&after.docs) {
        about.fix("is documented otherwise");
    }
    let structure = below(&old.modules(before.resource), old_names.request.as_str());
    let rule = field::Rule {
        construct: Construct::Parameter,
        path: &structure,
        is_made: true,
        is_closed: false,
    };
    let before = Fields::new(old, &before.fields, &old_names.fields);
    let after = Fields::new(new, &after.fields, &new_names.fields);
    field::compare(before, after, rule, changes);
}
