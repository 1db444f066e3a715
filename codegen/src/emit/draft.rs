//! The body of a client function: the request, written part by part.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::ir::{
    Body, Field, FieldId, FormEntry, FormValue, HeaderEntry, HeaderValue, Operation, Part,
    PartContent, PartSource, PathPart, Presence, QueryEntry, QueryValue, Template, TypeRef,
};
use crate::name::{Ident, OperationNames};

use super::encode;
use super::scope::Scope;
use super::template::{self, Source, Text};

/// The Content-Type that a form has by itself.
const FORM: &str = "application/x-www-form-urlencoded";

/// An operation while its statements are written.
#[derive(Debug, Clone, Copy)]
struct Writer<'a> {
    scope: &'a Scope<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
    client: &'a TokenStream,
}

/// The statements that write a request to `draft`; `client` is the expression of the client.
pub(super) fn statements(
    scope: &Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
    client: &TokenStream,
) -> TokenStream {
    let writer = Writer {
        scope,
        operation,
        names,
        client,
    };
    let mut tokens = TokenStream::new();
    tokens.extend(operation.path.iter().map(|part| writer.path(part)));
    tokens.extend(operation.query.iter().map(|entry| writer.query(entry)));
    tokens.extend(operation.headers.iter().map(|entry| writer.header(entry)));
    tokens.extend(operation.body.as_ref().map(|body| writer.body(body)));
    tokens
}

impl Writer<'_> {
    fn field(&self, id: FieldId) -> (&Field, &Ident) {
        (&self.operation.fields[id.0], &self.names.fields[id.0])
    }

    /// A field as `&dyn Parameter`.
    fn parameter(&self, id: FieldId) -> TokenStream {
        let (_, name) = self.field(id);
        quote!(&request.#name)
    }

    fn with_text(
        &self,
        template: &Template,
        write: impl FnOnce(TokenStream) -> TokenStream,
    ) -> TokenStream {
        template::text(self.scope, template, Source::Call(self.client)).written(write)
    }

    /// A name that stays usable while a value is written after it.
    fn name(&self, name: &Template) -> (TokenStream, TokenStream) {
        let name = template::text(self.scope, name, Source::Call(self.client));
        let (before, name) = (name.before, name.value);
        if before.is_empty() {
            (before, name)
        } else {
            (quote!(#before let name = #name;), quote!(name))
        }
    }

    fn path(&self, part: &PathPart) -> TokenStream {
        match part {
            PathPart::Text(text) => {
                let text = if self.operation.behavior.disable_url_encoding {
                    text.clone()
                } else {
                    encode::path(text)
                };
                quote!(draft.path(#text);)
            }
            PathPart::Field(id) => {
                let (name, value) = (&self.field(*id).0.name, self.parameter(*id));
                quote!(draft.segment(#name, #value);)
            }
            PathPart::Setting(id) => {
                let value = template::setting(self.scope, *id, Source::Call(self.client));
                quote!(draft.path_text(#value);)
            }
            PathPart::Dynamic(variable) => {
                let value = template::dynamic(*variable, self.client);
                quote!(draft.path_text(&#value);)
            }
        }
    }

    fn query(&self, entry: &QueryEntry) -> TokenStream {
        let raw = self.operation.behavior.disable_url_encoding;
        let encoded = |text: &str, encode: fn(&str) -> String| {
            if raw { text.to_owned() } else { encode(text) }
        };
        let name = entry
            .name
            .as_text()
            .map(|name| encoded(name, encode::query_name));
        match (&entry.value, name) {
            (QueryValue::None, Some(name)) => quote!(draft.query_text(#name);),
            (QueryValue::None, None) => {
                self.with_text(&entry.name, |name| quote!(draft.query_text(#name);))
            }
            (QueryValue::Field(id), Some(name)) => {
                let value = self.parameter(*id);
                quote!(draft.query(#name, #value);)
            }
            (QueryValue::Field(id), None) => {
                let value = self.parameter(*id);
                self.with_text(&entry.name, |name| quote!(draft.query(#name, #value);))
            }
            (QueryValue::Constant(value), name) => {
                if let (Some(name), Some(value)) = (name, value.as_text()) {
                    let text = format!("{name}={}", encoded(value, encode::query_value));
                    quote!(draft.query_text(#text);)
                } else {
                    let (before, name) = self.name(&entry.name);
                    let statement =
                        self.with_text(value, |value| quote!(draft.query_pair(#name, #value);));
                    quote!(#before #statement)
                }
            }
        }
    }

    fn header(&self, entry: &HeaderEntry) -> TokenStream {
        if let Some(name) = entry.name.as_text() {
            return self.named_header(name, &entry.value);
        }
        let (before, name) = self.name(&entry.name);
        let statement = match &entry.value {
            HeaderValue::Constant(value) => {
                self.with_text(value, |value| quote!(draft.header_pair(#name, &#value);))
            }
            HeaderValue::Field(id) | HeaderValue::FieldOrDynamic(id, _) => {
                let value = self.parameter(*id);
                quote!(draft.header_pair(#name, #value);)
            }
        };
        quote!(#before #statement)
    }

    fn named_header(&self, name: &str, value: &HeaderValue) -> TokenStream {
        match value {
            HeaderValue::Constant(value) => {
                self.with_text(value, |value| quote!(draft.header(#name, &#value);))
            }
            HeaderValue::Field(id) => {
                let value = self.parameter(*id);
                quote!(draft.header(#name, #value);)
            }
            HeaderValue::FieldOrDynamic(id, variable) => {
                let field = self.field(*id).1;
                let made = template::dynamic(*variable, self.client);
                quote! {
                    match &request.#field {
                        Some(value) => draft.header(#name, value),
                        None => draft.header(#name, &#made),
                    };
                }
            }
        }
    }

    fn body(&self, body: &Body) -> TokenStream {
        match body {
            Body::JsonObject { content_type, .. } => {
                let content_type = Self::json_content_type(content_type.as_deref());
                quote!(#content_type draft.json(request);)
            }
            Body::Json {
                field,
                content_type,
                ..
            } => {
                let content_type = Self::json_content_type(content_type.as_deref());
                self.when_present(*field, |value| quote!(#content_type draft.json(#value);))
            }
            Body::Text {
                field,
                content_type,
            } => {
                let content_type = Self::with_content_type(content_type.as_deref());
                self.when_present(*field, |value| quote!(#content_type draft.text(#value);))
            }
            Body::Bytes {
                field,
                content_type,
            } => self.bytes(*field, content_type.as_deref()),
            Body::Form {
                entries,
                content_type,
            } => {
                let content_type = content_type.as_deref().filter(|value| *value != FORM);
                let content_type = Self::with_content_type(content_type);
                let entries = entries.iter().map(|entry| self.form_entry(entry));
                quote!(#content_type #(#entries)*)
            }
            Body::Multipart { parts, boundary } => {
                let boundary = boundary.as_ref();
                let boundary = boundary.map(|boundary| quote!(draft.boundary(#boundary);));
                let parts = parts.iter().map(|part| self.part(part));
                quote!(#boundary #(#parts)*)
            }
            Body::GraphQl {
                query,
                operation_name,
                variables,
                content_type,
                ..
            } => {
                let content_type = Self::json_content_type(content_type.as_deref());
                let graphql = self.graphql(query.as_ref(), operation_name.as_ref(), *variables);
                quote!(#content_type #graphql)
            }
        }
    }

    /// A file, or bytes, which are cheap to clone.
    fn bytes(&self, id: FieldId, content_type: Option<&str>) -> TokenStream {
        let content_type = Self::with_content_type(content_type);
        let (field, name) = self.field(id);
        self.when_present(id, |value| {
            if field.type_ref == TypeRef::File {
                quote!(#content_type draft.file(#value);)
            } else if field.presence == Presence::Required {
                quote!(#content_type draft.bytes(request.#name.clone());)
            } else {
                quote!(#content_type draft.bytes(#value.clone());)
            }
        })
    }

    fn with_content_type(content_type: Option<&str>) -> Option<TokenStream> {
        content_type.map(|value| quote!(draft.content_type(#value);))
    }

    fn json_content_type(content_type: Option<&str>) -> Option<TokenStream> {
        Self::with_content_type(content_type.filter(|value| *value != "application/json"))
    }

    /// Writes a field that may be absent; `write` gets an expression of a reference to its value.
    fn when_present(
        &self,
        id: FieldId,
        write: impl FnOnce(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let (field, name) = self.field(id);
        if field.presence == Presence::Required {
            return write(quote!(&request.#name));
        }
        let statements = write(quote!(value));
        quote! {
            if let Some(value) = &request.#name {
                #statements
            }
        }
    }

    fn form_entry(&self, entry: &FormEntry) -> TokenStream {
        let (before, name) = self.name(&entry.name);
        let statement = match &entry.value {
            FormValue::Constant(value) => {
                self.with_text(value, |value| quote!(draft.form(#name, &#value);))
            }
            FormValue::Field(id) => {
                let value = self.parameter(*id);
                quote!(draft.form(#name, #value);)
            }
        };
        quote!(#before #statement)
    }

    fn part(&self, part: &Part) -> TokenStream {
        let (before, name) = self.name(&part.name);
        let content_type = option(part.content_type.as_ref());
        let statement = match &part.content {
            PartContent::Text(PartSource::Constant(value)) => self.with_text(
                value,
                |value| quote!(draft.part_text(#name, &#value, #content_type);),
            ),
            PartContent::Text(PartSource::Field(id)) => {
                let value = self.parameter(*id);
                quote!(draft.part_text(#name, #value, #content_type);)
            }
            PartContent::File(id) => self.files(*id, &name),
        };
        quote!(#before #statement)
    }

    fn files(&self, id: FieldId, name: &TokenStream) -> TokenStream {
        let field = self.field(id).0;
        let list = matches!(field.type_ref, TypeRef::List(_));
        self.when_present(id, |file| {
            if list {
                quote! {
                    for file in #file {
                        draft.part_file(#name, file);
                    }
                }
            } else {
                quote!(draft.part_file(#name, #file);)
            }
        })
    }

    fn graphql(
        &self,
        query: Option<&Template>,
        name: Option<&Template>,
        variables: Option<FieldId>,
    ) -> TokenStream {
        let text = |template| template::text(self.scope, template, Source::Call(self.client));
        let (before_query, query) = parts(query.map(text));
        let (before_name, name) = parts(name.map(text));
        let variables = variables.map(|id| self.field(id));
        let mut bind = TokenStream::new();
        let variables = match variables {
            None => quote!(None::<&()>),
            Some((field, name)) if field.presence == Presence::Required => {
                quote!(Some(&request.#name))
            }
            Some((_, name)) => {
                bind.extend(quote!(let variables = request.#name.as_ref();));
                quote!(variables)
            }
        };
        quote! {
            #before_query
            let query: Option<&str> = #query;
            #before_name
            #bind
            draft.graphql(query, #name, #variables);
        }
    }
}

/// What stands before a text that may be missing, and its expression.
fn parts(text: Option<Text>) -> (Option<TokenStream>, TokenStream) {
    let (before, value) = text.map(|text| (text.before, text.value)).unzip();
    (before, option(value))
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}
