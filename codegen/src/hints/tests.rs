//! Tests of hints: what they say, and that nothing in them is passed over.

mod defaults;
mod forms;
mod keys;
mod pagination;
mod unmatched;

use insta::assert_snapshot;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::infer::{Source, Values, parse_sample};
use crate::ir::{
    Direction, Field, Origin, Presence, ResourceId, Status, TypeDef, TypeKind, TypeRef,
    VariantContent,
};
use crate::lower::types::{Options, Position, Role, Types};

const LINK: &str = r#"
[operations."Users / Link a user account".path.id]
description = "ID of the primary account."

[operations."Users / Link a user account".body]
properties.provider = { enum = ["auth0", "github"] }
properties.user_id = { type = ["string", "integer"], minLength = 1 }
properties.connection_id.pattern = "^con_[A-Za-z0-9]{16}$"
oneOf = [
    { title = "Link with", required = ["link_with"] },
    { title = "Identity", required = ["provider", "user_id"], properties.connection_id = {} },
]

[operations."Users / Link a user account".responses.201]
description = "Identity successfully added."
schema = { type = "array", items = { "$ref" = "UserIdentity" } }

[types.UserIdentity]
required = ["connection", "user_id"]
properties.connection.type = "string"
properties.user_id.type = ["string", "integer"]
properties.profileData = { properties.email.type = "string", additionalProperties = true }
properties.isSocial.type = "boolean"
"#;

const BODY: &str = r#"{"provider": "", "connection_id": "", "user_id": "", "link_with": ""}"#;

fn path(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn parse(text: &str) -> Hints {
    Hints::parse(text).expect("hints")
}

fn shape(text: &str) -> Shape {
    Shape::of(&parse_sample(text).expect("a sample"), &Values::default())
}

/// The body hint of the only operation, laid over a sample.
fn laid_over(hint: &str, sample: &str) -> Shape {
    let hints = parse(&format!("[operations.a.body]\n{hint}"));
    let mut shape = shape(sample);
    let operation = hints.operation(&path(&["a"]), None).expect("the operation");
    operation
        .body
        .as_ref()
        .expect("the body")
        .lay_over(&mut shape);
    shape
}

fn lowered(hints: &Hints, shape: &Shape, direction: Direction) -> (TypeRef, Vec<TypeDef>) {
    let position = Position {
        home: ResourceId(1),
        direction,
        folder: "Users".to_owned(),
        operation: "Link a user account".to_owned(),
        role: if direction == Direction::Encode {
            Role::Request
        } else {
            Role::Response(Status::Code(201))
        },
        origin: Origin::default(),
    };
    let mut types = Types::new(Options {
        definitions: hints.definitions(),
        ..Options::default()
    });
    let root = types.lower(shape, &position);
    (root, types.finish(&mut Diagnostics::default()))
}

fn shown(fields: &[Field]) -> String {
    let fields = fields.iter().map(|field| {
        let mark = if field.presence == Presence::Required {
            ""
        } else {
            "?"
        };
        format!("{}{mark}: {:?}", field.name, field.type_ref)
    });
    fields.collect::<Vec<_>>().join(", ")
}

fn error(text: &str) -> String {
    Hints::parse(text).expect_err("an error").to_string()
}

#[test]
fn the_link_body_is_one_of_two_forms_that_do_not_mix() {
    let hints = parse(LINK);
    let operation = hints
        .operation(&path(&["Users", "Link a user account"]), None)
        .expect("the operation");
    let mut body = shape(BODY);
    operation
        .body
        .as_ref()
        .expect("the body")
        .lay_over(&mut body);
    let (_, defs) = lowered(&hints, &body, Direction::Encode);
    let Some(TypeKind::Union(variants)) = defs.last().map(|def| &def.kind) else {
        panic!("a union: {defs:?}")
    };
    let variants = variants.iter().map(|variant| match &variant.content {
        VariantContent::Fields(fields) => format!("{}: {}", variant.names[0], shown(fields)),
        other => format!("{other:?}"),
    });
    assert_snapshot!(variants.collect::<Vec<_>>().join("\n"), @r"
    Link with: link_with: Text
    Identity: provider: Named(TypeId(0)), connection_id?: Text, user_id: IntegerOrText
    ");
}

#[test]
fn a_named_type_types_the_answer_and_gives_it_its_name() {
    let hints = parse(LINK);
    let operation = hints
        .operation(&path(&["Users", "Link a user account"]), None)
        .expect("the operation");
    let mut answer = Shape::default();
    operation
        .responses
        .get("201")
        .and_then(|hint| hint.schema.as_ref())
        .expect("a schema")
        .lay_over(&mut answer);
    let (root, defs) = lowered(&hints, &answer, Direction::Decode);
    assert_eq!(
        root,
        TypeRef::List(Box::new(TypeRef::Named(crate::ir::TypeId(defs.len() - 1))))
    );
    let identity = defs.last().expect("a definition");
    let TypeKind::Struct(content) = &identity.kind else {
        panic!("a struct")
    };
    assert_snapshot!(format!("{}: {}", identity.names[0], shown(&content.fields)), @"UserIdentity: connection: Text, user_id: IntegerOrText, profileData?: Named(TypeId(0)), isSocial?: Boolean");
}

#[test]
fn constraints_are_words_of_the_documentation() {
    let hints = parse(LINK);
    let operation = hints
        .operation(&path(&["Users", "Link a user account"]), None)
        .expect("the operation");
    let mut body = shape(BODY);
    operation
        .body
        .as_ref()
        .expect("the body")
        .lay_over(&mut body);
    let members = &body.alternatives[1]
        .object
        .as_ref()
        .expect("an object")
        .members;
    assert_eq!(
        members["connection_id"].description.as_deref(),
        Some("Matches `^con_[A-Za-z0-9]{16}$`.")
    );
    assert_eq!(
        members["user_id"].description.as_deref(),
        Some("At least 1 character.")
    );
    let bounds = parse(
        "[operations.a.query.n]\ndescription = \"N.\"\ndefault = 5\nminimum = 0\nexclusiveMaximum = 10\n",
    );
    let hint = bounds
        .operation(&path(&["a"]), None)
        .and_then(|operation| operation.query.get("n"));
    assert_eq!(
        hint.and_then(MemberHint::description).as_deref(),
        Some("N.\n\nDefault: `5`. At least 0, less than 10.")
    );
}

#[test]
fn a_partial_schema_leaves_what_it_does_not_name() {
    let known = shape(r#"{"id": 1, "name": "a"}"#);
    let mut expected = known.clone();
    expected.sources.insert(Source::Hints);
    let member = expected
        .object
        .as_mut()
        .and_then(|object| object.members.get_mut("id"))
        .expect("a member");
    member.shape.sources.insert(Source::Hints);
    member.description = Some("The ID.".to_owned());
    member.shape.description = Some("The ID.".to_owned());
    assert_eq!(
        laid_over(
            "properties.id.description = 'The ID.'",
            r#"{"id": 1, "name": "a"}"#
        ),
        expected
    );
}

#[test]
fn a_type_replaces_the_kinds_and_keeps_what_was_seen_of_them() {
    let both = laid_over("properties.id.type = ['string', 'integer']", r#"{"id": 7}"#);
    let id = &both.object.as_ref().expect("an object").members["id"].shape;
    assert_eq!(id.integer.as_ref().map(|integer| integer.greatest), Some(7));
    assert!(id.text.is_some());
    let text = laid_over("properties.id.type = 'string'", r#"{"id": 7}"#);
    let id = &text.object.as_ref().expect("an object").members["id"].shape;
    assert!(id.integer.is_none() && id.text.is_some());
}

#[test]
fn an_empty_object_may_turn_out_to_be_anything() {
    let order = laid_over("properties.order.type = 'integer'", r#"{"order": {}}"#);
    let order = &order.object.as_ref().expect("an object").members["order"].shape;
    assert!(order.object.is_none() && order.integer.is_some());
    let map = laid_over("additionalProperties.type = 'string'", "{}");
    assert!(
        map.object
            .and_then(|object| object.map)
            .is_some_and(|values| values.text.is_some())
    );
}

#[test]
fn required_holds_against_samples_that_lack_the_member() {
    let mut body = shape(r#"[{"id": 1}, {"id": 2, "name": "a"}]"#);
    let hints = parse("[operations.a.body]\nitems.required = ['name']\n");
    let operation = hints.operation(&path(&["a"]), None).expect("the operation");
    operation
        .body
        .as_ref()
        .expect("the body")
        .lay_over(&mut body);
    let (_, defs) = lowered(&hints, &body, Direction::Decode);
    let TypeKind::Struct(item) = &defs[0].kind else {
        panic!("a struct")
    };
    assert_eq!(shown(&item.fields), "id?: Integer, name: Text");
}

#[test]
fn a_member_can_be_renamed_deprecated_and_set_or_lifted_as_a_constant() {
    let hints = parse(
        "[operations.a.query.type]\nrename = 'kind'\ndeprecated = true\nconstant = false\nrequired = true\n",
    );
    let hint = hints
        .operation(&path(&["a"]), None)
        .and_then(|operation| operation.query.get("type"))
        .expect("a hint");
    assert_eq!(
        (hint.rename(), hint.constant(), hint.required()),
        (Some("kind"), Some(false), Some(true))
    );
    assert!(hint.deprecated().is_some());
    let body = laid_over("properties.type.rename = 'kind'", r#"{"type": "a"}"#);
    assert_eq!(
        body.object.expect("an object").members["type"]
            .rename
            .as_deref(),
        Some("kind")
    );
}

#[test]
fn properties_keep_the_order_of_the_file() {
    let body = laid_over("properties = { z = {}, a = {}, m = {} }", "{}");
    let names: Vec<String> = body
        .object
        .expect("an object")
        .members
        .into_keys()
        .collect();
    assert_eq!(names, ["z", "a", "m"]);
}

#[test]
fn an_item_is_found_by_id_or_by_path() {
    let hints =
        parse("[operations.\"A / B\"]\nrename = 'path'\n[operations.1234-abcd]\nrename = 'id'\n");
    let name = |path: &[String], id: Option<&str>| {
        hints
            .operation(path, id)
            .and_then(|hint| hint.rename.clone())
    };
    assert_eq!(name(&path(&["A", "B"]), None).as_deref(), Some("path"));
    assert_eq!(
        name(&path(&["A", "B"]), Some("1234-abcd")).as_deref(),
        Some("id")
    );
    assert_eq!(name(&path(&["A"]), None), None);
}

#[test]
fn what_is_not_known_is_an_error_with_its_place() {
    let errors = [
        "[operations.a]\nrenam = 'b'\n",
        "[operations.a.body]\nproperties.id.minLenght = 1\n",
        "[operations.a.body]\noneOf = [{ title = 'a' }, { titel = 'b' }]\n",
        "[operations.a.responses.2000]\n",
        "[folders.a.responses.2XX]\n",
        "[responses.4XX]\nschema.'$ref' = 'Eror'\n[types.Error]\n",
        "[operations.a.body]\n\"$ref\" = 'User'\n[types.Users]\n",
        "[operations.a.body]\ntype = 'text'\n",
        "[operations.a.query.page]\nconstant = 'yes'\n",
        "[operations.a.body]\ncontentMediaType = 'multipart'\n",
        "[operations.a.query.page]\ncontentMediaType = 'application/json'\n",
        "[operations.a.pagination]\nstyle = 'page'\npage = 'p'\nsizes = 'x'\n",
        "[operations.a.pagination]\nstyle = 'pages'\n",
        "[operations.a.pagination]\nstyle = 'cursor'\ncursor = 'c'\nnext = 1\n",
        "[tokens.a]\nurl = ''\nscop = ''\n",
        "[operations.a.pagination]\nstyle = 'page'\n",
        "[operations.a.pagination]\nstyle = 'link'\npage = 'p'\n",
        "[operations.a.pagination]\nstyle = 'link'\npages = 'p'\ntotal = 't'\n",
        "[operation.a]\n",
        "[operations.a\n",
    ];
    assert_snapshot!(errors.map(error).join("\n"), @r#"
    2:1: unknown key `renam`; did you mean `rename`?
    2:15: unknown keyword `minLenght`; did you mean `minLength`?
    2:29: unknown keyword `titel`; did you mean `title`?
    1:25: `2000` is not a status: 100 to 599, `4XX` or `5XX`
    1:22: `2XX` is not a status: 100 to 599, `4XX` or `5XX`
    2:8: no `[types.Eror]` in this file; did you mean `Error`?
    2:1: no `[types.User]` in this file; did you mean `Users`?
    2:8: `type` is `string`, `integer`, `number`, `boolean`, `object`, `array` or `null`, or a list of these
    2:1: `constant` is true or false
    2:1: `contentMediaType` is `application/json`, `application/x-www-form-urlencoded` or `multipart/form-data`
    2:1: `contentMediaType` is for a whole body
    4:1: unknown key `sizes`; did you mean `size`?
    2:9: unknown value `pages`; did you mean `page`?
    4:8: a member of the answer is named by text (`meta.next`), or by a list of names (`["meta", "next.page"]`)
    3:1: unknown key `scop`; known here: `url`, `client_id`, `parameters`, `secret_in_body`
    1:1: this style of paging needs `page`
    1:1: `page` belongs to another style of paging
    1:1: `total`, `pages` and `more` exclude each other
    1:2: unknown key `operation`; did you mean `operations`?
    1:14: unclosed table, expected `]`
    "#);
}

#[test]
fn a_hint_that_nothing_asked_for_is_reported_with_what_was_meant() {
    let hints = parse(
        "[operations.\"Users / Get user\"]\nrename = 'a'\n[operations.b]\npath.ids.description = 'x'\nquery.page.type = 'integer'\nquery.siz.description = 'x'\n",
    );
    assert!(
        hints
            .operation(&path(&["Users", "Get a user"]), None)
            .is_none()
    );
    let known = hints.operation(&path(&["b"]), None).expect("the operation");
    assert!(known.path.get("id").is_none() && known.query.get("size").is_none());
    let unused: Vec<String> = hints.unused().iter().map(ToString::to_string).collect();
    assert_snapshot!(unused.join("\n"), @r#"
    the hint `operations."Users / Get user"` matches nothing in the collection; did you mean `Users / Get a user`?
    the hint `operations.b.path.ids` matches nothing in the collection; did you mean `id`?
    the hint `operations.b.query.siz` matches nothing in the collection; did you mean `size`?
    "#);
}

#[test]
fn space_around_a_name_tells_names_apart_where_there_are_both() {
    let both = parse("[operations.a]\nrename = 'one'\n[operations.'a ']\nrename = 'two'\n");
    let name = |hints: &Hints, name: &str| {
        let hint = hints.operation(&path(&[name]), None);
        hint.and_then(|hint| hint.rename.clone())
            .unwrap_or_default()
    };
    assert_eq!(["a", "a "].map(|item| name(&both, item)), ["one", "two"]);
    assert!(both.unused().is_empty());
    let one = parse("[operations.'a ']\nrename = 'one'\n");
    assert_eq!(name(&one, "a"), "one");
    assert!(one.unused().is_empty());
}
