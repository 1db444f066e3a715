//! Test scripts, read and never run: schemas and assertions about the response.
//!
//! Scripts are read with a JavaScript parser, so that comments, strings and formatting do not matter. Variables are
//! followed through a script as far as they hold a literal or a part of the response body; everything else is unknown,
//! and what is unknown says nothing. A script that does not parse says nothing either.

mod known;
mod path;
#[cfg(test)]
mod tests;
mod visitor;

use std::thread;

use oxc_allocator::Allocator;
use oxc_ast_visit::VisitJs;
use oxc_parser::{ParseOptions, Parser};
use oxc_span::SourceType;

use super::{Definitions, Schema, Shape, Source};
use visitor::Visitor;

/// What a test script says about the response.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScriptFacts {
    /// The statuses that it expects, in the order of first sight. A status that only decides what to test is none.
    pub statuses: Vec<u16>,
    /// The schemas that the response body is checked against.
    pub schemas: Vec<Schema>,
    /// What assertions say about the body: members that are there, and their kinds. Tallies are 0 and nothing is
    /// required: an assertion may hold for this one request only. `"number"` gives no kind, for it says nothing about
    /// fractions.
    pub body: Shape,
    /// Definitions that `body` refers to.
    pub definitions: Definitions,
    /// The parts of the body that it puts into variables, for other requests to use.
    pub kept: Vec<Kept>,
}

/// A part of a response body that a script puts into a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The variable, of whichever scope.
    pub variable: String,
    /// Where it stands in the body, as in `data.users[].id`; empty for the body itself.
    pub path: String,
}

impl ScriptFacts {
    /// Everything that is said about the body, as one shape and the definitions that it refers to; `None` when nothing
    /// is said.
    pub fn stated(&self) -> Option<(Shape, Definitions)> {
        let mut definitions = self.definitions.clone();
        let mut shape = self.body.clone();
        for schema in &self.schemas {
            shape.join(Shape::of_schema(schema, &mut definitions));
        }
        (shape != Shape::default()).then(|| {
            let source = Source::Script;
            (shape.from_source(source), definitions.stated_by(source))
        })
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.statuses.is_empty()
            && self.schemas.is_empty()
            && self.body.is_bottom()
            && self.kept.is_empty()
    }
}

/// Without one of these words a script says nothing that is read here, and is not parsed.
const TELLING: [&str; 11] = [
    "response.to.",
    "response.code",
    "responseCode",
    "expect",
    "jsonSchema",
    "tv4",
    "jv",
    "tests[",
    ".set(",
    "Variable(",
    "hasOwnProperty",
];

/// Longer scripts are libraries, not tests.
const LENGTH_LIMIT: usize = 64 * 1024;

/// Room for the parser's recursion, which a script of [`LENGTH_LIMIT`] can drive as deep as it is long. It is address
/// space; memory is taken only as far as the recursion goes.
const STACK_SIZE: usize = if cfg!(target_pointer_width = "64") {
    512 << 20
} else {
    128 << 20
};

/// What each of `scripts` says, in their order.
pub fn read_scripts(scripts: &[&str]) -> Vec<ScriptFacts> {
    let is_telling = |script: &str| {
        script.len() <= LENGTH_LIMIT && TELLING.iter().any(|word| script.contains(word))
    };
    let telling: Vec<(usize, &str)> = scripts
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, script)| is_telling(script))
        .collect();
    let mut facts = vec![ScriptFacts::default(); scripts.len()];
    if telling.is_empty() {
        return facts;
    }
    let read = thread::scope(|scope| {
        let read_all = || {
            let mut allocator = Allocator::default();
            let read = telling.iter().map(|&(position, script)| {
                allocator.reset();
                (position, read_script(script, &allocator))
            });
            read.collect::<Vec<_>>()
        };
        let reader = thread::Builder::new()
            .stack_size(STACK_SIZE)
            .spawn_scoped(scope, read_all);
        reader.ok().and_then(|reader| reader.join().ok())
    });
    for (position, read) in read.unwrap_or_default() {
        if let Some(facts) = facts.get_mut(position) {
            *facts = read;
        }
    }
    facts
}

fn read_script(script: &str, allocator: &Allocator) -> ScriptFacts {
    // Postman wraps a script in an async function.
    let options = ParseOptions {
        allow_return_outside_function: true,
        preserve_parens: false,
        ..ParseOptions::default()
    };
    let parsed = Parser::new(allocator, script, SourceType::unambiguous())
        .with_options(options)
        .parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        return ScriptFacts::default();
    }
    let mut visitor = Visitor::default();
    // Functions may use variables that are declared after them: a first pass collects, the second reads.
    visitor.visit_program(&parsed.program);
    visitor.facts = Some(ScriptFacts::default());
    visitor.visit_program(&parsed.program);
    visitor.facts.unwrap_or_default()
}
