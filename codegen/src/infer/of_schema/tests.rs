use super::*;

fn read(text: &str) -> (Shape, Definitions) {
    let mut definitions = Definitions::default();
    let schema = serde_json::from_str(text).expect("a schema");
    (Shape::of_schema(&schema, &mut definitions), definitions)
}

fn shape(text: &str) -> Shape {
    read(text).0
}

/// The members of the object, `!` behind those required and `?` behind those stated as optional.
fn members(shape: &Shape) -> String {
    let object = shape.object.as_ref().expect("an object");
    let mark = |member: &MemberShape| match object.stated(member) {
        Some(true) => "!",
        Some(false) => "?",
        None => "",
    };
    let names: Vec<String> = object
        .members
        .iter()
        .map(|(name, member)| format!("{name}{}", mark(member)))
        .collect();
    names.join(" ")
}

#[test]
fn required_is_kept_and_a_list_states_the_others_as_optional() {
    assert_eq!(
        members(&shape(
            r#"{"properties": {"a": {}, "b": {}}, "required": ["b", "c"]}"#
        )),
        "a? b! c!"
    );
    assert_eq!(members(&shape(r#"{"properties": {"a": {}}}"#)), "a");
}

#[test]
fn a_sample_without_it_makes_a_required_member_optional() {
    let mut shape = shape(r#"{"properties": {"a": {"type": "integer"}}, "required": ["a"]}"#);
    let empty = crate::infer::parse_sample("{}").expect("a sample");
    shape.observe(&empty, &crate::infer::Values::default());
    assert_eq!(members(&shape), "a?");
}

#[test]
fn one_of_becomes_alternatives_over_what_stands_beside_it() {
    let shape = shape(
        r#"{"properties": {"provider": {"type": "string"}, "connection_id": {"type": "string"}, "user_id": {"type": "string"},
            "link_with": {"type": "string"}}, "oneOf": [{"required": ["link_with"]}, {"required": ["provider", "user_id"]}]}"#,
    );
    assert!(shape.object.is_none());
    let forms: Vec<String> = shape.alternatives.iter().map(members).collect();
    assert_eq!(
        forms,
        [
            "connection_id link_with!",
            "provider! connection_id user_id!"
        ]
    );
    let text = |member: &MemberShape| member.shape.text.is_some();
    assert!(
        shape
            .alternatives
            .iter()
            .filter_map(|form| form.object.as_ref())
            .all(|form| form.members.values().all(text))
    );
}

#[test]
fn one_object_beside_other_kinds_is_no_alternative() {
    let shape = shape(
        r#"{"anyOf": [{"type": "object", "properties": {"a": {}}}, {"type": "string"}, {"type": "null"}]}"#,
    );
    assert_eq!(members(&shape), "a");
    assert!(shape.text.is_some() && shape.null.is_some() && shape.alternatives.is_empty());
}

#[test]
fn listed_values_decide_the_kind() {
    let shape = shape(r#"{"enum": ["a", "b", 3, null]}"#);
    assert_eq!(
        shape.text.and_then(|text| text.values),
        Some(vec!["a".to_owned(), "b".to_owned()])
    );
    assert!(shape.integer.is_some_and(|integer| integer.greatest == 3) && shape.null.is_some());
}

#[test]
fn a_free_map_is_a_map() {
    let map = shape(r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#)
        .object
        .and_then(|object| object.map);
    assert!(map.is_some_and(|map| map.integer.is_some()));
    let closed = shape(r#"{"type": "object", "additionalProperties": false}"#);
    assert!(closed.object.is_some_and(|object| object.map.is_none()));
}

/// The name of the definition that a member is.
fn named<'s>(shape: &'s Shape, member: &str) -> Option<&'s str> {
    let object = shape.object.as_deref()?;
    object.members.get(member)?.shape.reference.as_deref()
}

#[test]
fn a_schema_within_itself_is_a_definition_that_refers_to_itself() {
    let (root, definitions) = read(
        r##"{"properties": {"child": {"$ref": "#"}, "list": {"$ref": "#/$defs/leaf"}}, "$defs": {"leaf": {"type": "null"}}}"##,
    );
    assert_eq!(root.reference.as_deref(), Some("#"));
    let node = definitions.get("#").expect("the definition");
    assert_eq!(
        (members(node), named(node, "child")),
        ("child list".to_owned(), Some("#"))
    );
    assert_eq!(definitions.len(), 1);
}

#[test]
fn definitions_within_each_other_are_named_after_their_pointers() {
    let (root, definitions) = read(
        r##"{"properties": {"tree": {"$ref": "#/definitions/tree"}}, "definitions": {
            "tree": {"properties": {"branch": {"$ref": "#/definitions/branch"}}},
            "branch": {"properties": {"tree": {"$ref": "#/definitions/tree"}}}}}"##,
    );
    assert_eq!(named(&root, "tree"), Some("#/definitions/tree"));
    let tree = definitions
        .get("#/definitions/tree")
        .expect("the definition");
    assert_eq!(tree.title.as_deref(), Some("tree"));
    let branch = tree
        .object
        .as_ref()
        .map(|tree| &tree.members["branch"].shape);
    assert_eq!(
        branch.and_then(|branch| named(branch, "tree")),
        Some("#/definitions/tree")
    );
}

#[test]
fn a_definition_that_is_only_itself_is_anything() {
    let (root, definitions) = read(
        r##"{"properties": {"x": {"$ref": "#/definitions/x"}}, "definitions": {"x": {"$ref": "#/definitions/x"}}}"##,
    );
    let x = root.object.map(|root| root.members["x"].shape.clone());
    assert_eq!(x, Some(anything()));
    assert_eq!(definitions.len(), 0);
}

#[test]
fn two_schemas_with_the_same_names_do_not_mix() {
    let mut definitions = Definitions::default();
    for member in ["a", "b"] {
        let schema = format!(r##"{{"properties": {{"{member}": {{"$ref": "#"}}}}}}"##);
        let schema = serde_json::from_str(&schema).expect("a schema");
        Shape::of_schema(&schema, &mut definitions);
    }
    let second = definitions.get("1#").expect("the definition");
    assert_eq!(
        (members(second), named(second, "b")),
        ("b".to_owned(), Some("1#"))
    );
}

#[test]
fn definitions_that_all_hold_each_other_are_read_once_each() {
    let names: Vec<String> = (0..12).map(|number| format!("d{number}")).collect();
    let properties: Vec<String> = names
        .iter()
        .map(|name| format!(r##""{name}": {{"$ref": "#/$defs/{name}"}}"##))
        .collect();
    let properties = format!("{{{}}}", properties.join(","));
    let definitions: Vec<String> = names
        .iter()
        .map(|name| format!(r#""{name}": {{"properties": {properties}}}"#))
        .collect();
    let (dense, definitions) = read(&format!(
        r#"{{"$defs": {{{}}}, "properties": {properties}}}"#,
        definitions.join(",")
    ));
    assert_eq!(dense.object.map(|object| object.members.len()), Some(12));
    assert_eq!(definitions.len(), 12);
}
