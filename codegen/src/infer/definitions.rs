//! Named shapes, which may hold themselves.
//!
//! A statement such as a recursive schema speaks of a shape by its name. Samples do not: they repeat it, level by level.
//! [`Definitions::settle`] brings both together: whatever is known at a place beside the name of a definition belongs to
//! the definition, wherever it is used.

use indexmap::IndexMap;

use super::{Shape, Source};

/// Shapes by name. [`Shape::reference`] leads to them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Definitions(IndexMap<String, Shape>);

impl Definitions {
    /// The definition with that name.
    pub fn get(&self, name: &str) -> Option<&Shape> {
        self.0.get(name)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a definition, or replaces it.
    pub(super) fn insert(&mut self, name: String, shape: Shape) {
        self.0.insert(name, shape);
    }

    /// The definitions with a source for everything in them.
    pub(super) fn stated_by(mut self, source: Source) -> Self {
        for shape in self.0.values_mut() {
            *shape = std::mem::take(shape).from_source(source);
        }
        self
    }

    /// The same definitions as if they were stated: nothing is counted.
    #[must_use]
    pub fn without_tallies(&self) -> Self {
        let mut bare = self.clone();
        bare.0.values_mut().for_each(Shape::forget_tallies);
        bare
    }

    /// Moves all that is known beside a reference, save null, into the definition that it names: in `root` and in the
    /// definitions themselves. Each move takes a level off what is left, so there is an end.
    pub fn settle(&mut self, root: &mut Shape) {
        let mut moved = Vec::new();
        self.take_from(root, &mut moved);
        for index in 0..self.0.len() {
            self.take_from_definition(index, &mut moved);
        }
        while let Some((index, shape)) = moved.pop() {
            if let Some((_, definition)) = self.0.get_index_mut(index) {
                definition.join(shape);
            }
            self.take_from_definition(index, &mut moved);
        }
    }

    /// Finds the maps in all definitions; see [`Shape::detect_maps`].
    pub fn detect_maps(&mut self) {
        self.0.values_mut().for_each(Shape::detect_maps);
    }

    /// Puts the definition that a shape names in its place, so that more can be said of this one use.
    pub fn open(&self, shape: &mut Shape) {
        if let Some(definition) = shape.reference.as_deref().and_then(|name| self.get(name)) {
            let null = shape.null;
            *shape = definition.clone();
            shape.null = null.or(shape.null);
        }
    }

    fn take_from_definition(&mut self, index: usize, moved: &mut Vec<(usize, Shape)>) {
        let Some((_, shape)) = self.0.get_index_mut(index) else {
            return;
        };
        let mut shape = std::mem::take(shape);
        self.take_from(&mut shape, moved);
        if let Some((_, place)) = self.0.get_index_mut(index) {
            *place = shape;
        }
    }

    /// Takes out what stands beside references, with the index of the definition that it belongs to.
    fn take_from(&self, shape: &mut Shape, moved: &mut Vec<(usize, Shape)>) {
        let named = shape.reference.as_deref();
        if let Some(index) = named.and_then(|name| self.0.get_index_of(name)) {
            let mut rest = std::mem::take(shape);
            shape.null = rest.null.take();
            shape.reference = rest.reference.take();
            shape.sources = rest.sources;
            if !rest.is_bottom() {
                moved.push((index, rest));
            }
            return;
        }
        shape
            .inner_mut()
            .for_each(|inner| self.take_from(inner, moved));
    }
}

impl FromIterator<(String, Shape)> for Definitions {
    fn from_iter<I: IntoIterator<Item = (String, Shape)>>(definitions: I) -> Self {
        Self(definitions.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::{Values, parse_sample};

    #[test]
    fn nested_samples_of_a_recursive_statement_all_tell_of_one_definition() {
        let schema = r##"{"properties": {"child": {"$ref": "#"}}}"##;
        let schema = serde_json::from_str(schema).expect("a schema");
        let mut definitions = Definitions::default();
        let mut shape = Shape::of_schema(&schema, &mut definitions);
        let sample = parse_sample(r#"{"a": 1, "child": {"b": 2, "child": {"c": 3}}}"#);
        shape.observe(&sample.expect("a sample"), &Values::default());
        definitions.settle(&mut shape);

        assert_eq!(shape.reference.as_deref(), Some("#"));
        assert!(shape.object.is_none());
        let object = definitions.get("#").and_then(|node| node.object.as_deref());
        let object = object.expect("an object");
        let names: Vec<&str> = object.members.keys().map(String::as_str).collect();
        assert_eq!(
            (names.join(" ").as_str(), object.tally.seen),
            ("child a b c", 3)
        );
        let child = &object.members["child"];
        assert_eq!(child.tally.seen, 2);
        assert_eq!(child.shape.reference.as_deref(), Some("#"));
    }

    #[test]
    fn null_stays_at_the_place_where_it_was_seen() {
        let schema = r##"{"properties": {"next": {"$ref": "#"}}}"##;
        let schema = serde_json::from_str(schema).expect("a schema");
        let mut definitions = Definitions::default();
        let mut shape = Shape::of_schema(&schema, &mut definitions);
        let sample = parse_sample(r#"{"next": null}"#).expect("a sample");
        shape.observe(&sample, &Values::default());
        definitions.settle(&mut shape);
        let node = definitions.get("#").expect("the definition");
        let next = node.object.as_ref().map(|node| &node.members["next"].shape);
        assert!(shape.null.is_none() && node.null.is_none());
        assert!(next.is_some_and(|next| next.null.is_some() && next.reference.is_some()));
    }
}
