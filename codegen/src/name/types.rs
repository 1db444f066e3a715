//! Names of types: shared ones first, then each folder's own, then what is inside.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::ir::{
    Api, EnumValue, Home, OutputCase, ResourceId, Struct, TypeDef, TypeId, TypeKind, UnknownFields,
    Variant, VariantContent,
};

use super::assign::report;
use super::field::fields;
use super::identifier::Style;
use super::scope::{Settled, Taken, settle, settle_pairs};
use super::setting::plain;
use super::uses::reached;
use super::words::Words;
use super::{Ident, OperationNames, ResourceNames, StructNames, TypeNames, VariantNames, reserved};

const TYPE: Style = Style::Camel("type");
const VARIANT: Style = Style::Camel("value");
const CONSTRUCTOR: Style = Style::Snake("value");

/// The variant for unknown values, and the field for unknown members in its snake case.
const OTHER: &str = "Other";

/// Names of all types and of what they hold.
pub(super) fn types(
    api: &Api,
    resources: &[ResourceNames],
    operations: &[OperationNames],
    diagnostics: &mut Diagnostics,
) -> Vec<TypeNames> {
    let mut names = vec![Ident::new(String::new()); api.types.len()];
    let homes = by_home(api);
    let types_in = |home: Home| homes.get(&home).map_or(&[][..], Vec::as_slice);
    let folders = api.resources.iter().enumerate();
    let used: Vec<BTreeSet<TypeId>> = folders
        .map(|(index, folder)| reached(api, folder, types_in(Home::Resource(ResourceId(index)))))
        .collect();
    let is_shared = |id: &TypeId| {
        api.types
            .get(id.0)
            .is_some_and(|definition| definition.home == Home::Shared)
    };

    let mut shared = Taken::default();
    shared.reserve(reserved::TYPES.iter().copied());
    for (index, _) in used
        .iter()
        .enumerate()
        .filter(|(_, used)| used.iter().any(is_shared))
    {
        shared.reserve(folder_types(api, resources, operations, index));
    }
    name_home(
        api,
        types_in(Home::Shared),
        &mut shared,
        &mut names,
        diagnostics,
    );

    for (index, used) in used.iter().enumerate() {
        let mut taken = Taken::default();
        taken.reserve(reserved::TYPES.iter().copied());
        taken.reserve(folder_types(api, resources, operations, index));
        taken.reserve(
            used.iter()
                .filter(|id| is_shared(id))
                .filter_map(|id| names.get(id.0))
                .map(Ident::bare),
        );
        name_home(
            api,
            types_in(Home::Resource(ResourceId(index))),
            &mut taken,
            &mut names,
            diagnostics,
        );
    }
    let contents = api
        .types
        .iter()
        .map(|definition| content(definition, diagnostics));
    names
        .into_iter()
        .zip(contents)
        .map(|(name, content)| TypeNames { name, content })
        .collect()
}

/// The client type and the request structs of a folder.
fn folder_types<'a>(
    api: &'a Api,
    resources: &'a [ResourceNames],
    operations: &'a [OperationNames],
    index: usize,
) -> impl Iterator<Item = &'a str> {
    let members = api
        .resources
        .get(index)
        .into_iter()
        .flat_map(|folder| &folder.operations);
    let requests = members.filter_map(|id| Some(operations.get(id.0)?.request.bare()));
    resources
        .get(index)
        .map(|names| names.client.bare())
        .into_iter()
        .chain(requests)
}

/// The types by where they live, in order.
fn by_home(api: &Api) -> BTreeMap<Home, Vec<TypeId>> {
    let mut homes: BTreeMap<Home, Vec<TypeId>> = BTreeMap::new();
    for (index, definition) in api.types.iter().enumerate() {
        homes
            .entry(definition.home)
            .or_default()
            .push(TypeId(index));
    }
    homes
}

fn name_home(
    api: &Api,
    types: &[TypeId],
    taken: &mut Taken,
    names: &mut [Ident],
    diagnostics: &mut Diagnostics,
) {
    let members: Vec<(usize, &TypeDef)> = types
        .iter()
        .filter_map(|id| Some((id.0, api.types.get(id.0)?)))
        .collect();
    let wanted: Vec<Vec<Words>> = members
        .iter()
        .map(|(_, definition)| candidates(definition))
        .collect();
    let settled = settle(TYPE, taken, &wanted);
    for (((index, definition), (ident, settled)), wanted) in
        members.iter().zip(settled).zip(&wanted)
    {
        if settled == Settled::Longer {
            report(
                diagnostics,
                &definition.origin,
                "type",
                &plain(TYPE, wanted),
                &ident,
            );
        }
        if let Some(slot) = names.get_mut(*index) {
            *slot = ident;
        }
    }
}

/// The wanted names in their order, then the best one with "data" behind.
fn candidates(definition: &TypeDef) -> Vec<Words> {
    let mut candidates: Vec<Words> = definition
        .names
        .iter()
        .map(|name| Words::of(name))
        .collect();
    if let Some(best) = candidates.first() {
        candidates.push(best.then(&Words::of("data")));
    }
    candidates
}

/// Names inside a type.
fn content(definition: &TypeDef, diagnostics: &mut Diagnostics) -> StructNames {
    match &definition.kind {
        TypeKind::Struct(object) => members(object, definition, diagnostics),
        TypeKind::Enum(values) => open_enum(values),
        TypeKind::Union(list) | TypeKind::Tagged { variants: list, .. } => StructNames {
            variants: variants(list, definition, diagnostics),
            ..StructNames::default()
        },
        TypeKind::ByStatus(cases) => StructNames {
            variants: statuses(cases),
            ..StructNames::default()
        },
    }
}

fn members(object: &Struct, definition: &TypeDef, diagnostics: &mut Diagnostics) -> StructNames {
    let keep = object.unknown == UnknownFields::Keep;
    let reserved: &[&'static str] = if keep { &["other"] } else { &[] };
    let fields = fields(&object.fields, reserved, &definition.origin, diagnostics);
    StructNames {
        fields,
        unknown: keep.then(|| Ident::new("other".to_owned())),
        ..StructNames::default()
    }
}

/// Variants of an open enum. Values that differ in case alone say it (`Asc`, `AscUpper`), the empty value is `Empty`.
fn open_enum(values: &[EnumValue]) -> StructNames {
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
    StructNames {
        variants: names,
        other: Some(Ident::new(OTHER.to_owned())),
        ..StructNames::default()
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
