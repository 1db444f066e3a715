//! Wanted names.

use insta::assert_snapshot;

use super::*;

fn names(position: &Position, samples: &[&str]) -> String {
    let mut types = Types::new(Options::default());
    types.lower(&shape(samples), position);
    let defs = types.finish(&mut Diagnostics::default());
    defs.iter()
        .map(|def| def.names.join(", "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_folders_entity_has_the_folders_noun() {
    assert_snapshot!(names(&response("Get a user"), &[r#"{"id": 1, "address": {"geo": {"x": 1}}}"#]), @r"
    user address geo, Get a user address geo
    user address, Get a user address
    user, user details, Get a user response
    ");
}

#[test]
fn elements_have_the_singular_of_their_member_and_the_owner_as_a_way_out() {
    assert_snapshot!(names(&response("Get a user"), &[r#"{"identities": [{"id": 1}], "items": [{"a": 1}]}"#]), @r"
    identity, user identity, Get a user identity
    user, user details, Get a user item
    Get a user response
    ");
}

#[test]
fn what_wraps_the_entity_is_not_the_entity() {
    let samples = [r#"{"data": [{"id": 1, "address": {"street": "a"}}], "meta": {"page": 1}}"#];
    assert_snapshot!(names(&response("List users"), &samples), @r"
    user address, List users address
    user, user details, List users item
    meta, user meta, List users meta
    List users response
    ");
    assert_snapshot!(names(&response("List users"), &[r#"{"users": [{"id": 1}], "total": 1}"#]), @r"
    user, List users user
    List users response
    ");
}

#[test]
fn another_thing_than_the_folders_has_its_own_noun() {
    assert_snapshot!(names(&response("Get user's log events"), &[r#"[{"id": 1}]"#]), @"log event, log event details, Get user's log events item");
    assert_snapshot!(names(&response("Get user settings"), &[r#"{"theme": "a"}"#]), @"user settings, user settings details, Get user settings response");
}

#[test]
fn a_request_body_has_the_operations_name() {
    assert_snapshot!(names(&request("Link a user account"), &[r#"{"options": {"a": 1}}"#]), @r"
    user account options, Link a user account options
    Link a user account body
    ");
}

#[test]
fn errors_do_not_take_the_entitys_name() {
    let position = at("Users", "Get a user", Role::Response(Status::Code(404)));
    assert_snapshot!(names(&position, &[r#"{"message": "a"}"#]), @"API error, Users error, Get a user error");
}

#[test]
fn a_word_is_not_written_twice() {
    assert_snapshot!(names(&response("Get a user"), &[r#"{"user_metadata": {"a": 1}}"#]), @r"
    user_metadata, Get a user_metadata
    user, user details, Get a user response
    ");
}

#[test]
fn members_without_letters_still_have_a_name() {
    assert_snapshot!(names(&response("Get a user"), &[r#"{"": {"a": 1}, "$": [{"b": 1}]}"#]), @r"
    user value, Get a user value
    value, user value, Get a user value
    user, user details, Get a user response
    ");
}
