//! Laws over all samples.

use proptest::prelude::*;

use super::accept::{Way, accepts, takes_members};
use super::*;

/// JSON with few names, so that samples overlap, and every kind of number.
fn samples() -> impl Strategy<Value = Sample> {
    let scalar = prop_oneof![
        Just(Sample::Null),
        any::<bool>().prop_map(Sample::Boolean),
        (-3_i64..4).prop_map(|number| Sample::Number(number.to_string())),
        prop_oneof![
            Just("18446744073709551615"),
            Just("-1"),
            Just("1e3"),
            Just("0.5"),
            Just("99999999999999999999")
        ]
        .prop_map(|number| Sample::Number(number.to_owned())),
        prop_oneof![
            Just(""),
            Just("a"),
            Just("2020-01-01"),
            Just("6929bb52-3ab2-448a-9796-d6480ecad36b")
        ]
        .prop_map(|text| Sample::Text(text.to_owned())),
    ];
    scalar.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Sample::List),
            prop::collection::btree_map("[a-d]", inner, 0..4)
                .prop_map(|members| Sample::Object(members.into_iter().collect())),
        ]
    })
}

/// Several places, each with several samples.
fn places() -> impl Strategy<Value = Vec<Vec<Sample>>> {
    prop::collection::vec(prop::collection::vec(samples(), 1..4), 1..5)
}

/// As the samples of one operation's body, in forms.
fn body_of(samples: &[Sample]) -> Shape {
    let mut forms = Forms::default();
    for sample in samples {
        forms.add(Shape::of(sample, &Values::default()));
    }
    forms.into_shape()
}

fn shape_of(samples: &[Sample], exclusive: bool) -> Shape {
    let shapes = samples
        .iter()
        .map(|sample| Shape::of(sample, &Values::default()));
    if exclusive {
        shapes.map(Shape::into_alternative).collect()
    } else {
        Shape::of_samples(samples, &Values::default())
    }
}

proptest! {
    #[test]
    fn everything_seen_decodes_however_types_are_shared(places in places(), exclusive: bool) {
        let mut types = Types::new(Options::default());
        let roots: Vec<TypeRef> =
            places.iter().map(|samples| types.lower(&shape_of(samples, exclusive), &response("Get a user"))).collect();
        let defs = types.finish(&mut Diagnostics::default());
        for (samples, root) in places.iter().zip(&roots) {
            for sample in samples {
                prop_assert!(accepts(&defs, root, sample, Way::Received), "{sample:?}\n{}", definitions(&defs));
            }
        }
    }

    #[test]
    fn everything_seen_can_be_sent(places in places()) {
        let mut types = Types::new(Options::default());
        for samples in &places {
            let shape = shape_of(samples, false);
            let members = types.members(&shape, &request("Create a user"));
            let root = types.lower(&shape, &request("Create a user"));
            let defs: Vec<TypeDef> = (0..).map_while(|id| types.get(TypeId(id)).cloned()).collect();
            for sample in samples {
                prop_assert!(accepts(&defs, &root, sample, Way::Sent), "{sample:?}\n{}", definitions(&defs));
                if let (Some(fields), Sample::Object(values)) = (&members, sample) {
                    prop_assert!(takes_members(&defs, fields, values, Way::Sent));
                }
                prop_assert!(types.literal(sample, &root).is_some(), "{sample:?}\n{}", definitions(&defs));
            }
        }
    }

    #[test]
    fn every_form_of_a_body_can_be_sent(samples in prop::collection::vec(samples(), 1..5)) {
        let objects: Vec<Sample> =
            samples.into_iter().filter(|sample| matches!(sample, Sample::Object(_))).collect();
        let mut types = Types::new(Options::default());
        let root = types.lower(&body_of(&objects), &request("Create a user"));
        let defs: Vec<TypeDef> = (0..).map_while(|id| types.get(TypeId(id)).cloned()).collect();
        for sample in &objects {
            prop_assert!(accepts(&defs, &root, sample, Way::Sent), "{sample:?}\n{}", definitions(&defs));
            prop_assert!(types.literal(sample, &root).is_some(), "{sample:?}\n{}", definitions(&defs));
        }
    }

    #[test]
    fn what_one_operation_gets_does_not_depend_on_those_after_it(first in samples(), second in samples()) {
        let shape = |sample: &Sample| shape_of(std::slice::from_ref(sample), false);
        let mut alone = Types::new(Options::default());
        let alone_root = alone.lower(&shape(&first), &response("Get a user"));
        let mut both = Types::new(Options::default());
        let root = both.lower(&shape(&first), &response("Get a user"));
        both.lower(&shape(&second), &at("Jobs", "Get a job", Role::Response(Status::Code(200))));
        prop_assert_eq!(alone_root, root);
        let names = |types: Types| types.finish(&mut Diagnostics::default()).into_iter().map(|def| def.names).collect::<Vec<_>>();
        let (alone, both) = (names(alone), names(both));
        prop_assert_eq!(both.get(..alone.len()), Some(alone.as_slice()));
    }
}
