use proptest::collection::vec;
use proptest::prelude::*;

use crate::infer::{
    Definitions, ListShape, MemberShape, ObjectShape, Sample, Schema, Shape, Source, Tally,
    TextShape, Values,
};

/// Samples over few keys and values, so that they meet.
fn samples() -> impl Strategy<Value = Sample> {
    let text = prop_oneof![
        Just("a"),
        Just("2020-01-01"),
        Just("2020-01-02"),
        Just("6929bb52-3ab2-448a-9796-d6480ecad36b"),
        Just("<integer>"),
        Just("<string,null>"),
        Just("<uuid>"),
        Just("{{x}}"),
        Just("{{$guid}}")
    ];
    let number = prop_oneof![
        Just("0"),
        Just("-7"),
        Just("9223372036854775808"),
        Just("1.0"),
        Just("1e9"),
        Just("999999999999999999999999999999999999999999")
    ];
    let leaf = prop_oneof![
        Just(Sample::Null),
        any::<bool>().prop_map(Sample::Boolean),
        number.prop_map(|text| Sample::Number(text.to_owned())),
        text.prop_map(|text| Sample::Text(text.to_owned())),
        prop_oneof![Just("{{x}}"), Just("{{$randomInt}}")]
            .prop_map(|text| Sample::Bare(text.to_owned())),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let key = prop_oneof![Just("a"), Just("b"), Just("c"), Just("1"), Just("key_0")];
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Sample::List),
            prop::collection::btree_map(key.prop_map(str::to_owned), inner, 0..4)
                .prop_map(|members| Sample::Object(members.into_iter().collect())),
        ]
    })
}

/// Shapes as they come about: of one sample, as an alternative, with maps, of a schema, with a source, with names.
fn shapes() -> impl Strategy<Value = Shape> {
    let of_sample = || samples().prop_map(|sample| Shape::of(&sample, &Values::default()));
    let schema = prop_oneof![
        Just(
            r#"{"type": "object", "properties": {"a": {"type": "string", "enum": ["x", "y"]}, "b": {}}, "required": ["a"]}"#
        ),
        Just(
            r#"{"oneOf": [{"properties": {"a": {"type": "integer"}}}, {"properties": {"b": {"enum": ["y", "z"]}}}]}"#
        ),
    ];
    let of_schema = schema.prop_map(|text| {
        let schema = serde_json::from_str::<Schema>(text).expect("a schema");
        Shape::of_schema(&schema, &mut Definitions::default())
    });
    let named = prop_oneof![Just(("A", "b")), Just(("B", "a"))];
    let one = prop_oneof![
        4 => of_sample(),
        1 => of_sample().prop_map(Shape::into_alternative),
        1 => of_sample().prop_map(|mut shape| { shape.detect_maps(); shape }),
        1 => of_schema,
        1 => of_sample().prop_map(|shape| shape.from_source(Source::Script)),
        1 => (of_sample(), named).prop_map(|(mut shape, (title, reference))| {
            shape.title = Some(title.to_owned());
            shape.reference = Some(reference.to_owned());
            shape.description = Some(title.to_owned());
            shape
        }),
    ];
    vec(one, 0..4).prop_map(|shapes| shapes.into_iter().collect())
}

fn joined(left: &Shape, right: &Shape) -> Shape {
    [left.clone(), right.clone()].into_iter().collect()
}

/// The shape without the order of first sight.
fn sorted(mut shape: Shape) -> Shape {
    shape.object = shape.object.map(|object| Box::new(sorted_object(*object)));
    shape.list = shape.list.map(|list| {
        Box::new(ListShape {
            tally: list.tally,
            element: sorted(list.element),
        })
    });
    if let Some(TextShape {
        values: Some(values),
        ..
    }) = &mut shape.text
    {
        values.sort();
    }
    shape.alternatives = shape.alternatives.into_iter().map(sorted).collect();
    shape
        .alternatives
        .sort_by_key(|alternative| format!("{alternative:?}"));
    shape
}

fn sorted_object(mut object: ObjectShape) -> ObjectShape {
    object.members.sort_unstable_keys();
    object.members = object
        .members
        .into_iter()
        .map(|(name, member)| {
            (
                name,
                MemberShape {
                    shape: sorted(member.shape),
                    ..member
                },
            )
        })
        .collect();
    object.map = object.map.map(sorted);
    object
}

/// The shape without counts: of a member's tally only stays whether some object lacked it.
fn uncounted(mut shape: Shape) -> Shape {
    let seen = Tally { seen: 0 };
    for tally in [
        &mut shape.null,
        &mut shape.boolean,
        &mut shape.float,
        &mut shape.any,
    ]
    .into_iter()
    .flatten()
    {
        *tally = seen;
    }
    shape
        .integer
        .iter_mut()
        .for_each(|integer| integer.tally = seen);
    shape.text.iter_mut().for_each(|text| text.tally = seen);
    shape.list = shape.list.map(|list| {
        Box::new(ListShape {
            tally: seen,
            element: uncounted(list.element),
        })
    });
    shape.object = shape.object.map(|mut object| {
        for member in object.members.values_mut() {
            member.tally = Tally {
                seen: u32::from(member.tally == object.tally),
            };
            member.shape = uncounted(std::mem::take(&mut member.shape));
        }
        object.tally = seen;
        object.map = object.map.map(uncounted);
        object
    });
    shape.alternatives = shape.alternatives.into_iter().map(uncounted).collect();
    shape
}

proptest! {
    #[test]
    fn join_is_commutative(left in shapes(), right in shapes()) {
        prop_assert_eq!(sorted(joined(&left, &right)), sorted(joined(&right, &left)));
    }

    #[test]
    fn join_is_associative(a in shapes(), b in shapes(), c in shapes()) {
        prop_assert_eq!(joined(&joined(&a, &b), &c), joined(&a, &joined(&b, &c)));
    }

    #[test]
    fn join_is_idempotent(shape in shapes()) {
        prop_assert_eq!(uncounted(joined(&shape, &shape)), uncounted(shape));
    }

    #[test]
    fn bottom_is_neutral(shape in shapes()) {
        prop_assert_eq!(&joined(&Shape::default(), &shape), &shape);
        prop_assert_eq!(&joined(&shape, &Shape::default()), &shape);
        prop_assert!(Shape::default().is_bottom());
    }

    #[test]
    fn join_only_widens(sample in samples(), shape in shapes(), other in shapes()) {
        let values = Values::default();
        if shape.fits(&sample, &values) {
            prop_assert!(joined(&shape, &other).fits(&sample, &values));
        }
    }

    #[test]
    fn a_sample_fits_its_own_shape(sample in samples(), other in shapes()) {
        let values = Values::default();
        let shape = joined(&Shape::of(&sample, &values), &other);
        prop_assert!(shape.fits(&sample, &values));
        prop_assert!(shape.decodes(&sample, &values));
    }

    #[test]
    fn detecting_maps_only_widens(sample in samples(), shape in shapes()) {
        let values = Values::default();
        let mut maps = shape.clone();
        maps.detect_maps();
        if shape.fits(&sample, &values) {
            prop_assert!(maps.fits(&sample, &values));
        }
    }

    #[test]
    fn observing_is_joining_the_shape_of_the_sample(shape in shapes(), sample in samples()) {
        let values = Values::default();
        let mut observed = shape.clone();
        observed.observe(&sample, &values);
        prop_assert_eq!(observed, joined(&shape, &Shape::of(&sample, &values)));
    }
}
