//! Several forms of one body: from saved requests, from other items, from descriptions.

use serde_json::{Value, json};

use super::{collection, read};
use crate::diagnostic::Code;
use crate::generator::ReadApi;
use crate::ir::{Body, Field, Presence, TypeKind, TypeRef, VariantContent};

fn request(method: &str, url: &str, body: &Value) -> Value {
    let body = json!({ "mode": "raw", "raw": body.to_string(), "options": { "raw": { "language": "json" } } });
    json!({ "method": method, "url": url, "body": body })
}

/// An item with saved requests: each its URL, body and the status of the answer.
fn item(method: &str, url: &str, body: &Value, saved: &[(&str, Value, u16)]) -> Value {
    let saved = saved.iter().map(|(url, body, code)| {
        json!({ "name": "One", "code": code, "originalRequest": request(method, url, body) })
    });
    let saved: Vec<Value> = saved.collect();
    json!({ "name": "Link", "request": request(method, url, body), "response": saved })
}

/// The body of the first operation: members of an object, or those of each form; `?` where they are optional.
fn body(read: &ReadApi) -> String {
    let members = |fields: &mut dyn Iterator<Item = &Field>| {
        let members = fields.map(|field| {
            let mark = if field.presence == Presence::Required {
                ""
            } else {
                "?"
            };
            format!("{}{mark}", field.name)
        });
        members.collect::<Vec<_>>().join(" ")
    };
    let operation = &read.api.operations[0];
    match operation.body.as_ref().expect("a body") {
        Body::JsonObject { members: ids, .. } => {
            members(&mut ids.iter().map(|id| &operation.fields[id.0]))
        }
        Body::Json { field, .. } => {
            let TypeRef::Named(id) = &operation.fields[field.0].type_ref else {
                panic!("a type");
            };
            let TypeKind::Union(forms) = &read.api.types[id.0].kind else {
                panic!("forms");
            };
            let forms = forms.iter().map(|form| match &form.content {
                VariantContent::Fields(fields) => members(&mut fields.iter()),
                _ => panic!("members"),
            });
            forms.collect::<Vec<_>>().join(" | ")
        }
        _ => panic!("JSON"),
    }
}

fn body_of(items: Value) -> String {
    body(&read(&collection(Value::Null, items), ""))
}

fn link() -> Value {
    json!({ "link_with": "a" })
}

fn identity() -> Value {
    json!({ "provider": "a", "user_id": "b" })
}

#[test]
fn saved_requests_show_forms() {
    let saved = [
        ("https://h/users/:id", link(), 200),
        ("https://h/users/1", identity(), 201),
    ];
    let item = item("POST", "https://h/users/:id", &link(), &saved);
    assert_eq!(body_of(json!([item])), "link_with | provider? user_id?");
}

#[test]
fn a_body_with_members_of_all_forms_is_one_object() {
    let all = json!({ "provider": "", "user_id": "", "link_with": "" });
    let saved = [
        ("https://h/users", link(), 200),
        ("https://h/users", identity(), 200),
    ];
    let item = item("POST", "https://h/users", &all, &saved);
    assert_eq!(body_of(json!([item])), "provider? user_id? link_with?");
}

#[test]
fn what_is_patched_is_part_of_one_object() {
    let item = item(
        "PATCH",
        "https://h/users",
        &link(),
        &[("https://h/users", identity(), 200)],
    );
    assert_eq!(body_of(json!([item])), "link_with? provider? user_id?");
}

#[test]
fn a_refused_request_makes_no_form_but_can_be_written() {
    let item = item(
        "POST",
        "https://h/users",
        &link(),
        &[("https://h/users", identity(), 400)],
    );
    assert_eq!(body_of(json!([item])), "link_with? provider? user_id?");
}

#[test]
fn a_request_left_over_from_another_item_says_nothing() {
    let item = item(
        "POST",
        "https://h/users",
        &link(),
        &[("https://h/teams", identity(), 200)],
    );
    let read = read(&collection(Value::Null, json!([item])), "");
    assert_eq!(body(&read), "link_with?");
    let mut codes = read.diagnostics.iter().map(|finding| finding.code);
    assert!(codes.any(|code| code == Code::StrayRequest));
}

#[test]
fn a_form_that_another_item_has_is_left_to_it() {
    for status in [200, 400] {
        let saved = [("https://h/users", identity(), status)];
        let own = item("POST", "https://h/users", &link(), &saved);
        let other = item("POST", "https://{{host}}/users", &identity(), &[]);
        assert_eq!(body_of(json!([own, other])), "link_with?");
    }
}

#[test]
fn what_a_description_requires_does_not_forbid_what_was_sent() {
    let mut item = item(
        "POST",
        "https://h/users",
        &link(),
        &[("https://h/users", identity(), 200)],
    );
    let text = "```\nPOST /users\n{\"user_id\": \"ID\", \"key\": \"KEY\", \"note\": \"NOTE (OPTIONAL)\"}\n```";
    item["request"]["description"] = text.into();
    assert_eq!(
        body_of(json!([item])),
        "link_with | provider? user_id key? note?"
    );
}

#[test]
fn a_described_request_of_another_operation_says_nothing() {
    let mut item = item("POST", "https://h/users", &link(), &[]);
    item["request"]["description"] = "First\n```\nPOST /login\n{\"user\": \"a\"}\n```".into();
    assert_eq!(body_of(json!([item])), "link_with?");
}

#[test]
fn a_hint_that_says_object_makes_one_of_several_forms() {
    let saved = [("https://h/users", identity(), 200)];
    let items = json!([item("POST", "https://h/users", &link(), &saved)]);
    let hints = "[operations.Link.body]\ntype = 'object'\nrequired = ['provider']";
    let read = read(&collection(Value::Null, items), hints);
    assert_eq!(body(&read), "link_with? provider user_id?");
}
