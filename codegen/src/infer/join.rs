//! The join of two shapes: what the evidence of both allows.

use super::{IntegerShape, ListShape, MemberShape, ObjectShape, Shape, Tally, TextShape};

impl Shape {
    /// Widens the shape by all that `other` allows. The laws are in the documentation of the module.
    pub fn join(&mut self, other: Shape) {
        merge(&mut self.null, other.null, Tally::join);
        merge(&mut self.boolean, other.boolean, Tally::join);
        merge(&mut self.integer, other.integer, IntegerShape::join);
        merge(&mut self.float, other.float, Tally::join);
        merge(&mut self.text, other.text, TextShape::join);
        merge(&mut self.list, other.list, |list, other| list.join(*other));
        merge(&mut self.object, other.object, |object, other| {
            object.join(*other);
        });
        merge(&mut self.any, other.any, Tally::join);
        self.sources.join(other.sources);
        for alternative in other.alternatives {
            self.join_alternative(alternative);
        }
        merge(&mut self.title, other.title, lesser);
        merge(&mut self.description, other.description, lesser);
        merge(&mut self.reference, other.reference, lesser);
    }

    /// The shape with its object, or the one that it names, as an alternative: joined with others of its kind it stays
    /// apart from them, unless they have the same members.
    #[must_use]
    pub fn into_alternative(mut self) -> Shape {
        if self.object.is_some() || self.reference.is_some() {
            let alternative = Shape {
                object: self.object.take(),
                reference: self.reference.take(),
                title: self.title.take(),
                description: self.description.take(),
                ..Shape::default()
            };
            self.join_alternative(alternative);
        }
        self
    }

    pub(super) fn join_alternative(&mut self, alternative: Shape) {
        let twin = self
            .alternatives
            .iter_mut()
            .find(|known| has_same_members(known, &alternative));
        match twin {
            Some(twin) => twin.join(alternative),
            None => self.alternatives.push(alternative),
        }
    }
}

/// The join of all.
impl FromIterator<Shape> for Shape {
    fn from_iter<I: IntoIterator<Item = Shape>>(shapes: I) -> Self {
        let mut joined = Shape::default();
        shapes.into_iter().for_each(|shape| joined.join(shape));
        joined
    }
}

/// Of two names any will do; the choice must not depend on the order.
fn lesser(name: &mut String, other: String) {
    if other < *name {
        *name = other;
    }
}

fn merge<T>(component: &mut Option<T>, other: Option<T>, join: impl FnOnce(&mut T, T)) {
    if let Some(other) = other {
        match component {
            Some(component) => join(component, other),
            None => *component = Some(other),
        }
    }
}

/// Whether two alternatives name the same members or one definition, which joining them does not change: that makes the
/// merging of alternatives independent of the order in which they come.
fn has_same_members(left: &Shape, right: &Shape) -> bool {
    match (&left.object, &right.object) {
        (Some(left), Some(right)) => {
            left.map.is_some() == right.map.is_some()
                && left.members.len() == right.members.len()
                && left
                    .members
                    .keys()
                    .all(|name| right.members.contains_key(name))
        }
        (object, other) => object.is_none() && other.is_none() && left.reference == right.reference,
    }
}

impl Tally {
    pub(super) fn join(&mut self, other: Tally) {
        self.seen = self.seen.saturating_add(other.seen);
    }
}

impl IntegerShape {
    pub(super) fn join(&mut self, other: IntegerShape) {
        self.tally.join(other.tally);
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
        self.huge |= other.huge;
    }
}

impl TextShape {
    fn join(&mut self, other: TextShape) {
        self.tally.join(other.tally);
        self.formats.retain(|format| other.formats.contains(format));
        merge(&mut self.values, other.values, |values, others| {
            for other in others {
                if !values.contains(&other) {
                    values.push(other);
                }
            }
        });
    }
}

impl ListShape {
    fn join(&mut self, other: ListShape) {
        self.tally.join(other.tally);
        self.element.join(other.element);
    }
}

impl ObjectShape {
    fn join(&mut self, other: ObjectShape) {
        self.tally.join(other.tally);
        if self.map.is_some() || other.map.is_some() {
            self.keys_into_data();
            let values = self.map.get_or_insert_default();
            other
                .members
                .into_values()
                .for_each(|member| values.join(member.shape));
            other.map.into_iter().for_each(|map| values.join(map));
        } else {
            for (name, member) in other.members {
                match self.members.get_mut(&name) {
                    Some(known) => known.join(member),
                    None => {
                        self.members.insert(name, member);
                    }
                }
            }
        }
    }

    /// Moves every member's shape into the map's.
    pub(super) fn keys_into_data(&mut self) {
        let values = self.map.get_or_insert_default();
        for (_, member) in self.members.drain(..) {
            values.join(member.shape);
        }
    }
}

impl MemberShape {
    pub(super) fn join(&mut self, other: MemberShape) {
        self.tally.join(other.tally);
        // One side that calls the member optional is enough to let it be absent.
        merge(&mut self.required, other.required, |required, other| {
            *required &= other;
        });
        self.shape.join(other.shape);
        merge(
            &mut self.description,
            other.description,
            |description, other| {
                // The longer text says more; the rest of the rule only makes the choice independent of the order.
                let is_better =
                    (other.len(), description.as_str()) > (description.len(), other.as_str());
                if is_better {
                    *description = other;
                }
            },
        );
        merge(&mut self.rename, other.rename, lesser);
        merge(&mut self.deprecated, other.deprecated, lesser);
    }
}
