//! How values are read: what each type that an answer holds implements.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use super::slot::Slot;
use super::source::{Failed, Source};
use super::values::{IntegerOrText, Nullable};

/// A value that is read from a source.
pub trait Read: Sized {
    /// Reads the value into its place.
    ///
    /// # Errors
    ///
    /// When the value is another; the source keeps the reason.
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed>;

    /// The place of a member, for what reads the whole object.
    #[inline]
    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Other(place)
    }
}

impl Read for bool {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(source.boolean()?);
        Ok(())
    }

    #[inline]
    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Boolean(place)
    }
}

impl Read for i64 {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(source.integer()?);
        Ok(())
    }

    #[inline]
    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Integer(place)
    }
}

impl Read for u64 {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(source.unsigned()?);
        Ok(())
    }
}

impl Read for f64 {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(source.float()?);
        Ok(())
    }

    #[inline]
    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Float(place)
    }
}

impl Read for String {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(source.text()?);
        Ok(())
    }

    #[inline]
    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Text(place)
    }
}

impl Read for Value {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(source.json()?);
        Ok(())
    }

    #[inline]
    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Json(place)
    }
}

impl Read for Number {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(from_json(source)?);
        Ok(())
    }
}

impl Read for IntegerOrText {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(from_json(source)?);
        Ok(())
    }
}

impl<T: Read> Read for Option<T> {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        source.optional(&mut T::slot(place.insert(None)))
    }
}

impl<T: Read> Read for Nullable<T> {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        let mut value = None;
        source.optional(&mut T::slot(&mut value))?;
        *place = Some(value.map_or(Self::Null, Self::Value));
        Ok(())
    }
}

impl<T: Read> Read for Box<T> {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *place = Some(Self::new(value(source)?));
        Ok(())
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        source.list(place.insert(Self::new()))
    }
}

impl<T: Read> Read for BTreeMap<String, T> {
    fn read(place: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        source.map(place.insert(Self::new()))
    }
}

/// Reads a value that has no place yet.
///
/// # Errors
///
/// When the value is another; the source keeps the reason.
#[inline]
pub fn value<T: Read>(source: &mut dyn Source) -> Result<T, Failed> {
    let mut place = None;
    T::read(&mut place, source)?;
    place.ok_or(Failed)
}

/// Reads a value by way of any JSON.
fn from_json<T: DeserializeOwned>(source: &mut dyn Source) -> Result<T, Failed> {
    let value = source.json()?;
    T::deserialize(value).map_err(|error| source.fail(&error))
}
