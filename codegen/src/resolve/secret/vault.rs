//! The literals that were taken out, and the variables that stand for them.

use std::collections::BTreeSet;

use heck::ToSnakeCase;

use super::super::{ResolvedRequest, reference, variables_of};
use crate::postman::Body;
use crate::secret::has_letters_and_digits;

/// A literal that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretValue {
    /// The variable that stands for it.
    pub variable: String,
    /// The literal.
    pub value: String,
}

/// The literals found so far, each with its variable.
pub(super) struct Vault {
    taken: BTreeSet<String>,
    /// Variables without a value: each may hold what an export left blank, but no literal.
    used: BTreeSet<String>,
    pub(super) found: Vec<SecretValue>,
    /// Those that are replaced wherever they stand, whatever the name of the place.
    watched: Vec<SecretValue>,
}

impl Vault {
    /// Nothing found yet; the names that are `taken` are those of variables that are defined.
    pub(super) fn new(taken: BTreeSet<String>, requests: &[ResolvedRequest]) -> Self {
        Self {
            taken,
            used: requests.iter().flat_map(used_variables).collect(),
            found: Vec::new(),
            watched: Vec::new(),
        }
    }

    /// From now on, every literal that was found and that nobody writes by chance is known wherever it stands; whether
    /// there is one.
    pub(super) fn watches_for_repetitions(&mut self) -> bool {
        let found = self.found.iter();
        self.watched = found
            .filter(|secret| is_unmistakable(&secret.value))
            .cloned()
            .collect();
        !self.watched.is_empty()
    }

    /// Puts variables in place of the literals that are watched.
    pub(super) fn replace_repetitions(&self, text: &mut String) {
        for secret in &self.watched {
            if text.contains(&secret.value) {
                *text = text.replace(&secret.value, &reference(&secret.variable));
            }
        }
    }

    /// The variable for a literal that stands in a place of this name; equal literals share one.
    pub(super) fn variable(&mut self, place: &str, value: &str) -> String {
        let wanted = variable_for(place);
        let is_same = |known: &&SecretValue| {
            known.value == value
                && (!value.is_empty()
                    || known.variable.trim_end_matches(char::is_numeric) == wanted)
        };
        if let Some(known) = self.found.iter().find(is_same) {
            return known.variable.clone();
        }
        let mut variable = wanted.clone();
        let mut number = 2;
        while (!value.is_empty() && self.used.contains(&variable))
            || !self.taken.insert(variable.clone())
        {
            variable = format!("{wanted}_{number}");
            number += 1;
        }
        self.found.push(SecretValue {
            variable: variable.clone(),
            value: value.to_owned(),
        });
        variable
    }
}

/// The variable that stands for a literal in a place of this name.
fn variable_for(place: &str) -> String {
    match place.to_snake_case().trim_start_matches("x_") {
        "" | "authorization" => "token".to_owned(),
        words => words.to_owned(),
    }
}

/// The variables that a request refers to.
fn used_variables(request: &ResolvedRequest) -> BTreeSet<String> {
    let auth = request.auth.iter().flat_map(|auth| &auth.parameters);
    let mut texts: Vec<&str> = auth.map(|parameter| parameter.value.as_str()).collect();
    let inner = &request.item.request;
    texts.extend(inner.headers.iter().map(|header| header.value.as_str()));
    match &inner.body {
        Some(Body::Raw { text, .. }) => texts.push(text),
        Some(Body::Urlencoded(entries)) => {
            let values = entries.iter().flat_map(|entry| &entry.values);
            texts.extend(values.map(String::as_str));
        }
        Some(Body::Multipart(parts)) => {
            texts.extend(parts.iter().map(|part| part.value.as_text()));
        }
        Some(Body::GraphQl(graphql)) => texts.extend(graphql.variables.as_deref()),
        Some(Body::File(file)) => texts.extend(file.content.as_deref()),
        None => {}
    }
    let url = inner.url.to_text_with_variables();
    texts.push(&url);
    let names = texts.into_iter().flat_map(variables_of);
    names.map(str::to_owned).collect()
}

/// Whether a literal is long and mixed enough to be nothing but a secret. UUIDs are not: examples use one of them for
/// everything.
fn is_unmistakable(literal: &str) -> bool {
    const LEAST: usize = 16;
    let is_uuid = literal.len() == 36 && literal.bytes().filter(|byte| *byte == b'-').count() == 4;
    let is_word = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\' | b'{' | b'}');
    literal.len() >= LEAST
        && !is_uuid
        && has_letters_and_digits(literal)
        && literal.bytes().all(is_word)
}
