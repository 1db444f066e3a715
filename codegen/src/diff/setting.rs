//! Settings of the client: builder methods and environment variables.

use crate::ir::Setting;
use crate::name::SettingNames;

use super::{Comparison, Construct, Effect, Side};

pub(super) fn compare(old: Side<'_>, new: Side<'_>, changes: &mut Comparison) {
    let named = |side: Side<'_>, variable: &str| {
        let mut settings = settings(side);
        settings
            .find(|(setting, _)| setting.variable == variable)
            .is_some()
    };
    for (setting, names) in settings(old) {
        let partner = settings(new).find(|(other, _)| other.variable == setting.variable);
        if let Some(partner) = partner {
            pair((setting, names), partner, changes);
        } else {
            let path = names.field.as_str();
            changes.push(Effect::Breaking, Construct::Setting, path, "was removed");
        }
    }
    for (setting, names) in settings(new).filter(|(new, _)| !named(old, &new.variable)) {
        let (effect, message) = if setting.required {
            (Effect::Breaking, "was added and is required")
        } else {
            (Effect::Addition, "was added")
        };
        changes.push(effect, Construct::Setting, names.field.as_str(), message);
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
    let path = old_names.field.as_str();
    let mut push = |effect, message: &str| changes.push(effect, Construct::Setting, path, message);
    if old_names.field != new_names.field {
        push(Effect::Breaking, &format!("is now `{}`", new_names.field));
    }
    if old_names.environment != new_names.environment {
        let message = format!("is read from `{}`", new_names.environment);
        push(Effect::Breaking, &message);
    }
    match (old.secret, new.secret) {
        (false, true) => push(Effect::Breaking, "is a secret now"),
        (true, false) => push(Effect::Breaking, "is no secret any more"),
        _ => {}
    }
    match (old.required, new.required) {
        (false, true) => push(Effect::Breaking, "is required now"),
        (true, false) => push(Effect::Addition, "need not be set any more"),
        _ => {}
    }
    if old.default != new.default {
        push(Effect::Fix, "has another default");
    }
    if !old.docs.agrees(&new.docs) {
        push(Effect::Fix, "is documented otherwise");
    }
}
