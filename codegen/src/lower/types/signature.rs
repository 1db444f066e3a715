//! What makes two definitions equal: content and requiredness, not names, words or counts.

use crate::ir::{
    Field, OutputCase, Presence, ResponseBody, ScalarFormat, TypeKind, TypeRef, UnknownFields,
    Variant, VariantContent,
};

/// The content of a definition, comparable and hashable.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Signature {
    Struct(Vec<Member>, UnknownFields),
    Enum(Vec<String>),
    Union(Vec<Form>),
    Tagged(String, Vec<Form>),
    ByStatus(Vec<(Vec<u16>, ResponseBody)>),
}

/// A member; members are compared by name, not by place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Member {
    name: String,
    rename: Option<String>,
    type_ref: TypeRef,
    presence: Presence,
}

/// A variant; its name is part of the contract with the reader.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Form {
    name: Option<String>,
    tag: Option<String>,
    content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Content {
    Fields(Vec<Member>),
    Value(TypeRef),
    Unit,
}

impl Signature {
    pub(super) fn of(kind: &TypeKind) -> Self {
        match kind {
            TypeKind::Struct(content) => Self::Struct(members(&content.fields), content.unknown),
            TypeKind::Enum(values) => {
                Self::Enum(values.iter().map(|value| value.value.clone()).collect())
            }
            TypeKind::Union(variants) => Self::Union(variants.iter().map(form).collect()),
            TypeKind::Tagged { tag, variants } => {
                Self::Tagged(tag.clone(), variants.iter().map(form).collect())
            }
            TypeKind::ByStatus(cases) => Self::ByStatus(cases.iter().map(case).collect()),
        }
    }

    /// The signature of a struct without what is required; `None` of anything else.
    pub(super) fn of_members(kind: &TypeKind) -> Option<Self> {
        match Self::of(kind) {
            Self::Struct(mut members, unknown) => {
                for member in &mut members {
                    member.presence = Presence::Optional;
                }
                Some(Self::Struct(members, unknown))
            }
            _ => None,
        }
    }
}

/// A type without what its Rust type does not depend on: a format that is `String` is text.
pub(super) fn normal(type_ref: &TypeRef) -> TypeRef {
    match type_ref {
        TypeRef::Formatted(ScalarFormat { rust: None, .. }) => TypeRef::Text,
        TypeRef::Nullable(inner) => TypeRef::Nullable(Box::new(normal(inner))),
        TypeRef::List(inner) => TypeRef::List(Box::new(normal(inner))),
        TypeRef::Map(inner) => TypeRef::Map(Box::new(normal(inner))),
        other => other.clone(),
    }
}

fn members(fields: &[Field]) -> Vec<Member> {
    let mut members: Vec<_> = fields
        .iter()
        .map(|field| Member {
            name: field.name.clone(),
            rename: field.rename.clone(),
            type_ref: normal(&field.type_ref),
            presence: field.presence,
        })
        .collect();
    members.sort();
    members
}

fn form(variant: &Variant) -> Form {
    Form {
        name: variant.names.first().cloned(),
        tag: variant.tag.clone(),
        content: match &variant.content {
            VariantContent::Fields(fields) => Content::Fields(members(fields)),
            VariantContent::Value(type_ref) => Content::Value(normal(type_ref)),
            VariantContent::Unit => Content::Unit,
        },
    }
}

fn case(case: &OutputCase) -> (Vec<u16>, ResponseBody) {
    let body = match &case.body {
        ResponseBody::Json(type_ref) => ResponseBody::Json(normal(type_ref)),
        body => body.clone(),
    };
    (case.statuses.clone(), body)
}
