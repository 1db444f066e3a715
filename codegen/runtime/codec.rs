//! What the emitted codecs are written with.
#![allow(
    unused_imports,
    unused_macros,
    reason = "an API may read no objects, or nothing at all"
)]

pub use super::deserialize::deserialize;
pub use super::read::Read;
pub use super::slot::{Open, Shape};
pub use super::source::{Failed, Source};

/// Implements reading for a type, from what reads a value of it.
macro_rules! read {
    ($name:ident, |$place:ident, $source:ident| $read:block) => {
        impl codec::Read for $name {
            fn read(
                $place: &mut Option<Self>,
                $source: &mut dyn codec::Source,
            ) -> Result<(), codec::Failed> {
                $read
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::deserialize(deserializer)
            }
        }
    };
}
pub(crate) use read;

/// Implements reading for a struct, from its members: their fields and names.
///
/// A `required` member must be there; an `optional` one is `None` when it is absent or null; of a `nullable` one null
/// is read as a value. The field `unknown` keeps all other members.
macro_rules! object {
    ($name:ident) => {
        codec::read!($name, |place, source| {
            *place = Some($name {});
            source.object(&codec::shape!($name), &mut [])
        });
    };
    (
        $name:ident
        $(optional { $($optional:ident = $optional_name:literal,)* })?
        $(nullable { $($nullable:ident = $nullable_name:literal,)* })?
        $(unknown { $unknown:ident })?
    ) => {
        codec::read!($name, |place, source| {
            let object = place.insert($name {
                $($($optional: None,)*)?
                $($($nullable: None,)*)?
                $($unknown: std::collections::BTreeMap::new(),)?
            });
            codec::members!(
                source,
                codec::shape!($name [] [$($($optional_name)*)?] [$($($nullable_name)*)?]),
                [
                    $($(codec::Read::slot(&mut object.$optional),)*)?
                    $($(codec::Read::slot(&mut object.$nullable),)*)?
                ]
                $(&mut object.$unknown)?
            )
        });
    };
    (
        $name:ident
        required { $($required:ident = $required_name:literal,)* }
        $(optional { $($optional:ident = $optional_name:literal,)* })?
        $(nullable { $($nullable:ident = $nullable_name:literal,)* })?
        $(unknown { $unknown:ident })?
    ) => {
        codec::read!($name, |place, source| {
            let mut slots = (
                $(codec::none!($required),)*
                $($(codec::none!($optional),)*)?
                $($(codec::none!($nullable),)*)?
            );
            $(let mut $unknown = std::collections::BTreeMap::new();)?
            let ($($required,)* $($($optional,)*)? $($($nullable,)*)?) = &mut slots;
            codec::members!(
                source,
                codec::shape!(
                    $name [$($required_name)*] [$($($optional_name)*)?] [$($($nullable_name)*)?]
                ),
                [
                    $(codec::Read::slot($required),)*
                    $($(codec::Read::slot($optional),)*)?
                    $($(codec::Read::slot($nullable),)*)?
                ]
                $(&mut $unknown)?
            )?;
            if let ($(Some($required),)* $($($optional,)*)? $($($nullable,)*)?) = slots {
                *place = Some($name {
                    $($required,)*
                    $($($optional,)*)?
                    $($($nullable,)*)?
                    $($unknown,)?
                });
            }
            Ok(())
        });
    };
}
pub(crate) use object;

/// The shape of an object, from the names of the members that are required, optional and nullable.
macro_rules! shape {
    ($name:ident) => {
        codec::shape!($name [] [] [])
    };
    ($name:ident [$($required:literal)*] [$($optional:literal)*] [$($nullable:literal)*]) => {
        codec::Shape {
            expected: concat!("an object (", stringify!($name), ")"),
            names: &[$($required,)* $($optional,)* $($nullable,)*],
            required: <[&str]>::len(&[$($required,)*]),
            optional: <[&str]>::len(&[$($optional,)*]),
        }
    };
}
pub(crate) use shape;

/// An empty slot for a member.
macro_rules! none {
    ($member:ident) => {
        None
    };
}
pub(crate) use none;

/// Reads the members of an object into their slots, and all others into what keeps them, if anything does.
macro_rules! members {
    ($source:ident, $shape:expr, [$($slot:expr,)*]) => {
        $source.object(&$shape, &mut [$($slot,)*])
    };
    ($source:ident, $shape:expr, [$($slot:expr,)*] $unknown:expr) => {
        $source.map(&mut codec::Open {
            shape: &$shape,
            slots: &mut [$($slot,)*],
            unknown: $unknown,
        })
    };
}
pub(crate) use members;

/// Implements reading for a string enum, which is made from any text.
macro_rules! open_enum {
    ($name:ident) => {
        codec::read!($name, |place, source| {
            source.read_text(&mut |text| *place = Some($name::from(text)))
        });
    };
}
pub(crate) use open_enum;

/// Implements reading for a union, from the functions that read one form each. What none of them reads is a failure, or
/// becomes the form after `else`.
macro_rules! forms {
    ($name:ident { $($form:ident,)* }) => {
        codec::read!($name, |place, source| {
            let value = source.json()?;
            *place = first_form(&value, &[$($name::$form,)*]);
            match place {
                Some(_) => Ok(()),
                None => Err(source.fail(&"none of the known forms")),
            }
        });
    };
    ($name:ident { $($form:ident,)* } else $other:ident) => {
        codec::read!($name, |place, source| {
            let value = source.json()?;
            let form = first_form(&value, &[$($name::$form,)*]);
            *place = Some(form.unwrap_or($name::$other(value)));
            Ok(())
        });
    };
}
pub(crate) use forms;
