//! Names of fields: of requests, structs and variants.

use crate::diagnostic::Diagnostics;
use crate::ir::{Field, Location, Origin};

use super::Ident;
use super::assign::report;
use super::identifier::Style;
use super::scope::{Settled, Taken, settle};
use super::setting::plain;
use super::words::Words;

const FIELD: Style = Style::Snake("field");

/// Names of `fields`, none of them in `reserved`. Where two of different places share a name, the later one says its
/// place (`id`, `body_id`); where they stand in one place, it spells its symbols (`a`, `a_bracket`).
pub(super) fn fields(
    fields: &[Field],
    reserved: &[&'static str],
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let plain_words: Vec<Words> = fields.iter().map(|field| Words::of(text(field))).collect();
    let wanted: Vec<Vec<Words>> = fields
        .iter()
        .zip(&plain_words)
        .map(|(field, words)| candidates(field, words, fields, &plain_words))
        .collect();
    let mut taken = Taken::default();
    taken.reserve(reserved.iter().copied());
    let settled = settle(FIELD, &mut taken, &wanted);
    settled
        .into_iter()
        .zip(&wanted)
        .map(|((ident, settled), wanted)| {
            if settled == Settled::Longer {
                report(diagnostics, origin, "field", &plain(FIELD, wanted), &ident);
            }
            ident
        })
        .collect()
}

fn text(field: &Field) -> &str {
    field.rename.as_deref().unwrap_or(&field.name)
}

fn candidates(field: &Field, words: &Words, fields: &[Field], plain: &[Words]) -> Vec<Words> {
    let elsewhere = fields
        .iter()
        .zip(plain)
        .any(|(other, other_words)| other.location != field.location && other_words == words);
    let mut candidates = vec![words.clone()];
    if elsewhere {
        candidates.push(Words::of(location(field.location)).then(words));
    }
    candidates.push(Words::spelled(text(field)));
    candidates.push(words.then(&FIELD.noun()));
    candidates
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Body => "body",
    }
}
