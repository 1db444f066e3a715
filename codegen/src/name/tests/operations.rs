//! Names of functions and of their requests.

use super::*;

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
