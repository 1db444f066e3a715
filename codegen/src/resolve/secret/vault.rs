//! The literals that were taken out, and the variables that stand for them.

use std::collections::BTreeSet;

use super::super::{ResolvedRequest, variables_of};
use super::placeholder::variable_for;
use crate::postman::Body;

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
}

impl Vault {
    /// Nothing found yet; the names that are `taken` are those of variables that are defined.
    pub(super) fn new(taken: BTreeSet<String>, requests: &[ResolvedRequest]) -> Self {
        Self {
            taken,
            used: requests.iter().flat_map(used_variables).collect(),
            found: Vec::new(),
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
