//! Where values come from: test scripts put parts of answers into variables, which other requests send.

use std::collections::HashMap;

use crate::infer::ScriptFacts;
use crate::ir::{Evidence, Origin};
use crate::markdown;
use crate::resolve::{ResolvedRequest, only_variable};

/// The answers that variables come from, by variable.
#[derive(Debug, Default)]
pub(super) struct KeptValues(HashMap<String, Vec<Source>>);

/// A part of an operation's answer.
#[derive(Debug)]
struct Source {
    /// Folder names and the item's name.
    item: Vec<String>,
    /// Where it stands in the body; empty for all of it.
    path: String,
}

impl KeptValues {
    /// What the scripts of `requests` keep.
    pub(super) fn of(requests: &[ResolvedRequest], facts: &[ScriptFacts]) -> Self {
        let mut sources = Self::default();
        for (request, facts) in requests.iter().zip(facts) {
            for kept in &facts.kept {
                let of_variable = sources.0.entry(kept.variable.clone()).or_default();
                of_variable.push(Source {
                    item: request.path.clone(),
                    path: kept.path.clone(),
                });
            }
        }
        sources
    }

    /// Where the collection takes a setting from.
    pub(super) fn of_setting(&self, variable: &str) -> Option<Evidence> {
        self.0.get(variable)?.first().map(Source::evidence)
    }

    /// Where the collection takes the value of a parameter of the operation at `origin` from, when it is a variable; what
    /// the operation's own script keeps comes too late for it.
    pub(super) fn of_texts(&self, texts: &[&str], origin: &Origin) -> Option<Evidence> {
        let variables = texts.iter().filter_map(|text| only_variable(text));
        let mut sources = variables
            .filter_map(|variable| self.0.get(variable))
            .flatten();
        sources
            .find(|source| source.item != origin.path)
            .map(Source::evidence)
    }
}

impl Source {
    fn evidence(&self) -> Evidence {
        let name = markdown::code(self.item.last().map_or("", String::as_str));
        let path = markdown::code(&self.path);
        // A long path is cut, and half a path would be a wrong one.
        Evidence::shown(if self.path.is_empty() || !path.contains(&self.path) {
            format!("The collection takes it from the answer of {name}.")
        } else {
            format!("The collection takes it from the answer of {name}: {path}.")
        })
    }
}
