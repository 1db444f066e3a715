//! Text with holes.

use super::{FieldId, SettingId};

/// Text that is completed from the client's settings, or anew for each call.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Template {
    /// The parts, in order; never two texts side by side.
    pub parts: Vec<TemplatePart>,
}

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemplatePart {
    /// Literal text.
    Text(String),
    /// The value of a setting.
    Setting(SettingId),
    /// A value made for each call.
    Dynamic(DynamicVariable),
}

impl Template {
    /// A template without holes.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::default()
        } else {
            Self {
                parts: vec![TemplatePart::Text(text)],
            }
        }
    }

    /// A template that is the value of a setting.
    pub fn setting(id: SettingId) -> Self {
        Self {
            parts: vec![TemplatePart::Setting(id)],
        }
    }

    /// Adds a part; neighbouring texts become one.
    pub fn push(&mut self, part: TemplatePart) {
        match (self.parts.last_mut(), part) {
            (_, TemplatePart::Text(text)) if text.is_empty() => {}
            (Some(TemplatePart::Text(last)), TemplatePart::Text(text)) => last.push_str(&text),
            (_, part) => self.parts.push(part),
        }
    }

    /// The text, when there are no holes.
    pub fn as_text(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [TemplatePart::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The settings it refers to, in order.
    pub fn settings(&self) -> impl Iterator<Item = SettingId> {
        self.parts.iter().filter_map(|part| match part {
            TemplatePart::Setting(id) => Some(*id),
            TemplatePart::Text(_) | TemplatePart::Dynamic(_) => None,
        })
    }
}

/// A dynamic variable that the client makes by itself, as Postman does. The random words, names and places of
/// Postman's list are not among them: they are sample data and become fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DynamicVariable {
    /// `$guid`, `$randomUUID`: a version 4 UUID.
    Uuid,
    /// `$timestamp`: seconds since 1970.
    Timestamp,
    /// `$isoTimestamp`: UTC with milliseconds.
    IsoTimestamp,
    /// `$randomInt`: 0 to 1000.
    RandomInteger,
}

/// A part of an operation's path, after the server's base.
///
/// Literal text is written as it stands (Postman's path encoding is applied to it when the code is emitted); a field is
/// one segment or part of one, with `/`, `?`, `#` and `%` encoded; a setting may hold several segments and is encoded
/// as Postman encodes a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPart {
    /// Literal text, slashes included, not yet encoded.
    Text(String),
    /// An input of the operation.
    Field(FieldId),
    /// A setting of the client.
    Setting(SettingId),
    /// A value made for each call.
    Dynamic(DynamicVariable),
}
