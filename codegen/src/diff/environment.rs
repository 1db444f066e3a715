//! Named environments.

use crate::ir::Environment;
use crate::name::Ident;

use super::{Comparison, Construct, Side};

pub(super) fn compare(old: Side<'_>, new: Side<'_>, changes: &mut Comparison) {
    for (environment, name) in environments(old) {
        let mut about = changes.about(Construct::Environment, name.as_str());
        match environments(new).find(|(_, other)| *other == name) {
            Some((other, _)) if values(old, environment) == values(new, other) => {}
            Some(_) => about.fix("has other values"),
            None => about.breaking("was removed"),
        }
    }
    for (_, name) in environments(new) {
        if !environments(old).any(|(_, other)| other == name) {
            changes
                .about(Construct::Environment, name.as_str())
                .addition("was added");
        }
    }
}

fn environments(side: Side<'_>) -> impl Iterator<Item = (&Environment, &Ident)> {
    side.api.environments.iter().zip(&side.names.environments)
}

/// The values by variable: the numbers of settings move.
fn values<'a>(side: Side<'a>, environment: &'a Environment) -> Vec<(Option<&'a str>, &'a str)> {
    let variable = |index: usize| Some(side.api.settings.get(index)?.variable.as_str());
    let values = environment.values.iter();
    values
        .map(|(id, value)| (variable(id.0), value.as_str()))
        .collect()
}
