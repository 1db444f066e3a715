//! Values that test scripts take from answers.

use serde_json::{Value, json};

use super::{collection, read};
use crate::generator::ReadApi;
use crate::ir::Docs;

/// An item whose test script is `script`.
fn item(name: &str, url: &str, script: &str) -> Value {
    json!({
        "name": name,
        "request": { "method": "GET", "url": url },
        "event": [{ "listen": "test", "script": { "exec": [script] } }]
    })
}

fn shop(items: Value) -> ReadApi {
    read(
        &collection(
            json!({ "type": "bearer", "bearer": { "token": "{{token}}" } }),
            items,
        ),
        "",
    )
}

fn shown(docs: &Docs) -> Vec<&str> {
    let shown = docs.evidence.iter().filter(|evidence| evidence.in_docs);
    shown.map(|evidence| evidence.text.as_ref()).collect()
}

#[test]
fn a_value_from_another_answer_says_so_where_it_is_needed() {
    let keeps = "const d = pm.response.json(); pm.environment.set('token', d.token); pm.environment.set('me', d.users[0].id)";
    let shop = shop(json!([
        item("Log in", "https://h/login", keeps),
        item(
            "Get",
            "https://h/users/{{me}}?other=x{{me}}&whose={{me}}",
            ""
        ),
    ]));
    let [token] = shop.api.settings.as_slice() else {
        panic!("{:?}", shop.api.settings)
    };
    let from_log_in = "The collection takes it from the answer of `Log in`: `token`.";
    assert_eq!(shown(&token.docs), [from_log_in]);
    let fields = &shop.api.operations[1].fields;
    let told: Vec<(&str, Vec<&str>)> = fields
        .iter()
        .map(|field| (field.name.as_str(), shown(&field.docs)))
        .collect();
    let from_users = "The collection takes it from the answer of `Log in`: `users[].id`.";
    assert_eq!(
        told,
        [
            ("me", vec![from_users]),
            ("other", vec![]),
            ("whose", vec![from_users])
        ]
    );
}

#[test]
fn what_a_request_keeps_itself_is_no_source_for_it() {
    let again = item(
        "Next",
        "https://h/pages/{{page}}",
        "pm.environment.set('page', pm.response.json().next)",
    );
    let shop = shop(json!([again]));
    assert!(shown(&shop.api.operations[0].fields[0].docs).is_empty());
}

#[test]
fn members_of_a_body_say_it_too() {
    let keeps = "const d = pm.response.json(); pm.environment.set('me', d.id); pm.environment.set('n', d.n)";
    let mut put = item("Put", "https://h/users", "");
    put["request"] = json!({
        "method": "PUT",
        "url": "https://h/users",
        "body": { "mode": "raw", "raw": "{\"owner\": \"{{me}}\", \"n\": {{n}}, \"x\": \"a {{me}}\"}" }
    });
    let shop = shop(json!([item("Me", "https://h/me", keeps), put]));
    let fields = shop.api.operations[1].fields.iter();
    let told: Vec<(&str, usize)> = fields
        .map(|field| (field.name.as_str(), shown(&field.docs).len()))
        .collect();
    assert_eq!(told, [("owner", 1), ("n", 1), ("x", 0)]);
}
