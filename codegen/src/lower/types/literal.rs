//! The collection's own values, typed.

use crate::infer::Sample;
use crate::ir::{
    Field, Literal, Presence, TypeDef, TypeKind, TypeRef, UnknownFields, Variant, VariantContent,
};

use super::Types;
use super::almost::places;

impl Types {
    /// The collection's own value as a literal of the type; `None` when it does not fit, or holds a variable where the
    /// type wants something else than text.
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
            (TypeRef::Number, Sample::Number(number)) => Some(Literal::Number(number.clone())),
            (TypeRef::IntegerOrText, Sample::Number(_)) => self.literal(sample, &TypeRef::Integer),
            (TypeRef::Text | TypeRef::IntegerOrText, Sample::Text(text)) => {
                Some(Literal::Text(text.clone()))
            }
            (TypeRef::Formatted(_), Sample::Text(text)) => Some(Literal::Text(text.clone())),
            (type_ref, Sample::Bare(text)) => self.bare(text, type_ref),
            (TypeRef::Json, sample) => Some(untyped(sample)),
            (TypeRef::Nullable(_), Sample::Null) => Some(Literal::Null),
            (TypeRef::Nullable(inner) | TypeRef::Boxed(inner), sample) => {
                self.literal(sample, inner)
            }
            (TypeRef::List(inner), Sample::List(elements)) => elements
                .iter()
                .map(|element| self.literal(element, inner))
                .collect::<Option<_>>()
                .map(Literal::List),
            (TypeRef::Map(inner), Sample::Object(members)) => members
                .iter()
                .map(|(name, value)| Some((name.clone(), self.literal(value, inner)?)))
                .collect::<Option<_>>()
                .map(Literal::Object),
            (TypeRef::Named(id), sample) => self
                .defined(self.get(*id)?, sample)
                .or_else(|| placeholder(sample)),
            (_, sample) => placeholder(sample),
        }
    }

    /// The collection's own value for a field; unlike [`Types::literal`] it knows whether null may stand for it.
    pub fn example(&self, sample: &Sample, field: &Field) -> Option<Literal> {
        match (sample, field.presence) {
            (Sample::Null, Presence::Nullable) => Some(Literal::Null),
            _ => self.literal(sample, &field.type_ref),
        }
    }

    /// A bare variable where the type has room for any scalar.
    fn bare(&self, text: &str, type_ref: &TypeRef) -> Option<Literal> {
        match type_ref {
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => self.bare(text, inner),
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::File | TypeRef::Bytes => None,
            TypeRef::Named(id) => {
                let is_enum = matches!(self.get(*id)?.kind, TypeKind::Enum(_));
                is_enum.then(|| Literal::Bare(text.to_owned()))
            }
            _ => Some(Literal::Bare(text.to_owned())),
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
        let places = places(fields);
        let literals = members.iter().map(|(name, value)| {
            let place = places.get(name.as_str());
            let literal = match place.and_then(|place| fields.get(*place)) {
                Some(field) => self.example(value, field)?,
                None if unknown == UnknownFields::Keep => untyped(value),
                None => return None,
            };
            Some((name.clone(), literal))
        });
        literals.collect::<Option<_>>().map(Literal::Object)
    }
}

/// A value as it stands.
fn untyped(sample: &Sample) -> Literal {
    match sample {
        Sample::Null => Literal::Null,
        Sample::Boolean(value) => Literal::Boolean(*value),
        Sample::Number(number) => Literal::Number(number.clone()),
        Sample::Text(text) => Literal::Text(text.clone()),
        Sample::Bare(text) => Literal::Bare(text.clone()),
        Sample::List(elements) => Literal::List(elements.iter().map(untyped).collect()),
        Sample::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (name.clone(), untyped(value)));
            Literal::Object(members.collect())
        }
    }
}

/// An importer's placeholder, such as `<integer>`: a type in the place of a value.
fn placeholder(sample: &Sample) -> Option<Literal> {
    match sample {
        Sample::Text(text) if text.starts_with('<') && text.ends_with('>') => {
            Some(Literal::Raw(text.clone()))
        }
        _ => None,
    }
}
