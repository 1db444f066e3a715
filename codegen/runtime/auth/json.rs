//! JSON as JavaScript reads and writes it, so that a token's bytes are Postman's.
//!
//! Members keep their order, but names that are array indices come first, in numeric order; of two members of one name
//! the later value counts, at the earlier place. Every number is a double (read exactly: `float_roundtrip` of
//! `serde_json`) and is written in its shortest form.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Object),
}

/// A JSON object, in JavaScript's order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object(Vec<(String, Json)>);

impl Object {
    /// The object that a text holds; blank text is an empty one. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text.trim().is_empty() {
            return Some(Self::default());
        }
        match serde_json::from_str(text.trim()).ok()? {
            Json::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The value of a member, unless JavaScript counts it as false.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value)
            .filter(|value| value.is_true())
    }

    /// Sets a member: in its place, or at the end.
    pub fn set(&mut self, name: &str, value: Json) {
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some(member) => member.1 = value,
            None => self.0.push((name.to_owned(), value)),
        }
        self.0
            .sort_by_key(|(name, _)| index(name).unwrap_or(u32::MAX));
    }
}

impl Json {
    fn is_true(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::Number(value) => *value != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::List(_) | Self::Object(_) => true,
        }
    }
}

/// The number of an array index, which is below 2^32 - 1 and written without leading zeros.
fn index(name: &str) -> Option<u32> {
    name.parse()
        .ok()
        .filter(|index: &u32| *index != u32::MAX && index.to_string() == name)
}

impl fmt::Display for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Boolean(value) => write!(formatter, "{value}"),
            Self::Number(number) => write_number(formatter, *number),
            Self::Text(text) => write_text(formatter, text),
            Self::Object(object) => write!(formatter, "{object}"),
            Self::List(values) => {
                formatter.write_str("[")?;
                for (position, value) in values.iter().enumerate() {
                    let separator = if position == 0 { "" } else { "," };
                    write!(formatter, "{separator}{value}")?;
                }
                formatter.write_str("]")
            }
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("{")?;
        for (position, (name, value)) in self.0.iter().enumerate() {
            formatter.write_str(if position == 0 { "" } else { "," })?;
            write_text(formatter, name)?;
            write!(formatter, ":{value}")?;
        }
        formatter.write_str("}")
    }
}

fn write_text(formatter: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    formatter.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

/// As JavaScript does: plain digits between 1e-6 and 1e21, an exponent with a sign elsewhere.
fn write_number(formatter: &mut fmt::Formatter<'_>, number: f64) -> fmt::Result {
    if number == 0.0 {
        return formatter.write_str("0");
    }
    if (1e-6..1e21).contains(&number.abs()) {
        return write!(formatter, "{number}");
    }
    let text = format!("{number:e}");
    formatter.write_str(&if text.contains("e-") {
        text
    } else {
        text.replace('e', "e+")
    })
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Boolean(value))
    }

    #[allow(clippy::cast_precision_loss, reason = "JavaScript has doubles only")]
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    #[allow(clippy::cast_precision_loss, reason = "JavaScript has doubles only")]
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut object = Object::default();
        while let Some((name, value)) = access.next_entry::<String, Json>()? {
            object.set(&name, value);
        }
        Ok(Json::Object(object))
    }
}
