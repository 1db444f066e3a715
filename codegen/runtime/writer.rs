//! Objects being written.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// An object that is being written.
///
/// The first failure is kept and nothing is written after it, so that the code of a type has no way out at each member.
#[derive(Debug)]
pub struct Writer<M: SerializeMap>(Result<M, M::Error>);

impl<M: SerializeMap> Writer<M> {
    /// Begins an object.
    pub fn new<S>(serializer: S) -> Self
    where
        S: Serializer<SerializeMap = M, Error = M::Error>,
    {
        Self(serializer.serialize_map(None))
    }

    /// Writes a member.
    #[inline]
    pub fn required<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.0
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.0 = Err(error);
        }
    }

    /// Writes a member when it is present.
    #[inline]
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first failure.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0?.end()
    }
}
