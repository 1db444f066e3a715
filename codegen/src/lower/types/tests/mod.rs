//! Tests of the lowering of types.

mod accept;
mod laws;
mod names;
mod sharing;
mod traps;

use std::fmt::Write as _;

use super::{Options, Position, Role, Types};
use crate::diagnostic::Diagnostics;
use crate::infer::{Forms, Sample, Shape, Values, parse_sample};
use crate::ir::{
    Direction, Field, Home, Origin, Presence, ResourceId, Status, TypeDef, TypeId, TypeKind,
    TypeRef, Variant, VariantContent,
};

fn at(folder: &str, operation: &str, role: Role) -> Position {
    let direction = if matches!(role, Role::Response(_)) {
        Direction::Decode
    } else {
        Direction::Encode
    };
    Position {
        home: ResourceId(1),
        direction,
        folder: folder.to_owned(),
        operation: operation.to_owned(),
        role,
        origin: Origin::default(),
    }
}

fn response(operation: &str) -> Position {
    at("Users", operation, Role::Response(Status::Code(200)))
}

fn request(operation: &str) -> Position {
    at("Users", operation, Role::Request)
}

fn sample(text: &str) -> Sample {
    parse_sample(text).expect("a JSON sample")
}

fn shape(samples: &[&str]) -> Shape {
    let samples: Vec<Sample> = samples.iter().map(|text| sample(text)).collect();
    Shape::of_samples(&samples, &Values::default())
}

/// Lowers samples of one place and shows the result.
fn lowered(position: &Position, samples: &[&str]) -> String {
    shown(position, &shape(samples))
}

fn shown(position: &Position, shape: &Shape) -> String {
    let mut types = Types::new(Options::default());
    let root = types.lower(shape, position);
    let defs = types.finish(&mut Diagnostics::default());
    format!("{}\n{}", use_of(&defs, &root), definitions(&defs))
}

fn definitions(defs: &[TypeDef]) -> String {
    let mut text = String::new();
    for def in defs {
        let name = def.names.first().map_or("?", String::as_str);
        let home = if def.home == Home::Shared {
            " shared"
        } else {
            ""
        };
        writeln!(
            text,
            "{name} ({:?}{home}): {}",
            def.direction,
            content(defs, &def.kind)
        )
        .expect("text");
    }
    text.trim_end().to_owned()
}

fn content(defs: &[TypeDef], kind: &TypeKind) -> String {
    let variants = |variants: &[Variant]| {
        variants
            .iter()
            .map(|variant| self::variant(defs, variant))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    match kind {
        TypeKind::Struct(content) => fields(defs, &content.fields),
        TypeKind::Enum(values) => values
            .iter()
            .map(|value| format!("{:?}", value.value))
            .collect::<Vec<_>>()
            .join(" | "),
        TypeKind::Union(forms) => variants(forms),
        TypeKind::Tagged {
            tag,
            variants: forms,
        } => format!("by {tag}: {}", variants(forms)),
        TypeKind::ByStatus(cases) => format!("{cases:?}"),
    }
}

fn variant(defs: &[TypeDef], variant: &Variant) -> String {
    let name = variant.names.first().map_or("?", String::as_str);
    match &variant.content {
        VariantContent::Fields(fields) => format!("{name} {}", self::fields(defs, fields)),
        VariantContent::Value(type_ref) => format!("{name}({})", use_of(defs, type_ref)),
        VariantContent::Unit => name.to_owned(),
    }
}

fn fields(defs: &[TypeDef], fields: &[Field]) -> String {
    let fields = fields.iter().map(|field| {
        let mark = match field.presence {
            Presence::Required => "",
            Presence::Optional => "?",
            Presence::Nullable => "??",
        };
        format!("{}{mark}: {}", field.name, use_of(defs, &field.type_ref))
    });
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

fn use_of(defs: &[TypeDef], type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Named(id) => defs
            .get(id.0)
            .and_then(|def| def.names.first())
            .cloned()
            .unwrap_or_else(|| "?".to_owned()),
        TypeRef::Nullable(inner) => format!("null or {}", use_of(defs, inner)),
        TypeRef::List(inner) => format!("[{}]", use_of(defs, inner)),
        TypeRef::Map(inner) => format!("map of {}", use_of(defs, inner)),
        TypeRef::Boxed(inner) => format!("box of {}", use_of(defs, inner)),
        TypeRef::Formatted(format) => format.name.clone(),
        other => format!("{other:?}"),
    }
}
