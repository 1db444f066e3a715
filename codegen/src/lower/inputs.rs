//! The inputs of one operation while it is lowered.

use crate::ir::{
    Body, Docs, Field, FieldId, FormValue, Location, PartContent, PartSource, Presence, TypeRef,
};
use crate::secret::is_secret_name;

/// The fields met so far. Order: path, query, headers, body, as they are added.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    fields: Vec<Field>,
}

impl Inputs {
    /// Adds a field; a second one of the same name and place is the first, but for a text beside a file, and for two
    /// segments of a path that hold different values (`{id}`, `{{id}}` and `:id`).
    pub(super) fn add(&mut self, field: Field) -> FieldId {
        let known = self.fields.iter().position(|known| {
            known.location == field.location
                && known.name == field.name
                && is_file(&known.type_ref) == is_file(&field.type_ref)
                && (field.location != Location::Path || known.example == field.example)
        });
        FieldId(known.unwrap_or_else(|| {
            self.fields.push(field);
            self.fields.len() - 1
        }))
    }

    /// Takes over the fields of a body, which come last, and gives the body with its fields renumbered.
    pub(super) fn append(&mut self, mut body: Body, fields: Self) -> Body {
        let offset = self.fields.len();
        self.fields.extend(fields.fields);
        for_each_field(&mut body, |id| id.0 += offset);
        body
    }

    /// The field with an id that was given here.
    pub(super) fn get(&self, id: FieldId) -> Option<&Field> {
        self.fields.get(id.0)
    }

    /// The first field that is the one.
    pub(super) fn find(&self, is_it: impl Fn(&Field) -> bool) -> Option<FieldId> {
        self.fields.iter().position(is_it).map(FieldId)
    }

    /// All fields.
    pub(super) fn as_slice(&self) -> &[Field] {
        &self.fields
    }

    pub(super) fn finish(self) -> Vec<Field> {
        self.fields
    }
}

fn is_file(type_ref: &TypeRef) -> bool {
    match type_ref {
        TypeRef::File => true,
        TypeRef::List(element) => is_file(element),
        _ => false,
    }
}

/// A field with nothing but name, place and type.
pub(super) fn field(
    name: &str,
    location: Location,
    type_ref: TypeRef,
    presence: Presence,
) -> Field {
    Field {
        name: name.to_owned(),
        rename: None,
        location,
        type_ref,
        presence,
        docs: Docs::default(),
        example: None,
        shown: None,
        preset: None,
        secret: is_secret_name(name),
        deprecated: None,
    }
}

/// Every reference of a body to a field.
fn for_each_field(body: &mut Body, mut change: impl FnMut(&mut FieldId)) {
    match body {
        Body::JsonObject { members, .. } => members.iter_mut().for_each(change),
        Body::Json { field, .. } | Body::Text { field, .. } | Body::Bytes { field, .. } => {
            change(field);
        }
        Body::Form { entries, .. } => {
            for entry in entries {
                if let FormValue::Field(field) = &mut entry.value {
                    change(field);
                }
            }
        }
        Body::Multipart { parts, .. } => {
            for part in parts {
                match &mut part.content {
                    PartContent::Text(PartSource::Field(field)) | PartContent::File(field) => {
                        change(field);
                    }
                    PartContent::Text(PartSource::Constant(_)) => {}
                }
            }
        }
        Body::GraphQl { variables, .. } => variables.iter_mut().for_each(change),
    }
}
