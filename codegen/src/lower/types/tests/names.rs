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
    geo, address geo, user geo, user address geo, Get a user address geo
    address, user address, Get a user address
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
    address, user address, List users address
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
    assert_snapshot!(names(&response("Get user settings"), &[r#"{"theme": "a"}"#]), @"user settings, user settings details, Get user settings response, theme response");
}

#[test]
fn a_request_body_has_the_operations_name() {
    assert_snapshot!(names(&request("Link a user account"), &[r#"{"options": {"a": 1}}"#]), @r"
    user account options, Link a user account options, options
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
    user, user details, Get a user response, user_metadata response
    ");
}

#[test]
fn members_without_letters_still_have_a_name() {
    assert_snapshot!(names(&response("Get a user"), &[r#"{"": {"a": 1}, "$": [{"b": 1}]}"#]), @r"
    user value, Get a user value, value
    user value, Get a user value, value
    user, user details, Get a user response
    ");
}

#[test]
fn a_member_is_no_more_than_its_own_words_unless_they_say_nothing() {
    let text = r#"{"card": {"billing_address": {"info": {"a": 1}, "settings": {"id": {"b": 1}}}}}"#;
    assert_snapshot!(names(&response("Get a user"), &[text]), @r"
    billing_address info, user info, user billing_address info, Get a user billing_address info, info
    user id, Get a user id, id
    billing_address settings, user settings, user billing_address settings, Get a user billing_address settings, settings
    billing_address, card billing_address, user billing_address, user card billing_address, Get a user card billing_address
    card, user card, Get a user card
    user, user details, Get a user response, card response
    ");
}

#[test]
fn a_member_leaves_the_name_of_what_an_operation_is_about() {
    let mut types = Types::new(Options::default());
    types.announce("Get an owner", "Owners");
    types.lower(&shape(&[r#"{"owner": {"a": 1}}"#]), &response("Get a car"));
    types.lower(&shape(&[r#"{"b": 1, "c": 1}"#]), &response("Get an owner"));
    let defs = types.finish(&mut Diagnostics::default());
    let names: Vec<&str> = defs.iter().map(|def| def.names[0].as_str()).collect();
    assert_eq!(names, ["car owner", "car", "owner"]);
}

#[test]
fn a_type_of_several_operations_has_the_name_that_they_share() {
    let wrapped = |operation| (response(operation), r#"{"problem": {"code": 1}}"#);
    let mut types = Types::new(Options::default());
    for (position, text) in [wrapped("Currency missing"), wrapped("Date missing")] {
        types.lower(&shape(&[text]), &position);
    }
    let defs = types.finish(&mut Diagnostics::default());
    let names: Vec<&str> = defs.iter().map(|def| def.names[0].as_str()).collect();
    assert_eq!(names, ["problem", "problem response"]);
}
