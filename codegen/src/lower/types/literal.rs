//! The collection's own values, typed.

use crate::infer::{Sample, is_placeholder};
use crate::ir::{
    Field, Literal, Presence, TypeDef, TypeKind, TypeRef, UnknownFields, Variant, VariantContent,
};

use super::Types;

impl Types {
    /// The collection's own value as a literal of the type; `None` when it does not fit. A variable stands bare as a
    /// number would, until it is filled in.
    pub fn literal(&self, sample: &Sample, type_ref: &TypeRef) -> Option<Literal> {
        match (type_ref, sample) {
            (TypeRef::Boolean, Sample::Boolean(value)) => Some(Literal::Boolean(*value)),
            (TypeRef::Integer, Sample::Number(number)) => number
                .parse::<i64>()
                .ok()
                .map(|_| Literal::Number(number.clone())),
            (TypeRef::Unsigned, Sample::Number(number)) => number
                .parse::<u64>()
                .ok()
                .map(|_| Literal::Number(number.clone())),
            (TypeRef::Float, Sample::Number(number)) => {
                let finite = number.parse::<f64>().is_ok_and(f64::is_finite);
                finite.then(|| Literal::Number(number.clone()))
            }
            (TypeRef::Boolean, Sample::Bare(text)) => Some(Literal::Text(text.clone())),
            (
                TypeRef::Integer
                | TypeRef::Unsigned
                | TypeRef::Float
                | TypeRef::Number
                | TypeRef::IntegerOrText,
                Sample::Bare(text),
            ) => Some(Literal::Number(text.clone())),
            (TypeRef::Number, Sample::Number(number)) => Some(Literal::Number(number.clone())),
            (TypeRef::IntegerOrText, Sample::Number(_)) => self.literal(sample, &TypeRef::Integer),
            (TypeRef::Text | TypeRef::IntegerOrText, Sample::Text(text)) => {
                Some(Literal::Text(text.clone()))
            }
            (TypeRef::Formatted(format), Sample::Text(text)) => {
                let fits = format.rust.is_none() || (!text.is_empty() && !text.contains("{{"));
                fits.then(|| Literal::Text(text.clone()))
            }
            (TypeRef::Json, sample) => Some(untyped(sample)),
            (TypeRef::Nullable(_), Sample::Null) => Some(Literal::Null),
            (TypeRef::Nullable(inner) | TypeRef::Boxed(inner), sample) => {
                self.literal(sample, inner)
            }
            (TypeRef::List(inner), Sample::List(elements)) => elements
                .iter()
                .map(|element| {
                    let literal = self.literal(element, inner);
                    literal.or_else(|| in_its_place(element, inner))
                })
                .collect::<Option<_>>()
                .map(Literal::List),
            (TypeRef::Map(inner), Sample::Object(members)) => members
                .iter()
                .map(|(name, value)| Some((name.clone(), self.literal(value, inner)?)))
                .collect::<Option<_>>()
                .map(Literal::Object),
            (TypeRef::Named(id), sample) => self.defined(self.get(*id)?, sample),
            _ => None,
        }
    }

    /// The collection's own value for a field; unlike [`Types::literal`] it knows whether null may stand for it.
    pub fn example(&self, sample: &Sample, field: &Field) -> Option<Literal> {
        match (sample, field.presence) {
            (Sample::Null, Presence::Nullable) => Some(Literal::Null),
            _ => self.literal(sample, &field.type_ref),
        }
    }

    fn defined(&self, def: &TypeDef, sample: &Sample) -> Option<Literal> {
        match (&def.kind, sample) {
            (TypeKind::Enum(_), Sample::Text(text)) => Some(Literal::Text(text.clone())),
            (TypeKind::Struct(content), Sample::Object(members)) => {
                self.fields(&content.fields, content.unknown, members)
            }
            (TypeKind::Union(variants), sample) => variants
                .iter()
                .find_map(|variant| self.variant(variant, sample)),
            (TypeKind::Tagged { tag, variants }, Sample::Object(members)) => {
                self.tagged(tag, variants, members)
            }
            _ => None,
        }
    }

    /// An object of the form that its tag names.
    fn tagged(
        &self,
        tag: &str,
        variants: &[Variant],
        members: &[(String, Sample)],
    ) -> Option<Literal> {
        let (_, value) = members.iter().find(|(name, _)| name == tag)?;
        let Sample::Text(value) = value else {
            return None;
        };
        let variant = variants
            .iter()
            .find(|variant| variant.tag.as_ref() == Some(value))?;
        let VariantContent::Fields(fields) = &variant.content else {
            return None;
        };
        let rest: Vec<_> = members
            .iter()
            .filter(|(name, _)| name != tag)
            .cloned()
            .collect();
        let Literal::Object(mut literals) = self.fields(fields, UnknownFields::Ignore, &rest)?
        else {
            return None;
        };
        literals.insert(0, (tag.to_owned(), Literal::Text(value.clone())));
        Some(Literal::Object(literals))
    }

    fn variant(&self, variant: &Variant, sample: &Sample) -> Option<Literal> {
        match (&variant.content, sample) {
            (VariantContent::Fields(fields), Sample::Object(members)) => {
                self.fields(fields, UnknownFields::Ignore, members)
            }
            (VariantContent::Value(type_ref), sample) => self.literal(sample, type_ref),
            (VariantContent::Unit, Sample::Null) => Some(Literal::Null),
            _ => None,
        }
    }

    /// The members as literals; every one must fit, and none that is required may be missing.
    fn fields(
        &self,
        fields: &[Field],
        unknown: UnknownFields,
        members: &[(String, Sample)],
    ) -> Option<Literal> {
        let missing = |field: &Field| {
            field.presence == Presence::Required
                && !members.iter().any(|(name, _)| *name == field.name)
        };
        if fields.iter().any(missing) {
            return None;
        }
        let by_name: std::collections::HashMap<&str, &Field> = fields
            .iter()
            .map(|field| (field.name.as_str(), field))
            .collect();
        let literals = members.iter().map(|(name, value)| {
            let literal = match by_name.get(name.as_str()) {
                Some(field) => match self.example(value, field) {
                    None if stands_for_a_value(value) => return Some(None),
                    literal => literal?,
                },
                None if unknown == UnknownFields::Keep => untyped(value),
                None => return None,
            };
            Some(Some((name.clone(), literal)))
        });
        let literals = literals.collect::<Option<Vec<_>>>()?;
        Some(Literal::Object(literals.into_iter().flatten().collect()))
    }
}

/// Whether a sample is no value of its own: what an importer put there, or a variable.
fn stands_for_a_value(sample: &Sample) -> bool {
    match sample {
        Sample::Bare(_) => true,
        Sample::Text(text) => is_placeholder(text) || text.contains("{{"),
        _ => false,
    }
}

/// A value of the type where an element is none: a list keeps its length.
fn in_its_place(sample: &Sample, type_ref: &TypeRef) -> Option<Literal> {
    let number = || Literal::Number("0".to_owned());
    match type_ref {
        _ if !stands_for_a_value(sample) => None,
        TypeRef::Boolean => Some(Literal::Boolean(false)),
        TypeRef::Integer | TypeRef::Unsigned | TypeRef::Float | TypeRef::Number => Some(number()),
        _ => None,
    }
}

/// A value as it stands; a bare variable is written where a number would be.
fn untyped(sample: &Sample) -> Literal {
    match sample {
        Sample::Null => Literal::Null,
        Sample::Boolean(value) => Literal::Boolean(*value),
        Sample::Number(text) | Sample::Bare(text) => Literal::Number(text.clone()),
        Sample::Text(text) => Literal::Text(text.clone()),
        Sample::List(elements) => Literal::List(elements.iter().map(untyped).collect()),
        Sample::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (name.clone(), untyped(value)));
            Literal::Object(members.collect())
        }
    }
}
