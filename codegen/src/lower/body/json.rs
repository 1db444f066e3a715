//! JSON bodies: an object's members become fields of the request; anything else is one field.

use super::declares_json;
use crate::infer::{Sample, Shape};
use crate::ir::{Body, Evidence, Field, Literal, Location, Presence};
use crate::lower::Lower;
use crate::lower::constant::{Site, text_of};
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
        let is_constant = !constants.is_empty()
            && shape
                .object
                .as_ref()
                .is_some_and(|object| object.members.is_empty() && object.map.is_none());
        let members = self.types.members(&shape, &context.at);
        if let Some(members) = members.or_else(|| is_constant.then(Vec::new)) {
            let members = members
                .into_iter()
                .map(|mut member| {
                    let source = self.source_of(&member, context);
                    member.docs.evidence.extend(source);
                    inputs.add(self.with_example(member, sample, context))
                })
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
            let constant = text_of(value).is_some_and(|text| {
                self.constants
                    .is_constant(context.operation, Site::Json, name, text)
            });
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
        if !matches!(sample, Some(Sample::Object(_))) {
            return member;
        }
        let own = value_of(&member, sample);
        member.example = own.and_then(|value| self.types.example(value, &member));
        let hint = context.member_hint(Location::Body, &member.name);
        member.shown = self.shown(hint.as_ref(), &member);
        if self.options.send_literals && member.presence != Presence::Required {
            member.preset = member.example.clone().filter(Literal::is_plain);
        }
        member
    }
    /// Where the collection takes a member from.
    fn source_of(&self, member: &Field, context: &Context<'_>) -> Option<Evidence> {
        match value_of(member, context.sample)? {
            Sample::Text(text) | Sample::Bare(text) => {
                self.kept.of_texts(&[text], context.origin())
            }
            _ => None,
        }
    }
}

/// What a body has for a member.
fn value_of<'s>(member: &Field, body: Option<&'s Sample>) -> Option<&'s Sample> {
    let Some(Sample::Object(members)) = body else {
        return None;
    };
    let mut members = members.iter();
    members
        .find(|(name, _)| *name == member.name)
        .map(|(_, value)| value)
}
