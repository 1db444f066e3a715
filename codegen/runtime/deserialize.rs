//! Any deserializer as a [`Source`].

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::read::Read;
use super::slot::{List, Map, Place, Shape, Slot};
use super::source::{Failed, Source};

/// Reads a value out of any deserializer: what all emitted `Deserialize` do.
///
/// # Errors
///
/// When the value does not fit.
pub fn deserialize<'de, T: Read, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut place = None;
    fill(&mut place, deserializer)?;
    place.ok_or_else(|| D::Error::custom("there is no value"))
}

/// Reads a value into its place.
///
/// # Errors
///
/// When the value does not fit.
#[inline]
pub fn fill<'de, D: Deserializer<'de>>(
    place: &mut dyn Place,
    deserializer: D,
) -> Result<(), D::Error> {
    with_source(deserializer, |source| place.fill(source))
}

/// Reads out of a deserializer as out of a source, whose reason is that of a failure.
#[inline]
fn with_source<'de, D: Deserializer<'de>>(
    deserializer: D,
    read: impl FnOnce(&mut dyn Source) -> Result<(), Failed>,
) -> Result<(), D::Error> {
    let mut source = Once {
        deserializer: Some(deserializer),
        reason: None,
    };
    match (read(&mut source), source.reason) {
        (Ok(()), _) => Ok(()),
        (Err(Failed), Some(reason)) => Err(reason),
        (Err(Failed), None) => Err(D::Error::custom("there is no value")),
    }
}

/// A deserializer that is a [`Source`], and why it failed.
struct Once<D, E> {
    deserializer: Option<D>,
    reason: Option<E>,
}

impl<'de, D: Deserializer<'de>> Once<D, D::Error> {
    #[inline]
    fn read<T>(&mut self, read: impl FnOnce(D) -> Result<T, D::Error>) -> Result<T, Failed> {
        match self.deserializer.take().map(read) {
            Some(Ok(value)) => Ok(value),
            Some(Err(reason)) => {
                self.reason = Some(reason);
                Err(Failed)
            }
            None => Err(Failed),
        }
    }
}

impl<'de, D: Deserializer<'de>> Source for Once<D, D::Error> {
    fn boolean(&mut self) -> Result<bool, Failed> {
        self.read(bool::deserialize)
    }

    fn integer(&mut self) -> Result<i64, Failed> {
        self.read(i64::deserialize)
    }

    fn unsigned(&mut self) -> Result<u64, Failed> {
        self.read(u64::deserialize)
    }

    fn float(&mut self) -> Result<f64, Failed> {
        self.read(f64::deserialize)
    }

    fn text(&mut self) -> Result<String, Failed> {
        self.read(String::deserialize)
    }

    fn read_text(&mut self, read: &mut dyn FnMut(&str)) -> Result<(), Failed> {
        self.read(|deserializer| deserializer.deserialize_str(Text(read)))
    }

    fn json(&mut self) -> Result<Value, Failed> {
        self.read(Value::deserialize)
    }

    fn optional(&mut self, slot: &mut Slot<'_>) -> Result<(), Failed> {
        let is_optional = true;
        self.read(|deserializer| Member { slot, is_optional }.deserialize(deserializer))
    }

    fn list(&mut self, list: &mut dyn List) -> Result<(), Failed> {
        self.read(|deserializer| deserializer.deserialize_seq(Elements(list)))
    }

    fn map(&mut self, map: &mut dyn Map) -> Result<(), Failed> {
        self.read(|deserializer| deserializer.deserialize_map(Entries(map)))
    }

    fn object(&mut self, shape: &Shape, slots: &mut [Slot<'_>]) -> Result<(), Failed> {
        self.read(|deserializer| deserializer.deserialize_map(Object { shape, slots }))
    }

    fn fail(&mut self, reason: &dyn fmt::Display) -> Failed {
        self.reason = Some(D::Error::custom(reason));
        Failed
    }
}

/// Fills a slot; one of an optional member stays empty for null.
struct Member<'a, 's> {
    slot: &'a mut Slot<'s>,
    is_optional: bool,
}

impl<'de> DeserializeSeed<'de> for Member<'_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.is_optional {
            deserializer.deserialize_option(self)
        } else {
            self.slot.fill(deserializer)
        }
    }
}

impl<'de> Visitor<'de> for Member<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.slot.fill(deserializer)
    }
}

/// Gives text away without a copy.
struct Text<'a>(&'a mut dyn FnMut(&str));

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        (self.0)(text);
        Ok(())
    }
}

/// Reads the elements of a list.
struct Elements<'a>(&'a mut dyn List);

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Element(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// Reads one element.
struct Element<'a>(&'a mut dyn List);

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        with_source(deserializer, |source| self.0.add(source))
    }
}

/// Reads the values of a map.
struct Entries<'a>(&'a mut dyn Map);

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key()? {
            map.next_value_seed(Entry(&mut *self.0, key))?;
        }
        complete(self.0.missing())
    }
}

/// Reads the value of one key.
struct Entry<'a>(&'a mut dyn Map, String);

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self(map, key) = self;
        with_source(deserializer, |source| map.add(key, source))
    }
}

/// Fills the slots of an object.
struct Object<'a, 's> {
    shape: &'a Shape,
    slots: &'a mut [Slot<'s>],
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shape.expected)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut next, mut seen) = (0, 0_u64);
        while let Some(index) = map.next_key_seed(Name(self.shape.names, next))? {
            next = index + 1;
            seen |= 1 << (index & 63);
            let is_optional = self.shape.is_optional(index);
            match self.slots.get_mut(index) {
                Some(slot) => map.next_value_seed(Member { slot, is_optional })?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        // The bits spare most objects the look at each place; where there are more members than bits, they say nothing.
        if self.slots.len() < 64 && seen.trailing_ones() as usize >= self.shape.required {
            return Ok(());
        }
        complete(self.shape.missing(self.slots))
    }
}

/// Nothing, unless a member that must be there is missing.
fn complete<E: Error>(missing: Option<&'static str>) -> Result<(), E> {
    missing.map_or(Ok(()), |name| Err(E::missing_field(name)))
}

/// Reads a member's name as its index in a list of names; the list's length for a name that is not in it.
///
/// The second field is where a name is looked for first: after the last one, since most servers write members in one order.
struct Name(&'static [&'static str], usize);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E>(self, name: &str) -> Result<usize, E> {
        Ok(index(self.0, self.1, name.as_bytes()))
    }
}

/// The index of a name, looked for first at `first`.
#[inline(never)]
fn index(names: &[&str], first: usize, name: &[u8]) -> usize {
    match names.get(first) {
        Some(known) if is_same(known.as_bytes(), name) => first,
        _ => search(names, name),
    }
}

#[cold]
fn search(names: &[&str], name: &[u8]) -> usize {
    let mut known = names.iter();
    let index = known.position(|known| known.as_bytes() == name);
    index.unwrap_or(names.len())
}

/// Whether names are equal. The two ends of a short one are compared in place: calling `memcmp` costs more.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    match one.len() {
        length if length != other.len() => false,
        8..=16 => has_ends_of::<8>(one, other),
        4..=7 => has_ends_of::<4>(one, other),
        2..=3 => has_ends_of::<2>(one, other),
        _ => one == other,
    }
}

#[inline]
fn has_ends_of<const N: usize>(one: &[u8], other: &[u8]) -> bool {
    one.first_chunk::<N>() == other.first_chunk() && one.last_chunk::<N>() == other.last_chunk()
}
