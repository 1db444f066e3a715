//! What keeps the emitted serde implementations short.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// Reads a member's name as its index in a list of names; the list's length for a name that is not in it.
///
/// One type for all structs, so that reading names is compiled once. The second field is where a name is looked for first:
/// after the last one, since most servers write members in one order.
#[derive(Debug, Clone, Copy)]
pub struct Fields(pub &'static [&'static str], pub usize);

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

impl<'de> DeserializeSeed<'de> for Fields {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Fields {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E>(self, name: &str) -> Result<usize, E> {
        Ok(index(self.0, self.1, name.as_bytes()))
    }

    fn visit_bytes<E>(self, name: &[u8]) -> Result<usize, E> {
        Ok(index(self.0, self.1, name))
    }
}

/// The members of an object that is being read.
#[derive(Debug)]
pub struct Members<A> {
    map: A,
    names: &'static [&'static str],
    next: usize,
}

impl<'de, A: MapAccess<'de>> Members<A> {
    /// The index of the next member by its name; the number of names for a member that is not known.
    ///
    /// # Errors
    ///
    /// When there is no name.
    #[inline]
    pub fn next_index(&mut self) -> Result<Option<usize>, A::Error> {
        let member = self.map.next_key_seed(Fields(self.names, self.next))?;
        if let Some(member) = member {
            self.next = member + 1;
        }
        Ok(member)
    }

    /// Reads the member's value into its place.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    #[inline]
    pub fn read<T: Deserialize<'de>>(&mut self, place: &mut T) -> Result<(), A::Error> {
        *place = self.map.next_value()?;
        Ok(())
    }

    /// Reads the member's value into its place; null is a value.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    #[inline]
    pub fn read_some<T: Deserialize<'de>>(
        &mut self,
        place: &mut Option<T>,
    ) -> Result<(), A::Error> {
        *place = Some(self.map.next_value()?);
        Ok(())
    }

    /// Leaves the member out.
    ///
    /// # Errors
    ///
    /// When its value is no JSON.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>()?;
        Ok(())
    }
}

/// What is read from an object: only its members are its own, the rest is compiled once for all.
pub trait Object: Sized {
    /// What was expected, in the message of an error.
    const EXPECTED: &'static str;
    /// The names of its members on the wire, by their index.
    const MEMBERS: &'static [&'static str];

    /// Reads all members.
    ///
    /// # Errors
    ///
    /// When a value does not fit, or a member is missing.
    fn read_members<'de, A: MapAccess<'de>>(members: Members<A>) -> Result<Self, A::Error>;
}

/// Reads an [`Object`].
///
/// # Errors
///
/// When the value is no object, or those of [`Object::read_members`].
pub fn read_object<'de, D: Deserializer<'de>, T: Object>(deserializer: D) -> Result<T, D::Error> {
    struct Fill<T>(PhantomData<T>);
    impl<'de, T: Object> Visitor<'de> for Fill<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::EXPECTED)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::read_members(Members {
                map,
                names: T::MEMBERS,
                next: 0,
            })
        }
    }
    deserializer.deserialize_map(Fill(PhantomData))
}

/// An object of which every member may be absent, which leaves even less to compile for each.
pub trait Sparse: Sized {
    /// See [`Object::EXPECTED`].
    const EXPECTED: &'static str;
    /// See [`Object::MEMBERS`].
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
        members: &mut Members<A>,
    ) -> Result<(), A::Error>;
}

/// Reads a [`Sparse`] object.
///
/// # Errors
///
/// When the value is no object, or that of a member does not fit.
pub fn read_sparse<'de, D: Deserializer<'de>, T: Sparse>(deserializer: D) -> Result<T, D::Error> {
    struct Filled<T>(T);
    impl<T: Sparse> Object for Filled<T> {
        const EXPECTED: &'static str = T::EXPECTED;
        const MEMBERS: &'static [&'static str] = T::MEMBERS;

        fn read_members<'de, A: MapAccess<'de>>(mut members: Members<A>) -> Result<Self, A::Error> {
            let mut object = T::empty();
            while let Some(member) = members.next_index()? {
                object.read_member(member, &mut members)?;
            }
            Ok(Self(object))
        }
    }
    let Filled(object) = read_object(deserializer)?;
    Ok(object)
}

/// Implements `Deserialize` for a struct, from its members: their indices, fields and names.
///
/// A `required` member must be there; an `optional` one is `None` when it is absent or null; of a `nullable` one null
/// is read as a value. A struct without a required member is [`Sparse`].
///
/// What the compiler has to check is kept small: one `?` in the loop instead of one a member, and the result before the
/// reads, so that the types of the members are known there.
#[allow(unused_macros, reason = "an API may read no objects")]
macro_rules! object {
    (
        $name:ident
        $(optional { $($optional_index:literal $optional:ident = $optional_name:literal,)* })?
        $(nullable { $($nullable_index:literal $nullable:ident = $nullable_name:literal,)* })?
    ) => {
        impl codec::Sparse for $name {
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
                members: &mut codec::Members<A>,
            ) -> Result<(), A::Error> {
                match member {
                    $($($optional_index => members.read(&mut self.$optional),)*)?
                    $($($nullable_index => members.read_some(&mut self.$nullable),)*)?
                    _ => members.skip(),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::read_sparse(deserializer)
            }
        }
    };
    (
        $name:ident
        $(required { $($required_index:literal $required:ident = $required_name:literal,)* })?
        $(optional { $($optional_index:literal $optional:ident = $optional_name:literal,)* })?
        $(nullable { $($nullable_index:literal $nullable:ident = $nullable_name:literal,)* })?
    ) => {
        impl codec::Object for $name {
            const EXPECTED: &'static str = concat!("an object (", stringify!($name), ")");
            const MEMBERS: &'static [&'static str] = &[
                $($($required_name,)*)?
                $($($optional_name,)*)?
                $($($nullable_name,)*)?
            ];

            fn read_members<'de, A: serde::de::MapAccess<'de>>(
                mut members: codec::Members<A>,
            ) -> Result<Self, A::Error> {
                $($(let mut $required = None;)*)?
                $($(let mut $optional = None;)*)?
                $($(let mut $nullable = None;)*)?
                loop {
                    let Some(member) = members.next_index()? else {
                        $($(
                            let Some($required) = $required else {
                                return Err(serde::de::Error::missing_field($required_name));
                            };
                        )*)?
                        return Ok(Self { $($($required,)*)? $($($optional,)*)? $($($nullable,)*)? });
                    };
                    match member {
                        $($($required_index => members.read_some(&mut $required),)*)?
                        $($($optional_index => members.read(&mut $optional),)*)?
                        $($($nullable_index => members.read_some(&mut $nullable),)*)?
                        _ => members.skip(),
                    }?;
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::read_object(deserializer)
            }
        }
    };
}
#[allow(unused_imports, reason = "an API may read no objects")]
pub(crate) use object;

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
