//! Names inside a type: fields, variants, constructors.

use crate::diagnostic::Diagnostics;
use crate::ir::{
    EnumValue, OutputCase, Struct, TypeDef, TypeKind, UnknownFields, Variant, VariantContent,
};
use crate::name::field::fields;
use crate::name::identifier::Style;
use crate::name::scope::{Taken, settle_pairs};
use crate::name::words::Words;
use crate::name::{ContentNames, Ident, VariantNames, reserved};

const VARIANT: Style = Style::Camel("value");
const CONSTRUCTOR: Style = Style::Snake("value");

/// The variant for unknown values, and the field for unknown members in its snake case.
const OTHER: &str = "Other";

/// Names inside a type.
pub(super) fn content(definition: &TypeDef, diagnostics: &mut Diagnostics) -> ContentNames {
    match &definition.kind {
        TypeKind::Struct(object) => members(object, definition, diagnostics),
        TypeKind::Enum(values) => open_enum(values),
        TypeKind::Union(list) | TypeKind::Tagged { variants: list, .. } => ContentNames {
            variants: variants(list, definition, diagnostics),
            ..ContentNames::default()
        },
        TypeKind::ByStatus(cases) => ContentNames {
            variants: statuses(cases),
            ..ContentNames::default()
        },
    }
}

fn members(object: &Struct, definition: &TypeDef, diagnostics: &mut Diagnostics) -> ContentNames {
    let keep = object.unknown == UnknownFields::Keep;
    let mut reserved = Vec::new();
    reserved.extend(keep.then_some("other"));
    reserved.extend(definition.direction.encodes().then_some("new"));
    let fields = fields(&object.fields, &reserved, &definition.origin, diagnostics);
    ContentNames {
        fields,
        unknown: keep.then(|| Ident::new("other".to_owned())),
        ..ContentNames::default()
    }
}

/// Variants of an open enum. Values that differ in case alone say it (`Asc`, `AscUpper`), the empty value is `Empty`.
fn open_enum(values: &[EnumValue]) -> ContentNames {
    let wanted: Vec<Vec<Words>> = values
        .iter()
        .map(|EnumValue { value, .. }| {
            let words = if value.trim().is_empty() {
                Words::of("empty")
            } else {
                Words::of(value)
            };
            let case = if value.chars().any(char::is_lowercase) {
                "lower"
            } else {
                "upper"
            };
            vec![
                words.clone(),
                Words::spelled(value),
                words.then(&Words::of(case)),
                words.then(&VARIANT.noun()),
            ]
        })
        .collect();
    let mut variants = Taken::default();
    variants.reserve([OTHER]);
    let names = variant_names(
        variants,
        Taken::default(),
        &wanted,
        values.iter().map(|_| Vec::new()),
    );
    ContentNames {
        variants: names,
        other: Some(Ident::new(OTHER.to_owned())),
        ..ContentNames::default()
    }
}

fn variants(
    list: &[Variant],
    definition: &TypeDef,
    diagnostics: &mut Diagnostics,
) -> Vec<VariantNames> {
    let wanted: Vec<Vec<Words>> = list
        .iter()
        .map(|variant| {
            let mut names: Vec<Words> = variant
                .names
                .iter()
                .chain(&variant.tag)
                .map(|name| Words::of(name))
                .collect();
            names.extend(names.first().map(|best| best.then(&Words::of("form"))));
            names
        })
        .collect();
    let fields: Vec<Vec<Ident>> = list
        .iter()
        .map(|variant| match &variant.content {
            VariantContent::Fields(list) => fields(list, &[], &definition.origin, diagnostics),
            VariantContent::Value(_) | VariantContent::Unit => Vec::new(),
        })
        .collect();
    let mut constructors = Taken::default();
    constructors.reserve(reserved::CONSTRUCTORS.iter().copied());
    variant_names(Taken::default(), constructors, &wanted, fields)
}

/// Variants by status: the reason phrases, joined with "or".
fn statuses(cases: &[OutputCase]) -> Vec<VariantNames> {
    let wanted: Vec<Vec<Words>> = cases
        .iter()
        .map(|case| {
            let phrases: Vec<String> = case.statuses.iter().map(|status| phrase(*status)).collect();
            vec![Words::of(&phrases.join(" or "))]
        })
        .collect();
    variant_names(
        Taken::default(),
        Taken::default(),
        &wanted,
        cases.iter().map(|_| Vec::new()),
    )
}

fn phrase(status: u16) -> String {
    match status {
        200 => "ok".to_owned(),
        201 => "created".to_owned(),
        202 => "accepted".to_owned(),
        203 => "non authoritative".to_owned(),
        204 => "no content".to_owned(),
        205 => "reset content".to_owned(),
        206 => "partial content".to_owned(),
        207 => "multi status".to_owned(),
        _ => format!("status {status}"),
    }
}

/// Variants and constructors, settled together.
fn variant_names(
    variants: Taken,
    constructors: Taken,
    wanted: &[Vec<Words>],
    fields: impl IntoIterator<Item = Vec<Ident>>,
) -> Vec<VariantNames> {
    let settled = settle_pairs(
        &[VARIANT, CONSTRUCTOR],
        &mut [variants, constructors],
        wanted,
    );
    settled
        .into_iter()
        .zip(fields)
        .filter_map(|((idents, _), fields)| {
            let [name, constructor] = <[Ident; 2]>::try_from(idents).ok()?;
            Some(VariantNames {
                name,
                fields,
                constructor,
            })
        })
        .collect()
}
