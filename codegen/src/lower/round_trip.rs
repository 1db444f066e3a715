//! The samples that types must hold without loss, for the checks that the emitted crate carries.

use crate::infer::{self, Sample};
use crate::ir::Body;

/// How deep `serde_json` reads lists and objects in each other.
const DEEPEST: usize = 127;

/// What a request with this body must be able to write; text and forms are checked on the wire.
pub(super) fn of_request(body: Option<&Body>, sample: Option<&Sample>) -> Option<String> {
    let is_json = matches!(body, Some(Body::JsonObject { .. } | Body::Json { .. }));
    sample
        .filter(|sample| is_json && is_readable(sample, DEEPEST))
        .map(|sample| {
            // The text of one variable, which stands for anything.
            let text = |_: &str| Sample::Text("{{bare}}".to_owned());
            sample.replace_bare(&text).to_json()
        })
}

/// A saved body as JSON; `None` when an importer's placeholders or bare variables stand in place of values, or where
/// nothing in Rust can read it.
pub(super) fn of_response(sample: &Sample) -> Option<String> {
    let is_value = !infer::has_placeholder(sample) && !sample.has_bare();
    (is_value && is_readable(sample, DEEPEST)).then(|| sample.to_json())
}

/// Whether a sample has numbers up to a double's only, and at most so many levels.
fn is_readable(sample: &Sample, levels: usize) -> bool {
    match sample {
        Sample::Number(text) => text.parse::<f64>().is_ok_and(f64::is_finite),
        Sample::List(elements) => {
            levels > 0
                && elements
                    .iter()
                    .all(|element| is_readable(element, levels - 1))
        }
        Sample::Object(members) => {
            let mut values = members.iter().map(|(_, value)| value);
            levels > 0 && values.all(|value| is_readable(value, levels - 1))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::of_response;
    use crate::infer::parse_sample;

    #[test]
    fn what_nothing_reads_is_no_sample() {
        let of = |text: &str| of_response(&parse_sample(text).expect("a sample"));
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        for depth in [126, 127, 128, 129] {
            let is_read = serde_json::from_str::<serde_json::Value>(&nested(depth)).is_ok();
            assert_eq!(of(&nested(depth)).is_some(), is_read, "{depth}");
        }
        assert_eq!(of("[1e400]"), None);
        assert!(of("[1e300, 123456789012345678901234567890]").is_some());
    }
}
