//! The lattice of shapes.
//!
//! A [`Shape`] is the set of JSON values that the evidence allows, kept by kind: each kind that was seen has its own
//! component, and a union is simply more than one component. Joining is done component by component, so the laws hold
//! by construction: [`Shape::join`] is commutative (up to the order of members, which is that of first sight),
//! associative and, apart from the [`Tally`] counts that only documentation and requiredness read, idempotent;
//! [`Shape::default`] (nothing seen) is the bottom.

use std::collections::BTreeSet;

use indexmap::IndexMap;

/// How often something was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// Independent samples in which it was seen; elements of a list count one by one.
    pub seen: u32,
}

/// What the values of one place look like.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shape {
    /// Null was seen.
    pub null: Option<Tally>,
    /// Booleans were seen.
    pub boolean: Option<Tally>,
    /// Integers were seen.
    pub integer: Option<IntegerShape>,
    /// Numbers with a fraction or an exponent were seen.
    pub float: Option<Tally>,
    /// Text was seen.
    pub text: Option<TextShape>,
    /// Lists were seen.
    pub list: Option<Box<ListShape>>,
    /// Objects were seen.
    pub object: Option<Box<ObjectShape>>,
    /// Something is there that no sample shows: a bare `{{variable}}` without a value.
    pub any: Option<Tally>,
    /// Objects that exclude each other, from a hint or a schema (`oneOf`), or from separate samples of one body that
    /// must not be merged. Each is a shape with an object component.
    pub alternatives: Vec<Shape>,
    /// What a hint or a schema calls it (`title`, the name of a definition): the wanted name of its type or variant.
    pub title: Option<String>,
    /// A named definition that it is, from a hint or a schema (`$ref`); the definitions are kept beside the shapes, so
    /// that one may hold itself.
    pub reference: Option<String>,
}

/// Integers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegerShape {
    /// How often.
    pub tally: Tally,
    /// The least seen, when it fits.
    pub least: i128,
    /// The greatest seen, when it fits.
    pub greatest: i128,
    /// An integer beyond `i128` was seen.
    pub huge: bool,
}

/// Text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextShape {
    /// How often.
    pub tally: Tally,
    /// Formats that every sample has (`date-time`, `uuid` …); empty when they differ or there is none.
    pub formats: BTreeSet<String>,
    /// The values of a closed list that a description, a schema, a hint or a script states, in its order.
    pub values: Option<Vec<String>>,
}

/// Lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListShape {
    /// How often.
    pub tally: Tally,
    /// All elements joined; the bottom when every list was empty.
    pub element: Shape,
}

/// Objects.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ObjectShape {
    /// How often.
    pub tally: Tally,
    /// Members in the order of first sight.
    pub members: IndexMap<String, MemberShape>,
    /// The keys are data (ids, dates, `key_0`): a map whose values have this shape; `members` is then empty.
    pub map: Option<Shape>,
}

/// A member of an object.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MemberShape {
    /// In how many of the object's samples the member was present.
    pub tally: Tally,
    /// Stated by evidence stronger than samples: `Some(true)` required, `Some(false)` optional.
    pub required: Option<bool>,
    /// What its values look like.
    pub shape: Shape,
    /// A description of the member, when one was found.
    pub description: Option<String>,
    /// A name set by a hint, used for the identifier instead of the name on the wire.
    pub rename: Option<String>,
    /// Marked as deprecated by a hint: the reason.
    pub deprecated: Option<String>,
}
