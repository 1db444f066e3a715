//! What a schema says of members that are not there.

use super::operation::states_a_type;
use super::table::Unused;
use crate::diagnostic::{Key, nearest};
use crate::infer::schema::Items;
use crate::infer::{ObjectShape, Schema, Shape};

/// What `schema` says of members that `shape` does not have: those that it requires, and those of which it does not say
/// what they are; the others are additions. Of what nothing is known, everything may be said. `way` leads to the schema.
pub(super) fn unmatched(schema: &Schema, shape: &Shape, way: Vec<Key>) -> Vec<Unused> {
    let mut walk = Walk {
        way,
        unused: Vec::new(),
    };
    walk.schema(schema, &[shape], None);
    walk.unused
}

struct Walk {
    way: Vec<Key>,
    unused: Vec<Unused>,
}

impl Walk {
    /// A schema for what has one of these shapes; `around` is the schema that it is a form of.
    fn schema(&mut self, schema: &Schema, shapes: &[&Shape], around: Option<&Schema>) {
        if schema.reference.is_some() || shapes.iter().any(|shape| shape.reference.is_some()) {
            return;
        }
        self.members(schema, shapes, around);
        if let Some(Items::All(items)) = &schema.items {
            let lists = shapes.iter().filter_map(|shape| shape.list.as_deref());
            let elements: Vec<&Shape> = lists.map(|list| &list.element).collect();
            self.at([Key::name("items")], |walk| {
                walk.schema(items, &elements, None);
            });
        }
        let parts = [
            ("oneOf", &schema.one_of),
            ("anyOf", &schema.any_of),
            ("allOf", &schema.all_of),
        ];
        for (keyword, parts) in parts {
            for (index, part) in parts.iter().enumerate() {
                self.at([Key::name(keyword), Key::Index(index)], |walk| {
                    walk.schema(part, shapes, Some(schema));
                });
            }
        }
    }

    fn members(&mut self, schema: &Schema, shapes: &[&Shape], around: Option<&Schema>) {
        let objects: Vec<&ObjectShape> = objects(shapes).collect();
        let is_open = shapes.iter().all(|shape| is_unknown(shape))
            || objects.iter().any(|object| object.map.is_some());
        let known: Vec<&str> = objects
            .iter()
            .flat_map(|object| object.members.keys().map(String::as_str))
            .collect();
        let is_stated = |name: &str| {
            let mut schemas = [Some(schema), around].into_iter().flatten();
            schemas.any(|schema| schema.properties.contains_key(name))
        };
        for (name, property) in &schema.properties {
            let is_known = known.contains(&name.as_str());
            let is_form = around.is_some_and(|around| around.properties.contains_key(name));
            self.at([Key::name("properties"), Key::name(name)], |walk| {
                if !is_known && !is_open && !is_form && !states_a_type(property) {
                    walk.note(&known);
                }
                let members = objects
                    .iter()
                    .filter_map(|object| object.members.get(name.as_str()));
                let shapes: Vec<&Shape> = members.map(|member| &member.shape).collect();
                walk.schema(property, &shapes, None);
            });
        }
        if is_open && schema.properties.is_empty() {
            return;
        }
        for name in schema.required_names() {
            if !known.contains(&name.as_str()) && !is_stated(name) {
                self.at([Key::name("required"), Key::name(name)], |walk| {
                    walk.note(&known);
                });
            }
        }
    }

    fn at<const N: usize>(&mut self, keys: [Key; N], walk: impl FnOnce(&mut Self)) {
        self.way.extend(keys);
        walk(self);
        self.way.truncate(self.way.len() - N);
    }

    /// Notes the member at hand, and which of the known ones it may mean.
    fn note(&mut self, known: &[&str]) {
        let Some(Key::Name(name)) = self.way.last() else {
            return;
        };
        self.unused.push(Unused {
            keys: self.way.clone(),
            meant: nearest(name, known.iter().copied()).map(str::to_owned),
        });
    }
}

/// The objects among shapes, those of their alternatives included.
fn objects<'s>(shapes: &'s [&Shape]) -> impl Iterator<Item = &'s ObjectShape> {
    let all = shapes
        .iter()
        .flat_map(|shape| shape.alternatives.iter().chain([*shape]));
    all.filter_map(|shape| shape.object.as_deref())
}

/// Whether nothing was seen but null, and values that no sample shows.
fn is_unknown(shape: &Shape) -> bool {
    let seen = Shape {
        null: None,
        any: None,
        ..shape.clone()
    };
    seen.is_bottom()
}
