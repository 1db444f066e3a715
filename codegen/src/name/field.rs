//! Names of fields: of requests, structs and variants.

use crate::diagnostic::Diagnostics;
use crate::ir::{Field, Location, Origin};

use super::Ident;
use super::assign::report;
use super::identifier::Style;
use super::reserved::PLACEHOLDERS;
use super::scope::{Settled, Taken, settle_lazily};
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
    let plain: Vec<Words> = fields.iter().map(|field| Words::of(text(field))).collect();
    let mut taken = Taken::default();
    taken.reserve(reserved.iter().chain(PLACEHOLDERS).copied());
    let settled = settle_lazily(
        &[FIELD],
        std::slice::from_mut(&mut taken),
        &[],
        &plain,
        |index| longer(index, fields, &plain),
    );
    let named = settled
        .into_iter()
        .zip(&plain)
        .filter_map(|((idents, settled), plain)| {
            let ident = idents.into_iter().next()?;
            if settled == Settled::Longer {
                report(diagnostics, origin, "field", &FIELD.ident(plain), &ident);
            }
            Some(ident)
        });
    named.collect()
}

fn text(field: &Field) -> &str {
    field.rename.as_deref().unwrap_or(&field.name)
}

fn longer(index: usize, fields: &[Field], plain: &[Words]) -> Vec<Words> {
    let (Some(field), Some(words)) = (fields.get(index), plain.get(index)) else {
        return Vec::new();
    };
    let mut others = fields
        .iter()
        .zip(plain)
        .filter(|(_, other)| *other == words);
    let mut longer = Vec::new();
    if others.any(|(other, _)| other.location != field.location) {
        longer.push(Words::of(location(field.location)).then(words));
    }
    longer.push(Words::spelled(text(field)));
    longer.push(words.then(&FIELD.noun()));
    longer
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Body => "body",
    }
}
