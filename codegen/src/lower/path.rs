//! The path: literal text, settings, and one field a variable.

use super::Lower;
use super::context::Context;
use super::inputs::Inputs;
use super::literal_id;
use super::parameter::Parameter;
use super::setting;
use crate::hints::MemberHint;
use crate::ir::{Evidence, Field, FieldId, Literal, Location, PathPart};
use crate::postman::{path_placeholder, path_variable_name};
use crate::resolve::{Segment, has_variable, reference, segments};

impl Lower<'_> {
    /// The path after the server, slashes included. No path at all is empty.
    pub(super) fn path(&mut self, context: &Context<'_>, inputs: &mut Inputs) -> Vec<PathPart> {
        let mut parts = Parts::default();
        let mut before = "";
        for segment in context.url().path.iter().flatten() {
            parts.text("/");
            let mut rest = segment.as_str();
            if let Some(name) = path_variable_name(segment) {
                parts
                    .0
                    .push(PathPart::Field(self.path_variable(name, context, inputs)));
                rest = &segment[name.len() + 1..];
            } else if let Some(name) = stand_in(segment) {
                let field = self.stand_in(name, segment, context);
                parts.0.push(PathPart::Field(inputs.add(field)));
                rest = "";
            } else if let Some(field) = self.literal_id(before, segment, context) {
                parts.0.push(PathPart::Field(inputs.add(field)));
                rest = "";
            }
            before = segment;
            for piece in segments(rest) {
                match piece {
                    Segment::Text(text) => parts.text(text),
                    Segment::Variable(name) => {
                        let part = self.path_template(name, context, inputs);
                        parts.0.push(part);
                    }
                }
            }
        }
        parts.0
    }

    /// A segment `:name`: the value is looked up in `url.variable`, of duplicates the last.
    fn path_variable(&mut self, name: &str, context: &Context<'_>, inputs: &mut Inputs) -> FieldId {
        let known = context
            .url()
            .variables
            .iter()
            .rev()
            .find(|variable| variable.name == name);
        let value = known
            .and_then(|variable| variable.value.as_deref())
            .filter(|value| !value.is_empty());
        let parameter = Parameter::of_path(
            name,
            value,
            known.and_then(|variable| variable.description.as_deref()),
        );
        let mut field = self.parameter(&parameter, context);
        if field.example.is_none() {
            field.example = Some(Literal::Raw(path_placeholder(name)));
        }
        inputs.add(field)
    }

    /// A segment that stands for a value without being a variable; Postman sends it as it is written.
    fn stand_in(&mut self, name: &str, segment: &str, context: &Context<'_>) -> Field {
        self.parameter(&Parameter::of_path(name, Some(segment), None), context)
    }

    /// A literal segment that is an ID, unless the collection's own values are what calls send; or any that a hint names.
    fn literal_id(&mut self, before: &str, segment: &str, context: &Context<'_>) -> Option<Field> {
        if has_variable(segment) {
            return None;
        }
        let named = context.member_hint(Location::Path, segment);
        if !literal_id::is_id(segment) {
            let hint = named.filter(|hint| hint.constant() != Some(true))?;
            let parameter = Parameter::of_path(segment, Some(segment), None);
            return Some(self.hinted_parameter(&parameter, Some(&hint), context));
        }
        let name = literal_id::name_behind(before);
        let hint = named.or_else(|| context.member_hint(Location::Path, &name));
        let stated = hint.as_ref().and_then(MemberHint::constant);
        if stated.unwrap_or(self.options.send_literals && hint.is_none()) {
            return None;
        }
        let parameter = Parameter::of_path(&name, Some(segment), None);
        let mut field = self.hinted_parameter(&parameter, hint.as_ref(), context);
        let read = Evidence::inspected("Written as an ID in the collection.");
        field.docs.evidence.push(read);
        Some(field)
    }

    /// A `{{variable}}` in the path.
    fn path_template(
        &mut self,
        name: &str,
        context: &Context<'_>,
        inputs: &mut Inputs,
    ) -> PathPart {
        if self.resolved.usage.is_setting(name) {
            return PathPart::Setting(self.settings.id(name, context.origin()));
        }
        if let Some(dynamic) = setting::dynamic(name) {
            return PathPart::Dynamic(dynamic);
        }
        let text = reference(name);
        let description = self.resolved.variables.description(name);
        let field = self.parameter(&Parameter::of_path(name, Some(&text), description), context);
        PathPart::Field(inputs.add(field))
    }
}

/// The name in a segment such as `<id>`, `{id}` or `[id]`, which people write where they would have to write `:id`.
fn stand_in(segment: &str) -> Option<&str> {
    let name = [('<', '>'), ('{', '}'), ('[', ']')]
        .into_iter()
        .find_map(|(open, close)| segment.strip_prefix(open)?.strip_suffix(close))?;
    let is_in_name = |character: char| character.is_alphanumeric() || "_-. ".contains(character);
    let is_name = name.starts_with(char::is_alphabetic) && name.chars().all(is_in_name);
    is_name.then_some(name)
}

/// Path parts; neighbouring texts become one.
#[derive(Default)]
struct Parts(Vec<PathPart>);

impl Parts {
    fn text(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(PathPart::Text(last)) => last.push_str(text),
            _ => self.0.push(PathPart::Text(text.to_owned())),
        }
    }
}
