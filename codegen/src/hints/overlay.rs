//! A partial schema laid over a shape: what it says replaces what was inferred, what it does not name stays.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::infer::schema::{Items, Kind, Required};
use crate::infer::{ListShape, MemberShape, ObjectShape, Schema, Shape, Source, Tally, TextShape};

use super::{constraint, operation};

/// Lays `schema` over `shape`. An object without `oneOf` is one object, whatever forms of it samples show.
pub(super) fn lay_over(shape: &mut Shape, schema: &Schema) {
    let is_one = schema.kinds.as_slice() == [Kind::Object]
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && schema.all_of.is_empty();
    if is_one {
        join_alternatives(shape);
    }
    lay_part_over(shape, schema);
}

/// Lays a schema over `shape` that may be a part of another.
fn lay_part_over(shape: &mut Shape, schema: &Schema) {
    if let Some(name) = &schema.reference {
        let null = shape.null.filter(|_| schema.nullable != Some(false));
        *shape = Shape {
            null,
            reference: Some(name.clone()),
            ..Shape::default()
        };
    }
    if let Some(title) = &schema.title {
        shape.title = Some(title.clone());
    }
    if let Some(description) = &schema.description {
        shape.description = Some(description.clone());
    }
    for part in &schema.all_of {
        lay_part_over(shape, part);
    }
    kinds(shape, schema);
    values(shape, schema);
    if let Some(format) = &schema.format
        && let Some(text) = &mut shape.text
    {
        text.formats = BTreeSet::from([format.clone()]);
    }
    properties(shape, schema);
    items(shape, schema);
    alternatives(shape, schema);
    match schema.nullable {
        Some(true) => shape.null = shape.null.or_else(|| Some(Tally::default())),
        Some(false) => shape.null = None,
        None => {}
    }
    if *schema != Schema::default() {
        shape.sources.insert(Source::Hints);
    }
}

/// `type`: only the stated kinds stay; what was seen of them is kept.
fn kinds(shape: &mut Shape, schema: &Schema) {
    let implied = implied_kind(shape, schema);
    let kinds = if schema.kinds.is_empty() {
        implied.as_slice()
    } else {
        schema.kinds.as_slice()
    };
    if kinds.is_empty() || kinds.contains(&Kind::Any) {
        return;
    }
    let seen = std::mem::take(shape);
    shape.title = seen.title;
    shape.description = seen.description;
    shape.null = seen.null.filter(|_| schema.kinds.is_empty());
    for kind in kinds {
        match kind {
            Kind::Null => shape.null = Some(seen.null.unwrap_or_default()),
            Kind::Boolean => shape.boolean = Some(seen.boolean.unwrap_or_default()),
            Kind::Integer => shape.integer = Some(seen.integer.unwrap_or_default()),
            Kind::Number => {
                shape.float = Some(seen.float.unwrap_or_default());
                shape.integer = seen.integer;
            }
            Kind::String => shape.text = Some(seen.text.clone().unwrap_or_default()),
            Kind::Array => shape.list = Some(seen.list.clone().unwrap_or_default()),
            Kind::Object => {
                shape.object = Some(seen.object.clone().unwrap_or_default());
                shape.alternatives.clone_from(&seen.alternatives);
            }
            Kind::Any => {}
        }
    }
}

/// A schema without `type` still speaks of a kind by its keywords; it is the only one where nothing else was seen, or
/// where the keyword can mean no other.
fn implied_kind(shape: &Shape, schema: &Schema) -> Vec<Kind> {
    let unknown = *shape
        == Shape {
            sources: shape.sources,
            any: shape.any,
            null: shape.null,
            title: shape.title.clone(),
            description: shape.description.clone(),
            ..Shape::default()
        };
    let stated =
        !schema.properties.is_empty() || matches!(schema.required, Some(Required::Members(_)));
    if stated || schema.additional_properties.is_some() {
        return if shape.object.is_none() || unknown {
            vec![Kind::Object]
        } else {
            Vec::new()
        };
    }
    if schema.items.is_some() {
        return if shape.list.is_none() || unknown {
            vec![Kind::Array]
        } else {
            Vec::new()
        };
    }
    let of_text =
        schema.pattern.is_some() || schema.min_length.is_some() || schema.max_length.is_some();
    if unknown && of_text {
        vec![Kind::String]
    } else {
        Vec::new()
    }
}

/// `enum` and `const`: text becomes a list of values; other values state their kinds.
fn values(shape: &mut Shape, schema: &Schema) {
    let Some(values) = schema
        .values
        .clone()
        .or_else(|| schema.constant.clone().map(|value| vec![value]))
    else {
        return;
    };
    let texts: Vec<String> = values
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    let (title, description) = (shape.title.take(), shape.description.take());
    let null = shape.null;
    let seen = shape.text.take();
    *shape = Shape {
        title,
        description,
        ..Shape::default()
    };
    for value in &values {
        match value {
            Value::Null => shape.null = Some(null.unwrap_or_default()),
            Value::Bool(_) => shape.boolean = Some(Tally::default()),
            Value::Number(number) if number.is_f64() => shape.float = Some(Tally::default()),
            Value::Number(number) => {
                let value = number.as_i128().unwrap_or_default();
                let integer = shape.integer.get_or_insert_default();
                integer.least = integer.least.min(value);
                integer.greatest = integer.greatest.max(value);
            }
            Value::String(_) | Value::Array(_) | Value::Object(_) => {}
        }
    }
    if !texts.is_empty() {
        let tally = seen.map(|text| text.tally).unwrap_or_default();
        shape.text = Some(TextShape {
            tally,
            formats: BTreeSet::new(),
            values: Some(texts),
        });
    }
}

fn properties(shape: &mut Shape, schema: &Schema) {
    let names = schema.required_names();
    for alternative in &mut shape.alternatives {
        if let Some(object) = &mut alternative.object {
            object_members(object, schema, &[]);
        }
    }
    let Some(object) = &mut shape.object else {
        return;
    };
    if let Some(rest) = &schema.additional_properties
        && schema.properties.is_empty()
        && !rest.never
    {
        let mut values = object.map.take().unwrap_or_default();
        for (_, member) in object.members.drain(..) {
            values.join(member.shape);
        }
        lay_over(&mut values, rest);
        object.map = Some(values);
        return;
    }
    if !schema.properties.is_empty() || !names.is_empty() {
        object.map = None;
    }
    object_members(object, schema, names);
}

/// Lays the schemas of members over those of the object; names that are only required become members too.
fn object_members(object: &mut ObjectShape, schema: &Schema, required: &[String]) {
    for (name, property) in &schema.properties {
        lay_over_member(object.members.entry(name.clone()).or_default(), property);
    }
    for name in required {
        object.members.entry(name.clone()).or_default();
    }
    let tally = object.tally;
    for (name, member) in &mut object.members {
        if let Some(required) = schema.requires(name) {
            member.required = Some(required);
            // A hint is stronger than a sample that lacks the member.
            if required {
                member.tally = member.tally.max(tally);
            }
        }
    }
}

fn lay_over_member(member: &mut MemberShape, schema: &Schema) {
    lay_over(&mut member.shape, schema);
    if let Some(description) = constraint::description(schema) {
        member.description = Some(match (&schema.description, member.description.take()) {
            (None, Some(known)) => format!("{}\n\n{description}", known.trim_end()),
            _ => description,
        });
    }
    if let Some(rename) = operation::rename(schema) {
        member.rename = Some(rename.to_owned());
    }
    if let Some(reason) = operation::deprecated(schema) {
        member.deprecated = Some(reason.to_owned());
    }
}

fn items(shape: &mut Shape, schema: &Schema) {
    let Some(list) = &mut shape.list else { return };
    let ListShape { element, .. } = list.as_mut();
    match &schema.items {
        Some(Items::All(schema)) => lay_over(element, schema),
        Some(Items::Each(schemas)) => {
            for schema in schemas {
                let mut each = Shape::default();
                lay_over(&mut each, schema);
                element.join(each);
            }
        }
        None => {}
    }
}

/// `oneOf` and `anyOf`: the object splits into forms. A form has the members that it names, and those of the object
/// that no form names; what was known of them is kept. Forms that are not objects are further kinds.
fn alternatives(shape: &mut Shape, schema: &Schema) {
    let forms: Vec<&Schema> = schema.one_of.iter().chain(&schema.any_of).collect();
    if forms.is_empty() {
        return;
    }
    let mut known = shape
        .object
        .take()
        .map(|object| *object)
        .unwrap_or_default();
    for alternative in std::mem::take(&mut shape.alternatives) {
        for (name, member) in alternative
            .object
            .map(|object| object.members)
            .unwrap_or_default()
        {
            known.members.entry(name).or_insert(member);
        }
    }
    let named: BTreeSet<&str> = forms.iter().flat_map(|form| member_names(form)).collect();
    let (title, description) = (shape.title.take(), shape.description.take());
    *shape = Shape {
        title,
        description,
        null: shape.null,
        ..Shape::default()
    };
    for form in forms {
        let mut one = Shape::default();
        if is_object(form) {
            one.object = Some(Box::new(form_members(&known, form, &named)));
        }
        lay_over(&mut one, form);
        require_common(&mut one, &known);
        let is_form = one.object.is_some() || one.reference.is_some();
        if is_form {
            shape.alternatives.push(one);
        } else {
            shape.join(one);
        }
    }
}

/// Makes one object of several forms: nothing that makes them forms holds any longer.
fn join_alternatives(shape: &mut Shape) {
    for mut alternative in std::mem::take(&mut shape.alternatives) {
        let object = alternative.object.iter_mut();
        for member in object.flat_map(|object| object.members.values_mut()) {
            member.required = None;
            if let Some(text) = &mut member.shape.text {
                text.values = text.values.take().filter(|values| values.len() > 1);
            }
        }
        shape.join(alternative);
    }
}

/// What is required beside the forms is required in each that has it, whatever the form's own list leaves out.
fn require_common(form: &mut Shape, known: &ObjectShape) {
    let members = form
        .object
        .iter_mut()
        .flat_map(|object| &mut object.members);
    for (name, member) in members {
        if known
            .members
            .get(name)
            .is_some_and(|known| known.required == Some(true))
        {
            member.required = Some(true);
        }
    }
}

/// The known members that belong to a form. Samples of the whole body say nothing about what a form requires.
fn form_members(known: &ObjectShape, form: &Schema, named: &BTreeSet<&str>) -> ObjectShape {
    let own: BTreeSet<&str> = member_names(form).collect();
    let members = known
        .members
        .iter()
        .filter(|(name, _)| own.contains(name.as_str()) || !named.contains(name.as_str()));
    let members = members.map(|(name, member)| {
        let member = MemberShape {
            tally: Tally::default(),
            required: member.required.filter(|_| !own.contains(name.as_str())),
            ..member.clone()
        };
        (name.clone(), member)
    });
    ObjectShape {
        tally: Tally::default(),
        members: members.collect(),
        map: None,
    }
}

fn is_object(schema: &Schema) -> bool {
    let stated = schema.kinds.as_slice() == [Kind::Object];
    schema.reference.is_none() && (stated || member_names(schema).next().is_some())
}

fn member_names(schema: &Schema) -> impl Iterator<Item = &str> {
    let required = schema.required_names();
    schema.properties.keys().chain(required).map(String::as_str)
}
