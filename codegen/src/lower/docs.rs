//! Documentation out of descriptions.

use super::parameter::Parameter;
use crate::infer::{self, Remarks};
use crate::ir::{Docs, Evidence, Location};
use crate::markdown;
use crate::secret::mask_tokens;

/// A description, or a sentence of our own where there is none.
pub(super) fn described(description: Option<&str>, fallback: impl FnOnce() -> String) -> Docs {
    let docs = description.map(|text| markdown::docs(&mask_tokens(text)));
    let docs = docs.filter(|docs| !docs.summary.is_empty());
    docs.unwrap_or_else(|| Docs::sentence(fallback()))
}

/// Evidence of those facts that hold, for who looks into what was inferred.
pub(super) fn evidence<const N: usize>(
    facts: [(bool, &'static str); N],
) -> impl Iterator<Item = Evidence> {
    let holding = facts.into_iter().filter(|(holds, _)| *holds);
    holding.map(|(_, text)| Evidence::inspected(text))
}

/// The documentation of a parameter: its description without what the type already says.
pub(super) fn parameter(parameter: &Parameter<'_>, remarks: &Remarks) -> Docs {
    let text = Some(remarks.description.as_str()).filter(|text| !text.trim().is_empty());
    let mut docs = described(text, || {
        let place = match parameter.location {
            Location::Path => "Path parameter",
            Location::Query => "Query parameter",
            Location::Header => "Header",
            Location::Body => "Form field",
        };
        format!("{place} {}.", markdown::code(parameter.name))
    });
    if let Some(default) = &remarks.default {
        let text = format!("Default: {}.", markdown::code(default));
        docs.evidence.push(Evidence::shown(text));
    }
    if let Some(range) = range(remarks) {
        docs.evidence.push(Evidence::inspected(range));
    }
    let is_placeholder = |text: &&str| infer::is_placeholder(text);
    docs.evidence.extend(evidence([
        (
            remarks.required == Some(true),
            "Required by its description.",
        ),
        (
            !remarks.values.is_empty(),
            "Its description lists the values.",
        ),
        (
            parameter.texts.iter().any(is_placeholder),
            "Named by an importer's placeholder.",
        ),
    ]));
    docs
}

/// The range that a description states.
fn range(remarks: &Remarks) -> Option<String> {
    match (remarks.minimum, remarks.maximum) {
        (None, None) => None,
        (Some(least), None) => Some(format!("At least {least} by its description.")),
        (None, Some(greatest)) => Some(format!("At most {greatest} by its description.")),
        (Some(least), Some(greatest)) => Some(format!("{least} to {greatest} by its description.")),
    }
}

/// The documentation of a folder.
pub(super) fn folder(name: &str, description: Option<&str>) -> Docs {
    described(description, || {
        format!("Operations of the folder {}.", markdown::code(name))
    })
}

/// The documentation of an operation; without a description its name is the summary.
pub(super) fn operation(name: &str, description: Option<&str>) -> Docs {
    described(description, || {
        let rendered = markdown::to_rustdoc(name);
        if rendered.summary.is_empty() {
            "Operation without a name.".to_owned()
        } else {
            rendered.summary
        }
    })
}
