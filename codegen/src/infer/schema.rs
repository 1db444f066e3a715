//! JSON Schema, the part that people write by hand: one model for hints, for schemas found in test scripts, and for
//! what they say about a [`Shape`](super::Shape).
//!
//! The model reads drafts 3 to 2020-12 and OpenAPI's `nullable`, `example` and `deprecated`. Keywords that it does not
//! know are kept in [`Schema::unknown`]: a test script may carry them, a hint may not.

use std::fmt;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::{Number, Value};

/// A schema. An absent keyword says nothing; `true` reads as the empty schema, `false` as [`Schema::never`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(remote = "Self", default, rename_all = "camelCase")]
pub struct Schema {
    /// `type`: the kinds allowed; empty when the schema does not say.
    #[serde(rename = "type", deserialize_with = "one_or_many")]
    pub kinds: Vec<Kind>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `format`, such as `date-time`, `uuid` or `int64`.
    pub format: Option<String>,
    /// `pattern`: a regular expression of ECMA-262.
    pub pattern: Option<String>,
    /// `enum`.
    #[serde(rename = "enum")]
    pub values: Option<Vec<Value>>,
    /// `const`.
    #[serde(rename = "const", deserialize_with = "present")]
    pub constant: Option<Value>,
    /// `default`.
    #[serde(deserialize_with = "present")]
    pub default: Option<Value>,
    /// `example`.
    #[serde(deserialize_with = "present")]
    pub example: Option<Value>,
    /// `examples`.
    pub examples: Vec<Value>,
    /// `properties`, in the order written.
    pub properties: IndexMap<String, Schema>,
    /// `required`: a list of names or, in draft 3, a flag on the member itself.
    pub required: Option<Required>,
    /// `additionalProperties`: what members that `properties` does not name look like.
    pub additional_properties: Option<Box<Schema>>,
    /// `patternProperties`.
    pub pattern_properties: IndexMap<String, Schema>,
    /// `items`: one schema for every element, or one a position.
    pub items: Option<Items>,
    /// `prefixItems`: one schema a position.
    pub prefix_items: Vec<Schema>,
    /// `oneOf`.
    pub one_of: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Vec<Schema>,
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// `$ref`, resolved against the document's own `definitions` and `$defs`.
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    /// `definitions`.
    pub definitions: IndexMap<String, Schema>,
    /// `$defs`.
    #[serde(rename = "$defs")]
    pub defs: IndexMap<String, Schema>,
    /// `nullable`.
    pub nullable: Option<bool>,
    /// `deprecated`.
    pub deprecated: Option<bool>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`: a bound, or a flag on `minimum` in draft 4.
    pub exclusive_minimum: Option<Exclusive>,
    /// `exclusiveMaximum`: a bound, or a flag on `maximum` in draft 4.
    pub exclusive_maximum: Option<Exclusive>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: Option<bool>,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// `readOnly`: only in responses.
    pub read_only: Option<bool>,
    /// `writeOnly`: only in requests.
    pub write_only: Option<bool>,
    /// The schema was `false`: nothing is valid.
    #[serde(skip)]
    pub never: bool,
    /// Every other keyword.
    #[serde(flatten)]
    pub unknown: IndexMap<String, Value>,
}

/// A name of `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `integer`: no fraction.
    Integer,
    /// `number`.
    Number,
    /// `string`.
    String,
    /// `array`.
    Array,
    /// `object`.
    Object,
    /// `any`, of draft 3.
    Any,
}

/// What `required` holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Required {
    /// The names of the members that must be there.
    Members(Vec<String>),
    /// Whether this very member must be there (draft 3, and handy in hints).
    This(bool),
}

/// What `items` holds.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Items {
    /// One schema a position.
    Each(Vec<Schema>),
    /// One schema for every element.
    All(Box<Schema>),
}

/// What `exclusiveMinimum` and `exclusiveMaximum` hold.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Exclusive {
    /// Whether `minimum` or `maximum` is itself excluded (draft 4).
    Flag(bool),
    /// The excluded bound.
    Bound(Number),
}

impl Schema {
    /// The names in the list of what is required.
    pub fn required_names(&self) -> &[String] {
        match &self.required {
            Some(Required::Members(names)) => names,
            _ => &[],
        }
    }

    /// Whether the member `name` must be present: by this schema's list, or by the member's own flag.
    /// `None` where the schema states no requiredness at all.
    pub fn requires(&self, name: &str) -> Option<bool> {
        let flag = match self
            .properties
            .get(name)
            .and_then(|member| member.required.as_ref())
        {
            Some(Required::This(flag)) => Some(*flag),
            _ => None,
        };
        match &self.required {
            Some(Required::Members(names)) if names.iter().any(|required| required == name) => {
                Some(true)
            }
            Some(Required::Members(_)) => flag.or(Some(false)),
            _ => flag,
        }
    }

    /// The schema that a `$ref` of the form `#`, `#/definitions/Name` or `#/$defs/Name` names within this document.
    pub fn definition(&self, reference: &str) -> Option<&Schema> {
        let pointer = reference.strip_prefix('#')?;
        if pointer.is_empty() {
            return Some(self);
        }
        let (table, name) = pointer.strip_prefix('/')?.split_once('/')?;
        let name = name.replace("~1", "/").replace("~0", "~");
        match table {
            "definitions" => self.definitions.get(&name),
            "$defs" => self.defs.get(&name),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Schema {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl<'de> Visitor<'de> for Written {
            type Value = Schema;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a JSON Schema: a table of keywords, true or false")
            }

            fn visit_bool<E: de::Error>(self, anything: bool) -> Result<Schema, E> {
                Ok(Schema {
                    never: !anything,
                    ..Schema::default()
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Schema, A::Error> {
                Schema::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_any(Written)
    }
}

/// Keeps a `null` that is written out apart from an absent keyword.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Reads `type`, which is one name or a list of names.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Kind>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        One(Kind),
        Many(Vec<Kind>),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::One(kind) => vec![kind],
        Written::Many(kinds) => kinds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(text: &str) -> Schema {
        serde_json::from_str(text).expect("a schema")
    }

    #[test]
    fn booleans_are_schemas() {
        let schema = schema(r#"{"properties": {"id": true}, "additionalProperties": false}"#);
        assert_eq!(schema.properties.get("id"), Some(&Schema::default()));
        assert!(schema.additional_properties.is_some_and(|rest| rest.never));
    }

    #[test]
    fn type_is_one_name_or_a_list() {
        assert_eq!(schema(r#"{"type": "integer"}"#).kinds, [Kind::Integer]);
        assert_eq!(
            schema(r#"{"type": ["string", "null"]}"#).kinds,
            [Kind::String, Kind::Null]
        );
    }

    #[test]
    fn required_is_a_list_or_a_flag_on_the_member() {
        let list = schema(r#"{"properties": {"a": {}, "b": {}}, "required": ["a"]}"#);
        assert_eq!(
            (list.requires("a"), list.requires("b")),
            (Some(true), Some(false))
        );
        let flag = schema(r#"{"properties": {"a": {"required": true}, "b": {}}}"#);
        assert_eq!((flag.requires("a"), flag.requires("b")), (Some(true), None));
    }

    #[test]
    fn unknown_keywords_are_kept_and_a_null_default_is_seen() {
        let schema =
            schema(r#"{"$schema": "http://json-schema.org/draft-07/schema#", "default": null}"#);
        assert!(schema.unknown.contains_key("$schema"));
        assert_eq!(schema.default, Some(Value::Null));
    }

    #[test]
    fn hints_read_the_same_model_from_toml() {
        let schema: Schema =
            toml::from_str("type = 'object'\n[properties.ttl]\ntype = 'integer'\nminimum = 1\n")
                .expect("a schema");
        assert_eq!(
            schema
                .properties
                .get("ttl")
                .and_then(|ttl| ttl.minimum.clone()),
            Some(Number::from(1))
        );
    }

    #[test]
    fn references_name_definitions_of_the_document() {
        let schema =
            schema(r##"{"definitions": {"a/b": {"type": "null"}}, "$ref": "#/definitions/a~1b"}"##);
        let named = schema
            .reference
            .as_deref()
            .and_then(|reference| schema.definition(reference));
        assert_eq!(
            named.map(|named| named.kinds.clone()),
            Some(vec![Kind::Null])
        );
    }
}
