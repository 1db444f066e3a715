//! Types of each kind.

use super::super::fixture::{docs, member, structure, type_def, variant};
use super::{list, named};
use crate::ir::{
    Direction, EnumValue, Home, OutputCase, Presence, ResourceId, ResponseBody, ScalarFormat,
    Struct, TypeDef, TypeKind, TypeRef, UnknownFields, VariantContent,
};
use Presence::{Nullable, Optional, Required};

#[allow(clippy::too_many_lines, reason = "a list")]
pub(super) fn types() -> Vec<TypeDef> {
    let users = Home::Resource(ResourceId(1));
    let scalar = |name: &str, type_ref| member(name, type_ref, Required);
    vec![
        // 0
        type_def(
            "Provider",
            TypeKind::Enum(
                ["auth0", "google-oauth2", "ad"]
                    .map(|value| EnumValue {
                        value: value.into(),
                        docs: docs(""),
                    })
                    .to_vec(),
            ),
            Direction::Both,
            Home::Shared,
        ),
        // 1
        type_def(
            "User identity",
            structure(vec![
                scalar("connection", TypeRef::Text),
                scalar("user_id", TypeRef::IntegerOrText),
                scalar("provider", named(0)),
                member("isSocial", TypeRef::Boolean, Optional),
                member(
                    "profileData",
                    TypeRef::Map(Box::new(TypeRef::Json)),
                    Optional,
                ),
                member("nick", TypeRef::Text, Nullable),
                scalar("maybe", TypeRef::Nullable(Box::new(TypeRef::Float))),
                member("children", list(named(1)), Optional),
                member("parent", TypeRef::Boxed(Box::new(named(1))), Optional),
                member("size", TypeRef::Unsigned, Optional),
                member("amount", TypeRef::Number, Optional),
                member(
                    "since",
                    TypeRef::Formatted(ScalarFormat {
                        name: "date-time".into(),
                        rust: None,
                    }),
                    Optional,
                ),
            ]),
            Direction::Decode,
            users,
        ),
        // 2
        type_def(
            "Link body",
            TypeKind::Union(vec![
                variant(
                    "Link with",
                    None,
                    VariantContent::Fields(vec![scalar("link_with", TypeRef::Text)]),
                ),
                variant(
                    "Identity",
                    None,
                    VariantContent::Fields(vec![
                        scalar("provider", named(0)),
                        scalar("user_id", TypeRef::Text),
                        member("connection_id", TypeRef::Text, Optional),
                    ]),
                ),
            ]),
            Direction::Encode,
            users,
        ),
        // 3
        type_def(
            "Address",
            structure(vec![
                scalar("street", TypeRef::Text),
                member("city", TypeRef::Text, Optional),
                member("zip", TypeRef::Integer, Nullable),
            ]),
            Direction::Both,
            Home::Shared,
        ),
        // 4
        type_def(
            "Owner",
            TypeKind::Union(vec![
                variant("Text", None, VariantContent::Value(TypeRef::Text)),
                variant("Float", None, VariantContent::Value(TypeRef::Float)),
                variant("Number", None, VariantContent::Value(TypeRef::Integer)),
                variant("Address", None, VariantContent::Value(named(3))),
                variant(
                    "Person",
                    None,
                    VariantContent::Fields(vec![
                        scalar("name", TypeRef::Text),
                        member("age", TypeRef::Integer, Optional),
                        member("nick", TypeRef::Text, Nullable),
                    ]),
                ),
                variant("Nothing", None, VariantContent::Unit),
            ]),
            Direction::Both,
            Home::Shared,
        ),
        // 5
        type_def(
            "Event",
            TypeKind::Tagged {
                tag: "type".into(),
                variants: vec![
                    variant(
                        "Created",
                        Some("created"),
                        VariantContent::Fields(vec![scalar("at", TypeRef::Text)]),
                    ),
                    variant("Moved", Some("moved"), VariantContent::Value(named(3))),
                ],
            },
            Direction::Both,
            Home::Resource(ResourceId(2)),
        ),
        // 6
        type_def(
            "Create answer",
            TypeKind::ByStatus(vec![
                OutputCase {
                    statuses: vec![200, 201],
                    body: ResponseBody::Json(named(3)),
                },
                OutputCase {
                    statuses: vec![202],
                    body: ResponseBody::Text,
                },
                OutputCase {
                    statuses: vec![204],
                    body: ResponseBody::Empty,
                },
            ]),
            Direction::Decode,
            Home::Resource(ResourceId(2)),
        ),
        // 7
        type_def(
            "Keeper",
            TypeKind::Struct(Struct {
                fields: vec![scalar("a", TypeRef::Boolean), scalar("type", TypeRef::Text)],
                unknown: UnknownFields::Keep,
            }),
            Direction::Both,
            Home::Resource(ResourceId(3)),
        ),
        // 8
        type_def(
            "Failure",
            structure(vec![
                scalar("statusCode", TypeRef::Integer),
                member("message", TypeRef::Text, Optional),
            ]),
            Direction::Decode,
            Home::Shared,
        ),
        // 9
        type_def(
            "Empty",
            structure(vec![]),
            Direction::Both,
            Home::Resource(ResourceId(3)),
        ),
    ]
}
