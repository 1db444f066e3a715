//! Types in words, and as JSON Schema in TOML.

use crate::diagnostic::Key;
use crate::generator::ReadApi;
use crate::ir::{Home, TypeId, TypeKind, TypeRef};

/// The type in JSON's words; definitions by the names that they have in Rust.
pub(super) fn type_name(read: &ReadApi, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Boolean => "boolean".to_owned(),
        TypeRef::Integer => "integer".to_owned(),
        TypeRef::Unsigned => "integer from 0".to_owned(),
        TypeRef::Float | TypeRef::Number => "number".to_owned(),
        TypeRef::Text => "string".to_owned(),
        TypeRef::Formatted(format) => format!("string ({})", format.name),
        TypeRef::IntegerOrText => "string or integer".to_owned(),
        TypeRef::Json => "any".to_owned(),
        TypeRef::File => "file".to_owned(),
        TypeRef::Bytes => "bytes".to_owned(),
        TypeRef::Named(id) => name(read, *id).to_owned(),
        TypeRef::Nullable(inner) => format!("{} or null", type_name(read, inner)),
        TypeRef::List(inner) => format!("list of {}", type_name(read, inner)),
        TypeRef::Map(inner) => format!("map of {}", type_name(read, inner)),
        TypeRef::Boxed(inner) => type_name(read, inner),
    }
}

/// The name of a definition in Rust.
pub(super) fn name(read: &ReadApi, id: TypeId) -> &str {
    read.names
        .types
        .get(id.0)
        .map_or("", |names| names.name.bare())
}

/// The name of a definition in a hints file: behind that of its module where another module has one of its name.
pub(super) fn hint_name(read: &ReadApi, id: TypeId) -> String {
    let name = name(read, id);
    let mut others = read.names.types.iter().enumerate();
    let is_taken = others.any(|(other, names)| {
        other != id.0 && names.name.bare() == name && is_stated(read, TypeId(other))
    });
    let home = read
        .api
        .types
        .get(id.0)
        .map(|definition| definition.home.module());
    match home {
        Some(Home::Resource(folder)) if is_taken => {
            let folder = read.names.resources.get(folder.0);
            let module = folder.map_or("", |names| names.module.bare());
            format!("{module}::{name}")
        }
        _ => name.to_owned(),
    }
}

/// Whether a definition can be stated as one named schema: unions are stated by the hint that makes them.
pub(super) fn is_stated(read: &ReadApi, id: TypeId) -> bool {
    read.api.types.get(id.0).is_some_and(|definition| {
        matches!(definition.kind, TypeKind::Struct(_) | TypeKind::Enum(_))
    })
}

/// The type as an inline table; empty when nothing can be said of it.
pub(super) fn schema(read: &ReadApi, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Boolean => of_type("boolean"),
        TypeRef::Integer | TypeRef::Unsigned => of_type("integer"),
        TypeRef::Float | TypeRef::Number => of_type("number"),
        TypeRef::Text => of_type("string"),
        TypeRef::Formatted(format) => {
            format!("{{ type = \"string\", format = {} }}", quoted(&format.name))
        }
        TypeRef::IntegerOrText => "{ type = [\"string\", \"integer\"] }".to_owned(),
        TypeRef::Named(id) if is_stated(read, *id) => {
            format!("{{ \"$ref\" = {} }}", quoted(&hint_name(read, *id)))
        }
        TypeRef::Json | TypeRef::File | TypeRef::Bytes | TypeRef::Named(_) => "{}".to_owned(),
        TypeRef::List(inner) => {
            format!("{{ type = \"array\", items = {} }}", schema(read, inner))
        }
        TypeRef::Map(inner) => format!(
            "{{ type = \"object\", additionalProperties = {} }}",
            schema(read, inner)
        ),
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => schema(read, inner),
    }
}

fn of_type(name: &str) -> String {
    format!("{{ type = \"{name}\" }}")
}

/// A TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A TOML key: bare where it can be.
pub(super) fn key(text: &str) -> String {
    Key::Name(text.to_owned()).to_string()
}
