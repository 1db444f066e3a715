//! Cargo features: one for each API and, where it has many operations, one for each folder at its top.
//!
//! `acme` is the whole API whether its folders have features or not, so that it means the same when they get some:
//!
//! ```toml
//! acme = ["acme-orders", "acme-users"]
//! acme-core = []              # the client, shared types, what stands in no folder
//! acme-orders = ["acme-core"]
//! acme-users = ["acme-core"]
//! ```
//!
//! No folder has the module `core`: that is a name of Rust.

use crate::ir::{Api, ResourceId};
use crate::name::Names;

use super::context::Context;

/// The feature that the module of an API stands behind.
pub(super) fn of_api(api: &Api) -> String {
    if api.options.folder_features {
        core(api)
    } else {
        api.module.clone()
    }
}

/// The feature that the module of a folder stands behind; none for a folder in another one, which goes with that.
pub(super) fn of_folder(cx: Context<'_>, id: ResourceId) -> Option<String> {
    let is_top = cx.resource(id).0.parent == Some(ResourceId::ROOT);
    (cx.api.options.folder_features && is_top)
        .then(|| format!("{}-{}", cx.api.module, cx.resource(id).1.module.bare()))
}

/// The features of an API in a crate, each with what it switches on.
pub(super) fn of_crate(api: &Api, names: &Names) -> Vec<(String, Vec<String>)> {
    let folders = of_module(api, names);
    if folders.is_empty() {
        return vec![(api.module.clone(), Vec::new())];
    }
    let mut features = vec![
        (api.module.clone(), folders.clone()),
        (core(api), Vec::new()),
    ];
    let folders = folders.into_iter();
    features.extend(folders.map(|folder| (folder, vec![core(api)])));
    features
}

/// The features of an API in a module of the user's package: those of its folders.
pub(super) fn of_module(api: &Api, names: &Names) -> Vec<String> {
    if !api.options.folder_features {
        return Vec::new();
    }
    let pairs = api.resources.iter().zip(&names.resources);
    let top = pairs.filter(|(resource, _)| resource.parent == Some(ResourceId::ROOT));
    top.map(|(_, names)| format!("{}-{}", api.module, names.module.bare()))
        .collect()
}

fn core(api: &Api) -> String {
    format!("{}-core", api.module)
}
