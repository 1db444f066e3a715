use crate::infer::{Sample, Shape, Values, parse_sample};

fn sample(text: &str) -> Sample {
    parse_sample(text).expect("a sample")
}

fn shape(samples: &[&str]) -> Shape {
    let samples: Vec<Sample> = samples.iter().map(|text| sample(text)).collect();
    Shape::of_samples(&samples, &Values::default())
}

/// A compact picture of a shape: `?` behind members that some object lacked.
fn picture(shape: &Shape) -> String {
    let mut parts = Vec::new();
    let mut part = |is_there: bool, name: &str| {
        if is_there {
            parts.push(name.to_owned());
        }
    };
    part(shape.null.is_some(), "null");
    part(shape.boolean.is_some(), "boolean");
    if let Some(integer) = &shape.integer {
        let huge = if integer.huge { " huge" } else { "" };
        part(
            true,
            &format!("integer {}..{}{huge}", integer.least, integer.greatest),
        );
    }
    part(shape.float.is_some(), "float");
    if let Some(text) = &shape.text {
        let mut names = vec!["text"];
        names.extend(text.formats.iter().map(String::as_str));
        part(true, &names.join(":"));
    }
    if let Some(list) = &shape.list {
        part(true, &format!("[{}]", picture(&list.element)));
    }
    if let Some(object) = &shape.object {
        let member = |(name, member): (&String, &crate::infer::MemberShape)| {
            let mark = if member.tally < object.tally { "?" } else { "" };
            format!("{name}{mark}: {}", picture(&member.shape))
        };
        let members: Vec<String> = object.members.iter().map(member).collect();
        let map = object
            .map
            .as_ref()
            .map(|map| format!("*: {}", picture(map)));
        part(true, &format!("{{{}}}", map.unwrap_or(members.join(", "))));
    }
    part(shape.any.is_some(), "any");
    parts.join(" | ")
}

fn of(samples: &[&str]) -> String {
    picture(&shape(samples))
}

#[test]
fn integers_never_become_floats() {
    assert_eq!(
        of(&["[1, 18446744073709551616, 2.0, 1e2]"]),
        "[integer 1..18446744073709551616 | float]"
    );
    assert_eq!(
        of(&["999999999999999999999999999999999999999999"]),
        "integer 0..0 huge"
    );
    assert_eq!(of(&["[-0, 0]"]), "[integer 0..0 | float]");
}

#[test]
fn empty_lists_and_objects_are_unknown() {
    assert_eq!(of(&["[[], {}]"]), "[[] | {}]");
    assert!(
        shape(&["[]"])
            .list
            .is_some_and(|list| list.element.is_bottom())
    );
}

#[test]
fn elements_are_samples_of_their_own() {
    assert_eq!(
        of(&[r#"[{"a": 1, "b": null}, {"a": "x"}]"#]),
        "[{a: integer 1..1 | text, b?: null}]"
    );
}

#[test]
fn duplicate_keys_count_once() {
    assert_eq!(of(&[r#"{"a": 1, "a": "x"}"#]), "{a: text}");
}

#[test]
fn formats_hold_only_where_every_text_has_them() {
    assert_eq!(of(&[r#"["2020-01-01", "2020-01-02"]"#]), "[text:date]");
    assert_eq!(of(&[r#"["2020-01-01", ""]"#]), "[text]");
    assert_eq!(of(&[r#"["2020-01-01", "{{day}}"]"#]), "[text]");
}

#[test]
fn a_variable_has_the_shapes_of_its_values() {
    let mut values = Values::new([
        ("id".to_owned(), "7".to_owned()),
        ("filter".to_owned(), r#"{"a": [1]}"#.to_owned()),
    ]);
    let text = r#"{"id": {{id}}, "text": "{{id}}", "filter": {{filter}}, "amount": -{{id}}.5, "other": {{other}}}"#;
    assert_eq!(
        picture(&Shape::of(&sample(text), &values)),
        "{id: integer 7..7, text: text, filter: {a: [integer 1..1]}, amount: float, other: any}"
    );
    values.add_environment([("id".to_owned(), "8".to_owned())]);
    values.add_environment([("id".to_owned(), "\"x\"".to_owned())]);
    assert_eq!(
        picture(&Shape::of(&sample("{{id}}"), &values)),
        "integer 8..8 | text"
    );
}

#[test]
fn a_thousand_members_are_kept() {
    let members: Vec<String> = (0..1000)
        .map(|number| format!(r#""field{number}": {number}"#))
        .collect();
    let shape = shape(&[&format!("{{{}}}", members.join(","))]);
    assert_eq!(shape.object.map(|object| object.members.len()), Some(1000));
}

#[test]
fn deep_samples_have_deep_shapes() {
    let text = format!("{}1{}", r#"{"a":["#.repeat(250), "]}".repeat(250));
    let mut twice = shape(&[&text, &text]);
    twice.join(twice.clone());
    assert!(twice.fits(&sample(&text), &Values::default()));
}

#[test]
fn keys_spelled_as_data_make_a_map() {
    assert_eq!(of(&[r#"{"key_0": 1, "key_1": 2}"#]), "{*: integer 1..2}");
    assert_eq!(
        of(&[r#"{"2020-01-01": {"a": 1}, "2020-01-02": {"a": 2}}"#]),
        "{*: {a: integer 1..2}}"
    );
    assert_eq!(
        of(&[r#"{"6929bb52-3ab2-448a-9796-d6480ecad36b": true}"#]),
        "{*: boolean}"
    );
    assert_eq!(
        of(&[r#"{"1": "a"}"#, r#"{"2": 5}"#]),
        "{*: integer 5..5 | text}"
    );
    assert_eq!(of(&[r#"{"/users": {}}"#]), "{*: {}}");
    assert_eq!(of(&[r#"{"{{name}}": 1}"#]), "{*: integer 1..1}");
    assert_eq!(
        of(&[r#"{"507f1f77bcf86cd799439011": 1}"#]),
        "{*: integer 1..1}"
    );
}

#[test]
fn one_key_that_is_a_name_makes_a_struct() {
    assert_eq!(
        of(&[r#"{"1": "a"}"#, r#"{"total": 2}"#]),
        "{1?: text, total?: integer 2..2}"
    );
}

fn object(keys: impl IntoIterator<Item = String>, value: &str) -> String {
    let members: Vec<String> = keys
        .into_iter()
        .map(|key| format!("\"{key}\": {value}"))
        .collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn many_keys_over_equal_objects_make_a_map() {
    let words = || ('a'..='l').map(|letter| format!("{letter}{letter}x"));
    assert_eq!(
        of(&[&object(words(), r#"{"x": 1, "y": 2}"#)]),
        "{*: {x: integer 1..1, y: integer 2..2}}"
    );
    assert!(!of(&[&object(words(), "1")]).contains('*'));
    assert!(!of(&[&object(words(), "{}")]).contains('*'));
    assert!(!of(&[&object(words().take(11), r#"{"x": 1, "y": 2}"#)]).contains('*'));
}

#[test]
fn codes_in_capitals_make_a_map() {
    let codes = || ('A'..='J').map(|letter| format!("{letter}UR"));
    assert_eq!(of(&[&object(codes(), "1.5")]), "{*: float}");
    assert!(!of(&[&object(codes().take(9), "1.5")]).contains('*'));
}

#[test]
fn keys_that_differ_from_sample_to_sample_make_a_map() {
    let samples: Vec<String> = ["ab", "cd", "ef", "gh"]
        .iter()
        .map(|pair| {
            object(
                pair.chars().map(|letter| format!("{letter}{letter}x")),
                r#"{"n": 1}"#,
            )
        })
        .collect();
    let samples: Vec<&str> = samples.iter().map(String::as_str).collect();
    assert_eq!(of(&samples), "{*: {n: integer 1..1}}");
}

#[test]
fn alternatives_with_equal_members_are_one() {
    let form = |text: &str| Shape::of(&sample(text), &Values::default()).into_alternative();
    let shape: Shape = [
        form(r#"{"a": 1}"#),
        form(r#"{"b": 1}"#),
        form(r#"{"a": "x"}"#),
    ]
    .into_iter()
    .collect();
    let forms: Vec<String> = shape.alternatives.iter().map(picture).collect();
    assert_eq!(forms, ["{a: integer 1..1 | text}", "{b: integer 1..1}"]);
}
