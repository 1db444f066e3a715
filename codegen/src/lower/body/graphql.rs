//! GraphQL bodies: the document is constant, the variables are one field.

use super::content_type;
use crate::infer::{self, Shape};
use crate::ir::{Body, Docs, Location, Presence};
use crate::lower::Lower;
use crate::lower::context::Context;
use crate::lower::inputs::{Inputs, field};
use crate::postman::GraphQl;

impl Lower<'_> {
    pub(super) fn graphql(
        &mut self,
        context: &Context<'_>,
        graphql: &GraphQl,
        inputs: &mut Inputs,
    ) -> Body {
        if let Some(hint) = context.hint {
            hint.note_unmatched_names(graphql.variables.iter().map(|_| "variables"));
        }
        let variables = graphql
            .variables
            .as_deref()
            .filter(|text| !text.trim().is_empty());
        let variables = variables.and_then(|text| {
            let sample = infer::parse_sample(text).ok()?;
            let mut shape = Shape::of(&sample, &self.values);
            let hint = context.member_hint(Location::Body, "variables");
            if let Some(hint) = hint {
                hint.lay_over(&mut shape);
            }
            let type_ref = self.types.lower(&shape, &context.at);
            let mut variables = field("variables", Location::Body, type_ref, Presence::Optional);
            variables.docs = Docs::sentence("Variables of the GraphQL document.");
            variables.example = self
                .types
                .literal(&self.with_known(&sample), &variables.type_ref);
            Some(inputs.add(variables))
        });
        let (query, name) = (graphql.query.as_deref(), graphql.operation_name.as_deref());
        Body::GraphQl {
            query: query.map(|text| self.settings.template(text, context.origin())),
            operation_name: name.map(|text| self.settings.template(text, context.origin())),
            variables,
            text: graphql.variables.clone(),
            content_type: content_type::of_graphql(context.request),
        }
    }
}
