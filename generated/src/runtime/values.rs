//! What callers put into parameters, and the value types that requests and answers share.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, Visitor};
use serde::ser::{Serialize, Serializer};

use super::draft::Draft;

/// A value that can stand in a path, a query, a header or a form.
///
/// A parameter has no text (it is absent), one, or several (it is repeated).
pub trait Parameter {
    /// Calls `write` once for each text of the value.
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display));
}

macro_rules! displayed {
    ($($type:ty),+) => {
        $(impl Parameter for $type {
            fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
                write(self);
            }
        })+
    };
}

displayed!(
    String,
    bool,
    i32,
    i64,
    u32,
    u64,
    usize,
    f64,
    serde_json::Number,
    IntegerOrText,
    fmt::Arguments<'_>
);

impl Parameter for str {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        write(&self);
    }
}

/// Strings without their quotes, everything else as compact JSON.
impl Parameter for serde_json::Value {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        match self {
            Self::String(text) => write(text),
            value => write(value),
        }
    }
}

impl<T: Parameter + ?Sized> Parameter for &T {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        (**self).each(write);
    }
}

impl<T: Parameter + ?Sized> Parameter for Box<T> {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        (**self).each(write);
    }
}

/// `None` is absent.
impl<T: Parameter> Parameter for Option<T> {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        if let Some(value) = self {
            value.each(write);
        }
    }
}

/// Once for each element.
impl<T: Parameter> Parameter for [T] {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        for value in self {
            value.each(write);
        }
    }
}

/// Once for each element.
impl<T: Parameter> Parameter for Vec<T> {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        self.as_slice().each(write);
    }
}

/// Null is empty text, as Postman sends it in forms.
impl<T: Parameter> Parameter for Nullable<T> {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        match self {
            Self::Null => write(&""),
            Self::Value(value) => value.each(write),
        }
    }
}

/// A value or an explicit null, for fields where null and absent differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// JSON null.
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, unless it is null.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value to be changed, unless it is null.
    pub fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value, unless it is null.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(text: &str) -> Self {
        Self::Value(text.to_owned())
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::deserialize(deserializer)?;
        Ok(value.map_or(Self::Null, Self::Value))
    }
}

impl Draft {
    /// Items as the list that is sent.
    pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
        items.into_iter().map(Into::into).collect()
    }
}

/// What `Debug` shows of a secret that may be missing.
pub fn redacted<T>(secret: Option<&T>) -> Option<&'static str> {
    secret.map(|_| "[REDACTED]")
}

/// An identifier that is an integer in one place and text in another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntegerOrText {
    /// An integer.
    Integer(i64),
    /// Text.
    Text(String),
}

impl From<i64> for IntegerOrText {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<&str> for IntegerOrText {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for IntegerOrText {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl fmt::Display for IntegerOrText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl Serialize for IntegerOrText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(integer) => serializer.serialize_i64(*integer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for IntegerOrText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = IntegerOrText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an integer or text")
            }

            fn visit_i64<E>(self, integer: i64) -> Result<IntegerOrText, E> {
                Ok(IntegerOrText::Integer(integer))
            }

            fn visit_u64<E: serde::de::Error>(self, integer: u64) -> Result<IntegerOrText, E> {
                let integer = i64::try_from(integer)
                    .map_err(|_| E::custom("an integer above the largest i64"))?;
                Ok(IntegerOrText::Integer(integer))
            }

            fn visit_str<E>(self, text: &str) -> Result<IntegerOrText, E> {
                Ok(IntegerOrText::Text(text.to_owned()))
            }

            fn visit_string<E>(self, text: String) -> Result<IntegerOrText, E> {
                Ok(IntegerOrText::Text(text))
            }
        }
        deserializer
            .deserialize_any(Either)
            .map_err(D::Error::custom)
    }
}
