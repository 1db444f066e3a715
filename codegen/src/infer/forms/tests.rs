use proptest::prelude::*;

use super::*;
use crate::infer::{ObjectShape, Sample, Values, json_blocks, parse_sample};

fn object(text: &str) -> Shape {
    let sample = parse_sample(text).expect("a sample");
    Shape::of(&sample, &Values::default())
}

fn forms(bodies: &[&str]) -> Forms {
    let mut forms = Forms::default();
    for body in bodies {
        forms.add(object(body));
    }
    forms
}

fn described(text: &str) -> Forms {
    let mut forms = Forms::default();
    for block in json_blocks(text) {
        forms.add(block.shape(&Values::default()));
    }
    forms
}

/// The forms as text: members with `!` where they are required.
fn shown(shape: &Shape) -> String {
    let forms = shape.alternatives.iter().chain([shape]);
    let objects = forms.filter_map(|form| form.object.as_deref());
    let forms = objects.map(|object| {
        let members = object.members.iter().map(|(name, member)| {
            let mark = if member.required == Some(true) {
                "!"
            } else {
                ""
            };
            format!("{name}{mark}")
        });
        members.collect::<Vec<_>>().join(" ")
    });
    forms.collect::<Vec<_>>().join(" | ")
}

#[test]
fn objects_without_a_common_member_are_forms() {
    let shape = forms(&[r#"{"link": "a"}"#, r#"{"provider": "a", "id": "b"}"#]).into_shape();
    assert_eq!(shown(&shape), "link! | provider id");
}

#[test]
fn objects_with_a_common_member_are_samples_of_one_form() {
    let shape = forms(&[r#"{"name": 1, "mail": 2}"#, r#"{"name": 1, "phone": 3}"#]).into_shape();
    assert_eq!(shown(&shape), "name mail phone");
}

#[test]
fn an_object_with_members_of_two_forms_makes_them_one() {
    let shape = forms(&[
        r#"{"a": 1}"#,
        r#"{"b": 1}"#,
        r#"{"c": 1}"#,
        r#"{"a": 1, "c": 1}"#,
    ]);
    assert_eq!(shown(&shape.into_shape()), "a c | b!");
}

#[test]
fn an_object_without_members_is_no_form_but_requires_nothing() {
    assert_eq!(shown(&forms(&["{}", r#"{"a": 1}"#]).into_shape()), "a");
    assert_eq!(
        shown(&forms(&["{}", r#"{"a": 1}"#, r#"{"b": 1}"#]).into_shape()),
        "a | b"
    );
    assert!(forms(&["{}"]).into_shape().object.is_some());
}

#[test]
fn keys_that_are_data_make_no_forms() {
    let shape = forms(&[r#"{"2020-01-01": 1}"#, r#"{"2020-01-02": 2}"#]).into_shape();
    assert!(shape.alternatives.is_empty());
}

#[test]
fn a_described_form_tells_members_but_no_types_of_known_ones() {
    let text = "```\nPOST /a\n{\"size\": \"SIZE\", \"note\": \"NOTE\"}\n```";
    let mut forms = forms(&[r#"{"size": 1}"#]);
    forms.describe(described(text));
    let object = forms.into_shape().object.expect("one form");
    let size = &object.members["size"].shape;
    assert!(size.integer.is_some() && size.text.is_none());
    assert!(object.members["note"].shape.text.is_some());
}

#[test]
fn what_a_description_requires_holds_in_several_forms_only() {
    let text = "```\nPOST /a\n{\"id\": \"ID\", \"note\": \"NOTE(OPTIONAL)\"}\n```";
    let mut one = forms(&[r#"{"id": "1"}"#]);
    one.describe(described(text));
    assert_eq!(shown(&one.into_shape()), "id note");
    let mut two = forms(&[r#"{"link": "1"}"#]);
    two.describe(described(text));
    assert_eq!(shown(&two.into_shape()), "link! | id! note");
}

#[test]
fn what_widens_makes_no_form() {
    let mut forms = forms(&[r#"{"a": 1}"#, r#"{"b": 1}"#]);
    assert!(forms.is_new(&object(r#"{"c": 1}"#)) && !forms.is_new(&object(r#"{"b": 1, "c": 1}"#)));
    forms.widen(object(r#"{"b": 1, "x": 1}"#));
    forms.widen(object(r#"{"y": 1}"#));
    assert_eq!(shown(&forms.into_shape()), "a y | b x");
}

fn bodies() -> impl Strategy<Value = Vec<Sample>> {
    let body = prop::collection::btree_map("[a-e]", 0..3_u8, 0..4);
    let body = body.prop_map(|members| {
        let members = members.into_iter();
        let member = |(name, value): (String, u8)| (name, Sample::Number(value.to_string()));
        Sample::Object(members.map(member).collect())
    });
    prop::collection::vec(body, 1..6)
}

fn shape_of<'s>(bodies: impl Iterator<Item = &'s Sample>) -> Shape {
    let mut forms = Forms::default();
    bodies.for_each(|body| forms.add(Shape::of(body, &Values::default())));
    forms.into_shape()
}

proptest! {
    #[test]
    fn forms_do_not_depend_on_the_order(bodies in bodies()) {
        let sorted = |shape: Shape| {
            let mut forms: Vec<Vec<String>> = shown(&shape)
                .split(" | ")
                .map(|form| form.split(' ').map(str::to_owned).collect())
                .collect();
            for form in &mut forms {
                form.sort();
            }
            forms.sort();
            forms
        };
        prop_assert_eq!(sorted(shape_of(bodies.iter())), sorted(shape_of(bodies.iter().rev())));
    }

    #[test]
    fn every_body_is_of_a_form(bodies in bodies()) {
        let shape = shape_of(bodies.iter());
        let forms = shape.alternatives.iter().chain([&shape]);
        let forms: Vec<&ObjectShape> = forms.filter_map(|form| form.object.as_deref()).collect();
        for body in &bodies {
            let Sample::Object(members) = body else { continue };
            let has = |name: &str| members.iter().any(|(member, _)| member == name);
            prop_assert!(forms.iter().any(|form| {
                let mut required = form.members.iter().filter(|(_, member)| member.required == Some(true));
                members.iter().all(|(name, _)| form.members.contains_key(name))
                    && required.all(|(name, _)| has(name))
            }), "{body:?}");
        }
    }
}
