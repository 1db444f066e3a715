//! What keeps the emitted serde implementations short.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

/// Reads a member's name as its index in a list of names; the list's length for a name that is not in it.
///
/// One type for all structs, so that reading names is compiled once. The second field is where a name is looked for first:
/// after the last one, since most servers write members in one order.
#[derive(Debug, Clone, Copy)]
pub struct Fields(pub &'static [&'static str], pub usize);

impl Fields {
    fn index(self, name: &[u8]) -> usize {
        let Self(names, first) = self;
        let is_it = |known: &&str| known.as_bytes() == name;
        if names.get(first).is_some_and(is_it) {
            return first;
        }
        names.iter().position(is_it).unwrap_or(names.len())
    }
}

impl<'de> DeserializeSeed<'de> for Fields {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Fields {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<usize, E> {
        Ok(self.index(name.as_bytes()))
    }

    fn visit_bytes<E>(self, name: &[u8]) -> Result<usize, E> {
        Ok(self.index(name))
    }
}

/// Reads a member's value into its place.
///
/// # Errors
///
/// When the value does not fit.
pub fn read<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
    place: &mut T,
) -> Result<(), A::Error> {
    *place = map.next_value()?;
    Ok(())
}

/// Reads a member's value into its place; null is a value.
///
/// # Errors
///
/// When the value does not fit.
pub fn read_some<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
    place: &mut Option<T>,
) -> Result<(), A::Error> {
    *place = Some(map.next_value()?);
    Ok(())
}

/// Leaves a member out.
///
/// # Errors
///
/// When its value is no JSON.
pub fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>()?;
    Ok(())
}

/// An object of which every member may be absent: only its members are its own, the rest is compiled once for all.
pub trait Object: Sized {
    /// What was expected, in the message of an error.
    const EXPECTED: &'static str;
    /// The names of its members on the wire, by their index.
    const MEMBERS: &'static [&'static str];

    /// The object without any member.
    fn empty() -> Self;

    /// Reads the value of the member with this index; an index that is none leaves a value out.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    fn read_member<'de, A: MapAccess<'de>>(
        &mut self,
        member: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;
}

/// Reads an [`Object`].
///
/// # Errors
///
/// When the value is no object, or that of a member does not fit.
pub fn read_object<'de, D: Deserializer<'de>, T: Object>(deserializer: D) -> Result<T, D::Error> {
    struct Fill<T>(PhantomData<T>);
    impl<'de, T: Object> Visitor<'de> for Fill<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::EXPECTED)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
            let mut object = T::empty();
            let mut next = 0;
            while let Some(member) = map.next_key_seed(Fields(T::MEMBERS, next))? {
                object.read_member(member, &mut map)?;
                next = member + 1;
            }
            Ok(object)
        }
    }
    deserializer.deserialize_map(Fill(PhantomData))
}

/// Implements `Deserialize` for a struct, from its members: their indices, fields and names.
///
/// A `required` member must be there; an `optional` one is `None` when it is absent or null; of a `nullable` one null
/// is read as a value. Without a required member the struct is an [`Object`], of which there is far less to
/// type-check; else the expansion has one `?` in the loop instead of one a member, which halves it.
#[allow(unused_macros, reason = "an API may read no objects")]
macro_rules! object {
    (
        $name:ident
        $(optional { $($optional_index:literal $optional:ident = $optional_name:literal,)* })?
        $(nullable { $($nullable_index:literal $nullable:ident = $nullable_name:literal,)* })?
    ) => {
        impl codec::Object for $name {
            const EXPECTED: &'static str = concat!("an object (", stringify!($name), ")");
            const MEMBERS: &'static [&'static str] = &[
                $($($optional_name,)*)?
                $($($nullable_name,)*)?
            ];

            fn empty() -> Self {
                Self { $($($optional: None,)*)? $($($nullable: None,)*)? }
            }

            fn read_member<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                member: usize,
                map: &mut A,
            ) -> Result<(), A::Error> {
                match member {
                    $($($optional_index => codec::read(map, &mut self.$optional),)*)?
                    $($($nullable_index => codec::read_some(map, &mut self.$nullable),)*)?
                    _ => codec::skip(map),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::read_object(deserializer)
            }
        }
    };
    (
        $name:ident
        $(required { $($required_index:literal $required:ident = $required_name:literal,)* })?
        $(optional { $($optional_index:literal $optional:ident = $optional_name:literal,)* })?
        $(nullable { $($nullable_index:literal $nullable:ident = $nullable_name:literal,)* })?
    ) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fill;
                impl<'de> serde::de::Visitor<'de> for Fill {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("an object (", stringify!($name), ")"))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        const NAMES: &[&str] = &[
                            $($($required_name,)*)?
                            $($($optional_name,)*)?
                            $($($nullable_name,)*)?
                        ];
                        $($(let mut $required = None;)*)?
                        $($(let mut $optional = None;)*)?
                        $($(let mut $nullable = None;)*)?
                        let mut next = 0;
                        while let Some(member) = map.next_key_seed(codec::Fields(NAMES, next))? {
                            next = member + 1;
                            match member {
                                $($($required_index => codec::read_some(&mut map, &mut $required),)*)?
                                $($($optional_index => codec::read(&mut map, &mut $optional),)*)?
                                $($($nullable_index => codec::read_some(&mut map, &mut $nullable),)*)?
                                _ => codec::skip(&mut map),
                            }?;
                        }
                        $($(
                            let Some($required) = $required else {
                                return Err(serde::de::Error::missing_field($required_name));
                            };
                        )*)?
                        Ok($name { $($($required,)*)? $($($optional,)*)? $($($nullable,)*)? })
                    }
                }
                deserializer.deserialize_map(Fill)
            }
        }
    };
}
#[allow(unused_imports, reason = "an API may read no objects")]
pub(crate) use object;

/// Writes a member when it is present.
///
/// # Errors
///
/// Those of the serializer.
pub fn entry<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &'static str,
    value: &Option<T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

/// A member that must be there.
///
/// # Errors
///
/// When it was not there.
pub fn required<T, E: Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}

/// Reads a string enum: the text goes to the function, without a copy where the input allows it.
///
/// # Errors
///
/// When the value is not a string.
pub fn open_enum<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    from: fn(&str) -> T,
) -> Result<T, D::Error> {
    struct Text<T>(fn(&str) -> T);
    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("text")
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok((self.0)(text))
        }
    }
    deserializer.deserialize_str(Text(from))
}
