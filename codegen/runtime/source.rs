//! What values are read from, without the type of the deserializer behind it.

use std::fmt;

use serde_json::Value;

use super::slot::{List, Map, Shape, Slot};

/// A value could not be read. The source keeps the reason, so that results stay small.
#[derive(Debug, Clone, Copy)]
pub struct Failed;

/// One value to be read, once.
pub trait Source {
    /// `true` or `false`.
    ///
    /// # Errors
    ///
    /// As all others: when the value is another.
    fn boolean(&mut self) -> Result<bool, Failed>;

    /// An integer.
    ///
    /// # Errors
    ///
    /// When the value is another.
    fn integer(&mut self) -> Result<i64, Failed>;

    /// An integer that is not negative.
    ///
    /// # Errors
    ///
    /// When the value is another.
    fn unsigned(&mut self) -> Result<u64, Failed>;

    /// A number.
    ///
    /// # Errors
    ///
    /// When the value is another.
    fn float(&mut self) -> Result<f64, Failed>;

    /// Text.
    ///
    /// # Errors
    ///
    /// When the value is another.
    fn text(&mut self) -> Result<String, Failed>;

    /// Text, without a copy where the input allows it.
    ///
    /// # Errors
    ///
    /// When the value is another.
    fn read_text(&mut self, read: &mut dyn FnMut(&str)) -> Result<(), Failed>;

    /// Any JSON.
    ///
    /// # Errors
    ///
    /// When there is none.
    fn json(&mut self) -> Result<Value, Failed>;

    /// A value for the slot, which stays empty for null.
    ///
    /// # Errors
    ///
    /// Those of the slot.
    fn optional(&mut self, slot: &mut Slot<'_>) -> Result<(), Failed>;

    /// A list.
    ///
    /// # Errors
    ///
    /// When the value is none, and those of the elements.
    fn list(&mut self, list: &mut dyn List) -> Result<(), Failed>;

    /// An object with free keys.
    ///
    /// # Errors
    ///
    /// When the value is none, and those of the values in it.
    fn map(&mut self, map: &mut dyn Map) -> Result<(), Failed>;

    /// An object with a slot for each name of its shape.
    ///
    /// # Errors
    ///
    /// When the value is none, a member is missing, and those of the slots.
    fn object(&mut self, shape: &Shape, slots: &mut [Slot<'_>]) -> Result<(), Failed>;

    /// Keeps the reason of a failure.
    fn fail(&mut self, reason: &dyn fmt::Display) -> Failed;
}
