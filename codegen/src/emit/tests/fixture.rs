//! Short ways to write IRs, and plain names for them.

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::ir::{
    Api, Behavior, Direction, Docs, Field, Home, Literal, Location, Operation, Options, Origin,
    Output, PathPart, Presence, Resource, ResourceId, ResponseBody, ServerId, Setting, Struct,
    Template, TypeDef, TypeKind, TypeRef, UnknownFields, Variant, VariantContent,
};
use crate::name::{
    ContentNames, Ident, Names, OperationNames, ResourceNames, SettingNames, TypeNames,
    VariantNames,
};

pub(super) fn docs(summary: &str) -> Docs {
    Docs {
        summary: summary.into(),
        ..Docs::default()
    }
}

pub(super) fn field(
    name: &str,
    location: Location,
    type_ref: TypeRef,
    presence: Presence,
) -> Field {
    Field {
        name: name.into(),
        rename: None,
        location,
        type_ref,
        presence,
        docs: docs(&format!("The {name}.")),
        example: None,
        shown: None,
        preset: None,
        secret: false,
        deprecated: None,
    }
}

pub(super) fn with_example(mut field: Field, example: Literal) -> Field {
    field.example = Some(example);
    field
}

pub(super) fn member(name: &str, type_ref: TypeRef, presence: Presence) -> Field {
    field(name, Location::Body, type_ref, presence)
}

pub(super) fn resource(name: &str, parent: Option<usize>) -> Resource {
    Resource {
        name: name.into(),
        id: None,
        parent: parent.map(ResourceId),
        position: 0,
        children: Vec::new(),
        operations: Vec::new(),
        docs: docs(&format!("About {name}.")),
        origin: Origin::default(),
    }
}

pub(super) fn setting(variable: &str, secret: bool, default: Option<Template>) -> Setting {
    Setting {
        variable: variable.into(),
        secret,
        required: default.is_none(),
        default,
        docs: docs(&format!("The {variable}.")),
        origin: Origin::default(),
    }
}

pub(super) fn operation(
    name: &str,
    resource: usize,
    method: &str,
    path: Vec<PathPart>,
) -> Operation {
    Operation {
        name: name.into(),
        id: None,
        resource: ResourceId(resource),
        position: 0,
        docs: docs(&format!("{name}.")),
        origin: Origin::default(),
        method: method.into(),
        server: ServerId(0),
        own_url: String::new(),
        signature: format!("{method} https://api.example/{name}"),
        path,
        query: vec![],
        headers: vec![],
        body: None,
        fields: vec![],
        credential: None,
        responses: vec![],
        output: Output::One(ResponseBody::Unknown),
        behavior: Behavior::default(),
        pagination: None,
        sample: None,
        curl: format!("curl -X {method} \\\n  'https://api.example'"),
        deprecated: None,
        rename: None,
    }
}

pub(super) fn type_def(name: &str, kind: TypeKind, direction: Direction, home: Home) -> TypeDef {
    TypeDef {
        names: vec![name.into()],
        is_titled: false,
        docs: docs(&format!("A {name}.")),
        origin: Origin::default(),
        kind,
        direction,
        home,
    }
}

pub(super) fn structure(fields: Vec<Field>) -> TypeKind {
    TypeKind::Struct(Struct {
        fields,
        unknown: UnknownFields::Ignore,
    })
}

pub(super) fn variant(name: &str, tag: Option<&str>, content: VariantContent) -> Variant {
    Variant {
        names: vec![name.into()],
        docs: docs(&format!("As {name}.")),
        tag: tag.map(Into::into),
        content,
    }
}

/// An API with one server and no settings; folders and operations are linked by [`finish`].
pub(super) fn api(operations: Vec<Operation>, types: Vec<TypeDef>) -> Api {
    Api {
        title: "Sample".into(),
        module: "sample_api".into(),
        docs: docs("A sample."),
        origin: Origin::default(),
        settings: vec![],
        servers: vec![crate::ir::Server {
            base: Template::text("https://api.example"),
            docs: docs("The server."),
        }],
        credentials: vec![],
        environments: vec![],
        token_endpoints: vec![],
        resources: vec![resource("Sample", None), resource("Users", Some(0))],
        operations,
        types,
        options: Options::default(),
    }
}

/// Links folders and operations to what encloses them.
pub(super) fn finish(mut api: Api) -> Api {
    for index in 1..api.resources.len() {
        let parent = api.resources[index].parent.unwrap();
        api.resources[parent.0].children.push(ResourceId(index));
    }
    for (index, operation) in api.operations.iter().enumerate() {
        api.resources[operation.resource.0]
            .operations
            .push(crate::ir::OperationId(index));
    }
    api
}

fn ident(text: &str) -> Ident {
    Ident::new(if matches!(text, "type" | "in" | "ref") {
        format!("r#{text}")
    } else {
        text.to_owned()
    })
}

fn snake(text: &str) -> Ident {
    ident(&text.to_snake_case())
}

fn camel(text: &str) -> Ident {
    ident(&text.to_upper_camel_case())
}

/// Plain names: the words through heck, without regard to collisions.
pub(super) fn names_of(api: &Api) -> Names {
    Names {
        settings: api
            .settings
            .iter()
            .map(|setting| SettingNames {
                field: snake(&setting.variable),
                environment: setting.variable.to_uppercase(),
            })
            .collect(),
        credentials: (0..api.credentials.len())
            .map(|index| ident(&format!("credential_{index}")))
            .collect(),
        environments: api
            .environments
            .iter()
            .map(|environment| snake(&environment.name))
            .collect(),
        resources: api
            .resources
            .iter()
            .enumerate()
            .map(|(index, resource)| ResourceNames {
                module: snake(&resource.name),
                client: if index == 0 {
                    ident("Client")
                } else {
                    camel(&resource.name)
                },
                alias: None,
            })
            .collect(),
        operations: api
            .operations
            .iter()
            .map(|operation| OperationNames {
                function: snake(&operation.name),
                request: camel(&operation.name),
                fields: operation
                    .fields
                    .iter()
                    .map(|field| snake(&field.name))
                    .collect(),
                note: None,
                alias: None,
            })
            .collect(),
        types: api.types.iter().map(type_names).collect(),
    }
}

fn type_names(definition: &TypeDef) -> TypeNames {
    let mut content = ContentNames::default();
    match &definition.kind {
        TypeKind::Struct(structure) => {
            content.fields = structure
                .fields
                .iter()
                .map(|field| snake(&field.name))
                .collect();
            content.unknown = (structure.unknown == UnknownFields::Keep).then(|| ident("other"));
        }
        TypeKind::Enum(values) => {
            content.variants = values
                .iter()
                .map(|value| variant_names(&value.value, &[]))
                .collect();
            content.other = Some(ident("Other"));
        }
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            content.variants = variants
                .iter()
                .map(|variant| match &variant.content {
                    VariantContent::Fields(fields) => variant_names(&variant.names[0], fields),
                    _ => variant_names(&variant.names[0], &[]),
                })
                .collect();
            content.other = Some(ident("Other"));
        }
        TypeKind::ByStatus(cases) => {
            content.variants = cases
                .iter()
                .map(|case| variant_names(&format!("status {}", case.statuses[0]), &[]))
                .collect();
            content.other = Some(ident("Other"));
        }
    }
    TypeNames {
        name: camel(&definition.names[0]),
        alias: None,
        content,
    }
}

fn variant_names(name: &str, fields: &[Field]) -> VariantNames {
    VariantNames {
        name: camel(name),
        fields: fields.iter().map(|field| snake(&field.name)).collect(),
        constructor: snake(name),
    }
}
