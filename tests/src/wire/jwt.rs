//! JSON web tokens in recordings.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// What a token may stand between.
const AROUND: [char; 5] = [' ', '=', '&', '?', ','];

/// Text in which the signature of every token that is signed with random numbers (ECDSA, PSS) is masked.
pub(super) fn without_random_signature(text: &str) -> String {
    let pieces = text.split_inclusive(AROUND);
    pieces
        .map(|piece| masked(piece).unwrap_or_else(|| piece.to_owned()))
        .collect()
}

/// A claim of the first token in a text.
pub(super) fn claim(text: &str, name: &str) -> Option<String> {
    let claims = text.split(AROUND).find_map(|piece| {
        let (head, rest) = piece.split_once('.')?;
        decoded(head)?;
        decoded(rest.split('.').next()?)
    })?;
    claims[name].as_str().map(str::to_owned)
}

fn masked(piece: &str) -> Option<String> {
    let token = piece.trim_end_matches(AROUND);
    let (signed, signature) = token.rsplit_once('.')?;
    let head = decoded(signed.split('.').next()?)?;
    let algorithm = head["alg"].as_str()?;
    let is_random = algorithm.starts_with("ES") || algorithm.starts_with("PS");
    is_random.then(|| {
        format!(
            "{signed}.({} characters){}",
            signature.len(),
            &piece[token.len()..]
        )
    })
}

fn decoded(part: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}
