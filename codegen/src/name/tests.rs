//! Names of whole APIs.

mod laws;

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

#[test]
fn function_and_request_say_the_same() {
    let mut api = api();
    add_operation(
        &mut api,
        1,
        "Link a user account",
        "POST",
        "/users/:id/identities",
    );
    let names = assigned(&api);
    assert_eq!(names.operations[0].function.as_str(), "link_a_user_account");
    assert_eq!(names.operations[0].request.as_str(), "LinkAUserAccount");
    assert_eq!(names.resources[1].module.as_str(), "users");
    assert_eq!(names.resources[1].client.as_str(), "Users");
    assert_eq!(names.resources[0].client.as_str(), "Client");
    assert_eq!(names.operations[0].note, None);
}

#[test]
fn equal_names_take_meaning_from_method_and_path() {
    assert_eq!(
        functions(&[
            ("User", "GET", "/users/:id"),
            ("User", "DELETE", "/users/:id"),
            ("User", "DELETE", "/users/:id/sessions"),
            ("User", "DELETE", "/users/:id"),
            ("User", "DELETE", "/users/:id"),
        ]),
        ["user", "delete_user", "user_sessions", "user_2", "user_3"]
    );
}

#[test]
fn a_number_is_the_last_resort() {
    assert_eq!(
        functions(&[("Ping", "GET", "/ping"); 3]),
        ["ping", "ping_2", "ping_3"]
    );
}

#[test]
fn a_value_that_is_always_sent_or_a_field_of_its_own_is_meaning() {
    let mut api = api();
    for value in ["a", "client_credentials", "refresh_token"] {
        let id = add_operation(&mut api, 1, "Get a token", "POST", "/token");
        let grant = FormEntry {
            name: Template::text("grant_type"),
            value: FormValue::Constant(Template::text(value)),
        };
        api.operations[id].body = Some(Body::Form {
            entries: vec![grant],
            content_type: None,
        });
    }
    let id = add_operation(&mut api, 1, "Get a token", "POST", "/token");
    api.operations[id]
        .fields
        .push(field("scope", Location::Body));
    let names: Vec<String> = assigned(&api)
        .operations
        .iter()
        .map(|names| names.function.to_string())
        .collect();
    let expected = [
        "get_a_token",
        "get_a_token_client_credentials",
        "get_a_token_refresh_token",
        "get_a_token_with_scope",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_new_sibling_moves_nothing() {
    let before = functions(&[("User", "GET", "/users"), ("User", "POST", "/users")]);
    let after = functions(&[
        ("User", "GET", "/users"),
        ("User", "POST", "/users"),
        ("User", "PUT", "/users"),
    ]);
    assert_eq!(before, after[..2]);
}

#[test]
fn an_item_without_a_name_is_called_by_method_and_path() {
    assert_eq!(
        functions(&[("", "GET", "/users/:id/logs"), ("  ", "GET", "")]),
        ["get_users_logs", "get"]
    );
}

#[test]
fn a_name_of_the_prelude_is_given_meaning() {
    let mut api = api();
    add_operation(&mut api, 1, "Default", "GET", "/defaults");
    let mut diagnostics = Diagnostics::default();
    let names = assign(&api, &mut diagnostics);
    assert_eq!(names.operations[0].request.as_str(), "GetDefault");
    assert_eq!(diagnostics.len(), 1);
    assert!(names.operations[0].note.is_some());
}

#[test]
fn a_function_avoids_the_accessor_of_a_folder() {
    let mut api = api();
    add_folder(&mut api, "Logs", 1);
    add_operation(&mut api, 1, "Logs", "GET", "/logs");
    let names = assigned(&api);
    assert_eq!(names.resources[2].module.as_str(), "logs");
    assert_eq!(names.operations[0].function.as_str(), "get_logs");
}

#[test]
fn folders_never_take_the_place_of_emitted_files() {
    let mut api = api();
    for name in [
        "Types",
        "client",
        "MOD",
        "Nul",
        "Error",
        "2. Users",
        "../../etc/passwd",
        "type",
    ] {
        add_folder(&mut api, name, 0);
    }
    let modules: Vec<String> = assigned(&api).resources[2..]
        .iter()
        .map(|names| names.module.to_string())
        .collect();
    assert_eq!(
        modules,
        [
            "types_api",
            "client_api",
            "mod_api",
            "nul_api",
            "error_api",
            "folder_2_users",
            "etc_passwd",
            "r#type"
        ]
    );
}

#[test]
fn fields_of_two_places_say_their_place() {
    let mut api = api();
    let id = add_operation(&mut api, 1, "Change", "PUT", "/users/:id");
    let more = [
        field("id", Location::Body),
        field("self", Location::Body),
        field("new", Location::Body),
        field("a", Location::Query),
        field("a[]", Location::Query),
    ];
    api.operations[id].fields.extend(more);
    let fields: Vec<String> = assigned(&api).operations[0]
        .fields
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        fields,
        [
            "id",
            "body_id",
            "self_",
            "new_field",
            "a",
            "a_bracket_bracket"
        ]
    );
}

#[test]
fn values_of_an_enum_stay_apart() {
    let mut api = api();
    let kind = values(&[
        "asc", "ASC", "", "200", "+1", "-1", "other", "self", "new", "C++", "C#", "Ok",
    ]);
    add_type(&mut api, &["Order"], Home::Resource(ResourceId(1)), kind);
    let content = &assigned(&api).types[0].content;
    let variants: Vec<&str> = content
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    let expected = [
        "Asc",
        "AscUpper",
        "Empty",
        "Value200",
        "Plus1",
        "Minus1",
        "OtherLower",
        "Self_",
        "New",
        "C",
        "CHash",
        "Ok",
    ];
    assert_eq!(variants, expected);
    assert_eq!(
        content.other.as_ref().map(super::Ident::as_str),
        Some("Other")
    );
}

#[test]
fn a_type_avoids_the_client_and_the_requests_of_its_folder() {
    let mut api = api();
    add_operation(&mut api, 1, "Get user", "GET", "/users/:id");
    add_type(
        &mut api,
        &["Users"],
        Home::Resource(ResourceId(1)),
        structure(Vec::new()),
    );
    add_type(
        &mut api,
        &["Get user", "User"],
        Home::Resource(ResourceId(1)),
        structure(Vec::new()),
    );
    let names = assigned(&api);
    assert_eq!(names.types[0].name.as_str(), "UsersData");
    assert_eq!(names.types[1].name.as_str(), "User");
}

#[test]
fn the_number_of_an_item_is_no_part_of_the_names_of_its_types() {
    let mut api = api();
    add_operation(&mut api, 0, "3. Create recipient", "POST", "/recipients");
    let names = ["3. Create recipient details"];
    add_type(&mut api, &names, Home::Shared, structure(Vec::new()));
    let type_name = &assigned(&api).types[0].name;
    assert_eq!(type_name.bare(), "CreateRecipientDetails");
}

#[test]
fn a_shared_type_is_free_in_every_folder_that_reaches_it() {
    let mut api = api();
    let operation = add_operation(&mut api, 1, "Identity", "GET", "/identity");
    let inner = add_type(&mut api, &["Identity"], Home::Shared, structure(Vec::new()));
    let mut holder = field("identity", Location::Body);
    holder.type_ref = TypeRef::List(Box::new(TypeRef::Named(inner)));
    let outer = add_type(
        &mut api,
        &["Outer"],
        Home::Resource(ResourceId(1)),
        structure(vec![holder]),
    );
    api.operations[operation].output = Output::One(ResponseBody::Json(TypeRef::Named(outer)));
    add_type(
        &mut api,
        &["Identity data"],
        Home::Resource(ResourceId(1)),
        structure(Vec::new()),
    );
    let names = assigned(&api);
    assert_eq!(names.operations[0].request.as_str(), "Identity");
    assert_eq!(names.types[inner.0].name.as_str(), "IdentityData");
    assert_eq!(names.types[2].name.as_str(), "IdentityDataData");
}

#[test]
fn an_environment_variable_starts_with_the_module() {
    let mut api = api();
    for variable in ["baseUrl", "shop_token", "timeout", "1"] {
        api.settings.push(Setting {
            variable: variable.into(),
            required: true,
            secret: false,
            default: None,
            docs: Docs::default(),
            origin: Origin::default(),
        });
    }
    let settings = assigned(&api).settings;
    let fields: Vec<&str> = settings.iter().map(|names| names.field.as_str()).collect();
    let variables: Vec<&str> = settings
        .iter()
        .map(|names| names.environment.as_str())
        .collect();
    assert_eq!(
        fields,
        ["base_url", "shop_token", "timeout_setting", "setting_1"]
    );
    assert_eq!(
        variables,
        [
            "SHOP_BASE_URL",
            "SHOP_TOKEN",
            "SHOP_TIMEOUT_SETTING",
            "SHOP_SETTING_1"
        ]
    );
}

#[test]
fn a_server_is_named_by_its_variable_or_host() {
    let mut api = api();
    api.settings.push(Setting {
        variable: "auth0_domain".into(),
        required: true,
        secret: false,
        default: None,
        docs: Docs::default(),
        origin: Origin::default(),
    });
    let domain = Template {
        parts: vec![
            TemplatePart::Text("https://".into()),
            TemplatePart::Setting(SettingId(0)),
        ],
    };
    for base in [
        domain,
        Template::text("https://api.example.com/v1"),
        Template::text("https://api.example.com/v2"),
    ] {
        api.servers.push(Server {
            base,
            docs: Docs::default(),
        });
    }
    let servers: Vec<String> = assigned(&api)
        .servers
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        servers,
        ["auth0_domain", "api_example_com", "api_example_com_v2"]
    );
}
