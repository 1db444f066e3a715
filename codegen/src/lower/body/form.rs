//! Urlencoded forms.

use super::content_type;
use crate::ir::{Body, FormEntry, FormValue, Location};
use crate::lower::Lower;
use crate::lower::constant::Site;
use crate::lower::context::Context;
use crate::lower::inputs::Inputs;
use crate::lower::parameter::{Parameter, by_name};
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
        let mut entries = by_name(entries, |entry| entry.name.as_str());
        let shown: Vec<&str> = entries.keys().copied().collect();
        for name in context.added_members(&shown) {
            entries.insert(name, Vec::new());
        }
        entries
            .sort_by_cached_key(|name, _| integer_like(name).map_or((1, 0), |number| (0, number)));
        let entries: Vec<FormEntry> = entries
            .iter()
            .map(|(name, same)| self.form_entry(context, name, same, inputs))
            .collect();
        let content_type = content_type::of_form(context.request);
        (!entries.is_empty()).then_some(Body::Form {
            entries,
            content_type,
        })
    }

    /// The entries of one name; none where only the hints know it.
    fn form_entry(
        &mut self,
        context: &Context<'_>,
        name: &str,
        same: &[&UrlencodedEntry],
        inputs: &mut Inputs,
    ) -> FormEntry {
        let enabled = same.iter().filter(|entry| !entry.disabled);
        let sent = enabled.clone().flat_map(|entry| &entry.values);
        let sent: Vec<&str> = sent.map(String::as_str).collect();
        let wire_name = self.settings.template(name, context.origin());
        if let [value] = sent.as_slice()
            && self.is_constant_text(context, name, value)
        {
            let value = FormValue::Constant(self.settings.template(value, context.origin()));
            return FormEntry {
                name: wire_name,
                value,
            };
        }
        let parameter = Parameter {
            name,
            location: Location::Body,
            repeated: sent.len() > 1,
            texts: if sent.is_empty() {
                let values = same.iter().flat_map(|entry| &entry.values);
                values.map(String::as_str).collect()
            } else {
                sent
            },
            description: same.iter().find_map(|entry| entry.description.as_deref()),
            enabled: enabled.count() > 0,
        };
        let field = self.parameter(&parameter, context);
        FormEntry {
            name: wire_name,
            value: FormValue::Field(inputs.add(field)),
        }
    }

    /// Whether a literal of a form is sent without asking the caller.
    pub(in crate::lower) fn is_constant_text(
        &self,
        context: &Context<'_>,
        name: &str,
        value: &str,
    ) -> bool {
        let is_constant = |name| {
            self.constants
                .is_constant(context.operation, Site::Form, name, value)
        };
        context
            .constant_hint(Location::Body, name)
            .unwrap_or_else(|| has_variable(name) || is_constant(name))
    }
}

/// An array index in the sense of JavaScript: such keys come first in an object.
fn integer_like(name: &str) -> Option<u32> {
    let number: u32 = name.parse().ok()?;
    (number != u32::MAX && number.to_string() == name).then_some(number)
}
