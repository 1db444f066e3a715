//! All scopes of an API, from the outside in.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, Origin};

use super::lock::{self, ApiLock, Plain};
use super::{Ident, Names, operation, resource, setting, types};

/// Assigns every identifier of `api`.
///
/// The names depend on `api` alone. Each name that is longer than the collection's words, because two names of a scope
/// fell together or emitted code uses the name itself, is reported as [`Code::Renamed`].
pub fn assign(api: &Api, diagnostics: &mut Diagnostics) -> Names {
    assign_with(api, &ApiLock::default(), diagnostics).0
}

/// As [`assign`], but folders and operations keep the names of `lock`, and renamed operations have the old ones as
/// aliases. Gives the lock for the next time, too.
pub fn assign_with(api: &Api, lock: &ApiLock, diagnostics: &mut Diagnostics) -> (Names, ApiLock) {
    let plain = Plain {
        folders: resource::plain_names(api),
        operations: operation::plain_names(api),
    };
    let settings = setting::settings(api, diagnostics);
    let kept = lock.folders(api, &plain.folders);
    let resources = resource::resources(api, &kept, diagnostics);
    let kept: Vec<Option<[Ident; 2]>> = lock
        .operations(api, &plain.operations)
        .into_iter()
        .zip(&plain.operations)
        .map(|(kept, plain)| {
            let kept = kept.filter(|kept| kept.plain == *plain)?;
            Some(kept.names.clone())
        })
        .collect();
    let operations = operation::operations(api, &resources, &kept, diagnostics);
    let types = types::types(api, &resources, &operations, diagnostics);
    let mut names = Names {
        settings,
        servers: setting::servers(api),
        credentials: setting::credentials(api),
        environments: setting::environments(api),
        resources,
        operations,
        types,
    };
    lock::set_aliases(api, &mut names, lock, &plain);
    let lock = ApiLock::of(api, &names, &plain);
    (names, lock)
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
