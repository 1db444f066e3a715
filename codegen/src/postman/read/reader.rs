//! The way to a value inside a document, and what was found on the way.

use serde_json::{Map, Value};

use super::value::{scalar_text, truthy};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Place},
    postman::Format,
};

/// The way to a value, kept on the stack: a pointer is only written when something is found there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Trail<'t> {
    /// A known place.
    At(&'t Place),
    /// A member of the value before.
    Member(&'t Trail<'t>, &'t str),
    /// An element of the value before.
    Element(&'t Trail<'t>, usize),
}

impl<'t> Trail<'t> {
    /// The way to a member.
    pub(super) fn member(&'t self, key: &'t str) -> Self {
        Self::Member(self, key)
    }

    /// The way to an element.
    pub(super) fn element(&'t self, index: usize) -> Self {
        Self::Element(self, index)
    }

    /// The place, written out.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::At(place) => (*place).clone(),
            Self::Member(before, key) => before.place().member(key),
            Self::Element(before, index) => before.place().element(*index),
        }
    }
}

/// Collects findings. Their item paths are filled in from the inside out, because a folder's name may come after its
/// items.
#[derive(Debug)]
pub(super) struct Reader {
    /// The format being read: it decides how an entry is switched off.
    pub(super) format: Format,
    /// Whether `enabled: false` switches an entry off, beside `disabled`.
    pub(super) enabled_counts: bool,
    findings: Vec<Diagnostic>,
}

impl Reader {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            enabled_counts: matches!(format, Format::V1 | Format::V3),
            findings: Vec::new(),
        }
    }

    /// Adds a finding.
    pub(super) fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Says that a member has a type that Postman does not accept.
    pub(super) fn malformed(&mut self, trail: &Trail<'_>, message: impl Into<String>) {
        self.push(Diagnostic::new(
            Code::MalformedMember,
            trail.place(),
            message,
        ));
    }

    /// How much was found so far; for [`Self::belongs_to`] and [`Self::forget`].
    pub(super) fn mark(&self) -> usize {
        self.findings.len()
    }

    /// Drops all findings since `mark`.
    pub(super) fn forget(&mut self, mark: usize) {
        self.findings.truncate(mark);
    }

    /// Puts all findings since `mark` below the folder or item `name`.
    pub(super) fn belongs_to(&mut self, name: &str, mark: usize) {
        for finding in self.findings.iter_mut().skip(mark) {
            finding.item.insert(0, name.to_owned());
        }
    }

    /// Hands everything over.
    pub(super) fn deliver(self, diagnostics: &mut Diagnostics) {
        for finding in self.findings {
            diagnostics.push(finding);
        }
    }

    /// Whether an entry is switched off: `disabled` by truthiness, and where it counts `enabled: false`.
    pub(super) fn is_disabled(&self, entry: &Map<String, Value>) -> bool {
        let by_enabled = self.enabled_counts && entry.get("enabled") == Some(&Value::Bool(false));
        by_enabled || entry.get("disabled").is_some_and(truthy)
    }

    /// Text of a member where Postman expects text: numbers and booleans are printed, null is absent, the rest is
    /// reported.
    pub(super) fn text(
        &mut self,
        members: &Map<String, Value>,
        key: &str,
        trail: &Trail<'_>,
    ) -> Option<String> {
        let value = members.get(key).filter(|value| !value.is_null())?;
        let text = scalar_text(value);
        if text.is_none() {
            self.malformed(
                &trail.member(key),
                format!("`{key}` is {}, not text", describe(value)),
            );
        }
        text
    }

    /// An `id` or `_postman_id`.
    pub(super) fn id(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) -> Option<String> {
        self.text(members, "id", trail)
            .or_else(|| self.text(members, "_postman_id", trail))
    }

    /// A description: text, or an object with `content`; empty is none.
    pub(super) fn description(
        &mut self,
        members: &Map<String, Value>,
        trail: &Trail<'_>,
    ) -> Option<String> {
        let text = match members.get("description") {
            Some(Value::Object(object)) => {
                self.text(object, "content", &trail.member("description"))
            }
            _ => self.text(members, "description", trail),
        };
        text.filter(|text| !text.is_empty())
    }
}

/// The kind of a JSON value with its article, for messages.
pub(super) fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
