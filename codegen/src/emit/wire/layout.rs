//! The collection's own spelling of bodies.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::context::Context;
use crate::emit::quoted::quoted;
use crate::emit::template::with_variables;
use crate::ir::{self, Body, Field, FieldId, FormValue, PartContent, PartSource, Template};

/// The collection's own spelling of a body, where the client may spell it otherwise.
pub(super) fn body(cx: Context<'_>, body: &Body, fields: &[Field]) -> Option<TokenStream> {
    match body {
        Body::JsonObject { text, .. } | Body::Json { text, .. } => {
            let text = quoted(text);
            Some(quote!(let text = #text; let call = call.json_layout(&values.fill(text));))
        }
        Body::GraphQl {
            query,
            operation_name,
            text: Some(text),
            ..
        } => {
            let option = |template: &Option<Template>| {
                if let Some(template) = template {
                    let text = with_variables(cx, template);
                    quote!(Some(#text))
                } else {
                    quote!(None)
                }
            };
            let (query, name) = (option(query), option(operation_name));
            let text = quoted(text);
            Some(quote! {
                let (query, operation_name): (Option<&str>, Option<&str>) = (#query, #name);
                let text = values.graphql(query, operation_name, #text);
                let call = call.json_layout(&text);
            })
        }
        Body::Form { entries, .. } => {
            let entries = entries.iter().map(|entry| match &entry.value {
                FormValue::Constant(text) => (&entry.name, vec![with_variables(cx, text)]),
                FormValue::Field(id) => (&entry.name, field_texts(fields, *id)),
            });
            let own = with_placeholder(cx, entries)?;
            Some(quote! {
                let form = [#(#own),*];
                let call = call.form_layout(values, &form);
            })
        }
        Body::Multipart { parts, .. } => {
            let parts = parts.iter().map(|part| match &part.content {
                PartContent::Text(PartSource::Constant(text)) => {
                    (&part.name, vec![with_variables(cx, text)])
                }
                PartContent::Text(PartSource::Field(id)) => (&part.name, field_texts(fields, *id)),
                PartContent::File(_) => (&part.name, Vec::new()),
            });
            let own = with_placeholder(cx, parts)?;
            Some(quote! {
                let parts = [#(#own),*];
                let call = call.part_layout(values, &parts);
            })
        }
        _ => None,
    }
}

/// Names and texts of a form in pairs; nothing when no text is an importer's placeholder.
fn with_placeholder<'a>(
    cx: Context<'_>,
    entries: impl Iterator<Item = (&'a Template, Vec<String>)>,
) -> Option<Vec<TokenStream>> {
    let (mut pairs, mut has_placeholder) = (Vec::new(), false);
    for (name, texts) in entries {
        let name = with_variables(cx, name);
        for text in texts {
            has_placeholder |= text.starts_with('<');
            pairs.push(quote!((#name, #text)));
        }
    }
    has_placeholder.then_some(pairs)
}

/// The collection's own texts of a field; none when it does not send it.
fn field_texts(fields: &[Field], id: FieldId) -> Vec<String> {
    match fields.get(id.0).and_then(|field| field.example.as_ref()) {
        Some(ir::Literal::List(list)) => list.iter().filter_map(literal_text).collect(),
        Some(literal) => literal_text(literal).into_iter().collect(),
        None => Vec::new(),
    }
}

/// A scalar as text.
fn literal_text(literal: &ir::Literal) -> Option<String> {
    match literal {
        ir::Literal::Boolean(value) => Some(value.to_string()),
        ir::Literal::Number(text) | ir::Literal::Text(text) | ir::Literal::Raw(text) => {
            Some(text.clone())
        }
        _ => None,
    }
}
