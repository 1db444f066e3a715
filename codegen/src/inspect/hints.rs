//! A hints file with everything that was guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::generator::ReadApi;
use crate::ir::{
    Body, Docs, Field, Location, Operation, Presence, ResponseBody, Status, TypeId, TypeKind,
    TypeRef,
};

use super::pages::pages;
use super::schema::{hint_name, is_stated, key, name, quoted, schema};

/// The guesses about an API as a hints file: what is right may be deleted, what is wrong is to be corrected. Used as it
/// stands, it states what was inferred.
///
/// Items that share their folders' and their own names, and have no id, cannot be told apart by hints and are left out.
pub fn hints(read: &ReadApi) -> String {
    let mut text = format!(
        "# What was inferred for `{}` from {}. Correct what is wrong, delete the rest.\n",
        line(&read.api.title),
        line(&read.source)
    );
    let mut used = BTreeSet::new();
    let mut sections = String::new();
    for (found_by, operation) in keyed(&read.api.operations) {
        push_operation(read, &found_by, operation, &mut sections, &mut used);
    }
    push_types(read, used, &mut text);
    text.push_str(&sections);
    text
}

/// Operations by the key that a hint finds them with.
fn keyed(operations: &[Operation]) -> Vec<(String, &Operation)> {
    let path = |operation: &Operation| operation.origin.path.join(" / ");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for operation in operations {
        *counts.entry(path(operation)).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    operations
        .iter()
        .filter_map(|operation| {
            let path = path(operation);
            let found_by = if counts.get(&path) == Some(&1) {
                path
            } else {
                operation.id.clone()?
            };
            taken
                .insert(found_by.clone())
                .then_some((found_by, operation))
        })
        .collect()
}

fn push_operation(
    read: &ReadApi,
    found_by: &str,
    operation: &Operation,
    text: &mut String,
    used: &mut BTreeSet<TypeId>,
) {
    let head = format!("operations.{}", key(found_by));
    let mut own = String::new();
    for field in &operation.fields {
        let location = match field.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Body => continue,
        };
        let entry = format!("{location}.{}", key(&field.name));
        collect(read, &field.type_ref, used);
        push_member(read, &entry, field, &mut own);
    }
    if let Some(Body::Json { field, .. }) = &operation.body
        && let Some(field) = operation.fields.get(field.0)
        && schema(read, &field.type_ref) != "{}"
    {
        collect(read, &field.type_ref, used);
        push_member(read, "body", field, &mut own);
    }
    if let Some(pages) = pages(operation) {
        let _ = writeln!(own, "pagination = {{ {pages} }}");
    }
    if !own.is_empty() {
        let _ = write!(text, "\n[{head}]\n{own}");
    }
    push_body(read, &head, operation, text, used);
    for case in &operation.responses {
        let (Status::Code(status), ResponseBody::Json(type_ref)) = (case.status, &case.body) else {
            continue;
        };
        let schema = schema(read, type_ref);
        if schema != "{}" {
            collect(read, type_ref, used);
            let _ = write!(
                text,
                "\n[{head}.responses.{status}]{}\nschema = {schema}\n",
                comment(&case.docs)
            );
        }
    }
}

/// The members of an object, or the entries of a form.
fn push_body(
    read: &ReadApi,
    head: &str,
    operation: &Operation,
    text: &mut String,
    used: &mut BTreeSet<TypeId>,
) {
    let Some(Body::JsonObject { .. } | Body::Form { .. } | Body::Multipart { .. }) = operation.body
    else {
        return;
    };
    let fields = operation.fields.iter();
    let members: Vec<&Field> = fields
        .filter(|field| field.location == Location::Body)
        .collect();
    let _ = write!(text, "\n[{head}.body]\nrequired = {}\n", required(&members));
    for field in members {
        let entry = format!("properties.{}", key(&field.name));
        collect(read, &field.type_ref, used);
        push_member(read, &entry, field, text);
    }
}

fn push_member(read: &ReadApi, entry: &str, field: &Field, text: &mut String) {
    let schema = schema(read, &field.type_ref);
    let _ = writeln!(text, "{entry} = {schema}{}", comment(&field.docs));
}

fn push_types(read: &ReadApi, used: BTreeSet<TypeId>, text: &mut String) {
    for id in used {
        let Some(definition) = read.api.types.get(id.0) else {
            continue;
        };
        let (name, hint_name) = (name(read, id), hint_name(read, id));
        let (head, comment) = (key(&hint_name), comment(&definition.docs));
        let _ = writeln!(text, "\n[types.{head}]{comment}");
        if hint_name != name {
            let _ = writeln!(text, "title = {}", quoted(name));
        }
        match &definition.kind {
            TypeKind::Struct(content) => {
                let members: Vec<&Field> = content.fields.iter().collect();
                let _ = write!(
                    text,
                    "type = \"object\"\nrequired = {}\n",
                    required(&members)
                );
                for field in members {
                    let entry = format!("properties.{}", key(&field.name));
                    push_member(read, &entry, field, text);
                }
            }
            TypeKind::Enum(values) => {
                let values: Vec<String> = values.iter().map(|value| quoted(&value.value)).collect();
                let _ = writeln!(text, "type = \"string\"\nenum = [{}]", values.join(", "));
            }
            TypeKind::Union(_) | TypeKind::Tagged { .. } | TypeKind::ByStatus(_) => {}
        }
    }
}

/// The definitions that a type leads to.
fn collect(read: &ReadApi, type_ref: &TypeRef, used: &mut BTreeSet<TypeId>) {
    match type_ref {
        TypeRef::Named(id) if is_stated(read, *id) && used.insert(*id) => {
            if let Some(TypeKind::Struct(content)) =
                read.api.types.get(id.0).map(|definition| &definition.kind)
            {
                for field in &content.fields {
                    collect(read, &field.type_ref, used);
                }
            }
        }
        TypeRef::Nullable(inner)
        | TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Boxed(inner) => collect(read, inner, used),
        _ => {}
    }
}

fn required(members: &[&Field]) -> String {
    let names: Vec<String> = members
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| quoted(&field.name))
        .collect();
    format!("[{}]", names.join(", "))
}

fn comment(docs: &Docs) -> String {
    let evidence: Vec<String> = docs
        .evidence
        .iter()
        .map(|evidence| line(&evidence.text))
        .collect();
    if evidence.is_empty() {
        String::new()
    } else {
        format!(" # {}", evidence.join(" "))
    }
}

/// Text on one line.
fn line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
