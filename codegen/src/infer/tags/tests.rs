use proptest::prelude::*;

use super::*;
use crate::infer::parse_sample;

fn split(text: &str) -> Shape {
    let sample = parse_sample(text).expect("a sample");
    Shape::of_samples([&sample], &Values::default())
}

/// The elements of a list: members of each alternative or of the object, the tag with its value.
fn shown(text: &str) -> Vec<String> {
    let list = split(text).list.expect("a list").element;
    let alternatives = list.alternatives.iter().chain([&list]);
    let objects = alternatives.filter_map(|shape| shape.object.as_deref());
    let mut shown: Vec<String> = objects
        .map(|object| {
            let members = object.members.iter().map(|(name, member)| {
                let text = member.shape.text.as_ref();
                match text.and_then(|text| text.values.as_deref()) {
                    Some([value]) => format!("{name}={value}"),
                    _ => name.clone(),
                }
            });
            members.collect::<Vec<_>>().join(" ")
        })
        .collect();
    shown.sort();
    shown
}

const PHOTO: &str = r#"{"type": "photo", "id": 1, "url": "a"}"#;
const POLL: &str = r#"{"type": "poll", "options": ["a"], "ends": 1}"#;

#[test]
fn a_member_that_names_the_kind_tells_objects_apart() {
    let text = format!("[{PHOTO}, {POLL}, {PHOTO}]");
    assert_eq!(
        shown(&text),
        ["type=photo id url", "type=poll options ends"]
    );
    let inner = format!(r#"[{{"media": [{PHOTO}, {POLL}]}}, {{"media": [{POLL}]}}]"#);
    let outer = split(&inner)
        .list
        .expect("a list")
        .element
        .object
        .expect("an object");
    let media = outer.members["media"].shape.list.as_ref().expect("a list");
    assert_eq!(media.element.alternatives.len(), 2);
}

#[test]
fn objects_that_have_much_in_common_are_one() {
    let photo = r#"{"type": "photo", "id": 1, "at": 1, "by": 1, "url": "a"}"#;
    let poll = r#"{"type": "poll", "id": 1, "at": 1, "by": 1, "options": []}"#;
    assert_eq!(shown(&format!("[{photo}, {poll}, {poll}]")).len(), 1);
}

#[test]
fn a_kind_without_a_member_of_its_own_is_none() {
    let plain = r#"{"type": "plain", "id": 1}"#;
    assert_eq!(
        shown(&format!("[{PHOTO}, {POLL}, {plain}, {plain}]")).len(),
        1
    );
    let lacks = r#"{"type": "poll", "options": null, "ends": null}"#;
    assert_eq!(shown(&format!("[{PHOTO}, {POLL}, {lacks}]")).len(), 1);
}

#[test]
fn kinds_are_seen_again() {
    assert_eq!(shown(&format!("[{PHOTO}, {POLL}]")).len(), 1);
    let other = r#"{"type": "link", "target": "a"}"#;
    assert_eq!(shown(&format!("[{PHOTO}, {POLL}, {other}]")).len(), 1);
}

#[test]
fn a_name_that_speaks_of_no_kind_is_no_tag() {
    for (name, count) in [
        ("resourceType", 2),
        ("__typename", 2),
        ("@type", 2),
        ("title", 1),
        ("typed", 1),
    ] {
        let text =
            format!("[{PHOTO}, {POLL}, {PHOTO}]").replace("\"type\"", &format!("\"{name}\""));
        assert_eq!(shown(&text).len(), count, "{name}");
    }
}

#[test]
fn values_that_are_no_words_are_no_tags() {
    for value in ["", "a b", "<string>", "{{kind}}", "7", "2020-01-01"] {
        let text =
            format!("[{PHOTO}, {POLL}, {PHOTO}]").replace("\"photo\"", &format!("\"{value}\""));
        assert_eq!(shown(&text).len(), 1, "{value}");
    }
    assert_eq!(
        shown(&format!("[{PHOTO}, {POLL}, {PHOTO}]").replace("\"poll\"", "null")).len(),
        1
    );
}

#[test]
fn of_two_tags_the_one_with_fewer_values_counts() {
    let text = r#"[{"type": "a", "kind": "x", "p": 1}, {"type": "b", "kind": "y", "q": 1, "r": 1},
        {"type": "c", "kind": "y", "q": 1, "s": 1}, {"type": "b", "kind": "y", "q": 1, "r": 1}]"#;
    assert_eq!(shown(text), ["type kind=x p", "type kind=y q r s"]);
}

#[test]
fn what_samples_do_not_show_stays_as_it_is() {
    let text = format!("[{PHOTO}, {POLL}, {PHOTO}]");
    let sample = parse_sample(&text).expect("a sample");
    let whole = Shape::of(&sample, &Values::default());
    let mut shape = whole.clone();
    shape.split_by_tag(&[], &Values::default());
    assert_eq!(shape, whole);
}

/// Objects of three kinds, with members in common and of their own.
fn objects() -> impl Strategy<Value = Vec<Sample>> {
    let member = |name: &'static str| any::<bool>().prop_map(move |there| there.then_some(name));
    let own = (member("a"), member("b"), member("c"), member("d"));
    let object = (0..3_usize, own).prop_map(|(kind, (a, b, c, d))| {
        let own = [["p", "q"], ["r", "s"], ["t", "u"]][kind];
        let names = own.into_iter().chain([a, b, c, d].into_iter().flatten());
        let tag = (
            "type".to_owned(),
            Sample::Text(["x", "y", "z"][kind].to_owned()),
        );
        let members = names.map(|name| (name.to_owned(), Sample::Number("1".to_owned())));
        Sample::Object([tag].into_iter().chain(members).collect())
    });
    prop::collection::vec(object, 1..8)
}

proptest! {
    #[test]
    fn kinds_do_not_depend_on_the_order(objects in objects()) {
        let reversed: Vec<Sample> = objects.iter().rev().cloned().collect();
        let shown = |objects: Vec<Sample>| {
            let mut kinds = shown(&Sample::List(objects).to_json());
            for kind in &mut kinds {
                let mut names: Vec<&str> = kind.split(' ').collect();
                names.sort_unstable();
                *kind = names.join(" ");
            }
            kinds.sort();
            kinds
        };
        prop_assert_eq!(shown(objects), shown(reversed));
    }

    #[test]
    fn every_object_is_of_its_kind(objects in objects()) {
        let shape = Shape::of_samples(&objects, &Values::default());
        for object in &objects {
            prop_assert!(shape.decodes(object, &Values::default()));
            prop_assert!(shape.fits(object, &Values::default()));
        }
    }
}
