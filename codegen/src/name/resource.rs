//! Names of folders: module, accessor and client type, settled together.

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, PathPart, Resource, ResourceId};

use super::assign::report;
use super::identifier::Style;
use super::scope::{Settled, Taken, settle_kept};
use super::setting::plain;
use super::words::Words;
use super::{Ident, ResourceNames, reserved};

const MODULE: Style = Style::Snake("folder");
const CLIENT: Style = Style::Camel("folder");

/// What the words of each folder alone give.
pub(super) fn plain_names(api: &Api) -> Vec<String> {
    let plain = |folder: &Resource| {
        MODULE
            .ident(&Words::unnumbered(&folder.name))
            .bare()
            .to_owned()
    };
    api.resources.iter().map(plain).collect()
}

/// Names of all folders; the API's module and `Client` for the root. `kept` has those that were given before.
pub(super) fn resources(
    api: &Api,
    kept: &[Option<[Ident; 2]>],
    diagnostics: &mut Diagnostics,
) -> Vec<ResourceNames> {
    let root = ResourceNames {
        module: MODULE.ident(&Words::of(&api.module)),
        client: Ident::new("Client".to_owned()),
        alias: None,
    };
    let mut names = vec![root; api.resources.len()];
    for (index, parent) in api.resources.iter().enumerate() {
        let children: Vec<(ResourceId, &Resource)> = parent
            .children
            .iter()
            .filter_map(|id| Some((*id, api.resources.get(id.0)?)))
            .collect();
        let wanted: Vec<Vec<Words>> = children
            .iter()
            .map(|(_, child)| candidates(api, parent, child))
            .collect();
        let kept: Vec<Option<Vec<Ident>>> = children
            .iter()
            .map(|(id, _)| kept.get(id.0)?.clone().map(Vec::from))
            .collect();
        let mut modules = Taken::default();
        modules.reserve(reserved::MODULES.iter().chain(reserved::FUNCTIONS).copied());
        if index == ResourceId::ROOT.0 {
            modules.reserve(reserved::CLIENT_FUNCTIONS.iter().copied());
        }
        let mut clients = Taken::default();
        clients.reserve(reserved::TYPES.iter().copied());
        let settled = settle_kept(&[MODULE, CLIENT], &mut [modules, clients], &kept, &wanted);
        for (((id, child), (idents, settled)), wanted) in children.iter().zip(settled).zip(&wanted)
        {
            let ([module, client], Some(slot)) = (idents.as_slice(), names.get_mut(id.0)) else {
                continue;
            };
            if settled == Settled::Longer {
                report(
                    diagnostics,
                    &child.origin,
                    "folder",
                    &plain(MODULE, wanted),
                    module,
                );
            }
            *slot = ResourceNames {
                module: module.clone(),
                client: client.clone(),
                alias: None,
            };
        }
    }
    names
}

/// The name without the number of a list, with it, with "api" behind, with the enclosing folder before, with the path
/// word of its first operation behind.
fn candidates(api: &Api, parent: &Resource, folder: &Resource) -> Vec<Words> {
    let name = Words::unnumbered(&folder.name);
    let mut candidates = vec![name.clone(), Words::of(&folder.name)];
    if reserved::MODULES.contains(&name.snake().as_str())
        || reserved::TYPES.contains(&name.camel().as_str())
    {
        candidates.push(name.then(&Words::of("api")));
    }
    let outer = Words::unnumbered(&parent.name);
    if parent.parent.is_some() && outer != name {
        candidates.push(outer.then(&name));
    }
    let first = folder
        .operations
        .first()
        .and_then(|id| api.operations.get(id.0));
    candidates.extend(
        first
            .into_iter()
            .flat_map(|operation| &operation.path)
            .filter_map(|part| match part {
                PathPart::Text(text) => {
                    let words = text
                        .split('/')
                        .map(Words::of)
                        .find(|words| !words.is_empty() && !name.covers(words))?;
                    Some(name.then(&words))
                }
                PathPart::Field(_) | PathPart::Setting(_) | PathPart::Dynamic(_) => None,
            }),
    );
    candidates.push(name.then(&Words::of("api")));
    candidates
}
