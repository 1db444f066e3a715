//! JSON values with a limit on nesting: what lies deeper is skipped, not an error and not a stack overflow.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// How many lists and objects may lie inside each other in one value.
pub const MAX_NESTING: usize = 128;

/// Gives a visitor the methods for scalars, each of which hands a [`Value`] to `self.scalar(value)`.
macro_rules! scalars {
    () => {
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::Null))
        }
        fn visit_none<E>(self) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::Null))
        }
        fn visit_some<D: Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            self.deserialize(deserializer)
        }
        fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::Bool(value)))
        }
        fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::from(value)))
        }
        fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::from(value)))
        }
        fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
            Ok(self.scalar($crate::postman::read::json::float_value(value)))
        }
        fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::from(value)))
        }
        fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::String(value)))
        }
    };
}
pub(super) use scalars;

/// A number; YAML's `.nan` and `.inf`, which JSON does not have, become text.
pub(super) fn float_value(value: f64) -> Value {
    Number::from_f64(value).map_or_else(
        || Value::from(super::value::float_text(value)),
        Value::Number,
    )
}

/// Reads one value. `too_deep` is set when something was skipped.
#[derive(Debug)]
pub(super) struct Tree<'f> {
    too_deep: &'f mut bool,
    nesting: usize,
}

impl<'f> Tree<'f> {
    /// A value of its own.
    pub(super) fn new(too_deep: &'f mut bool) -> Self {
        Self {
            too_deep,
            nesting: 0,
        }
    }

    fn inner(&mut self) -> Tree<'_> {
        Tree {
            too_deep: self.too_deep,
            nesting: self.nesting + 1,
        }
    }

    #[allow(clippy::unused_self, reason = "the shape that the macro wants")]
    fn scalar(self, value: Value) -> Value {
        value
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.nesting > MAX_NESTING {
            // serde_json skips values without recursion.
            *self.too_deep = true;
            deserializer.deserialize_ignored_any(IgnoredAny)?;
            return Ok(Value::Null);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    scalars!();

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = sequence.next_element_seed(self.inner())? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let value = map.next_value_seed(self.inner())?;
            members.insert(key.into_owned(), value);
        }
        Ok(Value::Object(members))
    }
}
