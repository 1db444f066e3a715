//! Types: definitions and uses.

use super::{Docs, Field, Origin, OutputCase, ResourceId};

/// Index into [`super::Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A use of a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeRef {
    /// `bool`.
    Boolean,
    /// `i64`.
    Integer,
    /// `u64`: integers that need it.
    Unsigned,
    /// `f64`: only where a fraction or an exponent was seen.
    Float,
    /// A number of any size and precision (`serde_json::Number`).
    Number,
    /// `String`.
    Text,
    /// Text of a known format, as text or as a type of the user's choice.
    Formatted(ScalarFormat),
    /// A string or an integer: a runtime type that keeps which it was.
    IntegerOrText,
    /// Any JSON (`serde_json::Value`).
    Json,
    /// A file to upload: bytes with a name, or a stream.
    File,
    /// Bytes.
    Bytes,
    /// A definition.
    Named(TypeId),
    /// A value or JSON null.
    Nullable(Box<TypeRef>),
    /// A list.
    List(Box<TypeRef>),
    /// An object with free keys, in order of key.
    Map(Box<TypeRef>),
    /// A definition inside itself.
    Boxed(Box<TypeRef>),
}

/// A known format of text. The Rust path is set by the configuration; without one it is `String`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScalarFormat {
    /// The format by its JSON Schema name, such as `date-time`, `date`, `uuid`, `uri`, `email`, `decimal`.
    pub name: String,
    /// The Rust type's path, such as `jiff::Timestamp`, when the configuration sets one.
    pub rust: Option<String>,
}

/// Which serde impls a type needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// `Serialize`: sent.
    Encode,
    /// `Deserialize`: received.
    Decode,
    /// Both.
    Both,
}

impl Direction {
    /// Whether the type is written.
    pub fn encodes(self) -> bool {
        self != Self::Decode
    }

    /// Whether the type is read.
    pub fn decodes(self) -> bool {
        self != Self::Encode
    }
}

/// Where a type lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Home {
    /// In the module of the one folder that uses it.
    Resource(ResourceId),
    /// In the API's own `types` module, re-exported by every folder that uses it.
    Shared,
}

impl Home {
    /// The module that holds it: what only the root uses is in `types`, too.
    #[must_use]
    pub fn module(self) -> Self {
        match self {
            Self::Shared | Self::Resource(ResourceId::ROOT) => Self::Shared,
            Self::Resource(_) => self,
        }
    }
}

/// A definition.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// Wanted names, best first, as words in the collection's spelling (`User`, `List users item`).
    pub names: Vec<String>,
    /// Whether a hint or a schema gives the first name.
    pub is_titled: bool,
    /// What it is.
    pub docs: Docs,
    /// Where it was first seen.
    pub origin: Origin,
    /// Its content.
    pub kind: TypeKind,
    /// Which serde impls it needs.
    pub direction: Direction,
    /// Where it lives.
    pub home: Home,
}

/// The content of a definition.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// An object with known members.
    Struct(Struct),
    /// Text out of a known list, open: an unknown value is kept as `Other`.
    Enum(Vec<EnumValue>),
    /// One of several forms, told apart by their content (no tag).
    Union(Vec<Variant>),
    /// One of several objects, told apart by a member.
    Tagged {
        /// The member's name on the wire.
        tag: String,
        /// The variants; each has [`Variant::tag`].
        variants: Vec<Variant>,
    },
    /// The body of a successful answer, by status.
    ByStatus(Vec<OutputCase>),
}

/// An object with known members.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// The members, in the order of first sight.
    pub fields: Vec<Field>,
    /// What happens to members that are not known.
    pub unknown: UnknownFields,
}

/// What happens to members that are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnknownFields {
    /// They are ignored.
    Ignore,
    /// They are kept in a map of JSON values, the field `other`.
    Keep,
}

/// A value of an open enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: String,
    /// The description; may be empty.
    pub docs: Docs,
}

/// A form of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Wanted names, best first.
    pub names: Vec<String>,
    /// What it is.
    pub docs: Docs,
    /// The value of the tag, for [`TypeKind::Tagged`].
    pub tag: Option<String>,
    /// The content.
    pub content: VariantContent,
}

/// The content of a variant.
#[derive(Debug, Clone, PartialEq)]
pub enum VariantContent {
    /// Members written in the variant itself: `Identity { provider, user_id }`.
    Fields(Vec<Field>),
    /// A value of another type: `Text(String)`.
    Value(TypeRef),
    /// JSON null or nothing.
    Unit,
}
