//! Names of types, and of what they hold.

use super::*;
use crate::name::Ident;

#[test]
fn fields_of_two_places_say_their_place() {
    let mut api = api();
    let id = add_operation(&mut api, 1, "Change", "PUT", "/users/:id");
    let more = [
        field("id", Location::Body),
        field("self", Location::Body),
        field("new", Location::Body),
        field("a", Location::Query),
        field("a[]", Location::Query),
    ];
    api.operations[id].fields.extend(more);
    let fields: Vec<String> = assigned(&api).operations[0]
        .fields
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        fields,
        [
            "id",
            "body_id",
            "self_",
            "new_field",
            "a",
            "a_bracket_bracket"
        ]
    );
}

#[test]
fn values_of_an_enum_stay_apart() {
    let mut api = api();
    let kind = values(&[
        "asc", "ASC", "", "200", "+1", "-1", "other", "self", "new", "C++", "C#", "Ok",
    ]);
    add_type(&mut api, &["Order"], Home::Resource(ResourceId(1)), kind);
    let content = &assigned(&api).types[0].content;
    let variants: Vec<&str> = content
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    let expected = [
        "Asc",
        "AscUpper",
        "Empty",
        "Value200",
        "Plus1",
        "Minus1",
        "OtherLower",
        "Self_",
        "New",
        "C",
        "CHash",
        "Ok",
    ];
    assert_eq!(variants, expected);
    assert_eq!(content.other.as_ref().map(Ident::as_str), Some("Other"));
}

#[test]
fn a_type_avoids_the_client_and_the_requests_of_its_folder() {
    let mut api = api();
    add_operation(&mut api, 1, "Get user", "GET", "/users/:id");
    add_type(
        &mut api,
        &["Users"],
        Home::Resource(ResourceId(1)),
        structure(Vec::new()),
    );
    add_type(
        &mut api,
        &["Get user", "User"],
        Home::Resource(ResourceId(1)),
        structure(Vec::new()),
    );
    let names = assigned(&api);
    assert_eq!(names.types[0].name.as_str(), "UsersData");
    assert_eq!(names.types[1].name.as_str(), "User");
}

#[test]
fn the_number_of_an_item_is_no_part_of_the_names_of_its_types() {
    let mut api = api();
    add_operation(&mut api, 0, "3. Create recipient", "POST", "/recipients");
    let names = ["3. Create recipient details"];
    add_type(&mut api, &names, Home::Shared, structure(Vec::new()));
    let type_name = &assigned(&api).types[0].name;
    assert_eq!(type_name.bare(), "CreateRecipientDetails");
}

#[test]
fn a_shared_type_is_free_in_every_folder_that_reaches_it() {
    let mut api = api();
    let operation = add_operation(&mut api, 1, "Identity", "GET", "/identity");
    let inner = add_type(&mut api, &["Identity"], Home::Shared, structure(Vec::new()));
    let mut holder = field("identity", Location::Body);
    holder.type_ref = TypeRef::List(Box::new(TypeRef::Named(inner)));
    let outer = add_type(
        &mut api,
        &["Outer"],
        Home::Resource(ResourceId(1)),
        structure(vec![holder]),
    );
    api.operations[operation].output = Output::One(ResponseBody::Json(TypeRef::Named(outer)));
    add_type(
        &mut api,
        &["Identity data"],
        Home::Resource(ResourceId(1)),
        structure(Vec::new()),
    );
    let names = assigned(&api);
    assert_eq!(names.operations[0].request.as_str(), "Identity");
    assert_eq!(names.types[inner.0].name.as_str(), "IdentityData");
    assert_eq!(names.types[2].name.as_str(), "IdentityDataData");
}

#[test]
fn a_name_that_is_stated_goes_before_one_that_was_inferred() {
    let mut api = api();
    let inferred = add_type(&mut api, &["Thing"], Home::Shared, structure(Vec::new()));
    let stated = add_type(&mut api, &["Thing"], Home::Shared, structure(Vec::new()));
    api.types[stated.0].is_titled = true;
    let names = assigned(&api);
    assert_eq!(names.types[stated.0].name.bare(), "Thing");
    assert_eq!(names.types[inferred.0].name.bare(), "ThingData");
}
