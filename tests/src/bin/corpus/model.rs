//! The samples through the types of the intermediate representation, as the emitted code would read and write them: a
//! quick check of what `round_trip` shows in compiled crates.

use postwright::ir::{
    Api, Body, Field, Literal, Operation, Presence, ResponseBody, TypeDef, TypeId, TypeKind,
    TypeRef, UnknownFields, Variant, VariantContent,
};
use serde_json::{Map, Value};

use crate::round_trip::Lost;

/// The samples that would not come through.
pub(crate) fn lost(api: &Api) -> Vec<Lost> {
    let mut lost = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let name = operation.origin.path.join(" / ");
        let mut push = |text: String| {
            lost.push(Lost {
                operation: Some(index),
                text: format!("{name}: {text}"),
            });
        };
        for case in &operation.responses {
            let ResponseBody::Json(type_ref) = &case.body else {
                continue;
            };
            for sample in &case.samples {
                if let Some(failure) = answer(api, type_ref, sample) {
                    push(format!("the answer {}: {failure}", case.status));
                }
            }
        }
        if let Some(failure) = request(operation) {
            push(format!("the body: {failure}"));
        }
    }
    lost
}

fn answer(api: &Api, type_ref: &TypeRef, sample: &str) -> Option<String> {
    let Ok(value) = serde_json::from_str::<Value>(sample) else {
        return Some("is no JSON".to_owned());
    };
    match (Model { types: &api.types }).read(type_ref, &value) {
        Err(failure) => Some(failure),
        Ok(read) => difference(&read, &value, true, "$"),
    }
}

/// Whether a type decodes a value.
pub(crate) fn decodes(types: &[TypeDef], type_ref: &TypeRef, sample: &str) -> bool {
    let value = serde_json::from_str::<Value>(sample);
    value.is_ok_and(|value| Model { types }.read(type_ref, &value).is_ok())
}

fn request(operation: &Operation) -> Option<String> {
    let sample: Value = serde_json::from_str(operation.sample.as_deref()?).ok()?;
    let example = |id: &postwright::ir::FieldId| {
        let field = operation.fields.get(id.0)?;
        Some((field.name.clone(), json(field.example.as_ref()?)))
    };
    let ours = match operation.body.as_ref()? {
        Body::JsonObject {
            members, constants, ..
        } => {
            let constants = constants
                .iter()
                .filter_map(|(name, text)| Some((name.clone(), serde_json::from_str(text).ok()?)));
            Value::Object(
                members
                    .iter()
                    .filter_map(example)
                    .chain(constants)
                    .collect(),
            )
        }
        Body::Json { field, .. } => example(field)?.1,
        _ => return None,
    };
    difference(&ours, &sample, false, "$")
}

fn json(literal: &Literal) -> Value {
    match literal {
        Literal::Null | Literal::Template(_) | Literal::Files(_) => Value::Null,
        Literal::Boolean(value) => (*value).into(),
        Literal::Number(text) => {
            serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())
        }
        Literal::Text(text) | Literal::Raw(text) | Literal::Bare(text) => text.as_str().into(),
        Literal::List(list) => list.iter().map(json).collect(),
        Literal::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), json(value)))
                .collect(),
        ),
    }
}

#[derive(Clone, Copy)]
struct Model<'a> {
    types: &'a [TypeDef],
}

impl Model<'_> {
    /// What the type makes of the value, written again.
    fn read(self, type_ref: &TypeRef, value: &Value) -> Result<Value, String> {
        let fits = match type_ref {
            TypeRef::Boolean => value.is_boolean(),
            TypeRef::Integer => value.is_i64(),
            TypeRef::Unsigned => value.is_u64(),
            TypeRef::Number => value.is_number(),
            TypeRef::Text | TypeRef::Formatted(_) => value.is_string(),
            TypeRef::IntegerOrText => value.is_i64() || value.is_string(),
            TypeRef::Json => true,
            TypeRef::File | TypeRef::Bytes => false,
            TypeRef::Float => {
                return value
                    .as_f64()
                    .map(Value::from)
                    .ok_or_else(|| misfit(type_ref, value));
            }
            TypeRef::Nullable(_) if value.is_null() => true,
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => return self.read(inner, value),
            TypeRef::List(inner) => {
                let elements = value.as_array().ok_or_else(|| misfit(type_ref, value))?;
                return elements
                    .iter()
                    .map(|value| self.read(inner, value))
                    .collect();
            }
            TypeRef::Map(inner) => {
                let members = value.as_object().ok_or_else(|| misfit(type_ref, value))?;
                let members = members
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.read(inner, value)?)));
                return members
                    .collect::<Result<Map<_, _>, String>>()
                    .map(Value::Object);
            }
            TypeRef::Named(id) => return self.named(*id, value),
        };
        fits.then(|| value.clone())
            .ok_or_else(|| misfit(type_ref, value))
    }

    fn named(self, id: TypeId, value: &Value) -> Result<Value, String> {
        let Some(definition) = self.types.get(id.0) else {
            return Err("no such type".to_owned());
        };
        match &definition.kind {
            TypeKind::Struct(content) => {
                let keep = content.unknown == UnknownFields::Keep;
                self.object(&content.fields, value, keep)
            }
            TypeKind::Enum(_) if value.is_string() => Ok(value.clone()),
            TypeKind::Enum(_) | TypeKind::ByStatus(_) => Err(format!("{value} is no text")),
            TypeKind::Union(variants) => Ok(self.form(None, variants, value)),
            TypeKind::Tagged { tag, variants } => Ok(self.form(Some(tag), variants, value)),
        }
    }

    fn object(self, fields: &[Field], value: &Value, keep: bool) -> Result<Value, String> {
        let members = value
            .as_object()
            .ok_or_else(|| format!("{value} is no object"))?;
        let mut read = if keep { members.clone() } else { Map::new() };
        for field in fields {
            let value = match (members.get(&field.name), field.presence) {
                (None, Presence::Required) => return Err(format!("{} is missing", field.name)),
                (None, _) | (Some(Value::Null), Presence::Optional) => continue,
                (Some(Value::Null), Presence::Nullable) => Value::Null,
                (Some(value), _) => self
                    .read(&field.type_ref, value)
                    .map_err(|failure| format!("{}: {failure}", field.name))?,
            };
            read.insert(field.name.clone(), value);
        }
        Ok(Value::Object(read))
    }

    /// The first form that loses nothing, else the first that reads the value, else the value as it came.
    fn form(self, tag: Option<&String>, variants: &[Variant], value: &Value) -> Value {
        let reads: Vec<Value> = variants
            .iter()
            .filter(|variant| match (tag, &variant.tag) {
                (Some(tag), Some(text)) => value.get(tag).and_then(Value::as_str) == Some(text),
                _ => true,
            })
            .filter_map(|variant| {
                let mut read = match &variant.content {
                    VariantContent::Fields(fields) => self.object(fields, value, false).ok()?,
                    VariantContent::Value(type_ref) => self.read(type_ref, value).ok()?,
                    VariantContent::Unit => value.is_null().then_some(Value::Null)?,
                };
                if let (Some(tag), Some(text), Some(members)) =
                    (tag, &variant.tag, read.as_object_mut())
                {
                    members.insert(tag.clone(), text.as_str().into());
                }
                Some(read)
            })
            .collect();
        let exact = reads
            .iter()
            .find(|read| difference(read, value, true, "$").is_none());
        exact.or(reads.first()).unwrap_or(value).clone()
    }
}

fn misfit(type_ref: &TypeRef, value: &Value) -> String {
    let mut text = value.to_string();
    text.truncate(text.floor_char_boundary(60));
    format!("{text} is no {type_ref:?}")
}

/// The first place where two values differ.
fn difference(ours: &Value, theirs: &Value, is_answer: bool, path: &str) -> Option<String> {
    if !is_answer && is_open(theirs) {
        return None;
    }
    match (ours, theirs) {
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .find_map(|(at, (left, right))| {
                difference(left, right, is_answer, &format!("{path}[{at}]"))
            }),
        (Value::Object(left), Value::Object(right)) => {
            let only_ours = left.keys().filter(|name| !right.contains_key(*name));
            right.keys().chain(only_ours).find_map(|name| {
                let path = format!("{path}.{name}");
                let (left, right) = (left.get(name), right.get(name));
                match (left, right) {
                    (Some(left), Some(right)) => difference(left, right, is_answer, &path),
                    (Some(Value::Null), None) | (None, Some(Value::Null)) if is_answer => None,
                    (None, Some(right)) if !is_answer && is_open(right) => None,
                    (Some(_), None) => Some(format!("{path} is added")),
                    (None, _) => Some(format!("{path} is lost")),
                }
            })
        }
        _ if ours == theirs => None,
        _ => Some(format!("{path} differs")),
    }
}

fn is_open(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        (text.starts_with("{{") && text.ends_with("}}"))
            || (text.starts_with('<') && text.ends_with('>'))
    })
}
