//! One IR with every construct.

use super::fixture::{
    api as base, docs, field, finish, member, operation, resource, setting, structure, type_def,
    variant, with_example,
};
use crate::ir::{
    Api, Behavior, Body, Credential, CredentialId, CredentialKind, Direction, DynamicVariable,
    EnumValue, Environment, FieldId, FormEntry, FormValue, HeaderEntry, HeaderValue, Home, Literal,
    Location, Operation, Output, OutputCase, Part, PartContent, PartSource, PathPart, Presence,
    QueryEntry, QueryValue, ResourceId, ResponseBody, ResponseCase, ScalarFormat, Server, ServerId,
    SettingId, SignerKind, Status, Struct, Template, TemplatePart, TokenPlacement, TypeDef, TypeId,
    TypeKind, TypeRef, UnknownFields, VariantContent,
};
use Presence::{Nullable, Optional, Required};

fn named(id: usize) -> TypeRef {
    TypeRef::Named(TypeId(id))
}

fn list(inner: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(inner))
}

fn hole(before: &str, setting: usize, after: &str) -> Template {
    let mut template = Template::text(before);
    template.push(TemplatePart::Setting(SettingId(setting)));
    template.push(TemplatePart::Text(after.into()));
    template
}

pub(super) fn api() -> Api {
    let mut api = base(operations(), types());
    api.settings = vec![
        setting("auth0_domain", false, None),
        setting("auth0_token", true, None),
        setting("base_url", false, Some(hole("https://", 0, "/api"))),
        setting("version", false, Some(Template::text("v2"))),
    ];
    api.servers = vec![
        Server {
            base: hole("https://", 0, ""),
            docs: docs("The tenant."),
        },
        Server {
            base: hole("", 2, ""),
            docs: docs("Another."),
        },
        Server {
            base: Template::text("http://localhost:8080/a"),
            docs: docs("Local."),
        },
    ];
    api.credentials = credentials();
    api.environments = vec![Environment {
        name: "Production".into(),
        values: vec![
            (SettingId(0), "tenant.example".into()),
            (SettingId(3), "v3".into()),
        ],
        examples: vec![],
    }];
    api.resources.push(resource("Identities", Some(1)));
    api.resources.push(resource("Type", Some(0)));
    api.options.round_trip = true;
    api.options.examples = true;
    finish(api)
}

fn credentials() -> Vec<Credential> {
    let token = || hole("", 1, "");
    let signer = |kind| CredentialKind::Signer {
        kind,
        parameters: vec![
            ("key".into(), token()),
            ("name".into(), Template::text("x")),
        ],
    };
    [
        CredentialKind::Header {
            name: "Authorization".into(),
            value: hole("Bearer ", 1, ""),
        },
        CredentialKind::Basic {
            username: hole("", 0, ""),
            password: token(),
        },
        CredentialKind::Bearer { token: token() },
        CredentialKind::ApiKey {
            name: Template::text("X-Key"),
            value: token(),
            placement: TokenPlacement::Header,
        },
        CredentialKind::ApiKey {
            name: Template::text("key"),
            value: token(),
            placement: TokenPlacement::Query,
        },
        CredentialKind::OAuth2 {
            token: token(),
            placement: TokenPlacement::Header,
            prefix: Template::text("Bearer"),
        },
        CredentialKind::OAuth2 {
            token: token(),
            placement: TokenPlacement::Query,
            prefix: Template::default(),
        },
    ]
    .into_iter()
    .chain(
        std::env::var_os("EMIT_SIGNERS")
            .map(|_| {
                [
                    SignerKind::OAuth1,
                    SignerKind::Digest,
                    SignerKind::Ntlm,
                    SignerKind::AwsV4,
                    SignerKind::Hawk,
                    SignerKind::EdgeGrid,
                    SignerKind::Jwt,
                    SignerKind::Asap,
                ]
                .map(signer)
            })
            .into_iter()
            .flatten(),
    )
    .map(|kind| Credential {
        kind,
        docs: docs("From the collection."),
    })
    .collect()
}

#[allow(clippy::too_many_lines, reason = "a list")]
fn types() -> Vec<TypeDef> {
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

fn operations() -> Vec<Operation> {
    vec![
        ping(),
        link(),
        search(),
        create(),
        form(),
        upload(),
        upload_bytes(),
        text(),
        graphql(),
        patch(),
        oddities(),
    ]
}

fn ping() -> Operation {
    let mut ping = operation("Ping", 0, "GET", vec![PathPart::Text("/ping it".into())]);
    ping.server = ServerId(1);
    ping.output = Output::One(ResponseBody::Empty);
    ping
}

fn link() -> Operation {
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
            status: Status::Code(201),
            docs: docs("Linked."),
            body: ResponseBody::Json(list(named(1))),
            examples: vec![],
            samples: vec![],
        },
        ResponseCase {
            status: Status::Code(400),
            docs: docs("Bad."),
            body: ResponseBody::Json(named(8)),
            examples: vec![],
            samples: vec![],
        },
        ResponseCase {
            status: Status::Unknown,
            docs: docs(""),
            body: ResponseBody::Unknown,
            examples: vec![],
            samples: vec![],
        },
    ];
    link
}

fn search() -> Operation {
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

fn create() -> Operation {
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

fn form() -> Operation {
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

fn upload() -> Operation {
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

fn upload_bytes() -> Operation {
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

fn text() -> Operation {
    let mut text = operation("Send text", 3, "POST", vec![PathPart::Text("/text".into())]);
    text.fields = vec![member("body", TypeRef::Text, Required)];
    text.body = Some(Body::Text {
        field: FieldId(0),
        content_type: Some("application/xml".into()),
    });
    text
}

fn graphql() -> Operation {
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

fn patch() -> Operation {
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

fn oddities() -> Operation {
    operation(
        "Odd \" name",
        3,
        "GET",
        vec![PathPart::Text("/\"quoted\"/{x}/a\\b/".into())],
    )
}
