//! Answers.

use std::fmt;
use std::str::FromStr;

use super::{Docs, TypeRef};

/// Which answers are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Those of a saved response without a code.
    Unknown,
    /// Those with this code, 100 to 599.
    Code(u16),
    /// Those of a class that nothing else speaks of: 4 for `4XX`, 5 for `5XX`.
    Class(u16),
}

impl Status {
    /// The code, where one code is meant.
    pub fn code(self) -> Option<u16> {
        match self {
            Self::Code(code) => Some(code),
            Self::Unknown | Self::Class(_) => None,
        }
    }

    /// Whether these answers are successes.
    pub fn is_success(self) -> bool {
        self.code().is_some_and(|code| (200..300).contains(&code))
    }

    /// Whether these answers are failures.
    pub fn is_failure(self) -> bool {
        match self {
            Self::Code(code) => code >= 400,
            Self::Class(class) => class >= 4,
            Self::Unknown => false,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => formatter.write_str("without a status"),
            Self::Code(code) => write!(formatter, "{code}"),
            Self::Class(class) => write!(formatter, "{class}XX"),
        }
    }
}

/// A code from 100 to 599, `4XX` or `5XX`; anything else is an error.
impl FromStr for Status {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let code = text.parse().ok().filter(|code| (100..600).contains(code));
        match (text, code) {
            ("4XX", _) => Ok(Self::Class(4)),
            ("5XX", _) => Ok(Self::Class(5)),
            (_, Some(code)) => Ok(Self::Code(code)),
            (_, None) => Err(()),
        }
    }
}

/// What the collection, its scripts or the hints say of one status.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseCase {
    /// The status.
    pub status: Status,
    /// What it means.
    pub docs: Docs,
    /// What the body holds.
    pub body: ResponseBody,
    /// How the body is written where it comes piece by piece, always or for callers who ask for it.
    pub stream: Option<Stream>,
    /// Saved answers, for mocks.
    pub examples: Vec<SavedAnswer>,
    /// The saved JSON bodies that are values of [`ResponseCase::body`], without importers' placeholders: what must
    /// decode and encode without loss. Only with [`super::Options::round_trip`].
    pub samples: Vec<String>,
}

/// A saved answer, as written, without secrets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedAnswer {
    /// The headers that a caller may look at, by names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; empty when none was saved.
    pub body: String,
}

/// How a body is written that comes piece by piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Server-sent events.
    Events,
    /// A JSON value a line.
    Lines,
}

/// What the body of an answer holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ResponseBody {
    /// Nothing is known.
    Unknown,
    /// No content.
    Empty,
    /// JSON of a known type.
    Json(TypeRef),
    /// Text: XML, HTML, CSV, plain.
    Text,
    /// Bytes: images, archives.
    Bytes,
}

/// What a successful call yields.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// One kind of body for every success.
    One(ResponseBody),
    /// Different bodies for different statuses: an enum, emitted as the [`super::TypeKind::ByStatus`] type.
    ByStatus(TypeRef),
}

/// One case of an output that depends on the status.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputCase {
    /// The statuses.
    pub statuses: Vec<u16>,
    /// The body.
    pub body: ResponseBody,
}
