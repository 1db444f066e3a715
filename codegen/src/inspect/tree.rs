//! From an API to its tree.

use crate::diagnostic::Place;
use crate::generator::ReadApi;
use crate::infer::is_placeholder;
use crate::ir::{
    Body, Docs, Field, Literal, Location, Operation, Origin, Output, Presence, ResourceId,
    ResponseBody, ResponseCase, TypeId, TypeKind, Variant, VariantContent,
};

use super::pages::pages;
use super::schema::type_name;
use super::{Kind, Node};

/// The tree of an API: settings, folders with their operations, types, and what was guessed, changed or dropped.
pub fn tree(read: &ReadApi) -> Node {
    let api = &read.api;
    let mut root = Node::new(Kind::Api, &api.title);
    root.evidence.push(format!("From {}.", read.source));
    for setting in &api.settings {
        let mut node = Node::new(Kind::Setting, &setting.variable);
        node.type_name = Some(if setting.secret { "secret" } else { "string" }.to_owned());
        node.presence = Some(if setting.required {
            "required"
        } else {
            "optional"
        });
        place(&mut node, &setting.docs, Some(&setting.origin));
        root.children.push(node);
    }
    root.children.extend(folder(read, ResourceId::ROOT));
    let types = (0..api.types.len()).map(TypeId);
    root.children
        .extend(types.filter_map(|id| definition(read, id)));
    root.children.extend(findings(read));
    root
}

fn place(node: &mut Node, docs: &Docs, origin: Option<&Origin>) {
    let evidence = docs
        .evidence
        .iter()
        .map(|evidence| evidence.text.to_string());
    node.evidence.extend(evidence);
    if let Some(Origin {
        place: Place { pointer, .. },
        ..
    }) = origin
    {
        node.pointer.clone_from(pointer);
    }
}

/// What stands in a folder: its operations, then the folders below it.
fn folder(read: &ReadApi, id: ResourceId) -> Vec<Node> {
    let Some(resource) = read.api.resources.get(id.0) else {
        return Vec::new();
    };
    let operations = resource
        .operations
        .iter()
        .filter_map(|id| read.api.operations.get(id.0))
        .map(|of| operation(read, of));
    let folders = resource.children.iter().filter_map(|id| {
        let below = read.api.resources.get(id.0)?;
        let mut node = Node::new(Kind::Folder, &below.name);
        place(&mut node, &below.docs, Some(&below.origin));
        node.children = folder(read, *id);
        Some(node)
    });
    operations.chain(folders).collect()
}

fn operation(read: &ReadApi, operation: &Operation) -> Node {
    let mut node = Node::new(Kind::Operation, &operation.name);
    node.type_name = Some(operation.signature.clone());
    place(&mut node, &operation.docs, Some(&operation.origin));
    node.children = operation
        .fields
        .iter()
        .map(|of| {
            let kind = match of.location {
                Location::Path => Kind::Path,
                Location::Query => Kind::Query,
                Location::Header => Kind::Header,
                Location::Body => Kind::Body,
            };
            field(read, kind, of)
        })
        .collect();
    if let Some(Body::JsonObject { constants, .. }) = &operation.body {
        let sent = constants.iter().map(|(name, value)| {
            let mut node = Node::new(Kind::Constant, name);
            node.type_name = Some(value.clone());
            node
        });
        node.children.extend(sent);
    }
    node.children
        .extend(operation.responses.iter().map(|case| answer(read, case)));
    if let Output::ByStatus(type_ref) = &operation.output {
        let mut output = Node::new(Kind::Answer, "of any success");
        output.type_name = Some(type_name(read, type_ref));
        node.children.push(output);
    }
    let pages = pages(operation).map(|pages| Node::new(Kind::Pages, pages));
    node.children.extend(pages);
    node
}

fn field(read: &ReadApi, kind: Kind, field: &Field) -> Node {
    let mut node = Node::new(kind, &field.name);
    node.type_name = Some(type_name(read, &field.type_ref));
    node.presence = Some(match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "nullable",
    });
    place(&mut node, &field.docs, None);
    node.evidence.extend(field.example.as_ref().and_then(shown));
    node
}

/// A sample as evidence, when it is short and no importer's placeholder.
fn shown(example: &Literal) -> Option<String> {
    let value = match example {
        Literal::Boolean(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::Text(text) if text.len() <= 60 && !is_placeholder(text) => text.clone(),
        Literal::Null => "null".to_owned(),
        _ => return None,
    };
    Some(format!("Sample: {}.", crate::markdown::code(&value)))
}

fn answer(read: &ReadApi, case: &ResponseCase) -> Node {
    let mut node = Node::new(Kind::Answer, case.status.to_string());
    node.type_name = Some(body(read, &case.body));
    let bodies = case.examples.iter().filter(|saved| !saved.body.is_empty());
    node.evidence.push(match bodies.count() {
        0 => "No saved body.".to_owned(),
        1 => "1 saved body.".to_owned(),
        count => format!("{count} saved bodies."),
    });
    place(&mut node, &case.docs, None);
    node
}

fn body(read: &ReadApi, body: &ResponseBody) -> String {
    match body {
        ResponseBody::Unknown => "not known".to_owned(),
        ResponseBody::Empty => "nothing".to_owned(),
        ResponseBody::Json(type_ref) => type_name(read, type_ref),
        ResponseBody::Text => "text".to_owned(),
        ResponseBody::Bytes => "bytes".to_owned(),
    }
}

fn definition(read: &ReadApi, id: TypeId) -> Option<Node> {
    let definition = read.api.types.get(id.0)?;
    let names = read.names.types.get(id.0)?;
    let mut node = Node::new(Kind::Type, names.name.bare());
    place(&mut node, &definition.docs, Some(&definition.origin));
    match &definition.kind {
        TypeKind::Struct(content) => {
            node.type_name = Some("object".to_owned());
            node.children = members(read, &content.fields);
        }
        TypeKind::Enum(values) => {
            node.type_name = Some("text out of a list".to_owned());
            let values = values
                .iter()
                .map(|value| Node::new(Kind::Value, &value.value));
            node.children = values.collect();
        }
        TypeKind::Union(variants) => {
            node.type_name = Some("one of several forms".to_owned());
            node.children = forms(read, variants);
        }
        TypeKind::Tagged { tag, variants } => {
            node.type_name = Some(format!("one of several objects, by {tag}"));
            node.children = forms(read, variants);
        }
        TypeKind::ByStatus(cases) => {
            node.type_name = Some("by status".to_owned());
            let cases = cases.iter().map(|case| {
                let statuses: Vec<String> = case.statuses.iter().map(u16::to_string).collect();
                let mut node = Node::new(Kind::Answer, statuses.join(", "));
                node.type_name = Some(body(read, &case.body));
                node
            });
            node.children = cases.collect();
        }
    }
    Some(node)
}

fn members(read: &ReadApi, fields: &[Field]) -> Vec<Node> {
    fields
        .iter()
        .map(|of| field(read, Kind::Member, of))
        .collect()
}

fn forms(read: &ReadApi, variants: &[Variant]) -> Vec<Node> {
    let form = |variant: &Variant| {
        let name = variant.tag.as_ref().or(variant.names.first());
        let mut node = Node::new(Kind::Form, name.cloned().unwrap_or_default());
        place(&mut node, &variant.docs, None);
        match &variant.content {
            VariantContent::Fields(fields) => node.children = members(read, fields),
            VariantContent::Value(type_ref) => node.type_name = Some(type_name(read, type_ref)),
            VariantContent::Unit => node.type_name = Some("null".to_owned()),
        }
        node
    };
    variants.iter().map(form).collect()
}

fn findings(read: &ReadApi) -> impl Iterator<Item = Node> {
    read.diagnostics.iter().map(|diagnostic| {
        let item = diagnostic.item.join(" / ");
        let colon = if item.is_empty() { "" } else { ": " };
        let name = format!(
            "{} {item}{colon}{}",
            diagnostic.code.text(),
            diagnostic.message
        );
        let mut node = Node::new(Kind::Finding, name);
        let instead = diagnostic.instead.as_ref();
        node.evidence = instead
            .map(|instead| format!("Instead: {instead}."))
            .into_iter()
            .collect();
        node.pointer.clone_from(&diagnostic.place.pointer);
        node
    })
}
