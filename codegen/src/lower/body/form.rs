//! Urlencoded forms.

use super::content_type;
use crate::ir::{Body, FieldId, FormEntry, FormValue, Location, Template};
use crate::lower::Lower;
use crate::lower::constant::Site;
use crate::lower::context::Context;
use crate::lower::inputs::Inputs;
use crate::lower::parameter::Parameter;
use crate::postman::UrlencodedEntry;
use crate::resolve::has_variable;

impl Lower<'_> {
    /// The entries in the order in which Postman sends them: integer-like names first, in numeric order; entries of one
    /// name at the first one's place.
    pub(super) fn form(
        &mut self,
        context: &Context<'_>,
        entries: &[UrlencodedEntry],
        inputs: &mut Inputs,
    ) -> Option<Body> {
        let mut names: Vec<&str> = Vec::new();
        for entry in entries {
            if !names.contains(&entry.name.as_str()) {
                names.push(&entry.name);
            }
        }
        names.sort_by_key(|name| integer_like(name).map_or((1, 0), |number| (0, number)));
        let known = names.iter().copied();
        let mut lowered: Vec<FormEntry> = known
            .map(|name| self.form_entry(context, name, entries, inputs))
            .collect();
        for added in self.added_entries(&names, context, inputs) {
            lowered.push(FormEntry {
                name: Template::text(&added.0),
                value: FormValue::Field(added.1),
            });
        }
        let content_type = content_type::of_form(context.request);
        (!lowered.is_empty()).then_some(Body::Form {
            entries: lowered,
            content_type,
        })
    }

    fn form_entry(
        &mut self,
        context: &Context<'_>,
        name: &str,
        entries: &[UrlencodedEntry],
        inputs: &mut Inputs,
    ) -> FormEntry {
        let same: Vec<_> = entries.iter().filter(|entry| entry.name == name).collect();
        let enabled: Vec<_> = same
            .iter()
            .copied()
            .filter(|entry| !entry.disabled)
            .collect();
        let sent: Vec<&str> = enabled
            .iter()
            .flat_map(|entry| entry.values.iter().map(String::as_str))
            .collect();
        let wire_name = self.settings.template(name, context.origin());
        if let [value] = sent.as_slice()
            && self.is_constant_text(context.operation, name, value)
        {
            let value = FormValue::Constant(self.settings.template(value, context.origin()));
            return FormEntry {
                name: wire_name,
                value,
            };
        }
        let shown: Vec<&str> = if sent.is_empty() {
            same.iter()
                .flat_map(|entry| entry.values.iter().map(String::as_str))
                .collect()
        } else {
            sent.clone()
        };
        let parameter = Parameter {
            name,
            location: Location::Body,
            texts: shown,
            description: same.iter().find_map(|entry| entry.description.as_deref()),
            repeated: sent.len() > 1,
            enabled: !enabled.is_empty(),
        };
        let field = self.parameter(&parameter, context.at);
        FormEntry {
            name: wire_name,
            value: FormValue::Field(inputs.add(field)),
        }
    }

    /// The entries that only the hints know, by name, as fields.
    pub(super) fn added_entries(
        &mut self,
        names: &[&str],
        context: &Context<'_>,
        inputs: &mut Inputs,
    ) -> Vec<(String, FieldId)> {
        let Some((operation, hint)) = self.hint.and_then(|hint| Some((hint, hint.body.as_ref()?)))
        else {
            return Vec::new();
        };
        operation.note_unmatched_names(names.iter().copied());
        if hint.has_alternatives() {
            operation.note_unmatched_keys(&["body", "oneOf"]);
        }
        let added = hint.additions().filter(|name| !names.contains(name));
        let added = added.map(|name| {
            let parameter = Parameter::added(name, Location::Body);
            let field = self.parameter(&parameter, context.at);
            (name.to_owned(), inputs.add(field))
        });
        added.collect()
    }

    /// Whether a literal of a form is sent without asking the caller.
    pub(in crate::lower) fn is_constant_text(
        &self,
        operation: usize,
        name: &str,
        value: &str,
    ) -> bool {
        let constant = has_variable(name)
            || self
                .constants
                .is_constant(operation, Site::Form, name, value);
        self.constant_hint(Location::Body, name).unwrap_or(constant)
    }
}

/// An array index in the sense of JavaScript: such keys come first in an object.
fn integer_like(name: &str) -> Option<u32> {
    let number: u32 = name.parse().ok()?;
    (number != u32::MAX && number.to_string() == name).then_some(number)
}
