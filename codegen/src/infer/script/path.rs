//! Paths into the response body.

use crate::infer::{ListShape, MemberShape, ObjectShape, Shape, Tally, TextShape};

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// `.name`
    Member(String),
    /// `[0]`
    Element,
}

/// A part of the response body; the body itself when it has no steps.
pub(super) type Path = Vec<Step>;

/// A path as a reader would write it: `data.users[].id`.
pub(super) fn shown(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Member(name) if name.is_empty() || name.contains(['.', '[', ']']) => {
                text.extend(["[", &format!("{name:?}"), "]"]);
            }
            Step::Member(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Step::Element => text.push_str("[]"),
        }
    }
    text
}

/// The shape of a body that has `leaf` at `path`, with tallies of 0.
pub(super) fn body_with(path: &[Step], leaf: Shape) -> Shape {
    path.iter().rev().fold(leaf, |shape, step| match step {
        Step::Member(name) => {
            let mut object = ObjectShape::default();
            object.members.insert(
                name.clone(),
                MemberShape {
                    shape,
                    ..MemberShape::default()
                },
            );
            Shape {
                object: Some(Box::new(object)),
                ..Shape::default()
            }
        }
        Step::Element => Shape {
            list: Some(Box::new(ListShape {
                element: shape,
                ..ListShape::default()
            })),
            ..Shape::default()
        },
    })
}

/// The shape that chai's name of a kind states.
pub(super) fn shape_of_kind(kind: &str) -> Shape {
    let mut shape = Shape::default();
    match kind.to_ascii_lowercase().as_str() {
        "string" => shape.text = Some(TextShape::default()),
        "boolean" => shape.boolean = Some(Tally::default()),
        "array" => shape.list = Some(Box::default()),
        "object" => shape.object = Some(Box::default()),
        "null" => shape.null = Some(Tally::default()),
        _ => {}
    }
    shape
}
