//! Settings of the client: builder methods and environment variables.

use crate::ir::Setting;
use crate::name::SettingNames;

use super::{Comparison, Construct, Side};

pub(super) fn compare(old: Side<'_>, new: Side<'_>, changes: &mut Comparison) {
    for (setting, names) in settings(old) {
        let partner = settings(new).find(|(other, _)| other.variable == setting.variable);
        if let Some(partner) = partner {
            pair((setting, names), partner, changes);
        } else {
            changes
                .about(Construct::Setting, names.field.as_str())
                .breaking("was removed");
        }
    }
    let is_new = |setting: &Setting| settings(old).all(|(old, _)| old.variable != setting.variable);
    for (setting, names) in settings(new).filter(|(setting, _)| is_new(setting)) {
        let mut about = changes.about(Construct::Setting, names.field.as_str());
        if setting.required {
            about.breaking("was added and is required");
        } else {
            about.addition("was added");
        }
    }
}

fn settings(side: Side<'_>) -> impl Iterator<Item = (&Setting, &SettingNames)> {
    side.api.settings.iter().zip(&side.names.settings)
}

fn pair(
    (old, old_names): (&Setting, &SettingNames),
    (new, new_names): (&Setting, &SettingNames),
    changes: &mut Comparison,
) {
    let mut about = changes.about(Construct::Setting, old_names.field.as_str());
    if old_names.field != new_names.field {
        about.breaking(format!("is now `{}`", new_names.field));
    }
    if old_names.environment != new_names.environment {
        about.breaking(format!("is read from `{}`", new_names.environment));
    }
    match (old.secret, new.secret) {
        (false, true) => about.breaking("is a secret now"),
        (true, false) => about.breaking("is no secret any more"),
        _ => {}
    }
    match (old.required, new.required) {
        (false, true) => about.breaking("is required now"),
        (true, false) => about.addition("need not be set any more"),
        _ => {}
    }
    if old.default != new.default {
        about.fix("has another default");
    }
    if !old.docs.agrees(&new.docs) {
        about.fix("is documented otherwise");
    }
}
