//! Names of types: shared ones first, then those of each folder, which its sub-folders may use, then what is inside.

mod content;

use std::collections::BTreeSet;
use std::iter;

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Home, ResourceId, TypeDef, TypeId};

use super::assign::report;
use super::identifier::Style;
use super::lock::KeptType;
use super::scope::{Settled, Taken, settle_lazily};
use super::uses;
use super::words::Words;
use super::{Ident, OperationNames, ResourceNames, TypeNames, reserved};
use content::content;

const TYPE: Style = Style::Camel("type");

/// Names of all types and of what they hold. `kept` are the names that types had.
pub(super) fn types(
    api: &Api,
    folders: Folders<'_>,
    kept: &[Option<Ident>],
    diagnostics: &mut Diagnostics,
) -> Vec<TypeNames> {
    let mut naming = Naming {
        api,
        order: uses::in_order(api),
        kept,
        names: vec![None; api.types.len()],
    };
    let homes_of: Vec<BTreeSet<Home>> = folders
        .used
        .iter()
        .map(|used| {
            let used = used.iter().filter_map(|id| api.types.get(id.0));
            used.map(|definition| definition.home.module()).collect()
        })
        .collect();
    let own = (1..api.resources.len()).map(|index| Home::Resource(ResourceId(index)));
    for home in iter::once(Home::Shared).chain(own) {
        let is_near = |index: &usize| {
            let homes = homes_of.get(*index);
            is_own(home, *index) || homes.is_some_and(|homes| homes.contains(&home))
        };
        let mut taken = Taken::default();
        taken.reserve(reserved::TYPES.iter().copied());
        for index in (0..api.resources.len()).filter(is_near) {
            taken.reserve(folders.own_types(api, index));
            let reachable = folders.used.get(index).into_iter().flatten();
            taken.reserve(reachable.filter_map(|id| naming.name(*id)));
        }
        naming.name_home(home, &mut taken, diagnostics);
    }
    let contents = api
        .types
        .iter()
        .map(|definition| content(definition, diagnostics));
    let names = naming.names.into_iter().zip(contents);
    names
        .map(|(name, content)| TypeNames {
            name: name.unwrap_or_else(|| TYPE.ident(&Words::default())),
            alias: None,
            content,
        })
        .collect()
}

/// Whether the types of `home` are exported by the folder at `index` even when its operations use none of them.
fn is_own(home: Home, index: usize) -> bool {
    home == Home::Resource(ResourceId(index)).module()
}

/// What is known of the folders before types are named.
#[derive(Clone, Copy)]
pub(super) struct Folders<'a> {
    /// Their names.
    pub(super) names: &'a [ResourceNames],
    /// The types that each uses.
    pub(super) used: &'a [BTreeSet<TypeId>],
    /// The names of all operations.
    pub(super) operations: &'a [OperationNames],
}

impl<'a> Folders<'a> {
    /// The client type and the request structs of a folder.
    fn own_types(self, api: &Api, index: usize) -> impl Iterator<Item = &'a str> {
        let members = api.resources.get(index).into_iter();
        let members = members.flat_map(|folder| &folder.operations);
        let requests =
            members.filter_map(move |id| Some(self.operations.get(id.0)?.request.bare()));
        let client = self.names.get(index).map(|names| names.client.bare());
        client.into_iter().chain(requests)
    }
}

/// Types on their way to names.
struct Naming<'a> {
    api: &'a Api,
    /// All types, in the order in which they are named.
    order: Vec<TypeId>,
    kept: &'a [Option<Ident>],
    names: Vec<Option<Ident>>,
}

impl Naming<'_> {
    fn name(&self, id: TypeId) -> Option<&str> {
        Some(self.names.get(id.0)?.as_ref()?.bare())
    }

    /// Names the types that are emitted in one place, beside what is taken there.
    fn name_home(&mut self, home: Home, taken: &mut Taken, diagnostics: &mut Diagnostics) {
        let mut members: Vec<(usize, &TypeDef)> = self
            .order
            .iter()
            .filter_map(|id| Some((id.0, self.api.types.get(id.0)?)))
            .filter(|(_, definition)| definition.home.module() == home)
            .collect();
        // Who states a name gets it.
        members.sort_by_key(|(_, definition)| !definition.is_titled);
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
            .map(|(index, _)| Some(vec![self.kept.get(*index)?.clone()?]))
            .collect();
        let settled = settle_lazily(
            &[TYPE],
            std::slice::from_mut(taken),
            &kept,
            &wanted,
            |index| longer(index).collect(),
        );
        let settled = members.iter().zip(settled).zip(&wanted);
        for (((index, definition), (idents, settled)), wanted) in settled {
            let Some(ident) = idents.into_iter().next() else {
                continue;
            };
            // A name that was kept may differ from the plain one although that is free.
            let plain = TYPE.ident(wanted);
            if settled == Settled::Longer && !taken.is_free(&plain) {
                report(diagnostics, &definition.origin, "type", &plain, &ident);
            }
            if let Some(slot) = self.names.get_mut(*index) {
                *slot = Some(ident);
            }
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
