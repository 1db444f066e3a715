//! Names of folders and settings.

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

fn setting(variable: &str) -> Setting {
    Setting {
        variable: variable.into(),
        required: true,
        secret: false,
        default: None,
        docs: Docs::default(),
        origin: Origin::default(),
    }
}

#[test]
fn an_environment_variable_starts_with_the_module() {
    let mut api = api();
    let variables = ["baseUrl", "shop_token", "timeout", "1"];
    api.settings.extend(variables.map(setting));
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
fn an_environment_variable_is_never_cut() {
    let mut api = api();
    let words = ["a", "b"].map(|letter| letter.repeat(80));
    api.settings
        .extend(words.each_ref().map(|word| setting(word)));
    let settings = assigned(&api).settings;
    let variables = settings.iter().map(|names| names.environment.as_str());
    let whole = words.map(|word| format!("SHOP_{}", word.to_uppercase()));
    assert!(variables.eq(&whole), "{settings:?}");
}
