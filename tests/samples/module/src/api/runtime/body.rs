//! Request bodies, as they are sent.

use std::fmt;

use bytes::Bytes;

/// The body of a request.
#[derive(Debug, Default)]
pub enum Payload {
    /// No body.
    #[default]
    Empty,
    /// Exact bytes: JSON, text, a file.
    Bytes(Bytes),
    /// A urlencoded form as sent (`a=1&b=2%203`).
    Form(String),
    /// A multipart form as sent, its parts all in memory.
    Multipart(Bytes),
    /// A stream, which can be sent only once.
    Stream(Box<dyn StreamBody>),
}

/// A body that is read while it is sent.
pub trait StreamBody: Send + Sync + fmt::Debug {
    /// The body in the form that `reqwest` takes.
    fn into_reqwest(self: Box<Self>) -> reqwest::Body;

    /// The number of bytes, when it is known.
    fn length(&self) -> Option<u64>;
}

impl Payload {
    /// The bytes, unless they are a stream.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Empty => Some(&[]),
            Self::Bytes(bytes) | Self::Multipart(bytes) => Some(bytes),
            Self::Form(form) => Some(form.as_bytes()),
            Self::Stream(_) => None,
        }
    }

    /// Whether there is no body.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The same body once more; `None` for a stream.
    pub(super) fn try_clone(&self) -> Option<Self> {
        Some(match self {
            Self::Empty => Self::Empty,
            Self::Bytes(bytes) => Self::Bytes(bytes.clone()),
            Self::Form(form) => Self::Form(form.clone()),
            Self::Multipart(bytes) => Self::Multipart(bytes.clone()),
            Self::Stream(_) => return None,
        })
    }
}

impl From<Payload> for Option<reqwest::Body> {
    fn from(payload: Payload) -> Self {
        match payload {
            Payload::Empty => None,
            Payload::Bytes(bytes) | Payload::Multipart(bytes) => Some(bytes.into()),
            Payload::Form(form) => Some(form.into()),
            Payload::Stream(stream) => Some(stream.into_reqwest()),
        }
    }
}
