//! Operations with bodies other than objects, and names that need care.

use super::super::fixture::{member, operation};
use super::{hole, list, named};
use crate::ir::{
    Body, FieldId, FormEntry, FormValue, Operation, Output, Part, PartContent, PartSource,
    PathPart, Presence, ResponseBody, ScalarFormat, Template, TypeRef,
};
use Presence::{Nullable, Optional, Required};

pub(super) fn form() -> Operation {
    let mut form = operation(
        "Send a form",
        3,
        "POST",
        vec![PathPart::Text("/form".into())],
    );
    form.fields = vec![
        member("scope", list(TypeRef::Text), Optional),
        member("provider", named(0), Required),
        member("code", TypeRef::IntegerOrText, Required),
    ];
    let entry = |name: Template, value| FormEntry { name, value };
    form.body = Some(Body::Form {
        entries: vec![
            entry(
                Template::text("grant_type"),
                FormValue::Constant(Template::text("code")),
            ),
            entry(Template::text("v"), FormValue::Constant(hole("a", 3, ""))),
            entry(hole("b", 3, ""), FormValue::Constant(hole("a", 3, ""))),
            entry(Template::text("scope"), FormValue::Field(FieldId(0))),
            entry(Template::text("provider"), FormValue::Field(FieldId(1))),
            entry(Template::text("code"), FormValue::Field(FieldId(2))),
        ],
        content_type: Some("application/x-www-form-urlencoded".into()),
    });
    form.output = Output::One(ResponseBody::Text);
    form
}

pub(super) fn upload() -> Operation {
    let mut upload = operation("Upload", 3, "POST", vec![PathPart::Text("/upload".into())]);
    upload.fields = vec![
        member("file", TypeRef::File, Required),
        member("files", list(TypeRef::File), Optional),
        member("more", list(TypeRef::File), Required),
        member("maybe", TypeRef::File, Optional),
        member("note", TypeRef::Text, Optional),
    ];
    let part = |name: &str, content, content_type: Option<&str>| Part {
        name: Template::text(name),
        content,
        content_type: content_type.map(Into::into),
    };
    upload.body = Some(Body::Multipart {
        parts: vec![
            part("file", PartContent::File(FieldId(0)), None),
            part("files", PartContent::File(FieldId(1)), None),
            part("more", PartContent::File(FieldId(2)), None),
            part("maybe", PartContent::File(FieldId(3)), None),
            part(
                "note",
                PartContent::Text(PartSource::Field(FieldId(4))),
                Some("text/plain"),
            ),
            part(
                "kind",
                PartContent::Text(PartSource::Constant(Template::text("x"))),
                None,
            ),
        ],
        boundary: Some("xyz".into()),
    });
    upload.output = Output::One(ResponseBody::Bytes);
    upload
}

pub(super) fn upload_bytes() -> Operation {
    let mut upload = operation(
        "Upload bytes",
        3,
        "PUT",
        vec![PathPart::Text("/bytes".into())],
    );
    upload.fields = vec![member("body", TypeRef::Bytes, Optional)];
    upload.body = Some(Body::Bytes {
        field: FieldId(0),
        content_type: Some("image/png".into()),
    });
    upload
}

pub(super) fn text() -> Operation {
    let mut text = operation("Send text", 3, "POST", vec![PathPart::Text("/text".into())]);
    text.fields = vec![member("body", TypeRef::Text, Required)];
    text.body = Some(Body::Text {
        field: FieldId(0),
        content_type: Some("application/xml".into()),
    });
    text
}

pub(super) fn graphql() -> Operation {
    let mut graphql = operation("Query", 3, "POST", vec![PathPart::Text("/graphql".into())]);
    graphql.fields = vec![member("variables", named(3), Optional)];
    graphql.body = Some(Body::GraphQl {
        query: Some(Template::text("query Q($a: String) {\n  a\n}")),
        operation_name: Some(Template::text("Q")),
        variables: Some(FieldId(0)),
        text: None,
        content_type: Some("application/json".into()),
    });
    graphql.output = Output::One(ResponseBody::Json(named(7)));
    graphql
}

pub(super) fn patch() -> Operation {
    let mut patch = operation("Patch", 3, "PATCH", vec![PathPart::Text("/patch".into())]);
    patch.fields = vec![
        member("type", TypeRef::Text, Nullable),
        member("keeper", named(7), Optional),
        member("empty", named(9), Optional),
        member(
            "at",
            TypeRef::Formatted(ScalarFormat {
                name: "uuid".into(),
                rust: None,
            }),
            Optional,
        ),
    ];
    patch.body = Some(Body::JsonObject {
        members: (0..4).map(FieldId).collect(),
        constants: vec![],
        content_type: Some("application/json".into()),
        text: "{}".into(),
    });
    patch.deprecated = Some("Use \"another\".".into());
    patch
}

pub(super) fn oddities() -> Operation {
    operation(
        "Odd \" name",
        3,
        "GET",
        vec![PathPart::Text("/\"quoted\"/{x}/a\\b/".into())],
    )
}
