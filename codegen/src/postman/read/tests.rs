use serde_json::json;

use super::{
    ContentError, DocumentKind, collection_from_slice, environment_from_slice, read_collection,
};
use crate::{
    diagnostic::{Diagnostics, DocumentId, Documents},
    postman::{Environment, EnvironmentScope},
};

fn refusal(text: &str) -> ContentError {
    collection_from_slice(text.as_bytes(), DocumentId(0), &mut Diagnostics::default()).unwrap_err()
}

fn environment(text: &str) -> Environment {
    environment_from_slice(text.as_bytes(), DocumentId(0), &mut Diagnostics::default()).unwrap()
}

#[test]
fn half_a_surrogate_pair_is_a_replacement_character() {
    let text = r#"{"info": {"name": "\\ud83d \ud83d\ude00 \ud83d \uDE00"}, "item": []}"#;
    let collection =
        collection_from_slice(text.as_bytes(), DocumentId(0), &mut Diagnostics::default()).unwrap();
    assert_eq!(collection.name, "\\ud83d \u{1f600} \u{fffd} \u{fffd}");
}

#[test]
fn bytes_that_are_not_utf8_are_named() {
    let error = collection_from_slice(
        b"{\n \"\xc3\xa9 caf\xe9\"}",
        DocumentId(0),
        &mut Diagnostics::default(),
    );
    insta::assert_snapshot!(error.unwrap_err(), @"not UTF-8: byte 0xe9 at offset 10 (line 2, column 8); save it as UTF-8");
    let error = collection_from_slice(
        b"\xff\xfe{\0}\0",
        DocumentId(0),
        &mut Diagnostics::default(),
    );
    insta::assert_snapshot!(error.unwrap_err(), @"not UTF-8 but UTF-16: byte 0xff at offset 0 (line 1, column 1); save it as UTF-8");
}

#[test]
fn broken_json_names_line_column_and_what_was_expected() {
    insta::assert_snapshot!(refusal("{\"info\": {},\n \"item\": [}"), @"not JSON: expected value (line 2, column 11)");
    insta::assert_snapshot!(refusal("{\"item\": []"), @"not JSON: EOF while parsing an object (line 1, column 11)");
    insta::assert_snapshot!(refusal("{\"item\": []} x"), @"not JSON: trailing characters (line 1, column 14)");
}

#[test]
fn a_number_beyond_a_double_is_infinity_as_in_postman() {
    let mut findings = Diagnostics::default();
    let text =
        r#"{"info": {"name": "c"}, "item": [null, 7], "variable": [{"key": "a", "value": 1e400}]}"#;
    let collection = collection_from_slice(text.as_bytes(), DocumentId(0), &mut findings).unwrap();
    assert_eq!(collection.variables[0].value.as_str(), "Infinity");
    let codes: Vec<_> = findings.iter().map(|finding| finding.code.text()).collect();
    assert_eq!(codes, ["PW1007", "PW1001"], "each finding once");
    let environment = environment(r#"{"values": [{"key": "a", "value": -1e400}]}"#);
    assert_eq!(environment.variables[0].value.as_str(), "-Infinity");
}

#[test]
fn other_documents_are_recognised() {
    let documents = [
        (
            json!({"openapi": "3.0.0", "info": {"title": "x"}}),
            DocumentKind::OpenApi,
        ),
        (json!({"swagger": "2.0", "info": {}}), DocumentKind::Swagger),
        (json!({"asyncapi": "2.0.0"}), DocumentKind::AsyncApi),
        (
            json!({"name": "x", "values": [], "_postman_variable_scope": "environment"}),
            DocumentKind::Environment,
        ),
        (
            json!({"name": "x", "values": [], "_postman_variable_scope": "globals"}),
            DocumentKind::Globals,
        ),
        (json!({"log": {"entries": []}}), DocumentKind::Har),
        (
            json!({"_type": "export", "__export_format": 4}),
            DocumentKind::Insomnia,
        ),
        (
            json!({"version": 1, "collections": [{"id": "c"}]}),
            DocumentKind::Collections,
        ),
        (json!({"collection": null}), DocumentKind::ApiAnswer),
        (
            json!({"$schema": "http://json-schema.org/draft-07/schema#"}),
            DocumentKind::JsonSchema,
        ),
        (
            json!({"run": {"stats": {}}, "environment": {}}),
            DocumentKind::NewmanReport,
        ),
        (json!([]), DocumentKind::List),
        (json!("x"), DocumentKind::Scalar),
        (json!({}), DocumentKind::Empty),
        (json!({"a": 1}), DocumentKind::Other),
    ];
    for (document, kind) in documents {
        assert_eq!(
            refusal(&document.to_string()),
            ContentError::NotCollection(kind),
            "{document}"
        );
    }
    assert_eq!(
        refusal(" \n"),
        ContentError::NotCollection(DocumentKind::Empty)
    );
}

#[test]
fn missing_file_is_named() {
    let path = std::path::Path::new("no/such/file.json");
    let error =
        read_collection(path, &mut Documents::default(), &mut Diagnostics::default()).unwrap_err();
    assert_eq!(error.to_string(), "cannot read `no/such/file.json`");
}

#[test]
fn environment_leaves_disabled_values_out_by_either_word() {
    let environment = environment(
        r#"{"name": "Production", "values": [
            {"key": "a", "value": "1", "enabled": true}, {"key": "b", "value": "2", "enabled": false},
            {"key": "c", "value": "3", "disabled": true}, {"key": "d", "value": "4", "type": "secret"},
            {"key": "e", "value": "5", "secret": true}, {"key": "f"}, null
        ], "_postman_variable_scope": "environment"}"#,
    );
    let names: Vec<_> = environment
        .variables
        .iter()
        .map(|variable| (variable.name.as_str(), variable.secret))
        .collect();
    assert_eq!(
        names,
        [("a", false), ("d", true), ("e", true), ("f", false)]
    );
    assert_eq!(
        (environment.name.as_str(), environment.scope),
        ("Production", EnvironmentScope::Environment)
    );
}

#[test]
fn environment_may_be_wrapped_and_globals_are_told_apart() {
    let wrapped =
        environment(r#"{"environment": {"name": "e", "values": [{"key": "a", "value": "1"}]}}"#);
    assert_eq!(
        (wrapped.variables.len(), wrapped.place.pointer.as_str()),
        (1, "/environment")
    );
    let globals =
        environment(r#"{"name": "g", "values": [], "_postman_variable_scope": "globals"}"#);
    assert_eq!(globals.scope, EnvironmentScope::Globals);
}

#[test]
fn collection_is_no_environment() {
    let error = environment_from_slice(
        br#"{"info": {}, "item": []}"#,
        DocumentId(0),
        &mut Diagnostics::default(),
    );
    assert_eq!(
        error.unwrap_err(),
        ContentError::NotEnvironment(DocumentKind::Collection)
    );
}

#[test]
fn error_names_the_file_and_what_is_wrong() {
    let path = std::env::temp_dir().join(format!("postwright-read-{}.json", std::process::id()));
    std::fs::write(&path, "[1]").unwrap();
    let error = read_collection(
        &path,
        &mut Documents::default(),
        &mut Diagnostics::default(),
    )
    .unwrap_err();
    std::fs::remove_file(&path).unwrap();
    let expected = format!(
        "`{}`: not a Postman collection, but a list: export it from Postman",
        path.display()
    );
    assert_eq!(error.to_string(), expected);
}

#[test]
fn report_of_a_run_with_its_collection_is_read() {
    let report = json!({"collection": {"info": {"name": "c"}, "item": []}, "run": {"stats": {}}});
    let collection = collection_from_slice(
        report.to_string().as_bytes(),
        DocumentId(0),
        &mut Diagnostics::default(),
    );
    assert_eq!(collection.unwrap().name, "c");
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().set_len(super::MAX_BYTES + 1).unwrap();
    let read = read_collection(
        file.path(),
        &mut Documents::default(),
        &mut Diagnostics::default(),
    );
    let message = read.unwrap_err().to_string();
    assert!(
        message.ends_with("too large: 1073741825 bytes, at most 1073741824 are read"),
        "{message}"
    );
}
