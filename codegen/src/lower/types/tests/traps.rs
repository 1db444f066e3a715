//! One trap each.

use insta::assert_snapshot;

use super::accept::{Way, accepts};
use super::*;

#[test]
fn one_sample_makes_nothing_required() {
    assert_snapshot!(lowered(&response("Get a user"), &[r#"{"id": 1, "tags": ["a"]}"#]), @r"
    user
    user (Decode): { id?: Integer, tags?: [Text] }
    ");
}

#[test]
fn two_samples_make_required_what_both_have() {
    assert_snapshot!(lowered(&response("Get a user"), &[r#"{"id": 1, "a": 1}"#, r#"{"id": 2, "b": null}"#]), @r"
    user
    user (Decode): { id: Integer, a?: Integer, b?: Json }
    ");
}

#[test]
fn elements_of_a_list_are_samples() {
    assert_snapshot!(lowered(&response("List users"), &[r#"[{"id": 1}, {"id": 2, "name": "b"}]"#]), @r"
    [user]
    user (Decode): { id: Integer, name?: Text }
    ");
}

#[test]
fn null_in_a_request_is_not_absent() {
    assert_snapshot!(lowered(&request("Create a user"), &[r#"{"a": 1}"#, r#"{"a": null, "b": null}"#]), @r"
    Create a user body
    Create a user body (Encode): { a??: Integer, b?: Json }
    ");
}

#[test]
fn integers_never_become_floats() {
    let text = r#"{"small": 1, "big": 18446744073709551615, "huge": 18446744073709551616, "signed": [-1, 18446744073709551615],
        "mixed": [1, 0.5], "float": 0.5, "exponent": 1e3}"#;
    assert_snapshot!(lowered(&response("Get a user"), &[text]), @r"
    user
    user (Decode): { small?: Integer, big?: Unsigned, huge?: Number, signed?: [Number], mixed?: [Number], float?: Float, exponent?: Float }
    ");
}

#[test]
fn an_id_that_is_written_both_ways_keeps_both() {
    assert_snapshot!(lowered(&response("Get a user"), &[r#"{"id": [1, "a"], "big": [18446744073709551615, "a"], "x": [0.5, "a"]}"#]), @r"
    user
    user (Decode): { id?: [IntegerOrText], big?: [Json], x?: [Json] }
    ");
}

#[test]
fn kinds_are_an_enum_only_where_that_tells_more() {
    assert_snapshot!(lowered(&response("Get a user"), &[r#"{"a": [true, "x"], "b": ["x", {"id": 1}], "c": [[], "x"], "d": ["x", {}]}"#]), @r"
    user
    user b object (Decode): { id?: Integer }
    user b (Decode): Text(Text) | Object(user b object)
    user (Decode): { a?: [Json], b?: [user b], c?: [Json], d?: [Json] }
    ");
}

#[test]
fn empty_is_unknown() {
    assert_snapshot!(lowered(&response("Get a user"), &[r#"{"object": {}, "list": [], "null": null, "nulls": [null]}"#]), @r"
    user
    user (Decode): { object?: Json, list?: [Json], null?: Json, nulls?: [Json] }
    ");
}

#[test]
fn a_body_that_is_no_object_has_no_members() {
    let mut types = Types::new(Options::default());
    for text in ["[]", "{}", "1", "null", "\"a\""] {
        assert_eq!(
            types.members(&shape(&[text]), &request("Create a user")),
            None,
            "{text}"
        );
    }
    assert_eq!(
        types.members(&shape(&["{\"a\": 1}", "null"]), &request("Create a user")),
        None
    );
}

#[test]
fn a_constant_member_tells_forms_apart() {
    let mut forms = shape(&[r#"{"type": "card", "number": "1"}"#]).into_alternative();
    forms.join(shape(&[r#"{"type": "bank", "iban": "2"}"#]).into_alternative());
    for (form, value) in forms.alternatives.iter_mut().zip(["card", "bank"]) {
        let text = form
            .object
            .as_mut()
            .and_then(|object| object.members.get_mut("type"))
            .and_then(|member| member.shape.text.as_mut());
        text.expect("text").values = Some(vec![value.to_owned()]);
    }
    assert_snapshot!(shown(&request("Pay"), &forms), @r"
    Pay body
    Pay body (Encode): by type: card { number?: Text } | bank { iban?: Text }
    ");
}

#[test]
fn forms_without_a_constant_are_named_by_what_only_they_have() {
    let mut forms = shape(&[r#"{"link_with": "jwt"}"#]).into_alternative();
    forms.join(shape(&[r#"{"provider": "a", "user_id": "b"}"#]).into_alternative());
    assert_snapshot!(shown(&request("Link a user account"), &forms), @r"
    Link a user account body
    Link a user account body (Encode): link_with { link_with?: Text } | provider { provider?: Text, user_id?: Text }
    ");
}

#[test]
fn only_stated_values_are_an_enum() {
    let mut status = shape(&[r#"{"provider": "auth0", "other": "auth0"}"#]);
    let member = status
        .object
        .as_mut()
        .and_then(|object| object.members.get_mut("provider"));
    let text = member
        .and_then(|member| member.shape.text.as_mut())
        .expect("text");
    text.values = Some(vec![
        "auth0".to_owned(),
        "github".to_owned(),
        "auth0".to_owned(),
    ]);
    assert_snapshot!(shown(&request("Create a user"), &status), @r#"
    Create a user body
    provider (Encode): "auth0" | "github"
    Create a user body (Encode): { provider?: provider, other?: Text }
    "#);
}

#[test]
fn a_statement_that_a_sample_contradicts_does_not_make_a_response_member_required() {
    let mut user = shape(&[r#"{"id": 1}"#, r#"{"id": 2, "name": "a"}"#]);
    for member in user
        .object
        .as_mut()
        .expect("an object")
        .members
        .values_mut()
    {
        member.required = Some(true);
    }
    assert_snapshot!(shown(&response("Get a user"), &user), @r"
    user
    user (Decode): { id: Integer, name?: Text }
    ");
}

#[test]
fn a_definition_inside_itself_is_boxed_and_a_list_needs_no_box() {
    let mut node = shape(&[r#"{"name": "a", "parent": 1, "children": [1]}"#]);
    node.title = Some("Node".to_owned());
    let members = &mut node.object.as_mut().expect("an object").members;
    let reference = Shape {
        reference: Some("Node".to_owned()),
        ..Shape::default()
    };
    members["parent"].shape = reference.clone();
    members["children"]
        .shape
        .list
        .as_mut()
        .expect("a list")
        .element = reference.clone();
    let mut types = Types::new(Options {
        definitions: [("Node".to_owned(), node)].into_iter().collect(),
        ..Options::default()
    });
    let root = types.lower(&reference, &response("Get a tree"));
    assert_eq!(types.lower(&reference, &response("Get another tree")), root);
    let defs = types.finish(&mut Diagnostics::default());
    assert_snapshot!(definitions(&defs), @"Node (Decode): { name?: Text, parent?: box of Node, children?: [Node] }");
    let tree = sample(r#"{"name": "a", "children": [{"parent": {"name": "b", "children": []}}]}"#);
    assert!(accepts(&defs, &root, &tree, Way::Sent));
}

#[test]
fn samples_of_a_tree_make_a_definition_that_holds_itself_in_a_box() {
    let tree = r#"{"size": 1, "root": {"name": "a", "size": 1, "parent": {"name": "b", "size": 2, "parent": {
        "name": "c", "size": 3, "parent": null}}}, "nodes": [{"name": "x", "nodes": [{"name": "y", "nodes": []}]}]}"#;
    assert_snapshot!(lowered(&response("Get a tree"), &[tree]), @r"
    tree
    parent (Decode): { name: Text, size: Integer, parent?: box of parent }
    node (Decode): { name: Text, nodes: [node] }
    tree (Decode): { size?: Integer, root?: parent, nodes?: [node] }
    ");
}

#[test]
fn a_hundred_levels_end_and_their_names_stay_short() {
    let text = (0..100).fold("{\"leaf\": 1}".to_owned(), |inner, level| {
        format!("{{\"level_{level}\": {inner}}}")
    });
    let mut types = Types::new(Options::default());
    types.lower(&shape(&[&text]), &response("Get a user"));
    let defs = types.finish(&mut Diagnostics::default());
    assert_eq!(defs.len(), 49);
    assert!(
        defs.iter()
            .flat_map(|def| &def.names)
            .all(|name| name.len() < 60)
    );
}

#[test]
fn deeper_than_the_limit_is_any_json_and_reported() {
    let mut deep = Shape::default();
    for _ in 0..1000 {
        let mut outer = shape(&["[0]"]);
        outer.list.as_mut().expect("a list").element = deep;
        deep = outer;
    }
    let mut types = Types::new(Options::default());
    types.lower(&deep, &response("Get a user"));
    let mut diagnostics = Diagnostics::default();
    types.finish(&mut diagnostics);
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn lists_are_typed_as_deep_as_clippy_takes_them() {
    let json = |text: &str| {
        let mut types = Types::new(Options::default());
        let type_ref = types.lower(&shape(&[text]), &response("Get a shape"));
        format!("{type_ref:?}")
    };
    assert_eq!(json("[[[[1]]]]"), "List(List(List(List(Integer))))");
    assert_eq!(json("[[[[[1]]]]]"), "List(List(List(List(Json))))");
}

#[test]
fn a_thousand_members_are_one_struct() {
    let members: Vec<String> = (0..1000)
        .map(|index| {
            format!(
                "\"name{}x\": {index}",
                "abcdefghij"
                    .chars()
                    .nth(index % 10)
                    .unwrap_or('z')
                    .to_string()
                    .repeat(index / 10 + 1)
            )
        })
        .collect();
    let text = format!("{{{}}}", members.join(", "));
    let mut types = Types::new(Options::default());
    assert_eq!(
        types
            .members(&shape(&[&text]), &request("Create a user"))
            .map(|fields| fields.len()),
        Some(1000)
    );
}

#[test]
fn a_bare_variable_stays_as_it_is_written_and_text_keeps_its_variables() {
    let types = Types::new(Options::default());
    let sample = sample(r#"{"id": {{id}}, "name": "{{name}}"}"#);
    let Sample::Object(members) = &sample else {
        panic!("an object")
    };
    let bare = crate::ir::Literal::Bare("{{id}}".to_owned());
    assert_eq!(
        types.literal(&members[0].1, &TypeRef::Json),
        Some(bare.clone())
    );
    assert_eq!(types.literal(&members[0].1, &TypeRef::Integer), Some(bare));
    assert_eq!(
        types.literal(&members[1].1, &TypeRef::Text),
        Some(crate::ir::Literal::Text("{{name}}".to_owned()))
    );
}

#[test]
fn a_placeholder_is_no_value_of_its_type() {
    let types = Types::new(Options::default());
    let placeholder = |text: &str| types.literal(&Sample::Text(text.to_owned()), &TypeRef::Integer);
    let raw = crate::ir::Literal::Raw("<integer>".to_owned());
    assert_eq!(placeholder("<integer>"), Some(raw));
    assert_eq!(placeholder("12"), None);
}

#[test]
fn objects_whose_kind_a_member_names_are_an_enum_by_it() {
    assert_snapshot!(lowered(&response("List media"), &[
        r#"[{"type": "photo", "id": 1, "url": "a"}, {"type": "poll", "options": ["a"], "ends": 1}, {"type": "photo", "id": 2, "url": "b"}]"#
    ]), @r"
    [media]
    media (Decode): by type: photo { id: Integer, url: Text } | poll { options?: [Text], ends?: Integer }
    ");
}
