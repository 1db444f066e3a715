//! All scopes of an API, from the outside in.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, Origin, TypeId};

use super::lock::{self, ApiLock, Known, Plain};
use super::{Ident, Names, operation, resource, setting, types, uses};

/// Assigns every identifier of `api`.
///
/// The names depend on `api` alone. Each name that is longer than the collection's words, because two names of a scope
/// fell together or emitted code uses the name itself, is reported as [`Code::Renamed`].
pub fn assign(api: &Api, diagnostics: &mut Diagnostics) -> Names {
    assign_with(api, &ApiLock::default(), diagnostics).0
}

/// As [`assign`], but folders, operations and types keep the names of `lock`, and renamed ones have the old names as
/// aliases. Gives the lock for the next time, too.
pub fn assign_with(api: &Api, lock: &ApiLock, diagnostics: &mut Diagnostics) -> (Names, ApiLock) {
    let plain = Plain {
        folders: resource::plain_names(api),
        operations: operation::plain_names(api),
    };
    let known = Known::new(lock, api, plain);
    let settings = setting::settings(api, diagnostics);
    let resources = resource::resources(api, &known.folder_names(), diagnostics);
    let used = uses::by_folder(api);
    let kept_types = types::kept_names(api, known.types());
    let kept = Kept {
        operations: known.operation_names(),
        types: used
            .iter()
            .map(|used| of_types(used, &kept_types))
            .collect(),
    };
    let operations = operation::operations(api, &resources, &kept, diagnostics);
    let folders = types::Folders {
        names: &resources,
        used: &used,
        operations: &operations,
    };
    let types = types::types(api, folders, &kept_types, diagnostics);
    let mut names = Names {
        settings,
        credentials: setting::credentials(api),
        environments: setting::environments(api),
        resources,
        operations,
        types,
    };
    lock::set_aliases(api, &mut names, lock, &known, &used);
    let lock = ApiLock::of(api, &names, &known);
    (names, lock)
}

/// Names that were given before, as far as operations have to mind them.
#[derive(Debug)]
pub(super) struct Kept {
    /// Function and request struct, by operation.
    pub(super) operations: Vec<Option<[Ident; 2]>>,
    /// The names of types that can be seen in a folder, by folder.
    pub(super) types: Vec<Vec<Ident>>,
}

fn of_types(used: &BTreeSet<TypeId>, kept: &[Option<Ident>]) -> Vec<Ident> {
    let kept = used.iter().filter_map(|id| kept.get(id.0)?.clone());
    kept.collect()
}

/// Reports that `given` stands where the words would have given `plain`.
pub(super) fn report(
    diagnostics: &mut Diagnostics,
    origin: &Origin,
    what: &str,
    plain: &Ident,
    given: &Ident,
) {
    let finding = Diagnostic::new(
        Code::Renamed,
        origin.place.clone(),
        format!("{what} `{}` is taken", plain.bare()),
    )
    .item(&origin.path)
    .instead(format!("`{}`", given.bare()))
    .help("rename it in the collection or in the hints");
    diagnostics.push(finding);
}
