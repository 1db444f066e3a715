//! Settings of the client, and text completed from them.

use indexmap::IndexMap;

use super::docs;
use super::kept::KeptValues;
use crate::ir::{
    Docs, DynamicVariable, Environment, Origin, Setting, SettingId, Template, TemplatePart,
};
use crate::resolve::{Resolved, Segment, reference, segments, variables_of};

/// The settings met so far, by variable.
pub(super) struct Settings<'r> {
    resolved: &'r Resolved,
    kept: &'r KeptValues,
    list: IndexMap<String, Setting>,
}

impl<'r> Settings<'r> {
    pub(super) fn new(resolved: &'r Resolved, kept: &'r KeptValues) -> Self {
        Self {
            resolved,
            kept,
            list: IndexMap::new(),
        }
    }

    /// The setting for a variable, made when it is first met; settings that its value refers to are made before it.
    pub(super) fn id(&mut self, variable: &str, origin: &Origin) -> SettingId {
        if let Some(index) = self.list.get_index_of(variable) {
            return SettingId(index);
        }
        let secret = self.resolved.usage.is_secret(variable);
        let setting = Setting {
            variable: variable.to_owned(),
            secret,
            required: false,
            default: None,
            docs: self.docs(variable),
            origin: origin.clone(),
        };
        let (index, _) = self.list.insert_full(variable.to_owned(), setting);
        if !secret
            && let Some(value) = self
                .resolved
                .variables
                .value(variable)
                .filter(|value| !value.is_empty())
        {
            let default = self.default_value(variable, value, origin);
            if let Some((_, setting)) = self.list.get_index_mut(index) {
                setting.default = default;
            }
        }
        SettingId(index)
    }

    /// The collection's own value, with the settings that it refers to; `None` when it refers to itself.
    fn default_value(&mut self, variable: &str, value: &str, origin: &Origin) -> Option<Template> {
        let refers_to_itself = variables_of(value).any(|name| name == variable);
        (!refers_to_itself).then(|| self.template(value, origin))
    }

    /// `text` with every variable that is a setting, or that is made for each call, as a hole. Others stay as written.
    pub(super) fn template(&mut self, text: &str, origin: &Origin) -> Template {
        let mut template = Template::default();
        for segment in segments(text) {
            template.push(match segment {
                Segment::Text(text) => TemplatePart::Text(text.to_owned()),
                Segment::Variable(name) if self.resolved.usage.is_setting(name) => {
                    TemplatePart::Setting(self.id(name, origin))
                }
                Segment::Variable(name) => dynamic(name).map_or_else(
                    || TemplatePart::Text(reference(name)),
                    TemplatePart::Dynamic,
                ),
            });
        }
        template
    }

    /// Whether every variable of `text` is a setting or made for each call.
    pub(super) fn completes(&self, text: &str) -> bool {
        variables_of(text)
            .all(|name| self.resolved.usage.is_setting(name) || dynamic(name).is_some())
    }

    fn docs(&self, variable: &str) -> Docs {
        let description = self.resolved.variables.description(variable);
        let mut docs = docs::described(description, || {
            format!("Value of `{}`.", reference(variable))
        });
        docs.evidence.extend(self.kept.of_setting(variable));
        docs
    }

    /// The variable behind a setting.
    pub(super) fn variable(&self, id: SettingId) -> &str {
        self.list
            .get_index(id.0)
            .map_or("", |(variable, _)| variable.as_str())
    }

    /// The finished list. A setting is required when everything the client does depends on it.
    pub(super) fn finish(self, required: &[SettingId]) -> Vec<Setting> {
        let mut list: Vec<Setting> = self.list.into_values().collect();
        for id in required {
            if let Some(setting) = list.get_mut(id.0) {
                setting.required = setting.default.is_none();
            }
        }
        list
    }

    /// The named environments with their values, secrets left out; none where every setting is a secret.
    pub(super) fn environments(&self) -> Vec<Environment> {
        if self.list.values().all(|setting| setting.secret) {
            return Vec::new();
        }
        let environments = self.resolved.variables.environments();
        let environment = |(name, values): (&str, &[(String, String)])| Environment {
            name: name.to_owned(),
            values: values
                .iter()
                .filter_map(|pair| self.open_value(pair))
                .collect(),
        };
        environments.map(environment).collect()
    }

    /// What an environment says of a setting that is no secret.
    fn open_value(&self, (variable, value): &(String, String)) -> Option<(SettingId, String)> {
        if value.is_empty() || self.resolved.usage.is_secret(variable) {
            return None;
        }
        let index = self.list.get_index_of(variable.as_str())?;
        Some((SettingId(index), value.clone()))
    }
}

/// The dynamic variables that the client makes by itself.
pub(super) fn dynamic(name: &str) -> Option<DynamicVariable> {
    Some(match name {
        "$guid" | "$randomUUID" => DynamicVariable::Uuid,
        "$timestamp" => DynamicVariable::Timestamp,
        "$isoTimestamp" => DynamicVariable::IsoTimestamp,
        "$randomInt" => DynamicVariable::RandomInteger,
        _ => return None,
    })
}
