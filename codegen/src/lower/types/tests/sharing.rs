//! What is one type and what is not.

use insta::assert_snapshot;

use super::*;

fn lower_all(uses: &[(Position, &[&str])]) -> String {
    let mut types = Types::new(Options::default());
    for (position, samples) in uses {
        types.lower(&shape(samples), position);
    }
    definitions(&types.finish(&mut Diagnostics::default()))
}

fn elsewhere(mut position: Position) -> Position {
    position.home = ResourceId(2);
    position
}

#[test]
fn equal_shapes_are_one_whatever_the_order_of_members() {
    assert_snapshot!(lower_all(&[
        (response("Get a user"), &[r#"{"id": 1, "name": "a"}"#]),
        (response("List users"), &[r#"[{"name": "b", "id": 2}]"#]),
    ]), @"user (Decode): { id: Integer, name: Text }");
}

#[test]
fn a_type_of_two_folders_is_shared_with_all_that_it_holds() {
    assert_snapshot!(lower_all(&[
        (response("Get a user"), &[r#"{"address": {"street": "a"}}"#]),
        (elsewhere(response("Get a user")), &[r#"{"address": {"street": "a"}}"#]),
    ]), @r"
    address (Decode shared): { street: Text }
    user (Decode shared): { address: address }
    ");
}

#[test]
fn sent_and_received_are_both() {
    assert_snapshot!(lower_all(&[
        (request("Create a user"), &[r#"{"id": 1, "name": "a"}"#]),
        (response("Get a user"), &[r#"{"id": 1, "name": "a"}"#]),
    ]), @"user (Both): { id?: Integer, name?: Text }");
}

#[test]
fn almost_equal_answers_are_one_with_the_members_of_both() {
    assert_snapshot!(lower_all(&[
        (response("Get a user"), &[r#"{"id": 1, "name": "a", "old": null}"#]),
        (response("Create a user"), &[r#"{"id": 1, "name": "a", "old": "x", "new": {"a": 1}}"#]),
        (response("Update a user"), &[r#"{"id": 1, "name": "a"}"#]),
    ]), @r"
    user (Decode): { id: Integer, name: Text, old?: Text, new?: user new }
    user new (Decode): { a?: Integer }
    ");
}

#[test]
fn what_is_required_is_never_lost() {
    assert_snapshot!(lower_all(&[
        (response("List users"), &[r#"[{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]"#]),
        (response("Get a user"), &[r#"{"id": 1, "name": "a", "new": 1}"#]),
    ]), @"user (Decode): { id: Integer, name: Text, new?: Integer }");
}

#[test]
fn a_member_that_one_requires_and_the_other_lacks_keeps_types_apart() {
    assert_snapshot!(lower_all(&[
        (response("List users"), &[r#"[{"id": 1, "name": "a", "email": "b"}, {"id": 2, "name": "b", "email": "b"}]"#]),
        (response("Get a user"), &[r#"{"id": 1, "name": "a"}"#]),
    ]), @r"
    user (Decode): { id: Integer, name: Text, email: Text }
    user (Decode): { id?: Integer, name?: Text }
    ");
}

#[test]
fn an_answer_of_one_member_is_one_type_however_often_it_was_saved() {
    let refused = |operation| (response(operation), &[r#"{"message": "no"}"#] as &[&str]);
    assert_snapshot!(
        lower_all(&[refused("Get a user"), refused("Get a user"), refused("Get a user"), refused("Get a user")]),
        @"user (Decode): { message: Text }"
    );
}

#[test]
fn a_fraction_anywhere_makes_the_shared_member_a_number() {
    assert_snapshot!(lower_all(&[
        (response("Get a user"), &[r#"{"id": 1, "price": 1, "tags": []}"#]),
        (response("List users"), &[r#"[{"id": 1, "price": 1.5, "tags": ["a"]}]"#]),
    ]), @"user (Decode): { id: Integer, price: Number, tags: [Text] }");
}

#[test]
fn evidence_of_a_shared_type_counts_all_its_samples() {
    let mut types = Types::new(Options::default());
    types.lower(
        &shape(&[r#"{"id": 1, "name": "a"}"#]),
        &response("Get a user"),
    );
    types.lower(
        &shape(&[r#"[{"id": 1, "name": null}, {"id": 1}]"#]),
        &response("List users"),
    );
    let defs = types.finish(&mut Diagnostics::default());
    let TypeKind::Struct(user) = &defs[0].kind else {
        panic!("a struct")
    };
    let shown: Vec<&str> = user
        .fields
        .iter()
        .map(|field| field.docs.evidence[0].text.as_ref())
        .collect();
    assert_eq!(shown, ["In 3 of 3 samples.", "In 2 of 3 samples."]);
}

#[test]
fn members_of_different_types_keep_types_apart() {
    assert_snapshot!(lower_all(&[
        (response("Get a user"), &[r#"{"id": 1, "name": "a", "c": 1}"#]),
        (response("Create a user"), &[r#"{"id": "x", "name": "a", "d": 1}"#]),
    ]), @r"
    user (Decode): { id?: Integer, name?: Text, c?: Integer }
    user (Decode): { id?: Text, name?: Text, d?: Integer }
    ");
}

#[test]
fn siblings_with_the_same_members_are_one_whatever_they_require() {
    assert_snapshot!(lower_all(&[
        (response("List users"), &[r#"[{"url": 1, "text": 2}, {"url": 1, "text": 3}, {"url": 1}]"#]),
        (response("Get a user"), &[r#"[{"url": 1, "text": 2}, {"text": 3}]"#]),
    ]), @"user (Decode): { url?: Integer, text?: Integer }");
}

#[test]
fn siblings_with_nearly_the_same_members_are_one() {
    assert_snapshot!(lower_all(&[
        (response("List users"), &[r#"[{"a": 1, "b": 1, "c": 1, "d": 1}, {"a": 1, "b": 1, "c": 1, "d": 1}]"#]),
        (response("Get a user"), &[r#"[{"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}]"#]),
    ]), @"user (Decode): { a: Integer, b: Integer, c: Integer, d?: Integer }");
}

#[test]
fn one_sample_of_a_known_thing_under_another_name_is_that_thing() {
    let list = r#"[{"id": 1, "name": "a", "size": 1}, {"id": 2, "name": "b"}]"#;
    assert_snapshot!(lower_all(&[
        (response("List users"), &[list]),
        (response("Approve a member"), &[r#"{"id": 1, "name": "a", "size": 1}"#]),
    ]), @"user (Decode): { id: Integer, name: Text, size?: Integer }");
    assert_snapshot!(lower_all(&[
        (response("List users"), &[list]),
        (response("Approve a member"), &[r#"[{"id": 1, "name": "a", "size": 1}, {"id": 1, "size": 2}]"#]),
    ]), @r"
    user (Decode): { id: Integer, name: Text, size?: Integer }
    member (Decode): { id: Integer, name?: Text, size: Integer }
    ");
}

#[test]
fn little_in_common_keeps_types_apart() {
    assert_snapshot!(lower_all(&[
        (response("Get a user"), &[r#"{"id": 1, "name": "a", "c": 1}"#]),
        (response("Create a user"), &[r#"{"id": 1, "d": 1, "e": 1}"#]),
    ]), @r"
    user (Decode): { id?: Integer, name?: Text, c?: Integer }
    user (Decode): { id?: Integer, d?: Integer, e?: Integer }
    ");
}

#[test]
fn requests_are_never_widened() {
    assert_snapshot!(lower_all(&[
        (request("Create a user"), &[r#"[{"id": 1, "name": "a"}]"#]),
        (request("Create a user"), &[r#"[{"id": 1, "name": "a", "new": 1}]"#]),
    ]), @r"
    Create a user item (Encode): { id?: Integer, name?: Text }
    Create a user item (Encode): { id?: Integer, name?: Text, new?: Integer }
    ");
}

#[test]
fn a_format_without_a_rust_type_keeps_nothing_apart() {
    let text = r#"[{"id": "6929bb52-3ab2-448a-9796-d6480ecad36b"}]"#;
    assert_snapshot!(lower_all(&[(response("List users"), &[text]), (response("Get a user"), &[r#"{"id": "a"}"#])]), @"user (Decode): { id: Text }");
}

#[test]
fn small_types_of_different_names_are_different_things() {
    assert_snapshot!(lower_all(&[
        (response("Get a user"), &[r#"{"tag": {"id": 1}, "team": {"id": 2}, "a": {"x": 1, "y": 2, "z": 3}, "b": {"z": 1, "y": 2, "x": 3}}"#]),
    ]), @r"
    tag (Decode): { id?: Integer }
    team (Decode): { id?: Integer }
    user a (Decode): { x?: Integer, y?: Integer, z?: Integer }
    user (Decode): { tag?: tag, team?: team, a?: user a, b?: user a }
    ");
}

#[test]
fn a_name_that_a_hint_gives_wins_over_an_inferred_one() {
    let text = r#"{"a": 1, "b": 2, "c": 3}"#;
    let mut types = Types::new(Options::default());
    let first = types.lower(&shape(&[text]), &response("Get a user"));
    let titled = |title: &str| Shape {
        title: Some(title.to_owned()),
        ..shape(&[text])
    };
    assert_eq!(
        types.lower(&titled("Account"), &response("Get a thing")),
        first
    );
    assert_ne!(
        types.lower(&titled("Holder"), &response("Get a thing")),
        first
    );
    let defs = types.finish(&mut Diagnostics::default());
    assert_eq!(
        defs.iter()
            .map(|def| def.names[0].as_str())
            .collect::<Vec<_>>(),
        ["Account", "Holder"]
    );
}

#[test]
fn a_small_part_of_a_thing_keeps_no_two_uses_of_it_apart() {
    let list = r#"{"data": [{"id": 1, "name": "a", "metadata": {"x": "b"}}, {"id": 2, "name": "c", "metadata": {"x": "d"}}]}"#;
    let one = r#"{"id": 1, "name": "a", "metadata": {"x": "b"}}"#;
    assert_snapshot!(lower_all(&[
        (response("List users"), &[list]),
        (response("Get a user"), &[one]),
    ]), @r"
    metadata (Decode): { x: Text }
    user (Decode): { id: Integer, name: Text, metadata: metadata }
    List users response (Decode): { data?: [user] }
    ");
}
