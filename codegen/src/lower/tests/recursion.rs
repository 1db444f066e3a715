//! Recursive schemas of test scripts become types that hold themselves.

use serde_json::{Value, json};

use super::{collection, read};
use crate::generator::ReadApi;
use crate::ir::{ResponseBody, TypeKind, TypeRef};

const TREE: &str = r##"{type: "object", required: ["name"], properties: {name: {type: "string"},
    children: {type: "array", items: {$ref: "#"}}, parent: {anyOf: [{type: "null"}, {$ref: "#"}]}}}"##;

/// An operation whose script checks the answer against a schema, with this saved body.
fn checked(name: &str, schema: &str, body: &Value) -> Value {
    let script = format!("pm.response.to.have.jsonSchema({schema});");
    json!({
        "name": name,
        "request": { "method": "GET", "url": format!("https://h/{}", name.replace(' ', "")) },
        "event": [{ "listen": "test", "script": { "exec": [script] } }],
        "response": [{ "name": "One", "code": 200, "body": body.to_string() }]
    })
}

/// The types as `Name { member: type }`.
fn types(api: &ReadApi) -> Vec<String> {
    let names = &api.names.types;
    let name = |type_ref: &TypeRef| shown(type_ref, &|index| names[index].name.bare().to_owned());
    let definitions = api.api.types.iter().enumerate().map(|(index, definition)| {
        let TypeKind::Struct(content) = &definition.kind else {
            return format!("{} {:?}", names[index].name.bare(), definition.kind);
        };
        let fields = content.fields.iter();
        let fields = fields.map(|field| format!("{}: {}", field.name, name(&field.type_ref)));
        let fields = fields.collect::<Vec<_>>().join(", ");
        format!("{} {{ {fields} }}", names[index].name.bare())
    });
    definitions.collect()
}

fn shown(type_ref: &TypeRef, name: &impl Fn(usize) -> String) -> String {
    match type_ref {
        TypeRef::Named(id) => name(id.0),
        TypeRef::List(inner) => format!("[{}]", shown(inner, name)),
        TypeRef::Boxed(inner) => format!("box of {}", shown(inner, name)),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_schema_that_refers_to_its_root_becomes_one_boxed_type_with_the_samples_of_all_levels() {
    let body = json!({"name": "a", "children": [{"name": "b", "size": 1}], "parent": null});
    let read = read(
        &collection(Value::Null, json!([checked("Get node", TREE, &body)])),
        "",
    );
    assert_eq!(
        types(&read),
        ["Node { name: Text, children: [Node], parent: box of Node, size: Integer }"]
    );
}

#[test]
fn a_definition_of_a_schema_that_holds_itself_is_named_after_it() {
    let schema = r##"{properties: {root: {$ref: "#/$defs/tree_node"}}, $defs: {tree_node:
        {properties: {id: {type: "integer"}, next: {$ref: "#/$defs/tree_node"}}}}}"##;
    let body = json!({"root": {"id": 1, "next": {"id": 2}}});
    let read = read(
        &collection(Value::Null, json!([checked("Get tree", schema, &body)])),
        "",
    );
    assert_eq!(
        types(&read),
        [
            "TreeNode { id: Integer, next: box of TreeNode }",
            "Tree { root: TreeNode }"
        ]
    );
}

#[test]
fn the_same_recursive_schema_in_two_scripts_is_one_type() {
    let body = json!({"name": "a", "children": []});
    let items = json!([
        checked("Get node", TREE, &body),
        checked("Move leaf", TREE, &body)
    ]);
    let read = read(&collection(Value::Null, items), "");
    assert_eq!(
        types(&read),
        ["Node { name: Text, children: [Node], parent: box of Node }"]
    );
}

#[test]
fn a_hint_on_a_recursive_answer_keeps_what_the_script_says() {
    let hints = "[operations.'Get node'.responses.200.schema.properties.name]\nrename = 'label'";
    let body = json!({"name": "a", "children": [{"name": "b"}]});
    let read = read(
        &collection(Value::Null, json!([checked("Get node", TREE, &body)])),
        hints,
    );
    assert_eq!(
        types(&read),
        [
            "Child { name: Text, children: [Child], parent: box of Child }",
            "Node { name: Text, children: [Child], parent: Child }",
        ]
    );
}

#[test]
fn a_named_type_of_the_hints_may_hold_itself() {
    let hints = "
        [operations.'Get node'.responses.200]
        schema.'$ref' = 'Node'
        [types.Node.properties]
        next.'$ref' = 'Node'
        list = { type = 'array', items.'$ref' = 'Node' }
        by_name = { type = 'object', additionalProperties.'$ref' = 'Node' }";
    let item = json!({ "name": "Get node", "request": { "method": "GET", "url": "https://h/n" } });
    let read = read(&collection(Value::Null, json!([item])), hints);
    let ResponseBody::Json(TypeRef::Named(id)) = &read.api.operations[0].responses[0].body else {
        panic!("a named type");
    };
    assert_eq!(
        types(&read)[id.0],
        "Node { next: box of Node, list: [Node], by_name: Map(Named(TypeId(0))) }"
    );
}
