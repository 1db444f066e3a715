//! The old names of what was renamed, where they are free: until it is renamed again, or its `(was …)` is taken out of the
//! lock. Nothing else ends one, so that an addition to a collection takes no name away.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Home, ResourceId, TypeId};

use super::super::{Alias, FolderAlias, Ident, Names};
use super::{ApiLock, Known};

/// Sets the aliases of `names`: what was renamed since `old` has its name there, everything else the alias that it had.
pub(in super::super) fn set_aliases(
    api: &Api,
    names: &mut Names,
    old: &ApiLock,
    known: &Known<'_>,
    used: &[BTreeSet<TypeId>],
) {
    if *old == ApiLock::default() {
        return;
    }
    let mut taken = Taken::new(api, names, used);
    for (index, kept) in known.folders.iter().enumerate().skip(1) {
        let (Some(kept), Some(folder), Some(own)) = (
            kept,
            api.resources.get(index),
            names.resources.get_mut(index),
        ) else {
            continue;
        };
        let [module, _] = &kept.names;
        let is_renamed =
            known.plain.folders.get(index) != Some(&kept.plain) && *module != own.module;
        let parent = folder.parent.unwrap_or(ResourceId::ROOT);
        own.alias = former(kept.was.as_ref(), &kept.names, is_renamed)
            .filter(|[module, _]| taken.function(parent, module))
            .map(|[module, client]| FolderAlias { module, client });
    }
    for (index, kept) in known.operations.iter().enumerate() {
        let (Some(kept), Some(operation), Some(own)) = (
            kept,
            api.operations.get(index),
            names.operations.get_mut(index),
        ) else {
            continue;
        };
        let is_renamed = known.is_renamed.get(index) == Some(&true);
        own.alias = former(kept.was.as_ref(), &kept.names, is_renamed)
            .filter(|[function, request]| taken.both(operation.resource, function, request))
            .map(|[function, request]| Alias { function, request });
    }
    for (index, kept) in known.types.iter().enumerate() {
        let (Some(kept), Some(own)) = (kept, names.types.get_mut(index)) else {
            continue;
        };
        let is_renamed = kept.name != own.name;
        own.alias = former(kept.was, &kept.name, is_renamed)
            .filter(|former| taken.type_name(TypeId(index), former));
    }
}

/// What something was called: the name in the lock, if it is renamed; else the one before that.
fn former<T: Clone>(was: Option<&T>, given: &T, is_renamed: bool) -> Option<T> {
    let name = if is_renamed { Some(given) } else { was };
    name.cloned()
}

/// The names that are taken, by folder; aliases count once they are given.
struct Taken {
    functions: Vec<BTreeSet<String>>,
    types: Vec<BTreeSet<String>>,
    /// The folders that each type can be seen in.
    seen_in: BTreeMap<TypeId, Vec<usize>>,
    /// Names in the module of shared types.
    shared: BTreeSet<String>,
    homes: Vec<Home>,
}

impl Taken {
    fn new(api: &Api, names: &Names, used: &[BTreeSet<TypeId>]) -> Self {
        let mut taken = Self {
            functions: vec![BTreeSet::new(); api.resources.len()],
            types: vec![BTreeSet::new(); api.resources.len()],
            seen_in: BTreeMap::new(),
            shared: BTreeSet::new(),
            homes: api.types.iter().map(|definition| definition.home).collect(),
        };
        let type_name = |id: TypeId| names.types.get(id.0).map(|names| names.name.bare());
        for (index, folder) in api.resources.iter().enumerate() {
            let operations = folder.operations.iter();
            let operations = operations.filter_map(|id| names.operations.get(id.0));
            let children = folder.children.iter();
            let children = children.filter_map(|id| names.resources.get(id.0));
            let used = used.get(index).into_iter().flatten();
            if let Some(functions) = taken.functions.get_mut(index) {
                functions.extend(operations.clone().map(|own| own.function.bare().to_owned()));
                functions.extend(children.map(|child| child.module.bare().to_owned()));
            }
            if let Some(types) = taken.types.get_mut(index) {
                types.extend(operations.map(|own| own.request.bare().to_owned()));
                types.extend(
                    names
                        .resources
                        .get(index)
                        .map(|own| own.client.bare().to_owned()),
                );
                types.extend(
                    used.clone()
                        .filter_map(|id| type_name(*id))
                        .map(str::to_owned),
                );
            }
            for id in used {
                taken.seen_in.entry(*id).or_default().push(index);
            }
        }
        for (index, home) in taken.homes.iter().enumerate() {
            if matches!(home, Home::Shared | Home::Resource(ResourceId::ROOT)) {
                taken
                    .shared
                    .extend(type_name(TypeId(index)).map(str::to_owned));
            }
        }
        taken
    }

    /// Takes the names of a function and of its request; `false`, and neither is taken, if one of them is.
    fn both(&mut self, folder: ResourceId, function: &Ident, request: &Ident) -> bool {
        let is_in = |list: &[BTreeSet<String>], ident: &Ident| {
            list.get(folder.0)
                .is_some_and(|names| names.contains(ident.bare()))
        };
        !is_in(&self.functions, function)
            && !is_in(&self.types, request)
            && self.function(folder, function)
            && self.request(folder, request)
    }

    /// Takes the name of a function or module; `false` if it is taken.
    fn function(&mut self, folder: ResourceId, ident: &Ident) -> bool {
        let names = self.functions.get_mut(folder.0);
        names.is_some_and(|names| names.insert(ident.bare().to_owned()))
    }

    fn request(&mut self, folder: ResourceId, ident: &Ident) -> bool {
        let names = self.types.get_mut(folder.0);
        names.is_some_and(|names| names.insert(ident.bare().to_owned()))
    }

    /// Takes the name of a type wherever the type can be seen; `false` if it is taken in one of these places.
    fn type_name(&mut self, id: TypeId, ident: &Ident) -> bool {
        let bare = ident.bare();
        let folders = self.seen_in.get(&id).map_or(&[][..], Vec::as_slice);
        let is_shared = matches!(
            self.homes.get(id.0),
            Some(Home::Shared | Home::Resource(ResourceId::ROOT))
        );
        let is_in = |index: &usize| {
            self.types
                .get(*index)
                .is_some_and(|names| names.contains(bare))
        };
        if (is_shared && self.shared.contains(bare)) || folders.iter().any(is_in) {
            return false;
        }
        if is_shared {
            self.shared.insert(bare.to_owned());
        }
        for index in folders {
            if let Some(names) = self.types.get_mut(*index) {
                names.insert(bare.to_owned());
            }
        }
        true
    }
}
