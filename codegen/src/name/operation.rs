//! Names of operations: function and request struct, settled together, and the fields.

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Body, Operation, OperationId, PathPart, QueryValue, Resource, ResourceId};

use super::assign::report;
use super::field::fields;
use super::identifier::Style;
use super::scope::{Settled, Taken, settle_pairs};
use super::setting::plain;
use super::words::Words;
use super::{Ident, OperationNames, ResourceNames, reserved};

const FUNCTION: Style = Style::Snake("request");
const REQUEST: Style = Style::Camel("request");

/// Names of all operations, folder by folder.
pub(super) fn operations(
    api: &Api,
    resources: &[ResourceNames],
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let unset = Ident::new(String::new());
    let unnamed = OperationNames {
        function: unset.clone(),
        request: unset,
        fields: Vec::new(),
        note: None,
    };
    let mut names = vec![unnamed; api.operations.len()];
    for (index, folder) in api.resources.iter().enumerate() {
        let members: Vec<(OperationId, &Operation)> = folder
            .operations
            .iter()
            .filter_map(|id| Some((*id, api.operations.get(id.0)?)))
            .collect();
        let wanted: Vec<Vec<Words>> = members
            .iter()
            .map(|(_, operation)| candidates(folder, operation))
            .collect();
        let settled = settle_pairs(
            &[FUNCTION, REQUEST],
            &mut namespaces(index, folder, resources),
            &wanted,
        );
        for (((id, operation), (idents, settled)), wanted) in
            members.iter().zip(settled).zip(&wanted)
        {
            let ([function, request], Some(slot)) = (idents.as_slice(), names.get_mut(id.0)) else {
                continue;
            };
            let note = (settled == Settled::Longer).then(|| {
                let plain = plain(FUNCTION, wanted);
                report(diagnostics, &operation.origin, "operation", &plain, function);
                format!("The name says more than the collection's, because `{}` is taken in this folder.", plain.bare())
            });
            let fields = fields(
                &operation.fields,
                reserved::REQUEST_FIELDS,
                &operation.origin,
                diagnostics,
            );
            *slot = OperationNames {
                function: function.clone(),
                request: request.clone(),
                fields,
                note,
            };
        }
    }
    names
}

/// What is taken in a folder before its operations are named: functions and accessors; types.
fn namespaces(index: usize, folder: &Resource, resources: &[ResourceNames]) -> [Taken; 2] {
    let mut functions = Taken::default();
    functions.reserve(reserved::FUNCTIONS.iter().copied());
    if index == ResourceId::ROOT.0 {
        functions.reserve(reserved::CLIENT_FUNCTIONS.iter().copied());
    }
    functions.reserve(
        folder
            .children
            .iter()
            .filter_map(|id| Some(resources.get(id.0)?.module.bare())),
    );
    let mut types = Taken::default();
    types.reserve(reserved::TYPES.iter().copied());
    types.reserve(resources.get(index).map(|names| names.client.bare()));
    [functions, types]
}

/// The item's name, then with ever more of what sets the operation apart: the number of a list, the method, the last
/// path field ("by id"), path words from the end, constants of query and body, the folder; then method and whole path.
/// An item without a name is called by method and path.
fn candidates(folder: &Resource, operation: &Operation) -> Vec<Words> {
    let method = Words::of(&operation.method);
    let path = path_words(operation);
    let whole_path = path
        .iter()
        .fold(Words::default(), |whole, word| whole.then(word));
    let name = Words::unnumbered(&operation.name);
    let address = method.then(&whole_path);
    if name.is_empty() {
        return vec![address];
    }
    let mut candidates = vec![name.clone(), Words::of(&operation.name)];
    let with_method = if name.starts_with(&method) {
        name.clone()
    } else {
        method.then(&name)
    };
    candidates.push(with_method.clone());
    if let Some(by) = last_field(operation).filter(|by| !name.covers(by)) {
        candidates.push(name.then(&Words::of("by")).then(&by));
        candidates.push(with_method.then(&Words::of("by")).then(&by));
    }
    let missing: Vec<&Words> = path.iter().filter(|words| !name.covers(words)).collect();
    for count in 1..=missing.len() {
        let tail = missing
            .iter()
            .skip(missing.len() - count)
            .fold(Words::default(), |tail, word| tail.then(word));
        candidates.extend([name.then(&tail), with_method.then(&tail)]);
    }
    candidates.extend(
        constants(operation)
            .iter()
            .filter(|words| !name.covers(words))
            .map(|words| name.then(words)),
    );
    let folder = Words::unnumbered(&folder.name);
    if !name.covers(&folder) {
        candidates.push(name.then(&folder));
    }
    candidates.push(name.then(&address));
    candidates
}

/// The words of each literal path segment.
fn path_words(operation: &Operation) -> Vec<Words> {
    let texts = operation.path.iter().filter_map(|part| match part {
        PathPart::Text(text) => Some(text),
        PathPart::Field(_) | PathPart::Setting(_) | PathPart::Dynamic(_) => None,
    });
    texts
        .flat_map(|text| text.split('/'))
        .map(Words::of)
        .filter(|words| !words.is_empty())
        .collect()
}

/// The name of the field that ends the path.
fn last_field(operation: &Operation) -> Option<Words> {
    match operation.path.last()? {
        PathPart::Field(id) => Some(Words::of(&operation.fields.get(id.0)?.name)),
        PathPart::Text(_) | PathPart::Setting(_) | PathPart::Dynamic(_) => None,
    }
}

/// The values that are always sent: they tell operations on one path apart (`Action=ListUsers`).
fn constants(operation: &Operation) -> Vec<Words> {
    let query = operation
        .query
        .iter()
        .filter_map(|entry| match &entry.value {
            QueryValue::Constant(value) => value.as_text().map(Words::of),
            QueryValue::None | QueryValue::Field(_) => None,
        });
    let body = match &operation.body {
        Some(Body::JsonObject { constants, .. }) => constants.as_slice(),
        _ => &[],
    };
    query
        .chain(body.iter().map(|(_, value)| Words::of(value)))
        .filter(|words| !words.is_empty())
        .collect()
}
