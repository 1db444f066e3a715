//! Operations with parameters, objects as bodies and answers of each kind.

use super::super::fixture::{docs, field, member, operation, with_example};
use super::{hole, list, named};
use crate::ir::{
    Behavior, Body, CredentialId, DynamicVariable, FieldId, HeaderEntry, HeaderValue, Literal,
    Location, Operation, Output, PathPart, Presence, QueryEntry, QueryValue, ResponseBody,
    ResponseCase, ServerId, SettingId, Status, Template, TemplatePart, TypeRef,
};
use Presence::{Nullable, Optional, Required};

pub(super) fn ping() -> Operation {
    let mut ping = operation("Ping", 0, "GET", vec![PathPart::Text("/ping it".into())]);
    ping.server = ServerId(1);
    ping.output = Output::One(ResponseBody::Empty);
    ping
}

pub(super) fn link() -> Operation {
    let mut link = operation(
        "Link a user account",
        1,
        "POST",
        vec![
            PathPart::Text("/api/".into()),
            PathPart::Setting(SettingId(3)),
            PathPart::Text("/users/".into()),
            PathPart::Field(FieldId(0)),
            PathPart::Text("/identities".into()),
        ],
    );
    link.docs.body =
        "Links a *secondary* account.\r\n\r\n- one\n- two\u{202e}\n\n```\n{\"a\": 1}\n```"
            .replace("```\n{", "```json\n{");
    link.fields = vec![
        with_example(
            field("id", Location::Path, TypeRef::Text, Required),
            Literal::Text("auth0|{{user}}".into()),
        ),
        with_example(
            field("body", Location::Body, named(2), Required),
            Literal::Object(vec![("link_with".into(), Literal::Text("{{jwt}}".into()))]),
        ),
    ];
    link.body = Some(Body::Json {
        field: FieldId(1),
        content_type: Some("application/json".into()),
        text: "{\"link_with\": \"{{jwt}}\"}".into(),
    });
    link.credential = Some(CredentialId(0));
    link.output = Output::One(ResponseBody::Json(list(named(1))));
    link.responses = vec![
        ResponseCase {
            stream: None,
            status: Status::Code(201),
            docs: docs("Linked."),
            body: ResponseBody::Json(list(named(1))),
            examples: vec![],
            samples: vec![],
        },
        ResponseCase {
            stream: None,
            status: Status::Code(400),
            docs: docs("Bad."),
            body: ResponseBody::Json(named(8)),
            examples: vec![],
            samples: vec![],
        },
        ResponseCase {
            stream: None,
            status: Status::Unknown,
            docs: docs(""),
            body: ResponseBody::Unknown,
            examples: vec![],
            samples: vec![],
        },
    ];
    link
}

pub(super) fn search() -> Operation {
    let mut search = operation(
        "List or search users",
        1,
        "GET",
        vec![PathPart::Text("/api/v2/users".into())],
    );
    let query = |name: &str, type_ref| field(name, Location::Query, type_ref, Optional);
    search.fields = vec![
        with_example(
            query("per_page", TypeRef::Integer),
            Literal::Number("50".into()),
        ),
        with_example(
            query("q", TypeRef::Text),
            Literal::Text("name:\"a\\b\"".into()),
        ),
        query("fields", list(TypeRef::Text)),
        query("provider", named(0)),
        query("address", named(3)),
        field("X-Request-Id", Location::Header, TypeRef::Text, Optional),
        field("Idempotency-Key", Location::Header, TypeRef::Text, Optional),
    ];
    let entry = |name: &str, value| QueryEntry {
        name: Template::text(name),
        value,
    };
    search.query = vec![
        entry("per_page", QueryValue::Field(FieldId(0))),
        entry("q", QueryValue::Field(FieldId(1))),
        entry("fields[]", QueryValue::Field(FieldId(2))),
        entry("provider", QueryValue::Field(FieldId(3))),
        entry("address", QueryValue::Field(FieldId(4))),
        entry("flag", QueryValue::None),
        entry(
            "api-version",
            QueryValue::Constant(Template::text("2020 & \"more\"")),
        ),
        entry("v", QueryValue::Constant(hole("x", 3, "y"))),
        QueryEntry {
            name: hole("n", 3, ""),
            value: QueryValue::Constant(hole("x", 3, "y")),
        },
        QueryEntry {
            name: hole("n", 3, ""),
            value: QueryValue::Field(FieldId(0)),
        },
    ];
    let mut dynamic = Template::text("id-");
    dynamic.push(TemplatePart::Dynamic(DynamicVariable::Uuid));
    dynamic.push(TemplatePart::Dynamic(DynamicVariable::Timestamp));
    search.headers = vec![
        HeaderEntry {
            name: Template::text("X-Request-Id"),
            value: HeaderValue::Field(FieldId(5)),
        },
        HeaderEntry {
            name: Template::text("Idempotency-Key"),
            value: HeaderValue::FieldOrDynamic(FieldId(6), DynamicVariable::Uuid),
        },
        HeaderEntry {
            name: Template::text("Accept"),
            value: HeaderValue::Constant(Template::text("application/json")),
        },
        HeaderEntry {
            name: Template::text("X-Trace"),
            value: HeaderValue::Constant(dynamic),
        },
        HeaderEntry {
            name: Template::text("X-Token"),
            value: HeaderValue::Constant(hole("", 1, "")),
        },
    ];
    search.deprecated = None;
    search.output = Output::One(ResponseBody::Json(list(named(1))));
    search.behavior = Behavior {
        follow_redirects: Some(false),
        max_redirects: Some(3),
        disable_url_encoding: true,
        disabled_headers: vec!["content-type".into()],
        keep_body: true,
        keep_method: true,
    };
    search
}

pub(super) fn create() -> Operation {
    let mut create = operation(
        "Create",
        2,
        "POST",
        vec![
            PathPart::Text("/things/".into()),
            PathPart::Dynamic(DynamicVariable::RandomInteger),
        ],
    );
    create.fields = vec![
        with_example(
            member("name", TypeRef::Text, Required),
            Literal::Text("a".into()),
        ),
        member("tags", list(TypeRef::Text), Optional),
        member("owner", named(4), Required),
        member("provider", named(0), Required),
        member("event", named(5), Optional),
        member("addresses", list(named(3)), Required),
        member("nick", TypeRef::Text, Nullable),
        member("extra", TypeRef::Json, Optional),
        member("a1", TypeRef::Boolean, Required),
        member("a2", TypeRef::Boolean, Required),
        member("a3", TypeRef::Boolean, Required),
        member("a4", TypeRef::Boolean, Required),
    ];
    create.body = Some(Body::JsonObject {
        members: (0..12).map(FieldId).collect(),
        constants: vec![
            ("jsonrpc".into(), "\"2.0\"".into()),
            ("params".into(), "{\"a\": [1]}".into()),
            ("n".into(), "null".into()),
            ("b".into(), "true".into()),
        ],
        content_type: Some("application/vnd.api+json".into()),
        text: "{}".into(),
    });
    create.credential = Some(CredentialId(1));
    create.server = ServerId(2);
    create.output = Output::ByStatus(named(6));
    create
}
