//! Names of whole APIs.

mod client;
mod laws;
mod operations;
mod types;

use super::{Names, assign};
use crate::diagnostic::Diagnostics;
use crate::ir::*;

/// An API with one folder, and what the tests put into it.
fn api() -> Api {
    let mut root = folder("Shop", None);
    root.children = vec![ResourceId(1)];
    Api {
        title: "Shop".into(),
        module: "shop".into(),
        docs: Docs::default(),
        origin: Origin::default(),
        settings: Vec::new(),
        servers: Vec::new(),
        credentials: Vec::new(),
        environments: Vec::new(),
        token_endpoints: Vec::new(),
        resources: vec![root, folder("Users", Some(ResourceId::ROOT))],
        operations: Vec::new(),
        types: Vec::new(),
        options: Options::default(),
    }
}

fn folder(name: &str, parent: Option<ResourceId>) -> Resource {
    Resource {
        name: name.into(),
        id: None,
        parent,
        position: 0,
        children: Vec::new(),
        operations: Vec::new(),
        docs: Docs::default(),
        origin: Origin::default(),
    }
}

fn add_folder(api: &mut Api, name: &str, parent: usize) -> usize {
    let id = api.resources.len();
    api.resources.push(folder(name, Some(ResourceId(parent))));
    api.resources[parent].children.push(ResourceId(id));
    id
}

/// Adds an operation to the folder `resource`; `:name` segments of `path` become fields.
fn add_operation(api: &mut Api, resource: usize, name: &str, method: &str, path: &str) -> usize {
    let mut fields = Vec::new();
    let mut parts = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        if let Some(name) = segment.strip_prefix(':') {
            parts.push(PathPart::Field(FieldId(fields.len())));
            fields.push(field(name, Location::Path));
        } else {
            parts.push(PathPart::Text(format!("/{segment}")));
        }
    }
    let id = api.operations.len();
    api.resources[resource].operations.push(OperationId(id));
    api.operations.push(Operation {
        name: name.into(),
        id: None,
        resource: ResourceId(resource),
        position: 0,
        docs: Docs::default(),
        origin: Origin::default(),
        method: method.into(),
        server: ServerId(0),
        own_url: String::new(),
        signature: String::new(),
        path: parts,
        query: Vec::new(),
        headers: Vec::new(),
        body: None,
        fields,
        credential: None,
        responses: Vec::new(),
        output: Output::One(ResponseBody::Unknown),
        behavior: Behavior::default(),
        pagination: None,
        sample: None,
        curl: String::new(),
        deprecated: None,
        rename: None,
    });
    id
}

fn field(name: &str, location: Location) -> Field {
    Field {
        name: name.into(),
        rename: None,
        location,
        type_ref: TypeRef::Text,
        presence: Presence::Optional,
        docs: Docs::default(),
        example: None,
        shown: None,
        preset: None,
        secret: false,
        deprecated: None,
    }
}

fn add_type(api: &mut Api, names: &[&str], home: Home, kind: TypeKind) -> TypeId {
    let id = TypeId(api.types.len());
    api.types.push(TypeDef {
        names: names.iter().map(ToString::to_string).collect(),
        is_titled: false,
        docs: Docs::default(),
        origin: Origin::default(),
        kind,
        direction: Direction::Both,
        home,
    });
    id
}

fn structure(fields: Vec<Field>) -> TypeKind {
    TypeKind::Struct(Struct {
        fields,
        unknown: UnknownFields::Ignore,
    })
}

fn values(values: &[&str]) -> TypeKind {
    TypeKind::Enum(
        values
            .iter()
            .map(|value| EnumValue {
                value: (*value).into(),
                docs: Docs::default(),
            })
            .collect(),
    )
}

fn assigned(api: &Api) -> Names {
    assign(api, &mut Diagnostics::default())
}

/// Functions of the operations named so, all in one folder.
fn functions(operations: &[(&str, &str, &str)]) -> Vec<String> {
    let mut api = api();
    for (name, method, path) in operations {
        add_operation(&mut api, 1, name, method, path);
    }
    assigned(&api)
        .operations
        .iter()
        .map(|names| names.function.to_string())
        .collect()
}
