//! One construct or trap each.

use insta::assert_snapshot;

use super::fixture::{
    api, field, member, operation, setting, structure, type_def, variant, with_example,
};
use super::{excerpt, file};
use crate::ir::{
    Body, CredentialId, Direction, Docs, EnumValue, FieldId, Home, Literal, Location, Operation,
    Output, OutputCase, PathPart, Presence, ResourceId, ResponseBody, ServerId, SettingId,
    Template, TemplatePart, TypeId, TypeKind, TypeRef, VariantContent,
};

const USERS: Home = Home::Resource(ResourceId(1));

#[test]
fn a_path_field_is_a_segment_between_encoded_literals() {
    let mut get = operation(
        "Get user",
        1,
        "GET",
        vec![
            PathPart::Text("/a b/".into()),
            PathPart::Field(FieldId(0)),
            PathPart::Text("/{x}".into()),
        ],
    );
    get.fields = vec![with_example(
        field("id", Location::Path, TypeRef::Text, Presence::Required),
        Literal::Text("u\"1".into()),
    )];
    let text = file(api(vec![get], vec![]), "sample_api/users.rs");
    assert_snapshot!(excerpt(&text, "pub fn get_user", "    }"));
    assert!(text.contains(r#"    /// let request = GetUser::new("u\"1");"#));
}

#[test]
fn a_document_and_its_name_each_have_a_text_of_their_own() {
    let template = |before: &str| Template {
        parts: vec![
            TemplatePart::Text(before.into()),
            TemplatePart::Setting(SettingId(0)),
        ],
    };
    let mut ask = operation("Ask", 1, "POST", vec![]);
    ask.body = Some(Body::GraphQl {
        query: Some(template("query ")),
        operation_name: Some(template("the")),
        variables: None,
        text: None,
        content_type: None,
    });
    let mut api = api(vec![ask], vec![]);
    api.settings = vec![setting("name", false, None)];
    let text = file(api, "sample_api/users.rs");
    assert_snapshot!(excerpt(&text, "let mut draft", "    }"));
}

#[test]
fn a_description_cannot_leave_its_comment() {
    let mut get = operation("Get", 1, "GET", vec![]);
    get.docs.body = "*/ fn evil() {}\r\n\" ]\n#![allow(x)]\n\u{202e}".into();
    let text = file(api(vec![get], vec![]), "sample_api/users.rs");
    assert_snapshot!(excerpt(&text, "*/", "    /// # Examples"));
}

#[test]
fn the_configuration_makes_a_client_lenient_unless_it_is_told_otherwise() {
    let mut lenient = api(vec![operation("Get", 1, "GET", vec![])], vec![]);
    lenient.options.lenient = true;
    let text = file(lenient, "sample_api/client.rs");
    assert!(text.contains("Core::new(self.options.lenient_by_default(), &servers, credentials)?"));
    let strict = api(vec![operation("Get", 1, "GET", vec![])], vec![]);
    let text = file(strict, "sample_api/client.rs");
    assert!(!text.contains("lenient_by_default"));
    assert!(text.contains("pub fn lenient(mut self, on: bool) -> Self"));
}

#[test]
fn the_documentation_of_a_builder_without_settings_ends_with_its_sentence() {
    let mut api = api(vec![operation("Get", 1, "GET", vec![])], vec![]);
    let documented = |api: &crate::ir::Api| {
        let text = file(api.clone(), "sample_api/client.rs");
        excerpt(&text, "/// A builder with", "    }")
    };
    api.settings = vec![setting("name", false, None)];
    assert_snapshot!(documented(&api), @r#"
    /// A builder with the settings that are in environment variables.
    ///
    /// - `NAME`
    pub fn from_env() -> Self {
        Self {
            options: Options::default(),
            name: from_env("NAME"),
        }
    }
    "#);
    api.settings.clear();
    assert_snapshot!(documented(&api), @r"
    /// A builder with the settings that are in environment variables.
    pub fn from_env() -> Self {
        Self::default()
    }
    ");
}

#[test]
fn a_call_beyond_the_collection_goes_where_most_calls_go() {
    let [mut first, mut second, mut third] =
        ["One", "Two", "Three"].map(|name| operation(name, 1, "GET", vec![]));
    (first.server, first.credential) = (ServerId(0), Some(CredentialId(0)));
    (second.server, second.credential) = (ServerId(1), Some(CredentialId(1)));
    (third.server, third.credential) = (ServerId(1), Some(CredentialId(1)));
    let usual = |operations: &[&Operation]| {
        let operations = operations.iter().map(|operation| (*operation).clone());
        api(operations.collect(), vec![]).usual()
    };
    let there = (ServerId(1), Some(CredentialId(1)));
    assert_eq!(usual(&[&first, &second, &third]), Some(there));
    let here = (ServerId(0), Some(CredentialId(0)));
    assert_eq!(
        usual(&[&second, &first]),
        Some(here),
        "the first of as many"
    );
    assert_eq!(usual(&[]), None);
    let text = file(api(vec![second], vec![]), "sample_api/client.rs");
    assert_snapshot!(excerpt(&text, "pub fn request", "    }"), @r#"
    pub fn request(&self, method: Method, path: &str) -> Call<Body> {
        static OPERATION: Operation = Operation::new("request", "ANY", "*")
            .server(1)
            .credential(1);
        self.core.draft(&OPERATION).to(method, path)
    }
    "#);
}

#[test]
fn a_list_is_given_as_anything_with_items_that_convert() {
    let texts = || TypeRef::List(Box::new(TypeRef::Text));
    let mut post = operation("Tag", 1, "POST", vec![]);
    post.fields = vec![
        field("list", Location::Query, texts(), Presence::Required),
        field("draft", Location::Query, texts(), Presence::Optional),
        field(
            "counts",
            Location::Query,
            TypeRef::List(Box::new(TypeRef::Integer)),
            Presence::Optional,
        ),
    ];
    let text = file(api(vec![post], vec![]), "sample_api/users.rs");
    assert!(
        text.contains("let request = Tag::new([\"list\"]);"),
        "{text}"
    );
    assert_snapshot!(excerpt(&text, "impl Tag", "}"), @r"
    impl Tag {
        /// With everything that is required.
        pub fn new(list: impl IntoIterator<Item = impl Into<String>>) -> Self {
            Self {
                list: Draft::list(list),
                draft: None,
                counts: None,
            }
        }

        /// Sets [`draft`](Self::draft).
        pub fn draft(mut self, draft: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.draft = Some(Draft::list(draft));
            self
        }

        /// Sets [`counts`](Self::counts).
        pub fn counts(mut self, counts: Vec<i64>) -> Self {
            self.counts = Some(counts);
            self
        }
    }
    ");
}

#[test]
fn an_open_enum_keeps_unknown_text() {
    let values = ["a", "b\"c"]
        .map(|value| EnumValue {
            value: value.into(),
            docs: Docs::default(),
        })
        .to_vec();
    let text = file(
        api(
            vec![],
            vec![type_def(
                "Color",
                TypeKind::Enum(values),
                Direction::Both,
                USERS,
            )],
        ),
        "sample_api/users/types.rs",
    );
    assert_snapshot!(text);
}

#[test]
fn an_optional_member_decodes_null_and_a_nullable_one_keeps_it() {
    let fields = vec![
        member("a", TypeRef::Text, Presence::Required),
        member("b", TypeRef::Integer, Presence::Optional),
        member("c", TypeRef::Text, Presence::Nullable),
    ];
    let text = file(
        api(
            vec![],
            vec![type_def(
                "Thing",
                structure(fields),
                Direction::Decode,
                USERS,
            )],
        ),
        "sample_api/users/codec.rs",
    );
    assert_snapshot!(text);
}

#[test]
fn a_union_tries_the_form_with_most_required_members_first() {
    let forms = vec![
        variant(
            "Loose",
            None,
            VariantContent::Fields(vec![member("x", TypeRef::Text, Presence::Optional)]),
        ),
        variant(
            "Strict",
            None,
            VariantContent::Fields(vec![member("x", TypeRef::Text, Presence::Required)]),
        ),
    ];
    let text = file(
        api(
            vec![],
            vec![type_def(
                "Either",
                TypeKind::Union(forms),
                Direction::Decode,
                USERS,
            )],
        ),
        "sample_api/users/codec.rs",
    );
    assert_snapshot!(excerpt(&text, "impl<'de>", "}"));
}

#[test]
fn members_named_as_the_locals_around_them_are_bound_under_other_names() {
    let members = ["object", "serializer", "x"];
    let members = members.map(|name| member(name, TypeRef::Text, Presence::Required));
    let form = variant("Form", None, VariantContent::Fields(members.into()));
    let text = file(
        api(
            vec![],
            vec![type_def(
                "Either",
                TypeKind::Union(vec![form]),
                Direction::Encode,
                USERS,
            )],
        ),
        "sample_api/users/codec.rs",
    );
    assert_snapshot!(excerpt(&text, "impl Serialize", "}"));
}

#[test]
fn an_object_body_leaves_path_fields_out_and_sends_constants() {
    let mut post = operation("Post", 1, "POST", vec![PathPart::Field(FieldId(0))]);
    post.fields = vec![
        field("id", Location::Path, TypeRef::Text, Presence::Required),
        member("note", TypeRef::Text, Presence::Optional),
    ];
    post.body = Some(Body::JsonObject {
        members: vec![FieldId(1)],
        constants: vec![("jsonrpc".into(), "\"2.0\"".into())],
        content_type: Some("application/json".into()),
        text: "{}".into(),
    });
    let text = file(api(vec![post], vec![]), "sample_api/users/codec.rs");
    assert_snapshot!(excerpt(&text, "impl Serialize", "}"));
}

#[test]
fn an_output_by_status_reads_each_body_its_own_way() {
    let cases = vec![
        OutputCase {
            statuses: vec![200, 201],
            body: ResponseBody::Text,
        },
        OutputCase {
            statuses: vec![204],
            body: ResponseBody::Empty,
        },
    ];
    let mut get = operation("Get", 1, "GET", vec![]);
    get.output = Output::ByStatus(TypeRef::Named(TypeId(0)));
    let text = file(
        api(
            vec![get],
            vec![type_def(
                "Answer",
                TypeKind::ByStatus(cases),
                Direction::Decode,
                USERS,
            )],
        ),
        "sample_api/users/codec.rs",
    );
    assert_snapshot!(excerpt(&text, "impl GetAnswer", "}"));
}

#[test]
fn emission_is_the_same_twice() {
    let api = super::rich::api();
    let names = super::names_of(&api);
    let settings = crate::emit::ModuleSettings::default();
    let files = || crate::emit::collect(|sink| crate::emit::emit(&api, &names, &settings, sink));
    assert_eq!(files(), files());
}
