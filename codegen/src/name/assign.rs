//! All scopes of an API, from the outside in.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, Origin};

use super::{Ident, Names, operation, resource, setting, types};

/// Assigns every identifier of `api`.
///
/// The names depend on `api` alone. Each name that is longer than the collection's words, because two names of a scope
/// fell together or emitted code uses the name itself, is reported as [`Code::Renamed`].
pub fn assign(api: &Api, diagnostics: &mut Diagnostics) -> Names {
    let settings = setting::settings(api, diagnostics);
    let resources = resource::resources(api, diagnostics);
    let operations = operation::operations(api, &resources, diagnostics);
    let types = types::types(api, &resources, &operations, diagnostics);
    Names {
        settings,
        servers: setting::servers(api),
        credentials: setting::credentials(api),
        environments: setting::environments(api),
        resources,
        operations,
        types,
    }
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
