//! The query: fields, constants and names without a value.

use super::Lower;
use super::constant::Site;
use super::context::Context;
use super::inputs::Inputs;
use super::parameter::{Parameter, by_name};
use crate::ir::{Location, QueryEntry, QueryValue, Template};
use crate::postman;
use crate::resolve::has_variable;

impl Lower<'_> {
    /// The entries in order. Entries of one name are one list; disabled ones are optional fields that the collection
    /// itself does not send.
    pub(super) fn query(&mut self, context: &Context<'_>, inputs: &mut Inputs) -> Vec<QueryEntry> {
        let query = &context.url().query;
        let mut entries: Vec<QueryEntry> = Vec::new();
        for (written, same) in by_name(query, |entry| entry.name.as_str()) {
            let enabled = same.iter().copied().filter(|entry| !entry.disabled);
            let enabled: Vec<&postman::QueryEntry> = enabled.collect();
            let name = self.settings.template(written, context.origin());
            if enabled.is_empty() && (written.is_empty() || has_variable(written)) {
                continue;
            }
            if let Some(value) = self.fixed_value(written, &enabled, context) {
                entries.push(QueryEntry { name, value });
                continue;
            }
            let shown = if enabled.is_empty() { &same } else { &enabled };
            let texts = shown
                .iter()
                .map(|entry| entry.value.as_deref().unwrap_or_default());
            let parameter = Parameter {
                name: written,
                location: Location::Query,
                texts: texts.collect(),
                description: same.iter().find_map(|entry| entry.description.as_deref()),
                repeated: enabled.len() > 1,
                enabled: !enabled.is_empty(),
            };
            let field = self.parameter(&parameter, context);
            entries.push(QueryEntry {
                name,
                value: QueryValue::Field(inputs.add(field)),
            });
        }
        for name in context.added(Location::Query) {
            let parameter = Parameter::added(name, Location::Query);
            let field = self.parameter(&parameter, context);
            entries.push(QueryEntry {
                name: Template::text(name),
                value: QueryValue::Field(inputs.add(field)),
            });
        }
        entries
    }

    /// The value of an entry that the caller has no say in.
    fn fixed_value(
        &mut self,
        name: &str,
        enabled: &[&postman::QueryEntry],
        context: &Context<'_>,
    ) -> Option<QueryValue> {
        let [only] = enabled else { return None };
        let Some(value) = &only.value else {
            return Some(QueryValue::None);
        };
        if name.is_empty() || has_variable(name) {
            return Some(QueryValue::Constant(
                self.settings.template(value, context.origin()),
            ));
        }
        let from_settings = has_variable(value) && self.settings.completes(value);
        let constant = self
            .constants
            .is_constant(context.operation, Site::Query, name, value);
        let decided = context.constant_hint(Location::Query, name);
        if decided.unwrap_or(from_settings || constant) {
            let template = if value.is_empty() {
                Template::default()
            } else {
                self.settings.template(value, context.origin())
            };
            return Some(QueryValue::Constant(template));
        }
        None
    }
}
