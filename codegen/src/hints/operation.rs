//! Hints for one operation.

use std::cell::RefCell;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Key, nearest};
use crate::infer::schema::{Items, Kind, Required};
use crate::infer::{MemberShape, ObjectShape, Schema, Shape};

use super::pagination::PaginationHint;
use super::table::{Table, Unused};
use super::unmatched::unmatched;
use super::{Responses, constraint, overlay};

/// The keyword with the type of a whole body.
pub(super) const MEDIA_TYPE: &str = "contentMediaType";

/// Hints for one operation.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OperationHints {
    /// The name to use instead of the item's.
    pub rename: Option<String>,
    /// The description to use instead of the item's.
    pub description: Option<String>,
    /// Marks the operation as deprecated, with a reason.
    pub deprecated: Option<String>,
    /// Path parameters.
    pub path: Table<MemberHint>,
    /// Query parameters.
    pub query: Table<MemberHint>,
    /// Headers; ask with [`Table::get_ignoring_case`].
    pub header: Table<MemberHint>,
    /// The body: JSON, or a form as an object of its entries.
    pub body: Option<MemberHint>,
    /// Answers by status.
    pub responses: Responses,
    /// How the operation is paged.
    pub pagination: Option<PaginationHint>,
    /// Members that hints speak of and bodies do not have.
    #[serde(skip)]
    unmatched: RefCell<Vec<Unused>>,
}

/// Hints for all operations below a folder.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FolderHints {
    /// Answers by status.
    pub responses: Responses,
}

impl OperationHints {
    /// Notes what a hint for the body says of members that are not among `names`: those that it requires, and those of
    /// which it does not say what they are; the others are additions.
    pub fn note_unmatched_names<'n>(&self, names: impl Iterator<Item = &'n str>) {
        let members = names.map(|name| (name.to_owned(), MemberShape::default()));
        let object = ObjectShape {
            members: members.collect(),
            ..ObjectShape::default()
        };
        self.note_unmatched(&Shape {
            object: Some(Box::new(object)),
            ..Shape::default()
        });
    }

    /// As [`OperationHints::note_unmatched_names`], for everything in a body that was seen.
    pub fn note_unmatched(&self, body: &Shape) {
        if let Some(hint) = &self.body {
            self.note_all(&["body"], hint, body);
        }
    }

    /// As [`OperationHints::note_unmatched`], for the answer with a status.
    pub fn note_unmatched_answer(&self, status: &str, answer: &Shape) {
        let hint = self.responses.get(status);
        if let Some(hint) = hint.and_then(|hint| hint.schema.as_ref()) {
            self.note_all(&["responses", status, "schema"], hint, answer);
        }
    }

    fn note_all(&self, way: &[&str], hint: &MemberHint, shape: &Shape) {
        let way = way.iter().copied().map(Key::name).collect();
        for unused in unmatched(&hint.schema, shape, way) {
            self.note_unused(unused);
        }
    }

    /// Notes a parameter that the hints for pages name, at this key, and that the query does not have.
    pub fn note_unmatched_page<'n>(
        &self,
        key: &str,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        let meant = nearest(name, known).map(str::to_owned);
        self.note_unused(Unused::new(&["pagination", key], meant));
    }

    /// Notes that the request has no body that the hint at these keys could be about: the whole `body`, or a keyword of it.
    pub fn note_unmatched_keys(&self, keys: &[&str]) {
        self.note_unused(Unused::new(keys, None));
    }

    fn note_unused(&self, unused: Unused) {
        let mut unmatched = self.unmatched.borrow_mut();
        if !unmatched.contains(&unused) {
            unmatched.push(unused);
        }
    }

    /// Adds what nothing asked for of the hints for the operation `name`.
    pub(super) fn unused(&self, name: &str, unused: &mut Vec<Unused>) {
        for member in self.unmatched.borrow().iter() {
            let mut one = Unused::new(&["operations", name], member.meant.clone());
            one.keys.extend(member.keys.clone());
            unused.push(one);
        }
        let way = |location| ["operations", name, location];
        let is_wrong = |hint: &MemberHint| !hint.is_addition();
        self.path.unused(&way("path"), unused);
        self.query.unused_where(&way("query"), unused, is_wrong);
        self.header.unused_where(&way("header"), unused, is_wrong);
    }
}

/// The type of a body that hints state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
}

impl MediaType {
    /// The type with a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "application/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "multipart/form-data" => Self::Multipart,
            _ => return None,
        })
    }
}

/// A partial schema for a parameter, a body or a member, with a name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct MemberHint {
    pub(super) schema: Schema,
}

impl MemberHint {
    /// The hint for a member of the object that this hint is about: what it says of the member itself, and whether it
    /// requires it.
    pub fn property(&self, name: &str) -> Option<Self> {
        let property = self.schema.properties.get(name);
        let requires = self.schema.requires(name);
        let mut schema = property.cloned().unwrap_or_default();
        if schema.required.is_none() {
            schema.required = requires.map(Required::This);
        }
        (property.is_some() || requires.is_some()).then_some(Self { schema })
    }

    /// The members that it speaks of and of which it says what they are.
    pub fn additions(&self) -> impl Iterator<Item = &str> {
        let properties = self.schema.properties.iter();
        let typed = properties.filter(|(_, property)| states_a_type(property));
        typed.map(|(name, _)| name.as_str())
    }

    /// Whether it splits the body into alternatives.
    pub fn has_alternatives(&self) -> bool {
        !self.schema.one_of.is_empty() || !self.schema.any_of.is_empty()
    }

    /// The name for the identifier.
    pub fn rename(&self) -> Option<&str> {
        rename(&self.schema)
    }

    /// Whether the collection's value is always sent, `Some(false)`: is only a sample.
    pub fn constant(&self) -> Option<bool> {
        self.schema.unknown.get("constant").and_then(Value::as_bool)
    }

    /// Whether the member itself must be given (`required = true`).
    pub fn required(&self) -> Option<bool> {
        match self.schema.required {
            Some(Required::This(required)) => Some(required),
            _ => None,
        }
    }

    /// The description, with what the schema says beyond the type: default, bounds, pattern.
    pub fn description(&self) -> Option<String> {
        constraint::description(&self.schema)
    }

    /// The collection's own value to show, instead of what it has.
    pub fn example(&self) -> Option<&Value> {
        self.schema
            .example
            .as_ref()
            .or(self.schema.examples.first())
    }

    /// The type of the whole body, where it says one.
    pub fn media_type(&self) -> Option<MediaType> {
        let stated = self.schema.unknown.get(MEDIA_TYPE)?.as_str()?;
        MediaType::of(stated)
    }

    /// Whether it is about a list.
    pub fn is_list(&self) -> bool {
        self.schema.kinds.contains(&Kind::Array) || self.schema.items.is_some()
    }

    /// Whether it is about a file, or a list of files.
    pub fn is_file(&self) -> bool {
        let element = match &self.schema.items {
            Some(Items::All(items)) => items,
            _ => &self.schema,
        };
        element.format.as_deref() == Some("binary")
    }

    /// The reason of a deprecation.
    pub fn deprecated(&self) -> Option<&'static str> {
        deprecated(&self.schema)
    }

    /// Lays the schema over what was inferred.
    pub fn lay_over(&self, shape: &mut Shape) {
        overlay::lay_over(shape, &self.schema);
    }

    /// Whether it says enough to add a parameter that the collection does not have.
    pub fn is_addition(&self) -> bool {
        states_a_type(&self.schema)
    }
}

/// Whether a schema says what its values are.
pub(super) fn states_a_type(schema: &Schema) -> bool {
    !schema.kinds.is_empty()
        || schema.values.is_some()
        || schema.reference.is_some()
        || schema.constant.is_some()
        || schema.items.is_some()
        || schema.additional_properties.is_some()
        || !schema.properties.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
        || !schema.all_of.is_empty()
}

pub(super) fn rename(schema: &Schema) -> Option<&str> {
    schema.unknown.get("rename").and_then(Value::as_str)
}

pub(super) fn deprecated(schema: &Schema) -> Option<&'static str> {
    (schema.deprecated == Some(true)).then_some("deprecated by the API")
}

/// Hints for the answers with one status.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ResponseHint {
    /// What the answer means.
    pub description: Option<String>,
    /// The body, laid over what saved responses show.
    pub schema: Option<MemberHint>,
    /// A body, as JSON text or as a TOML value.
    pub example: Option<Value>,
    /// `true`: the answer has no body.
    pub empty: bool,
}

impl ResponseHint {
    /// Whether it says what the body is, or that there is none.
    pub fn states_body(&self) -> bool {
        self.schema.is_some() || self.empty
    }

    /// The example as JSON text.
    pub fn example_text(&self) -> Option<String> {
        self.example.as_ref().map(|example| match example {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        })
    }
}

/// Where the token of a setting can be fetched by OAuth 2; `{{variables}}` are settings of the client.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenHint {
    /// The address of the token endpoint.
    pub url: String,
    /// The id of the client.
    pub client_id: Option<String>,
    /// Parameters of its requests, such as `scope` and `audience`.
    #[serde(default)]
    pub parameters: IndexMap<String, String>,
    /// Whether the client's id and secret go into the body.
    #[serde(default)]
    pub secret_in_body: bool,
}
