//! Secrets that descriptions repeat.

use std::cmp::Reverse;

use super::super::{Resolved, has_variable};
use crate::postman::{Body, Request};
use crate::secret::has_letters_and_digits;

/// Shorter texts are words of many sentences, not secrets that somebody copied.
const LEAST: usize = 8;

/// Replaces by `***`, in every description, what was taken out elsewhere and what secret variables hold.
pub(in crate::resolve) fn mask_descriptions(resolved: &mut Resolved) {
    let literals = literals(resolved);
    if literals.is_empty() {
        return;
    }
    let mask = |description: &mut Option<String>| {
        let Some(text) = description else { return };
        for literal in &literals {
            if text.contains(literal) {
                *text = text.replace(literal, "***");
            }
        }
    };
    mask(&mut resolved.description);
    for folder in &mut resolved.folders {
        mask(&mut folder.description);
    }
    resolved.variables.descriptions_mut().for_each(mask);
    for request in &mut resolved.requests {
        mask(&mut request.item.description);
        descriptions(&mut request.item.request).for_each(mask);
    }
}

/// What must not be repeated, the longest first, so that none hides a part of another.
fn literals(resolved: &Resolved) -> Vec<String> {
    let taken = resolved.secrets.iter().map(|secret| secret.value.as_str());
    let variables = &resolved.variables;
    let secret = variables
        .names()
        .filter(|name| resolved.usage.is_secret(name));
    let values = secret.flat_map(|name| variables.values(name));
    let mut literals: Vec<String> = taken
        .chain(values)
        .map(str::trim)
        .filter(|literal| is_unlike_words(literal) && !has_variable(literal))
        .map(str::to_owned)
        .collect();
    literals.sort_by_key(|literal| Reverse(literal.len()));
    literals.dedup();
    literals
}

/// Whether no sentence has this text by chance, as it may have `access_token` or `password`.
fn is_unlike_words(text: &str) -> bool {
    text.len() >= LEAST && has_letters_and_digits(text)
}

/// The descriptions of everything that a request sends.
fn descriptions(request: &mut Request) -> impl Iterator<Item = &mut Option<String>> {
    let url = &mut request.url;
    let query = url.query.iter_mut().map(|entry| &mut entry.description);
    let variables = url
        .variables
        .iter_mut()
        .map(|variable| &mut variable.description);
    let headers = request
        .headers
        .iter_mut()
        .map(|header| &mut header.description);
    let (entries, parts) = match &mut request.body {
        Some(Body::Urlencoded(entries)) => (entries.as_mut_slice(), [].as_mut_slice()),
        Some(Body::Multipart(parts)) => ([].as_mut_slice(), parts.as_mut_slice()),
        _ => ([].as_mut_slice(), [].as_mut_slice()),
    };
    let entries = entries.iter_mut().map(|entry| &mut entry.description);
    let parts = parts.iter_mut().map(|part| &mut part.description);
    query
        .chain(variables)
        .chain(headers)
        .chain(entries)
        .chain(parts)
}
