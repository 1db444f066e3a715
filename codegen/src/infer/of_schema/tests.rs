use super::*;

fn shape(text: &str) -> Shape {
    Shape::of_schema(&serde_json::from_str(text).expect("a schema"))
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

#[test]
fn recursion_ends_in_anything() {
    let tree = shape(
        r##"{"properties": {"child": {"$ref": "#"}, "next": {"$ref": "#/definitions/x"}}, "definitions": {"x": {"$ref": "#/definitions/x"}}}"##,
    );
    assert_eq!(members(&tree), "child next");
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
    let dense = shape(&format!(
        r#"{{"$defs": {{{}}}, "properties": {properties}}}"#,
        definitions.join(",")
    ));
    assert_eq!(dense.object.map(|object| object.members.len()), Some(12));
}
