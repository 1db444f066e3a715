//! Where values are put as they are read.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde_json::Value;

use super::deserialize;
use super::read::{self, Read};
use super::source::{Failed, Source};

/// The place of a member: the code that walks through objects is compiled once, and a type brings nothing but its places.
///
/// What most members are is read in place, without the detour of a [`Source`].
pub enum Slot<'a> {
    /// A `bool`.
    Boolean(&'a mut Option<bool>),
    /// An `i64`.
    Integer(&'a mut Option<i64>),
    /// An `f64`.
    Float(&'a mut Option<f64>),
    /// A `String`.
    Text(&'a mut Option<String>),
    /// Any JSON.
    Json(&'a mut Option<Value>),
    /// All others.
    Other(&'a mut dyn Place),
}

/// Without the value: it may be a secret.
impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").finish_non_exhaustive()
    }
}

impl Slot<'_> {
    /// Reads a value into the place.
    ///
    /// # Errors
    ///
    /// When the value is another.
    #[expect(
        clippy::inline_always,
        reason = "a call for each member is what reading costs"
    )]
    #[inline(always)]
    pub fn fill<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        match self {
            Self::Boolean(place) => **place = Some(bool::deserialize(deserializer)?),
            Self::Integer(place) => **place = Some(i64::deserialize(deserializer)?),
            Self::Float(place) => **place = Some(f64::deserialize(deserializer)?),
            Self::Text(place) => **place = Some(String::deserialize(deserializer)?),
            Self::Json(place) => **place = Some(Value::deserialize(deserializer)?),
            Self::Other(place) => return deserialize::fill(*place, deserializer),
        }
        Ok(())
    }

    /// The place, whatever it holds.
    fn place(&mut self) -> &mut dyn Place {
        match self {
            Self::Boolean(place) => *place,
            Self::Integer(place) => *place,
            Self::Float(place) => *place,
            Self::Text(place) => *place,
            Self::Json(place) => *place,
            Self::Other(place) => *place,
        }
    }
}

/// A place for a value, without its type.
pub trait Place {
    /// Reads a value into the place.
    ///
    /// # Errors
    ///
    /// When the value is another; the source keeps the reason.
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Failed>;

    /// Whether no value was read.
    fn is_empty(&self) -> bool;
}

/// What is known of an object before it is read.
#[derive(Debug)]
pub struct Shape {
    /// What was expected, in the message of an error.
    pub expected: &'static str,
    /// The names of its members: those that must be there, those that may be absent or null, those of which null is a value.
    pub names: &'static [&'static str],
    /// How many must be there.
    pub required: usize,
    /// How many may be absent or null.
    pub optional: usize,
}

impl Shape {
    /// Whether the member with this index may be absent or null.
    #[inline]
    pub fn is_optional(&self, index: usize) -> bool {
        index.wrapping_sub(self.required) < self.optional
    }

    /// The name of the first member that must be there and is not.
    pub fn missing(&self, slots: &mut [Slot<'_>]) -> Option<&'static str> {
        let mut needed = slots.iter_mut().zip(self.names).take(self.required);
        needed.find_map(|(slot, name)| slot.place().is_empty().then_some(*name))
    }
}

/// An object of which all members are kept that its shape has no names for.
#[derive(Debug)]
pub struct Open<'a, 's> {
    /// What is known of it.
    pub shape: &'a Shape,
    /// The places of the members that have names.
    pub slots: &'a mut [Slot<'s>],
    /// All other members.
    pub unknown: &'a mut BTreeMap<String, Value>,
}

impl Map for Open<'_, '_> {
    fn add(&mut self, key: String, source: &mut dyn Source) -> Result<(), Failed> {
        let index = self.shape.names.iter().position(|name| *name == key);
        match index.and_then(|index| Some((index, self.slots.get_mut(index)?))) {
            Some((index, slot)) if self.shape.is_optional(index) => source.optional(slot),
            Some((_, slot)) => slot.place().fill(source),
            None => {
                self.unknown.insert(key, source.json()?);
                Ok(())
            }
        }
    }

    fn missing(&mut self) -> Option<&'static str> {
        self.shape.missing(self.slots)
    }
}

/// A list, without the type of its elements.
pub trait List {
    /// Reads one more element.
    ///
    /// # Errors
    ///
    /// When the value is another; the source keeps the reason.
    fn add(&mut self, source: &mut dyn Source) -> Result<(), Failed>;
}

/// A map, without the type of its values.
pub trait Map {
    /// Reads the value of a key.
    ///
    /// # Errors
    ///
    /// When the value is another; the source keeps the reason.
    fn add(&mut self, key: String, source: &mut dyn Source) -> Result<(), Failed>;

    /// The name of a member that must be there and is not.
    fn missing(&mut self) -> Option<&'static str> {
        None
    }
}

impl<T: Read> Place for Option<T> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Failed> {
        T::read(self, source)
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T: Read> List for Vec<T> {
    fn add(&mut self, source: &mut dyn Source) -> Result<(), Failed> {
        self.push(read::value(source)?);
        Ok(())
    }
}

impl<T: Read> Map for BTreeMap<String, T> {
    fn add(&mut self, key: String, source: &mut dyn Source) -> Result<(), Failed> {
        self.insert(key, read::value(source)?);
        Ok(())
    }
}
