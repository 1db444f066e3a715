//! Fields: of request structs, of types, of variants.

use crate::ir::{Field, Presence};
use crate::name::Ident;

use super::side::Spelled;
use super::{Comparison, Construct, Effect, Side};

/// The fields of one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a> {
    side: Side<'a>,
    list: &'a [Field],
    names: &'a [Ident],
}

/// What the fields belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule<'p> {
    pub(super) construct: Construct,
    /// The path of the struct or variant.
    pub(super) path: &'p str,
    /// Whether callers make it, so that `new` matters.
    pub(super) is_made: bool,
    /// Whether it can be written and matched without `..`, so that any new field breaks callers.
    pub(super) is_closed: bool,
}

impl<'a> Fields<'a> {
    pub(super) fn new(side: Side<'a>, list: &'a [Field], names: &'a [Ident]) -> Self {
        Self { side, list, names }
    }

    fn iter(self) -> impl Iterator<Item = (&'a Field, &'a Ident)> {
        self.list.iter().zip(self.names)
    }

    /// The field with the same place and name on the wire, else with the same identifier.
    fn partner(self, field: &Field, ident: &Ident) -> Option<(&'a Field, &'a Ident)> {
        let same_wire = |(other, _): &(&Field, &Ident)| {
            other.location == field.location && other.name == field.name
        };
        self.iter()
            .find(same_wire)
            .or_else(|| self.iter().find(|(_, other)| *other == ident))
    }

    fn type_text(self, field: &Field) -> Spelled {
        Spelled::new(self.side, |side| side.type_text(&field.type_ref))
    }

    /// What `new` takes, in order.
    fn required(self) -> Vec<&'a Ident> {
        self.iter()
            .filter(|(field, _)| field.presence == Presence::Required)
            .map(|(_, ident)| ident)
            .collect()
    }
}

pub(super) fn compare(old: Fields<'_>, new: Fields<'_>, rule: Rule<'_>, changes: &mut Comparison) {
    let start = changes.changes.len();
    for (field, ident) in old.iter() {
        let mut about = changes.about(rule.construct, format!("{}::{ident}", rule.path));
        let Some((other, other_ident)) = new.partner(field, ident) else {
            about.breaking("was removed");
            continue;
        };
        if ident != other_ident {
            about.breaking(format!("is now `{other_ident}`"));
        }
        let (was, is) = (old.type_text(field), new.type_text(other));
        if !was.holds_in(&is) {
            let (was, is) = (was.now, is.now);
            about.breaking(format!("is `{is}` instead of `{was}`"));
        }
        if field.presence != other.presence {
            about.breaking(presence(other.presence));
        }
        if field.deprecated.is_none() && other.deprecated.is_some() {
            about.addition("is deprecated");
        }
        if field.name != other.name || field.location != other.location {
            about.fix(format!("is sent as `{}`", other.name));
        }
        if field.preset != other.preset {
            about.fix("has another preset value");
        }
        if !field.docs.agrees(&other.docs) {
            about.fix("is documented otherwise");
        }
    }
    for (field, ident) in new.iter() {
        if old.partner(field, ident).is_none() {
            added(field, ident, rule, changes);
        }
    }
    let is_settled = changes
        .changes
        .iter()
        .skip(start)
        .all(|change| change.effect != Effect::Breaking);
    if rule.is_made && is_settled && old.required() != new.required() {
        changes
            .about(rule.construct, format!("{}::new", rule.path))
            .breaking("takes its arguments in another order");
    }
}

fn added(field: &Field, ident: &Ident, rule: Rule<'_>, changes: &mut Comparison) {
    let mut about = changes.about(rule.construct, format!("{}::{ident}", rule.path));
    if rule.is_made && field.presence == Presence::Required {
        about.breaking("was added and is required");
    } else if rule.is_closed {
        about.breaking("was added");
    } else {
        about.addition("was added");
    }
}

fn presence(now: Presence) -> &'static str {
    match now {
        Presence::Required => "is required now",
        Presence::Optional => "is optional now",
        Presence::Nullable => "may be null now",
    }
}
