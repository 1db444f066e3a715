//! What kind of type a shape becomes.

use std::ops::Deref;

use crate::diagnostic::Code;
use crate::infer::{ListShape, ObjectShape, Shape};
use crate::ir::{Docs, EnumValue, Struct, TypeKind, TypeRef, Variant, VariantContent};
use crate::lower::docs;

use super::almost::Evidence;
use super::wanted::{Scope, Step};
use super::{Types, alternatives, documentation, object, scalar};

/// A kind of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Boolean,
    Number,
    Text,
    List,
    Object,
}

/// The object that a shape is, when it is nothing but one object with known members.
pub(super) fn plain_object(shape: &Shape) -> Option<&ObjectShape> {
    let object = shape.object.as_deref()?;
    let alone = shape.null.is_none() && shape.any.is_none() && shape.reference.is_none();
    let plain = *kinds(shape) == [Kind::Object] && shape.alternatives.is_empty();
    (alone && plain && object.map.is_none() && !object.members.is_empty()).then_some(object)
}

/// Whether the shape becomes a definition that can be referred to by name.
pub(super) fn is_definition(shape: &Shape) -> bool {
    let members = shape
        .object
        .as_deref()
        .is_some_and(|object| object.map.is_none() && !object.members.is_empty());
    match &*kinds(shape) {
        [Kind::Object] => members || shape.alternatives.len() > 1,
        [] | [_] => false,
        [Kind::Number, Kind::Text] if is_identifier(shape) => false,
        several => several.iter().any(|kind| has_content(*kind, shape)),
    }
}

/// The type of all values of a shape but null.
pub(super) fn lower(types: &mut Types, shape: &Shape, scope: &Scope<'_>) -> TypeRef {
    match &*kinds(shape) {
        [] => TypeRef::Json,
        [kind] => single(types, *kind, shape, scope),
        [Kind::Number, Kind::Text] if is_identifier(shape) => TypeRef::IntegerOrText,
        kinds if kinds.iter().any(|kind| has_content(*kind, shape)) => {
            mixed(types, kinds, shape, scope)
        }
        _ => {
            types.report(
                scope,
                Code::Untyped,
                "its samples are of several kinds",
                "any JSON",
            );
            TypeRef::Json
        }
    }
}

/// The kinds that were seen, in order.
struct Kinds {
    list: [Kind; 5],
    count: usize,
}

impl Deref for Kinds {
    type Target = [Kind];

    fn deref(&self) -> &[Kind] {
        self.list.get(..self.count).unwrap_or_default()
    }
}

fn kinds(shape: &Shape) -> Kinds {
    let mut kinds = Kinds {
        list: [Kind::Boolean; 5],
        count: 0,
    };
    for (seen, kind) in [
        (shape.boolean.is_some(), Kind::Boolean),
        (
            shape.integer.is_some() || shape.float.is_some(),
            Kind::Number,
        ),
        (shape.text.is_some(), Kind::Text),
        (shape.list.is_some(), Kind::List),
        (
            shape.object.is_some() || !shape.alternatives.is_empty(),
            Kind::Object,
        ),
    ] {
        if let Some(free) = kinds.list.get_mut(kinds.count).filter(|_| seen) {
            *free = kind;
            kinds.count += 1;
        }
    }
    kinds
}

/// Integers and text, as of an id that is written both ways.
fn is_identifier(shape: &Shape) -> bool {
    shape.float.is_none() && shape.integer.as_ref().is_some_and(scalar::is_small)
}

/// Whether an enum of kinds tells more than any JSON does.
fn has_content(kind: Kind, shape: &Shape) -> bool {
    match kind {
        Kind::Boolean | Kind::Number | Kind::Text => false,
        Kind::List => shape
            .list
            .as_deref()
            .is_some_and(|list| !is_unknown(&list.element)),
        Kind::Object => !is_empty_object(shape),
    }
}

fn is_empty_object(shape: &Shape) -> bool {
    let empty = shape
        .object
        .as_deref()
        .is_none_or(|object| object.map.is_none() && object.members.is_empty());
    empty && shape.alternatives.is_empty()
}

/// Whether nothing but null was seen.
pub(super) fn is_unknown(shape: &Shape) -> bool {
    kinds(shape).is_empty() && shape.reference.is_none()
}

/// Whether the only thing seen is lists without elements.
pub(super) fn is_empty_list(shape: &Shape) -> bool {
    let empty = |list: &ListShape| {
        let element = &list.element;
        is_unknown(element) && element.any.is_none() && element.null.is_none()
    };
    *kinds(shape) == [Kind::List] && shape.list.as_deref().is_some_and(empty)
}

fn single(types: &mut Types, kind: Kind, shape: &Shape, scope: &Scope<'_>) -> TypeRef {
    match kind {
        Kind::Boolean => TypeRef::Boolean,
        Kind::Number => scalar::number(shape),
        Kind::Text => text(types, shape, scope),
        Kind::List => shape
            .list
            .as_deref()
            .map_or(TypeRef::Json, |list| self::list(types, list, scope)),
        Kind::Object => object_or_alternatives(types, shape, scope),
    }
}

fn text(types: &mut Types, shape: &Shape, scope: &Scope<'_>) -> TypeRef {
    let Some(text) = &shape.text else {
        return TypeRef::Text;
    };
    let Some(stated) = text.values.as_deref().filter(|values| !values.is_empty()) else {
        return scalar::text(text, &types.options.formats);
    };
    let mut values: Vec<EnumValue> = Vec::with_capacity(stated.len());
    let mut seen = std::collections::HashSet::new();
    for value in stated {
        if seen.insert(value) {
            values.push(EnumValue {
                value: value.clone(),
                docs: Docs::default(),
            });
        }
    }
    let docs = docs::described(scope.description, || {
        format!("Values of {}.", scope.subject())
    });
    let evidence = Evidence::stated(shape.sources);
    types.define(TypeKind::Enum(values), evidence, docs, scope)
}

fn list(types: &mut Types, list: &ListShape, scope: &Scope<'_>) -> TypeRef {
    let element = types.nullable(&list.element, &scope.inside(Step::Element, &list.element));
    TypeRef::List(Box::new(unboxed(element)))
}

/// A list or a map needs no box around what it holds.
fn unboxed(type_ref: TypeRef) -> TypeRef {
    match type_ref {
        TypeRef::Boxed(inner) => *inner,
        TypeRef::Nullable(inner) => TypeRef::Nullable(Box::new(unboxed(*inner))),
        other => other,
    }
}

fn object_or_alternatives(types: &mut Types, shape: &Shape, scope: &Scope<'_>) -> TypeRef {
    if !shape.alternatives.is_empty() {
        return alternatives::lower(types, shape, scope);
    }
    let Some(object) = shape.object.as_deref() else {
        return TypeRef::Json;
    };
    if let Some(values) = &object.map {
        let value = types.nullable(values, &scope.inside(Step::Value, values));
        return TypeRef::Map(Box::new(unboxed(value)));
    }
    if object.members.is_empty() {
        return TypeRef::Json;
    }
    let (fields, mut evidence) = object::fields(types, object, scope);
    evidence.sources = shape.sources;
    let kind = TypeKind::Struct(Struct {
        fields,
        unknown: types.options.unknown,
    });
    let docs = docs::described(scope.description, || documentation::of_struct(scope));
    types.define(kind, evidence, docs, scope)
}

/// An enum of the kinds seen; they are told apart by their first character.
fn mixed(types: &mut Types, kinds: &[Kind], shape: &Shape, scope: &Scope<'_>) -> TypeRef {
    let variants = kinds
        .iter()
        .map(|kind| {
            let (name, docs) = match kind {
                Kind::Boolean => ("Boolean", "True or false."),
                Kind::Number => ("Number", "A number."),
                Kind::Text => ("Text", "Text."),
                Kind::List => ("List", "A list."),
                Kind::Object => ("Object", "An object."),
            };
            let type_ref = single(
                types,
                *kind,
                shape,
                &scope.inside(Step::Kind, &Shape::default()),
            );
            Variant {
                names: vec![name.to_owned()],
                docs: Docs::sentence(docs),
                tag: None,
                content: VariantContent::Value(type_ref),
            }
        })
        .collect();
    let docs = Docs::sentence(format!("Forms of {}.", scope.subject()));
    let evidence = Evidence::stated(shape.sources);
    types.define(TypeKind::Union(variants), evidence, docs, scope)
}
