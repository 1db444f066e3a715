//! What a type takes, as the emitted code does.

use super::*;

/// How a value meets a type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is decoded: unknown members are ignored, null and absent are the same.
    Received,
    /// It is written: every member needs a place, and null one that holds null.
    Sent,
}

pub(super) fn accepts(defs: &[TypeDef], type_ref: &TypeRef, sample: &Sample, way: Way) -> bool {
    let inside = |inner: &TypeRef, sample: &Sample| accepts(defs, inner, sample, way);
    match (type_ref, sample) {
        (TypeRef::Nullable(inner), sample) => *sample == Sample::Null || inside(inner, sample),
        (TypeRef::Integer | TypeRef::IntegerOrText, Sample::Number(number)) => {
            number.parse::<i64>().is_ok()
        }
        (TypeRef::Unsigned, Sample::Number(number)) => number.parse::<u64>().is_ok(),
        (TypeRef::Json, _)
        | (TypeRef::Boolean, Sample::Boolean(_))
        | (TypeRef::Float | TypeRef::Number, Sample::Number(_))
        | (TypeRef::Text | TypeRef::Formatted(_) | TypeRef::IntegerOrText, Sample::Text(_)) => true,
        (TypeRef::List(inner), Sample::List(elements)) => {
            elements.iter().all(|element| inside(inner, element))
        }
        (TypeRef::Map(inner), Sample::Object(members)) => {
            members.iter().all(|(_, value)| inside(inner, value))
        }
        (TypeRef::Boxed(inner), sample) => inside(inner, sample),
        (TypeRef::Named(id), sample) => defs
            .get(id.0)
            .is_some_and(|def| takes(defs, &def.kind, sample, way)),
        _ => false,
    }
}

fn takes(defs: &[TypeDef], kind: &TypeKind, sample: &Sample, way: Way) -> bool {
    match (kind, sample) {
        (TypeKind::Struct(content), Sample::Object(members)) => {
            takes_members(defs, &content.fields, members, way)
        }
        (TypeKind::Enum(_), Sample::Text(_)) => true,
        (TypeKind::Union(variants), sample) => variants
            .iter()
            .any(|variant| takes_form(defs, variant, sample, way)),
        (TypeKind::Tagged { tag, variants }, Sample::Object(members)) => {
            variants.iter().any(|variant| {
                let value = variant
                    .tag
                    .clone()
                    .map(|value| (tag.clone(), Sample::Text(value)));
                let rest: Vec<_> = members
                    .iter()
                    .filter(|(name, _)| name != tag)
                    .cloned()
                    .collect();
                value.is_some_and(|value| members.contains(&value))
                    && takes_form(defs, variant, &Sample::Object(rest), way)
            })
        }
        _ => false,
    }
}

fn takes_form(defs: &[TypeDef], variant: &Variant, sample: &Sample, way: Way) -> bool {
    match (&variant.content, sample) {
        (VariantContent::Fields(fields), Sample::Object(members)) => {
            takes_members(defs, fields, members, way)
        }
        (VariantContent::Value(type_ref), sample) => accepts(defs, type_ref, sample, way),
        (VariantContent::Unit, sample) => *sample == Sample::Null,
        _ => false,
    }
}

pub(super) fn takes_members(
    defs: &[TypeDef],
    fields: &[Field],
    members: &[(String, Sample)],
    way: Way,
) -> bool {
    let missing = fields.iter().any(|field| {
        field.presence == Presence::Required && !members.iter().any(|(name, _)| *name == field.name)
    });
    !missing
        && members.iter().all(|(name, value)| {
            let Some(field) = fields.iter().find(|field| field.name == *name) else {
                return way == Way::Received;
            };
            let null = match field.presence {
                Presence::Required => false,
                Presence::Optional => way == Way::Received,
                Presence::Nullable => true,
            };
            (null && *value == Sample::Null) || accepts(defs, &field.type_ref, value, way)
        })
}
