//! What a request body says: each field of it, or the body as a whole.

use crate::diagnostic::Place;
use crate::infer::{Sample, parse_sample};
use crate::ir::{Body as Sent, Field, FieldId, Location, TypeKind, TypeRef, VariantContent};
use crate::postman::{Body, FormPartValue};

use super::FactKind;
use super::request::Site;
use super::scope::{Found, Walk};

impl<'r> Walk<'r> {
    pub(super) fn body(&mut self, site: Option<Site<'r>>, body: &Body, place: &Place) {
        match body {
            Body::Raw { text, .. } => self.raw(site, text, &place.member("raw")),
            Body::Urlencoded(entries) => {
                for entry in entries {
                    entry.values.iter().for_each(|value| self.note(value));
                    let place = place.member("urlencoded").element(entry.index);
                    self.entry(site, &entry.name, place);
                }
            }
            Body::Multipart(parts) => {
                for part in parts {
                    if let FormPartValue::Text(text) = &part.value {
                        self.note(text);
                    }
                    let place = place.member("formdata").element(part.index);
                    self.entry(site, &part.name, place);
                }
            }
            Body::File(_) => self.whole(site, place.member("file")),
            Body::GraphQl(document) => {
                let place = place.member("graphql");
                for (name, text) in [
                    ("query", &document.query),
                    ("operationName", &document.operation_name),
                    ("variables", &document.variables),
                ] {
                    let Some(text) = text else { continue };
                    self.note(text);
                    self.entry(site, name, place.member(name));
                }
            }
        }
    }

    /// A field of a form, or of a GraphQL body.
    fn entry(&mut self, site: Option<Site<'r>>, name: &str, place: Place) {
        let found = self.of(site, |walk, site| {
            let field = walk.field_of(site, Location::Body, name);
            field.unwrap_or_else(|| Found::kept("always sent".to_owned()))
        });
        self.push(FactKind::Body, name, place, found);
    }

    /// A body that the caller gives in one piece.
    fn whole(&mut self, site: Option<Site<'r>>, place: Place) {
        let found = self.of(site, |walk, site| match &site.operation.body {
            Some(
                Sent::Json { field, .. } | Sent::Text { field, .. } | Sent::Bytes { field, .. },
            ) => walk.field(site, *field),
            Some(_) => Found::kept("the request".to_owned()),
            None => Found::dropped("the method has no body"),
        });
        self.push(FactKind::Body, "body", place, found);
    }

    /// A raw body: the members of JSON, or the text as a whole.
    fn raw(&mut self, site: Option<Site<'r>>, text: &str, place: &Place) {
        self.note(text);
        let sample = parse_sample(text);
        let sent = site.and_then(|site| site.operation.body.as_ref());
        let (Ok(object), Some(Sent::JsonObject { .. } | Sent::Json { .. })) = (&sample, sent)
        else {
            return self.whole(site, place.clone());
        };
        let mut members = Vec::new();
        list(object, "", &mut members);
        if members.is_empty() {
            return self.whole(site, place.clone());
        }
        for member in members {
            let found = self.of(site, |walk, site| walk.member(site, &member));
            self.push(FactKind::Body, &member, place.clone(), found);
        }
    }

    /// A member of a JSON body, by its path from the body on.
    fn member(&self, site: Site<'r>, path: &str) -> Found {
        let steps: Vec<&str> = path.split('.').collect();
        let field = |id: &FieldId| Some((*id, site.operation.fields.get(id.0)?));
        let (found, rest) = match &site.operation.body {
            Some(Sent::JsonObject {
                members, constants, ..
            }) => {
                let name = steps.first().map_or("", |step| step.trim_end_matches("[]"));
                if constants.iter().any(|(constant, _)| constant == name) {
                    return Found::kept("always sent".to_owned());
                }
                let mut members = members.iter().filter_map(field);
                let found = members.find(|(_, field)| field.name == name);
                (found, steps.get(1..).unwrap_or_default())
            }
            Some(Sent::Json { field: id, .. }) => (field(id), steps.as_slice()),
            _ => (None, &[][..]),
        };
        let Some((id, field)) = found else {
            return Found::dropped("the body has no such field");
        };
        if rest.is_empty() {
            return self.field(site, id);
        }
        self.inside(&field.type_ref, rest)
            .unwrap_or_else(|| Found::guessed("any JSON".to_owned(), "its type is not known"))
    }

    /// The member at the end of a path from a type on.
    fn inside(&self, type_ref: &TypeRef, steps: &[&str]) -> Option<Found> {
        let (step, rest) = steps.split_first()?;
        let name = step.trim_end_matches("[]");
        match type_ref {
            TypeRef::List(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
                self.inside(inner, steps)
            }
            TypeRef::Map(inner) if rest.is_empty() => {
                Some(self.typed("a key of a map".to_owned(), inner))
            }
            TypeRef::Map(inner) => self.inside(inner, rest),
            TypeRef::Named(id) => {
                let definition = self.read.api.types.get(id.0)?;
                let owner = self.side().type_path(*id);
                let field = fields(&definition.kind).find(|field| field.name == name)?;
                if rest.is_empty() {
                    return Some(self.typed(format!("{owner}::{name}"), &field.type_ref));
                }
                self.inside(&field.type_ref, rest)
            }
            _ => None,
        }
    }
}

/// All fields of a type, of whichever form.
fn fields(kind: &TypeKind) -> impl Iterator<Item = &Field> {
    let (own, variants) = match kind {
        TypeKind::Struct(content) => (content.fields.as_slice(), &[][..]),
        TypeKind::Union(variants) | TypeKind::Tagged { variants, .. } => {
            (&[][..], variants.as_slice())
        }
        TypeKind::Enum(_) | TypeKind::ByStatus(_) => (&[][..], &[][..]),
    };
    let of_variants = variants.iter().flat_map(|variant| match &variant.content {
        VariantContent::Fields(fields) => fields.as_slice(),
        VariantContent::Value(_) | VariantContent::Unit => &[],
    });
    own.iter().chain(of_variants)
}

/// The paths of all members, outermost first, each once.
fn list(sample: &Sample, before: &str, into: &mut Vec<String>) {
    match sample {
        Sample::Object(members) => {
            for (name, value) in members {
                let dot = if before.is_empty() { "" } else { "." };
                let path = format!("{before}{dot}{name}");
                if !into.contains(&path) {
                    into.push(path.clone());
                }
                let list_mark = if matches!(value, Sample::List(_)) {
                    "[]"
                } else {
                    ""
                };
                list(value, &format!("{path}{list_mark}"), into);
            }
        }
        Sample::List(elements) => {
            for element in elements {
                list(element, before, into);
            }
        }
        _ => {}
    }
}
