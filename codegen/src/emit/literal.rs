//! What a literal holds.

use crate::ir::{Literal, Presence, TypeRef, VariantContent};

/// A member of an object.
pub(super) fn member<'l>(literal: Option<&'l Literal>, name: &str) -> Option<&'l Literal> {
    match literal {
        Some(Literal::Object(members)) => members
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value),
        _ => None,
    }
}

/// Whether a variant can hold a literal: all required members are there and no other is.
pub(super) fn fits(content: &VariantContent, literal: Option<&Literal>) -> bool {
    match (content, literal) {
        (VariantContent::Fields(fields), Some(Literal::Object(members))) => {
            let required = fields
                .iter()
                .filter(|field| field.presence == Presence::Required);
            required
                .clone()
                .all(|field| members.iter().any(|(name, _)| *name == field.name))
                && members
                    .iter()
                    .all(|(name, _)| fields.iter().any(|field| field.name == *name))
        }
        (VariantContent::Unit, Some(Literal::Null)) => true,
        (VariantContent::Value(type_ref), Some(literal)) => kind_fits(type_ref, literal),
        _ => false,
    }
}

fn kind_fits(type_ref: &TypeRef, literal: &Literal) -> bool {
    match literal {
        Literal::Null => matches!(type_ref, TypeRef::Nullable(_) | TypeRef::Json),
        Literal::Boolean(_) => matches!(type_ref, TypeRef::Boolean | TypeRef::Json),
        Literal::Number(_) => {
            matches!(
                type_ref,
                TypeRef::Integer
                    | TypeRef::Unsigned
                    | TypeRef::Float
                    | TypeRef::Number
                    | TypeRef::IntegerOrText
                    | TypeRef::Json
            )
        }
        Literal::Text(_) | Literal::Template(_) => {
            matches!(
                type_ref,
                TypeRef::Text
                    | TypeRef::Formatted(_)
                    | TypeRef::IntegerOrText
                    | TypeRef::Json
                    | TypeRef::Named(_)
            )
        }
        Literal::List(_) => matches!(type_ref, TypeRef::List(_) | TypeRef::Json),
        Literal::Object(_) => matches!(
            type_ref,
            TypeRef::Map(_) | TypeRef::Named(_) | TypeRef::Json
        ),
        Literal::Raw(_) | Literal::Bare(_) => !matches!(type_ref, TypeRef::File | TypeRef::Bytes),
        Literal::Files(_) => matches!(type_ref, TypeRef::File | TypeRef::List(_)),
    }
}
