//! One IR with every construct.

mod bodies;
mod operations;
mod types;

use super::fixture::{api as base, docs, finish, resource, setting};
use crate::ir::{
    Api, Credential, CredentialKind, Environment, Operation, Server, SettingId, SignerKind,
    Template, TemplatePart, TokenPlacement, TypeId, TypeRef,
};

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
    let mut api = base(operations(), types::types());
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

fn operations() -> Vec<Operation> {
    vec![
        operations::ping(),
        operations::link(),
        operations::search(),
        operations::create(),
        bodies::form(),
        bodies::upload(),
        bodies::upload_bytes(),
        bodies::text(),
        bodies::graphql(),
        bodies::patch(),
        bodies::oddities(),
    ]
}
