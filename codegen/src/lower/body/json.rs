//! JSON bodies: an object's members become fields of the request; anything else is one field.

use super::declares_json;
use crate::infer::{Sample, Shape};
use crate::ir::{Body, Field, Literal, Location, Presence};
use crate::lower::Lower;
use crate::lower::constant::Site;
use crate::lower::context::Context;
use crate::lower::docs;
use crate::lower::inputs::{Inputs, field};

impl Lower<'_> {
    /// The body as JSON; `None` when it is not JSON: then it is text.
    pub(super) fn json(
        &mut self,
        context: &Context<'_>,
        text: &str,
        content_type: Option<String>,
        inputs: &mut Inputs,
    ) -> Option<Body> {
        let hint = context.body_hint();
        let is_json = match context.sample {
            Some(Sample::Object(_) | Sample::List(_)) => true,
            Some(Sample::Bare(_)) | None => false,
            Some(_) => declares_json(&context.request.item.request.headers),
        };
        if !is_json && hint.is_none() {
            return None;
        }
        let mut shape = self.body_shape(context);
        if let Some(hint) = context.hint {
            hint.note_unmatched(&shape);
        }
        shape.detect_maps();
        let constants = self.take_constants(context, &mut shape);
        if let Some(hint) = hint {
            hint.lay_over(&mut shape);
        }
        let text = text.to_owned();
        let sample = context.sample.map(|sample| self.with_known(sample));
        let sample = sample.as_deref();
        if let Some(members) = self.types.members(&shape, &context.at) {
            let members = members
                .into_iter()
                .map(|member| inputs.add(self.with_example(member, sample, context)))
                .collect();
            return Some(Body::JsonObject {
                members,
                constants,
                content_type,
                text,
            });
        }
        let mut body = field(
            "body",
            Location::Body,
            self.types.lower(&shape, &context.at),
            Presence::Required,
        );
        body.docs = docs::described(shape.description.as_deref(), || "The body.".to_owned());
        body.shown = self.shown(hint, &body);
        body.example = sample.and_then(|sample| self.types.literal(sample, &body.type_ref));
        Some(Body::Json {
            field: inputs.add(body),
            content_type,
            text,
        })
    }

    /// Takes the constant members out of the shape, as name and JSON text.
    fn take_constants(&self, context: &Context<'_>, shape: &mut Shape) -> Vec<(String, String)> {
        let Some(Sample::Object(members)) = context.sample else {
            return Vec::new();
        };
        let Some(object) = shape
            .object
            .as_mut()
            .filter(|_| shape.alternatives.is_empty())
        else {
            return Vec::new();
        };
        let mut constants = Vec::new();
        for (name, value) in members {
            let decided = context.constant_hint(Location::Body, name);
            let constant = matches!(
                value,
                Sample::Text(text)
                    if self.constants.is_constant(context.operation, Site::Json, name, text)
            );
            if decided.unwrap_or(constant) && object.members.shift_remove(name.as_str()).is_some() {
                constants.push((name.clone(), value.to_json()));
            }
        }
        constants
    }

    /// A member with the collection's own value.
    fn with_example(
        &self,
        mut member: Field,
        sample: Option<&Sample>,
        context: &Context<'_>,
    ) -> Field {
        let Some(Sample::Object(members)) = sample else {
            return member;
        };
        let own = members.iter().find(|(name, _)| *name == member.name);
        member.example = own.and_then(|(_, value)| self.types.example(value, &member));
        let hint = context.member_hint(Location::Body, &member.name);
        member.shown = self.shown(hint.as_ref(), &member);
        if self.options.send_literals && member.presence != Presence::Required {
            member.preset = member.example.clone().filter(Literal::is_plain);
        }
        member
    }
}
