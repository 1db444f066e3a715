//! Text that stands for a value of a type of your choice: a time, an ID, an address, an amount.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use super::read::Read;
use super::source::{Failed, Source};
use super::values::Parameter;

/// Text that stands for a value of type `T`.
///
/// What is received stays as it came: it is read when it is asked for, so that nothing of its spelling is lost and a text
/// that is no such value costs nothing else of the answer. What is sent is a value, by [`From`], or text, by
/// [`Formatted::spelled`].
pub struct Formatted<T, F = Serde>(Content<T>, PhantomData<fn() -> F>);

#[derive(Clone)]
enum Content<T> {
    Text(String),
    Value(T),
}

/// How a type is read from text and written as text.
pub trait Format<T> {
    /// The value that a text stands for.
    ///
    /// # Errors
    ///
    /// When the text stands for none.
    fn read(text: &str) -> Result<T, FormatError>;

    /// The text that stands for a value.
    ///
    /// # Errors
    ///
    /// When there is none.
    fn write(value: &T) -> Result<String, FormatError>;
}

/// The format that a type's own implementation of serde has.
#[derive(Debug, Clone, Copy)]
pub enum Serde {}

impl<T: DeserializeOwned + Serialize> Format<T> for Serde {
    fn read(text: &str) -> Result<T, FormatError> {
        let text: StrDeserializer<'_, serde::de::value::Error> = StrDeserializer::new(text);
        T::deserialize(text).map_err(FormatError::new)
    }

    fn write(value: &T) -> Result<String, FormatError> {
        match serde_json::to_value(value) {
            Ok(Value::String(text)) => Ok(text),
            Ok(_) => Err(FormatError::new("it is not written as text")),
            Err(error) => Err(FormatError::new(error)),
        }
    }
}

/// Why a text stands for no value, or a value has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatError(String);

impl FormatError {
    /// With the reason.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FormatError {}

impl<T, F> Formatted<T, F> {
    /// Text as it is.
    pub fn spelled(text: impl Into<String>) -> Self {
        Self(Content::Text(text.into()), PhantomData)
    }
}

impl<T: Clone, F: Format<T>> Formatted<T, F> {
    /// The value.
    ///
    /// # Errors
    ///
    /// When the text stands for none.
    pub fn get(&self) -> Result<T, FormatError> {
        match &self.0 {
            Content::Text(text) => F::read(text),
            Content::Value(value) => Ok(value.clone()),
        }
    }
}

impl<T, F: Format<T>> Formatted<T, F> {
    /// The text.
    ///
    /// # Errors
    ///
    /// When the value has none.
    pub fn text(&self) -> Result<Cow<'_, str>, FormatError> {
        match &self.0 {
            Content::Text(text) => Ok(Cow::Borrowed(text)),
            Content::Value(value) => F::write(value).map(Cow::Owned),
        }
    }
}

impl<T, F> From<T> for Formatted<T, F> {
    fn from(value: T) -> Self {
        Self(Content::Value(value), PhantomData)
    }
}

impl<T: Clone, F> Clone for Formatted<T, F> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

/// By their text.
impl<T, F: Format<T>> PartialEq for Formatted<T, F> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl<T, F: Format<T>> Eq for Formatted<T, F> {}

impl<T, F: Format<T>> fmt::Debug for Formatted<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text() {
            Ok(text) => fmt::Debug::fmt(&text, f),
            Err(error) => fmt::Debug::fmt(&error, f),
        }
    }
}

/// The text; nothing when there is none.
impl<T, F: Format<T>> fmt::Display for Formatted<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().unwrap_or_default())
    }
}

impl<T, F: Format<T>> Parameter for Formatted<T, F> {
    fn each(&self, write: &mut dyn FnMut(&dyn fmt::Display)) {
        write(self);
    }
}

impl<T, F: Format<T>> Serialize for Formatted<T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text().map_err(S::Error::custom)?)
    }
}

impl<T, F> Read for Formatted<T, F> {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(Self::spelled(source.text()?));
        Ok(())
    }
}

impl<'de, T, F> Deserialize<'de> for Formatted<T, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::spelled)
    }
}
