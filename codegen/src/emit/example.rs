//! The collection's own values, behind the feature `examples`: flat statements, one for each value.

mod scalar;
mod steps;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Presence, ResourceId};

use super::context::Context;
use super::moved::Moved;
use super::scope::Scope;
use steps::Steps;

/// Digits of the numbers of locals, at least.
const FEWEST_DIGITS: usize = 3;

/// Whether a folder has requests to show.
pub(super) fn is_needed(cx: Context<'_>, id: ResourceId) -> bool {
    cx.api.options.examples && !cx.resource(id).0.operations.is_empty()
}

/// `example` of every request struct of a folder.
pub(super) fn emit_examples<'a>(
    scope: &'a Scope<'_>,
    id: ResourceId,
) -> impl Iterator<Item = TokenStream> + 'a {
    let cx = scope.cx;
    let operations = cx.resource(id).0.operations.iter();
    operations.map(move |id| {
        let (operation, names) = cx.operation(*id);
        let request = scope.import("super", names.request.as_str());
        let body = example_body(scope, &operation.fields, &names.fields);
        let values = scope.runtime("Values");
        let argument = if body.uses_values {
            quote!(values)
        } else {
            quote!(_)
        };
        let (statements, end) = (Moved::from(body.statements), Moved::from(body.end));
        quote! {
            impl #request {
                #[doc = " The collection's own values."]
                pub fn example(#argument: &#values) -> Self {
                    #statements
                    #end
                }
            }
        }
    })
}

struct Body {
    statements: TokenStream,
    end: TokenStream,
    uses_values: bool,
    /// How many locals it has.
    count: usize,
}

fn example_body(scope: &Scope<'_>, fields: &[Field], names: &[crate::name::Ident]) -> Body {
    let body = numbered_body(scope, fields, names, FEWEST_DIGITS);
    match body.count.to_string().len() {
        digits if digits > FEWEST_DIGITS => numbered_body(scope, fields, names, digits),
        _ => body,
    }
}

fn numbered_body(
    scope: &Scope<'_>,
    fields: &[Field],
    names: &[crate::name::Ident],
    digits: usize,
) -> Body {
    let mut steps = Steps::new(scope, digits);
    let required: Vec<Moved> = fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| {
            steps
                .value(&field.type_ref, field.example.as_ref(), 0)
                .into()
        })
        .collect();
    let mut settings = TokenStream::new();
    for (field, name) in fields
        .iter()
        .zip(names)
        .filter(|(field, _)| field.presence != Presence::Required && field.example.is_some())
    {
        let value = Moved::from(steps.field(field, field.example.as_ref(), 0));
        settings.extend(quote!(request.#name = Some(#value);));
    }
    let Steps {
        mut statements,
        count,
        uses_values,
        ..
    } = steps;
    if settings.is_empty() {
        return Body {
            statements,
            end: quote!(Self::new(#(#required),*)),
            uses_values,
            count,
        };
    }
    statements.extend(quote!(let mut request = Self::new(#(#required),*);));
    statements.extend(settings);
    Body {
        statements,
        end: quote!(request),
        uses_values,
        count,
    }
}
