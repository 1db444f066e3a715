//! Names of types: shared ones first, then those of each folder, which its sub-folders may use, then what is inside.

use std::collections::BTreeSet;
use std::iter;

use crate::diagnostic::Diagnostics;
use crate::ir::{
    Api, Direction, EnumValue, Home, OutputCase, ResourceId, Struct, TypeDef, TypeId, TypeKind,
    UnknownFields, Variant, VariantContent,
};

use super::assign::report;
use super::field::fields;
use super::identifier::Style;
use super::lock::KeptType;
use super::scope::{Settled, Taken, settle_lazily, settle_pairs};
use super::uses;
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
    used: &[BTreeSet<TypeId>],
    kept: &[Option<Ident>],
    diagnostics: &mut Diagnostics,
) -> Vec<TypeNames> {
    let mut names = vec![None; api.types.len()];
    let order = uses::in_order(api);
    let homes_of: Vec<BTreeSet<Home>> = used
        .iter()
        .map(|used| used.iter().filter_map(|id| home(api, *id)).collect())
        .collect();
    let folders = (1..api.resources.len()).map(|index| Home::Resource(ResourceId(index)));
    for home in iter::once(Home::Shared).chain(folders) {
        let mut taken = Taken::default();
        taken.reserve(reserved::TYPES.iter().copied());
        for index in (0..api.resources.len()).filter(|index| {
            is_own(home, *index)
                || homes_of
                    .get(*index)
                    .is_some_and(|homes| homes.contains(&home))
        }) {
            taken.reserve(folder_types(api, resources, operations, index));
            let reachable = used.get(index).into_iter().flatten();
            taken.reserve(
                reachable
                    .filter_map(|id| names.get(id.0)?.as_ref())
                    .map(Ident::bare),
            );
        }
        name_home(api, home, &order, &mut taken, kept, &mut names, diagnostics);
    }
    let contents = api
        .types
        .iter()
        .map(|definition| content(definition, diagnostics));
    names
        .into_iter()
        .zip(contents)
        .map(|(name, content)| TypeNames {
            name: name.unwrap_or_else(|| TYPE.ident(&Words::default())),
            alias: None,
            content,
        })
        .collect()
}

/// Where a type is emitted: what only the root uses is shared, too.
fn home(api: &Api, id: TypeId) -> Option<Home> {
    api.types
        .get(id.0)
        .map(|definition| emitted(definition.home))
}

fn emitted(home: Home) -> Home {
    match home {
        Home::Shared | Home::Resource(ResourceId::ROOT) => Home::Shared,
        Home::Resource(_) => home,
    }
}

/// Whether the types of `home` are exported by the folder at `index` even when its operations use none of them.
fn is_own(home: Home, index: usize) -> bool {
    home == emitted(Home::Resource(ResourceId(index)))
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

fn name_home(
    api: &Api,
    home: Home,
    order: &[TypeId],
    taken: &mut Taken,
    kept: &[Option<Ident>],
    names: &mut [Option<Ident>],
    diagnostics: &mut Diagnostics,
) {
    let members: Vec<(usize, &TypeDef)> = order
        .iter()
        .filter_map(|id| Some((id.0, api.types.get(id.0)?)))
        .filter(|(_, definition)| emitted(definition.home) == home)
        .collect();
    let wanted: Vec<Words> = members
        .iter()
        .map(|(_, definition)| best(definition))
        .collect();
    let longer = |index: usize| {
        let definition = members.get(index).map(|(_, definition)| *definition);
        definition.map(candidates).into_iter().flatten().skip(1)
    };
    let kept: Vec<Option<Vec<Ident>>> = members
        .iter()
        .map(|(index, _)| Some(vec![kept.get(*index)?.clone()?]))
        .collect();
    let settled = settle_lazily(
        &[TYPE],
        std::slice::from_mut(taken),
        &kept,
        &wanted,
        |index| longer(index).collect(),
    );
    for (((index, definition), (idents, settled)), wanted) in
        members.iter().zip(settled).zip(&wanted)
    {
        let Some(ident) = idents.into_iter().next() else {
            continue;
        };
        // A name that was kept may differ from the plain one although that is free.
        let plain = TYPE.ident(wanted);
        if settled == Settled::Longer && !taken.is_free(&plain) {
            report(diagnostics, &definition.origin, "type", &plain, &ident);
        }
        if let Some(slot) = names.get_mut(*index) {
            *slot = Some(ident);
        }
    }
}

/// The names that types had and keep.
pub(super) fn kept_names(api: &Api, known: &[Option<KeptType<'_>>]) -> Vec<Option<Ident>> {
    let types = api.types.iter().zip(known);
    let names = types.map(|(definition, kept)| {
        let kept = kept.as_ref()?;
        keeps(definition, &candidates(definition), kept).then(|| kept.name.clone())
    });
    names.collect()
}

/// Whether a type keeps the name that it had: if that is still one of its names; else if nothing says what it is called
/// now, neither a hint nor a new name of its operation.
fn keeps(definition: &TypeDef, wanted: &[Words], kept: &KeptType<'_>) -> bool {
    let is_wanted = |words: &Words| {
        let ident = TYPE.ident(words);
        let number = kept.name.bare().strip_prefix(ident.bare());
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if definition.is_titled {
        // Behind the title and the operation's name with it stand names that nobody gave.
        return wanted.iter().take(2).any(is_wanted);
    }
    !kept.is_renamed || wanted.iter().any(is_wanted)
}

/// The best of the wanted names.
fn best(definition: &TypeDef) -> Words {
    let best = definition.names.first();
    best.map_or_else(Words::default, |name| Words::unnumbered(name))
}

/// The wanted names in their order, then the best one with "data" behind.
fn candidates(definition: &TypeDef) -> Vec<Words> {
    let mut candidates: Vec<Words> = definition
        .names
        .iter()
        .map(|name| Words::unnumbered(name))
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
    let mut reserved = Vec::new();
    reserved.extend(keep.then_some("other"));
    reserved.extend((definition.direction != Direction::Decode).then_some("new"));
    let fields = fields(&object.fields, &reserved, &definition.origin, diagnostics);
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
