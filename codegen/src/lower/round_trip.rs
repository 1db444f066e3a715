//! The samples that types must hold without loss, for the checks that the emitted crate carries.

use crate::infer::{self, Sample};
use crate::ir::Body;

/// What a request with this body must be able to write; text and forms are checked on the wire.
pub(super) fn of_request(body: Option<&Body>, sample: Option<&Sample>) -> Option<String> {
    let is_json = matches!(body, Some(Body::JsonObject { .. } | Body::Json { .. }));
    sample
        .filter(|_| is_json)
        .map(|sample| opened(sample).to_json())
}

/// A saved body as JSON; `None` when an importer's placeholders or bare variables stand in place of values.
pub(super) fn of_response(sample: &Sample) -> Option<String> {
    (!infer::has_placeholder(sample) && !has_bare(sample)).then(|| sample.to_json())
}

/// The sample as JSON: what stands bare becomes the text of one variable, which stands for anything.
fn opened(sample: &Sample) -> Sample {
    match sample {
        Sample::Bare(_) => Sample::Text("{{bare}}".to_owned()),
        Sample::List(elements) => Sample::List(elements.iter().map(opened).collect()),
        Sample::Object(members) => Sample::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), opened(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}

fn has_bare(sample: &Sample) -> bool {
    match sample {
        Sample::Bare(_) => true,
        Sample::List(elements) => elements.iter().any(has_bare),
        Sample::Object(members) => members.iter().any(|(_, value)| has_bare(value)),
        _ => false,
    }
}
