//! The lattice of shapes.
//!
//! A [`Shape`] is the set of JSON values that the evidence allows, kept by kind: each kind that was seen has a component
//! of its own, and a union is simply more than one component.
//!
//! ```text
//!                    every component
//!          ⋰        ⋰       │       ⋱        ⋱
//!   null|text  integer|text │ text|list  … two components, three …
//!        │  ╲  ╱   │        │        │
//!  null boolean integer float text list object any alternatives
//!        ╲    ╲    │   ╱    ╱    ╱     ╱
//!              the bottom: nothing seen
//! ```
//!
//! Each component is a small lattice, in which joining means:
//!
//! | component | join |
//! |---|---|
//! | null, boolean, float, any | present |
//! | integer | the least least, the greatest greatest, huge if one is |
//! | text | the formats of both (intersection), the stated values of either (union) |
//! | list | the join of the elements |
//! | object | member by member; a member of one side stays, and the object's tally tells that the other lacked it |
//! | object, keys as data | as soon as one side is a map, all members of both go into the map's shape |
//! | alternatives | the union of the sets; alternatives with the same member names are one |
//! | sources | the union |
//!
//! A shape is the product of these lattices, and a product of lattices is one: so [`Shape::join`] is commutative,
//! associative and idempotent with [`Shape::default`] as its bottom, by construction. Three things stand outside the
//! laws because no type depends on them: members, alternatives and values keep the order of first sight, and a
//! [`Tally`] counts, so it grows when a shape is joined with itself. Tallies are read as a ratio (a member was there in
//! k of n objects), which joining a shape with itself leaves as it is.
//!
//! Statements, such as a schema, are not samples: their tallies are 0, so they add kinds and requiredness but no counts.

use std::collections::BTreeSet;

use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// Something that tells of a value beside samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The hints.
    Hints,
    /// A test script: a schema or an assertion.
    Script,
    /// The JSON in a description.
    Description,
    /// A placeholder that an importer wrote.
    Placeholder,
    /// The known value of a variable.
    Variable,
}

/// What tells of a value beside samples: a set, in the order of [`Source`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sources(u8);

impl Sources {
    /// Adds a source.
    pub fn insert(&mut self, source: Source) {
        self.0 |= 1 << source as u8;
    }

    /// Adds those of another set.
    pub fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// All of them, in order.
    pub fn iter(self) -> impl Iterator<Item = Source> {
        [
            Source::Hints,
            Source::Script,
            Source::Description,
            Source::Placeholder,
            Source::Variable,
        ]
        .into_iter()
        .filter(move |source| self.0 & (1 << *source as u8) != 0)
    }
}

/// How often something was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// Independent samples in which it was seen; elements of a list count one by one.
    pub seen: u32,
}

/// What the values of one place look like. See the module's documentation for the lattice.
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
    /// Something is there that no sample shows: a bare `{{variable}}` without a value, an empty schema. Any value fits,
    /// so beside other components it takes nothing from them and says only that there may be more.
    pub any: Option<Tally>,
    /// Objects that exclude each other: from a hint or a schema (`oneOf`), the forms of a body ([`super::Forms`]), or
    /// kinds of objects ([`Shape::split_by_tag`]). Each is a shape with an object component.
    pub alternatives: Vec<Shape>,
    /// What a hint or a schema calls it (`title`, the name of a definition): the wanted name of its type or variant.
    pub title: Option<String>,
    /// What else than samples says something of it.
    pub sources: Sources,
    /// What a hint or a schema says of it: the documentation of its type or variant.
    pub description: Option<String>,
    /// A named definition that it is, from a hint or a schema (`$ref`); the definitions are kept beside the shapes, so
    /// that one may hold itself.
    pub reference: Option<String>,
}

/// A component of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Component {
    Null,
    Boolean,
    Integer,
    Float,
    Text,
    List,
    Object,
    Any,
}

/// Integers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IntegerShape {
    /// How often.
    pub tally: Tally,
    /// The least seen, or 0 when only a type was stated.
    pub least: i128,
    /// The greatest seen, or 0 when only a type was stated.
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

/// Members by name. Every member of every sample is looked up.
pub type Members = IndexMap<String, MemberShape, RandomState>;

/// Objects.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ObjectShape {
    /// How often.
    pub tally: Tally,
    /// Members in the order of first sight.
    pub members: Members,
    /// The keys are data (ids, dates, `key_0`): a map whose values have this shape; `members` is then empty.
    pub map: Option<Shape>,
}

/// A member of an object.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MemberShape {
    /// In how many of the object's samples the member was present.
    pub tally: Tally,
    /// Stated by evidence stronger than samples: `Some(true)` required, `Some(false)` optional. A statement that a
    /// sample contradicts does not hold: read it through [`ObjectShape::stated`].
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

impl Shape {
    /// The shape with a source for everything in it.
    #[must_use]
    pub fn from_source(mut self, source: Source) -> Self {
        self.add_source(source);
        self
    }

    fn add_source(&mut self, source: Source) {
        self.sources.insert(source);
        self.inner_mut().for_each(|inner| inner.add_source(source));
    }

    /// The shapes directly inside: of elements, members, values and alternatives.
    pub fn inner(&self) -> impl Iterator<Item = &Shape> {
        let list = self.list.iter().map(|list| &list.element);
        let object = self.object.iter().flat_map(|object| {
            let members = object.members.values().map(|member| &member.shape);
            members.chain(&object.map)
        });
        list.chain(object).chain(&self.alternatives)
    }

    /// As [`Shape::inner`], to be changed.
    pub(super) fn inner_mut(&mut self) -> impl Iterator<Item = &mut Shape> {
        let list = self.list.iter_mut().map(|list| &mut list.element);
        let object = self.object.iter_mut().flat_map(|object| {
            let members = object.members.values_mut().map(|member| &mut member.shape);
            members.chain(&mut object.map)
        });
        list.chain(object).chain(&mut self.alternatives)
    }

    /// The shape as if it were stated: nothing is counted.
    pub(super) fn forget_tallies(&mut self) {
        let counts = [
            &mut self.null,
            &mut self.boolean,
            &mut self.float,
            &mut self.any,
        ];
        let counts = counts.into_iter().flatten();
        let integer = self.integer.iter_mut().map(|integer| &mut integer.tally);
        let text = self.text.iter_mut().map(|text| &mut text.tally);
        let list = self.list.iter_mut().map(|list| &mut list.tally);
        let object = self.object.iter_mut().flat_map(|object| {
            let members = object.members.values_mut().map(|member| &mut member.tally);
            members.chain([&mut object.tally])
        });
        counts
            .chain(integer)
            .chain(text)
            .chain(list)
            .chain(object)
            .for_each(|tally| *tally = Tally::default());
        self.inner_mut().for_each(Shape::forget_tallies);
    }

    /// Whether nothing was seen.
    pub fn is_bottom(&self) -> bool {
        self.components().next().is_none() && self.reference.is_none()
    }

    /// The components that are there, in order; alternatives are objects.
    pub(super) fn components(&self) -> impl Iterator<Item = Component> {
        let has_object = self.object.is_some() || !self.alternatives.is_empty();
        let there = [
            (self.null.is_some(), Component::Null),
            (self.boolean.is_some(), Component::Boolean),
            (self.integer.is_some(), Component::Integer),
            (self.float.is_some(), Component::Float),
            (self.text.is_some(), Component::Text),
            (self.list.is_some(), Component::List),
            (has_object, Component::Object),
            (self.any.is_some(), Component::Any),
        ];
        let there = there.into_iter().filter(|(is_there, _)| *is_there);
        there.map(|(_, component)| component)
    }
}

impl ObjectShape {
    /// What is stated about `member` being required, as far as the samples bear it out: a member that is stated as
    /// required but missing from some sample is optional.
    pub fn stated(&self, member: &MemberShape) -> Option<bool> {
        match member.required {
            Some(true) if member.tally < self.tally => Some(false),
            stated => stated,
        }
    }

    /// Whether every sample had `member` and there was at least one, or a statement says that it is required.
    pub(super) fn always_has(&self, member: &MemberShape) -> bool {
        self.stated(member)
            .unwrap_or(member.tally == self.tally && self.tally.seen > 0)
    }
}
