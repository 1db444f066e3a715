//! From a schema to a shape.

use serde_json::Value;

use super::schema::{Items, Kind, Required, Schema};
use super::{
    Definitions, IntegerShape, ListShape, MemberShape, Members, ObjectShape, Shape, Tally,
    TextShape,
};

/// Schemas that are read before the rest is left open: definitions may name each other in ways that multiply.
const BUDGET: usize = 10_000;

impl Shape {
    /// What a schema says, as a shape whose tallies are 0: kinds, required and optional members, formats, listed
    /// values, alternatives. Several objects in `oneOf` or `anyOf` become alternatives, each with the members beside
    /// the keyword too, save those that only another alternative requires; `allOf` is laid together. A schema within
    /// itself goes to `definitions` and is referred to; one that says nothing is anything. Bounds and patterns are not
    /// part of a shape.
    pub fn of_schema(schema: &Schema, definitions: &mut Definitions) -> Shape {
        let mut reader = Reader {
            root: schema,
            open: Vec::new(),
            document: definitions.len(),
            definitions,
            budget: BUDGET,
        };
        reader.referenced("#")
    }
}

/// A statement's tally.
const NEVER_SEEN: Tally = Tally { seen: 0 };

struct Reader<'s, 'd> {
    root: &'s Schema,
    /// References that are being followed, and whether one of them was met again inside itself.
    open: Vec<(&'s str, bool)>,
    /// Those that were, as shapes.
    definitions: &'d mut Definitions,
    /// Tells the definitions of several schemas apart.
    document: usize,
    budget: usize,
}

impl<'s> Reader<'s, '_> {
    fn shape(&mut self, schema: &'s Schema) -> Shape {
        if schema.never {
            return Shape::default();
        }
        let Some(budget) = self.budget.checked_sub(1) else {
            return anything();
        };
        self.budget = budget;
        if let Some(reference) = &schema.reference {
            return self.referenced(reference);
        }
        let mut shape = self.own_kinds(schema);
        for part in &schema.all_of {
            shape.join(self.shape(part));
        }
        self.add_choices(schema, &mut shape);
        if schema.nullable == Some(true) {
            shape.null = Some(NEVER_SEEN);
        }
        if shape.is_bottom() {
            return anything();
        }
        shape.title = title(schema);
        shape.description.clone_from(&schema.description);
        shape
    }

    /// The schema that a reference names. What holds itself is read once, and named from then on.
    fn referenced(&mut self, reference: &'s str) -> Shape {
        let name = self.name(reference);
        if self.definitions.get(&name).is_some() {
            return named(name);
        }
        if let Some((_, is_met)) = self.open.iter_mut().find(|(open, _)| *open == reference) {
            *is_met = true;
            return named(name);
        }
        let root = self.root;
        let Some(definition) = root.definition(reference) else {
            return anything();
        };
        self.open.push((reference, false));
        let mut shape = self.shape(definition);
        let holds_itself = self.open.pop().is_some_and(|(_, is_met)| is_met);
        // A definition that is nothing but itself says nothing.
        if shape.reference.as_ref() == Some(&name) {
            shape.reference = None;
        }
        if shape.is_bottom() {
            return anything();
        }
        if !holds_itself {
            return shape;
        }
        if shape.title.is_none() {
            shape.title = pointed(reference);
        }
        self.definitions.insert(name.clone(), shape);
        named(name)
    }

    fn name(&self, reference: &str) -> String {
        match self.document {
            0 => reference.to_owned(),
            document => format!("{document}{reference}"),
        }
    }

    /// What `type`, `enum` and `const` say, or else what the other keywords imply.
    fn own_kinds(&mut self, schema: &'s Schema) -> Shape {
        let mut shape = Shape::default();
        let listed = schema.values.iter().flatten().chain(&schema.constant);
        listed.for_each(|value| shape.join(of_value(value)));
        let is_listed = !shape.is_bottom();
        for kind in if schema.kinds.is_empty() {
            implied_kinds(schema)
        } else {
            schema.kinds.clone()
        } {
            match kind {
                Kind::Null => shape.null = Some(NEVER_SEEN),
                _ if is_listed => {}
                Kind::Boolean => shape.boolean = Some(NEVER_SEEN),
                Kind::Integer => shape.integer = Some(IntegerShape::default()),
                Kind::Number => shape.float = Some(NEVER_SEEN),
                Kind::String => {
                    let formats = schema.format.iter().cloned().collect();
                    shape.text = Some(TextShape {
                        tally: NEVER_SEEN,
                        formats,
                        values: None,
                    });
                }
                Kind::Array => shape.list = Some(Box::new(self.list(schema))),
                Kind::Object => shape.object = Some(Box::new(self.object(schema))),
                Kind::Any => shape.any = Some(NEVER_SEEN),
            }
        }
        shape
    }

    fn list(&mut self, schema: &'s Schema) -> ListShape {
        let elements: Vec<&Schema> = match &schema.items {
            Some(Items::All(every)) => vec![every],
            Some(Items::Each(each)) => each.iter().collect(),
            None => Vec::new(),
        };
        let shapes = elements
            .into_iter()
            .chain(&schema.prefix_items)
            .map(|element| self.shape(element));
        ListShape {
            tally: NEVER_SEEN,
            element: shapes.collect(),
        }
    }

    fn object(&mut self, schema: &'s Schema) -> ObjectShape {
        let mut object = ObjectShape::default();
        for (name, property) in &schema.properties {
            let member = MemberShape {
                tally: NEVER_SEEN,
                required: schema.requires(name),
                shape: self.shape(property),
                description: property.description.clone(),
                ..MemberShape::default()
            };
            object.members.insert(name.clone(), member);
        }
        for name in schema.required_names() {
            let unknown = || MemberShape {
                required: Some(true),
                shape: anything(),
                ..MemberShape::default()
            };
            object.members.entry(name.clone()).or_insert_with(unknown);
        }
        if object.members.is_empty() {
            let rest = schema
                .additional_properties
                .as_deref()
                .filter(|rest| !rest.never);
            let values: Vec<Shape> = rest
                .into_iter()
                .chain(schema.pattern_properties.values())
                .map(|value| self.shape(value))
                .collect();
            object.map = (!values.is_empty()).then(|| values.into_iter().collect());
        }
        object
    }

    /// Adds the branches of `oneOf` and `anyOf`.
    fn add_choices(&mut self, schema: &'s Schema, shape: &mut Shape) {
        let branches: Vec<&Schema> = schema.one_of.iter().chain(&schema.any_of).collect();
        let shapes: Vec<Shape> = branches.iter().map(|branch| self.shape(branch)).collect();
        let objects = shapes
            .iter()
            .filter(|branch| branch.object.is_some() || branch.reference.is_some())
            .count();
        if objects < 2 {
            for branch in shapes {
                shape.join(branch);
            }
            return;
        }
        let common = shape.object.take().unwrap_or_default();
        for (position, mut branch) in shapes.into_iter().enumerate() {
            if let Some(object) = &mut branch.object {
                let own = branches.get(position).copied();
                let is_foreign = |name: &String| {
                    let is_required = |branch: &Schema| branch.required_names().contains(name);
                    !own.is_some_and(is_required)
                        && branches.iter().any(|branch| is_required(branch))
                };
                lay_over(object, &common, is_foreign);
            }
            shape.join(branch.into_alternative());
        }
    }
}

/// What the schema calls its type. Schemas made by a tool title every node (`The Name Schema`), which is no name.
fn title(schema: &Schema) -> Option<String> {
    let title = schema.title.as_deref().map(str::trim)?;
    let made = title.is_empty() || title.to_lowercase().contains("schema");
    (!made).then(|| title.to_owned())
}

/// Lays the members that all alternatives share under those of one of them.
fn lay_over(object: &mut ObjectShape, common: &ObjectShape, is_foreign: impl Fn(&String) -> bool) {
    let shared = common.members.iter().filter(|(name, _)| !is_foreign(name));
    let mut members: Members = shared
        .map(|(name, member)| (name.clone(), member.clone()))
        .collect();
    for (name, member) in std::mem::take(&mut object.members) {
        match members.get_mut(&name) {
            // The alternative only says that the member is required; the rest is said beside it.
            Some(known) if member.shape == anything() => {
                known.required = member.required.or(known.required);
            }
            _ => {
                members.insert(name, member);
            }
        }
    }
    object.members = members;
}

/// The name that a pointer such as `#/definitions/Node` ends in.
fn pointed(reference: &str) -> Option<String> {
    let (_, name) = reference.rsplit_once('/')?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

fn named(name: String) -> Shape {
    Shape {
        reference: Some(name),
        ..Shape::default()
    }
}

fn anything() -> Shape {
    Shape {
        any: Some(NEVER_SEEN),
        ..Shape::default()
    }
}

/// The kind that a schema without `type` speaks of by its other keywords.
fn implied_kinds(schema: &Schema) -> Vec<Kind> {
    let is_object = !schema.properties.is_empty()
        || !schema.pattern_properties.is_empty()
        || schema.additional_properties.is_some()
        || matches!(schema.required, Some(Required::Members(_)));
    let is_array = schema.items.is_some() || !schema.prefix_items.is_empty();
    let is_string =
        schema.pattern.is_some() || schema.format.is_some() || schema.min_length.is_some();
    let is_number = schema.minimum.is_some() || schema.maximum.is_some();
    let implied = [
        (is_object, Kind::Object),
        (is_array, Kind::Array),
        (is_string, Kind::String),
        (is_number, Kind::Number),
    ];
    implied
        .into_iter()
        .filter_map(|(is_implied, kind)| is_implied.then_some(kind))
        .collect()
}

/// The shape of one value of `enum` or `const`. Objects and lists in there only tell their kind.
fn of_value(value: &Value) -> Shape {
    let mut shape = Shape::default();
    match value {
        Value::Null => shape.null = Some(NEVER_SEEN),
        Value::Bool(_) => shape.boolean = Some(NEVER_SEEN),
        Value::Number(number) => match number
            .as_i64()
            .map(i128::from)
            .or(number.as_u64().map(i128::from))
        {
            Some(value) => {
                shape.integer = Some(IntegerShape {
                    least: value,
                    greatest: value,
                    ..IntegerShape::default()
                });
            }
            None => shape.float = Some(NEVER_SEEN),
        },
        Value::String(text) => {
            shape.text = Some(TextShape {
                values: Some(vec![text.clone()]),
                ..TextShape::default()
            });
        }
        Value::Array(_) => shape.list = Some(Box::default()),
        Value::Object(_) => shape.object = Some(Box::default()),
    }
    shape
}

#[cfg(test)]
mod tests;
