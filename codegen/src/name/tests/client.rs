//! Names of folders, settings and servers.

use super::*;

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
