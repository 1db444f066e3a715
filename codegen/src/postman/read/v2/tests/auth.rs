//! Auth and variables.

use serde_json::{Value, json};

use super::{read, request};
use crate::postman::{AuthKind, VariableValue};

#[test]
fn auth_parameters_as_list_or_map() {
    for parameters in [
        json!({"token": "t"}),
        json!([{"key": "token", "value": "x"}, {"key": "token", "value": "t"}]),
    ] {
        let auth = request(json!({"auth": {"type": "bearer", "bearer": parameters}}))
            .auth
            .unwrap();
        assert_eq!(
            (auth.kind.clone(), auth.get("token")),
            (AuthKind::Bearer, Some("t"))
        );
    }
}

#[test]
fn auth_parameters_of_other_types_are_no_credentials() {
    for parameters in [Value::Null, json!("t")] {
        let auth = request(json!({"auth": {"type": "bearer", "bearer": parameters}}))
            .auth
            .unwrap();
        assert!(auth.parameters.is_empty());
    }
    assert_eq!(request(json!({"auth": "bearer"})).auth, None);
    assert_eq!(request(json!({"auth": {"type": null}})).auth, None);
}

#[test]
fn auth_type_is_matched_exactly() {
    let kind = |name: &str| request(json!({"auth": {"type": name}})).auth.unwrap().kind;
    assert_eq!(kind("Bearer"), AuthKind::Unknown("Bearer".to_owned()));
    assert_eq!(kind("noauth"), AuthKind::None);
}

#[test]
fn disabled_auth_parameter_is_still_used_and_typed_values_are_cast() {
    let list = json!([
        {"key": "token", "value": "t", "disabled": true}, {"key": "flag", "value": "false", "type": "boolean"},
        {"key": "params", "value": [{"a": 1}], "type": "any"}
    ]);
    let auth = request(json!({"auth": {"type": "bearer", "bearer": list}}))
        .auth
        .unwrap();
    assert_eq!(
        (auth.get("token"), auth.get("flag")),
        (Some("t"), Some("true"))
    );
    assert_eq!(auth.get("params"), Some(r#"[{"a":1}]"#));
}

#[test]
fn a_switch_that_is_the_text_false_is_on() {
    let switch = |value: Value, kind: &str| {
        let list = json!([{"key": "addParamsToHeader", "value": value, "type": kind}]);
        let auth = request(json!({"auth": {"type": "oauth1", "oauth1": list}})).auth;
        auth.and_then(|auth| auth.get("addParamsToHeader").map(str::to_owned))
    };
    let found = [
        switch(json!("false"), "string"),
        switch(json!(false), "string"),
        switch(json!(false), "boolean"),
        switch(json!(false), "any"),
    ];
    let on = |on: bool| Some(on.to_string());
    assert_eq!(found, [on(true), on(true), on(false), on(false)]);
}

#[test]
fn variable_with_only_an_id_is_dropped_but_names_a_path_variable() {
    let (collection, diagnostics) =
        read(&json!({"info": {}, "item": [], "variable": [{"id": "a", "value": "1"}]}));
    assert!(collection.variables.is_empty() && diagnostics.len() == 1);
    let url = request(
        json!({"url": {"host": "h", "path": [":a"], "variable": [{"id": "a", "value": "1"}]}}),
    )
    .url;
    assert_eq!(url.variables[0].name, "a");
}

#[test]
fn variable_values_become_text_by_their_type() {
    let (collection, _) = read(&json!({"info": {}, "item": [], "variable": [
        {"key": "a", "value": null}, {"key": "b"}, {"key": "c", "value": "5.0", "type": "number"},
        {"key": "d", "value": "false", "type": "boolean"}, {"key": "e", "value": "[1,2]", "type": "array"},
        {"key": "f", "value": {"x": 1}}, {"key": "g", "value": 1.50}, {"key": "h", "value": "x", "type": "secret"},
        {"key": "i", "value": "x", "disabled": true}, {"key": "j", "source": {"provider": "aws"}},
        {"key": " k ", "value": "x", "type": "number"}
    ]}));
    let list: Vec<_> = collection
        .variables
        .iter()
        .map(|variable| match &variable.value {
            VariableValue::Text(text) => format!("{}={text}", variable.name),
            VariableValue::Missing => variable.name.clone(),
        })
        .collect();
    assert_eq!(
        list,
        [
            "a=null",
            "b",
            "c=5",
            "d=true",
            "e=1,2",
            "f=[object Object]",
            "g=1.5",
            "h=x",
            "j",
            " k =NaN"
        ]
    );
    let secrets: Vec<_> = collection
        .variables
        .iter()
        .filter(|variable| variable.secret)
        .map(|v| &v.name)
        .collect();
    assert_eq!(secrets, ["h", "j"]);
}
