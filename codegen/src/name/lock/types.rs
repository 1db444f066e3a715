//! Types: known by where they stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Home, Operation, ResourceId, TypeId};

use super::super::{Ident, Names, OperationNames, below};
use super::place::{Place, Root, places};
use super::{Kept, TypeEntry, text};

/// How many places of a type are kept: with two of them, one can go and the type is still known.
pub(super) const PLACES: usize = 2;

/// What the lock says of a type.
#[derive(Debug, Clone)]
pub(in super::super) struct KeptType<'l> {
    /// The name.
    pub(in super::super) name: Ident,
    /// Whether every operation that it was found in has other words now.
    pub(in super::super) is_renamed: bool,
    /// The name with the modules above it.
    path: &'l str,
    /// The name before.
    pub(super) was: Option<&'l Ident>,
    /// The places in the lock where it still stands, best first.
    at: Vec<usize>,
}

type Types = BTreeMap<String, TypeEntry>;

/// What the lock says of each type. `operations` is what is known of those, and whether their words are others now.
pub(super) fn find<'l>(
    table: &'l Types,
    api: &Api,
    operations: &[Option<&Kept>],
    is_renamed: &[bool],
) -> Vec<Option<KeptType<'l>>> {
    if table.is_empty() {
        return vec![None; api.types.len()];
    }
    let mut search = Search {
        places: places(api),
        operations: operations.iter().map(|kept| kept.map(Kept::path)).collect(),
        is_renamed,
        with_renamed: false,
        found: vec![None; api.types.len()],
        claimed: BTreeSet::new(),
    };
    // Of a type that is two now, the one in an operation with the words that it had is the old one.
    for (ranks, with_renamed) in [(0..1, false), (0..PLACES, false), (0..PLACES, true)] {
        search.with_renamed = with_renamed;
        let by_place: BTreeMap<&str, &'l str> = table
            .iter()
            .flat_map(|(path, entry)| {
                let places = entry
                    .places
                    .get(ranks.start..ranks.end.min(entry.places.len()));
                let places = places.unwrap_or_default();
                places.iter().map(|place| (place.as_str(), path.as_str()))
            })
            .collect();
        while search.round(&by_place, table) {}
    }
    search.note_places(table);
    search.note_renamed();
    search.found
}

struct Search<'l, 'q> {
    places: Vec<Place>,
    /// How the lock writes each operation that it knows.
    operations: Vec<Option<String>>,
    is_renamed: &'q [bool],
    /// Whether operations with other words count.
    with_renamed: bool,
    found: Vec<Option<KeptType<'l>>>,
    claimed: BTreeSet<&'l str>,
}

impl<'l> Search<'l, '_> {
    /// The text that a place has in the lock.
    fn old_text(&self, place: &Place) -> Option<String> {
        let below = |root: &str| format!("{root}{}", place.steps);
        match place.root {
            Root::Operation(id)
                if !self.with_renamed && self.is_renamed.get(id.0) == Some(&true) =>
            {
                None
            }
            Root::Operation(id) => {
                let root = self.operations.get(id.0).and_then(Option::as_ref);
                root.map(|root| below(root))
            }
            Root::Type(id) => {
                let kept = self.found.get(id.0).and_then(Option::as_ref);
                kept.map(|kept| below(kept.path))
            }
        }
    }

    /// Goes through all places once; says whether a type was found.
    fn round(&mut self, by_place: &BTreeMap<&str, &'l str>, table: &'l Types) -> bool {
        let mut is_more = false;
        for index in 0..self.places.len() {
            let Some(place) = self.places.get(index) else {
                continue;
            };
            if self.found.get(place.target.0).is_none_or(Option::is_some) {
                continue;
            }
            let text = self.old_text(place);
            let entry = text.and_then(|text| by_place.get(text.as_str()));
            let Some(path) = entry.copied().filter(|path| !self.claimed.contains(path)) else {
                continue;
            };
            let name = text::path(path).and_then(|mut path| path.pop());
            if let (Some(name), Some(slot)) = (name, self.found.get_mut(place.target.0)) {
                *slot = Some(KeptType {
                    name,
                    is_renamed: true,
                    path,
                    was: table.get(path).and_then(|entry| entry.was.as_ref()),
                    at: Vec::new(),
                });
                self.claimed.insert(path);
                is_more = true;
            }
        }
        is_more
    }

    /// Notes which of the places in the lock still hold.
    fn note_places(&mut self, table: &Types) {
        let mut noted: Vec<(usize, usize, TypeId)> = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            let kept = self.found.get(place.target.0).and_then(Option::as_ref);
            let Some(entry) = kept.and_then(|kept| table.get(kept.path)) else {
                continue;
            };
            let text = self.old_text(place);
            let rank = entry
                .places
                .iter()
                .position(|place| Some(place) == text.as_ref());
            noted.extend(rank.map(|rank| (rank, index, place.target)));
        }
        noted.sort_unstable();
        for (_, index, target) in noted {
            if let Some(Some(kept)) = self.found.get_mut(target.0) {
                kept.at.push(index);
            }
        }
    }

    /// Finds out which types stand in an operation that has the words it had, directly or inside another type.
    fn note_renamed(&mut self) {
        let mut is_more = true;
        while is_more {
            is_more = false;
            for place in &self.places {
                let stays = match place.root {
                    Root::Operation(id) => {
                        let is_known = self.operations.get(id.0).is_some_and(Option::is_some);
                        is_known && self.is_renamed.get(id.0) == Some(&false)
                    }
                    Root::Type(id) => {
                        let kept = self.found.get(id.0).and_then(Option::as_ref);
                        kept.is_some_and(|kept| !kept.is_renamed)
                    }
                };
                if let Some(Some(kept)) = self.found.get_mut(place.target.0)
                    && stays
                    && kept.is_renamed
                {
                    kept.is_renamed = false;
                    is_more = true;
                }
            }
        }
    }
}

/// The entries of an API's types. Places that are in the lock stay there; others are the nearest to an operation.
pub(super) fn table(api: &Api, names: &Names, known: &[Option<KeptType<'_>>]) -> Types {
    let places = places(api);
    let depths = depths(api, &places);
    let roots = operation_roots(api, names);
    let mut of_type: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    for (index, place) in places.iter().enumerate() {
        if let Some(list) = of_type.get_mut(place.target.0) {
            list.push(index);
        }
    }
    let text = |place: &Place| match place.root {
        Root::Operation(id) => {
            let root = roots.get(id.0).map_or("", String::as_str);
            format!("{root}{}", place.steps)
        }
        Root::Type(id) => format!("{}{}", path(api, names, id), place.steps),
    };
    let mut table = Types::new();
    for (index, mut list) in of_type.into_iter().enumerate() {
        let kept = known.get(index).and_then(Option::as_ref);
        let sticky = kept.map_or(&[][..], |kept| &kept.at);
        list.sort_by_cached_key(|index| {
            let rank = sticky.iter().position(|sticky| sticky == index);
            let place = places.get(*index);
            let depth = place.map(|place| depth(&depths, place.root));
            let text = place.map(&text).unwrap_or_default();
            (rank.unwrap_or(usize::MAX), depth, text.len(), text)
        });
        let mut chosen: Vec<&Place> = Vec::new();
        for place in list.iter().filter_map(|index| places.get(*index)) {
            if chosen.len() < PLACES && chosen.iter().all(|other| other.root != place.root) {
                chosen.push(place);
            }
        }
        let id = TypeId(index);
        let was = names.types.get(index).and_then(|names| names.alias.clone());
        if !chosen.is_empty() {
            let places = chosen.into_iter().map(text).collect();
            table.insert(path(api, names, id), TypeEntry { places, was });
        }
    }
    table
}

/// The functions with the modules above them.
fn operation_roots(api: &Api, names: &Names) -> Vec<String> {
    let operations = api.operations.iter().zip(&names.operations);
    let root = |(operation, own): (&Operation, &OperationNames)| {
        let modules = names.modules(api, operation.resource).join("::");
        below(&modules, own.function.as_str())
    };
    operations.map(root).collect()
}

/// How many types lie between each type and the next operation.
fn depths(api: &Api, places: &[Place]) -> Vec<usize> {
    let mut depths = vec![usize::MAX; api.types.len()];
    let mut is_more = true;
    while is_more {
        is_more = false;
        for place in places {
            let new = depth(&depths, place.root).saturating_add(1);
            if let Some(old) = depths.get_mut(place.target.0)
                && new < *old
            {
                *old = new;
                is_more = true;
            }
        }
    }
    depths
}

fn depth(depths: &[usize], root: Root) -> usize {
    match root {
        Root::Operation(_) => 0,
        Root::Type(id) => depths.get(id.0).copied().unwrap_or(usize::MAX),
    }
}

/// The name of a type with the modules above it; none for a type that several folders share.
fn path(api: &Api, names: &Names, id: TypeId) -> String {
    let name = names
        .types
        .get(id.0)
        .map_or("", |names| names.name.as_str());
    match api.types.get(id.0).map(|definition| definition.home) {
        Some(Home::Resource(folder)) if folder != ResourceId::ROOT => {
            below(&names.modules(api, folder).join("::"), name)
        }
        _ => name.to_owned(),
    }
}
