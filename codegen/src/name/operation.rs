//! Names of operations: function and request struct, settled together, and the fields.

use crate::diagnostic::Diagnostics;
use crate::ir::{
    Api, Body, FormEntry, FormValue, Operation, OperationId, PathPart, QueryValue, Resource,
    ResourceId,
};

use super::assign::{Kept, report};
use super::field::fields;
use super::identifier::Style;
use super::scope::{Settled, Taken, settle_lazily};
use super::words::Words;
use super::{Ident, OperationNames, ResourceNames, reserved};

const FUNCTION: Style = Style::Snake("request");
const REQUEST: Style = Style::Camel("request");

/// How many path words a name takes up at most.
const MOST_PATH_WORDS: usize = 4;

/// What the words of each operation alone give.
pub(super) fn plain_names(api: &Api) -> Vec<String> {
    let plain = |operation: &Operation| FUNCTION.ident(&plain_name(operation)).bare().to_owned();
    api.operations.iter().map(plain).collect()
}

/// Names of all operations, folder by folder; `kept` has those that were given before.
pub(super) fn operations(
    api: &Api,
    resources: &[ResourceNames],
    kept: &Kept,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let unset = Ident::new(String::new());
    let unnamed = OperationNames {
        function: unset.clone(),
        request: unset,
        fields: Vec::new(),
        note: None,
        alias: None,
    };
    let mut names = vec![unnamed; api.operations.len()];
    for (index, folder) in api.resources.iter().enumerate() {
        let members: Vec<Member<'_>> = folder
            .operations
            .iter()
            .filter_map(|id| Some((*id, api.operations.get(id.0)?)))
            .collect();
        let mut taken = namespaces(index, folder, resources);
        let [_, types] = &mut taken;
        let kept_types = kept.types.get(index).into_iter().flatten();
        types.reserve(kept_types.map(Ident::bare));
        let kept: Vec<Option<Vec<Ident>>> = members
            .iter()
            .map(|(id, _)| kept.operations.get(id.0)?.clone().map(Vec::from))
            .collect();
        for (id, named) in in_folder(&members, &mut taken, &kept, diagnostics) {
            if let Some(slot) = names.get_mut(id.0) {
                *slot = named;
            }
        }
    }
    names
}

/// An operation of a folder.
type Member<'a> = (OperationId, &'a Operation);

/// Names of the operations of one folder, beside what is taken there.
fn in_folder(
    members: &[Member<'_>],
    taken: &mut [Taken; 2],
    kept: &[Option<Vec<Ident>>],
    diagnostics: &mut Diagnostics,
) -> Vec<(OperationId, OperationNames)> {
    let plain = members.iter().map(|(_, operation)| plain_name(operation));
    let plain: Vec<Words> = plain.collect();
    let settled = settle_lazily(&[FUNCTION, REQUEST], taken, kept, &plain, |index| {
        let same = |other| plain.get(index) == Some(other);
        let rival = plain.iter().position(same).filter(|rival| *rival < index);
        let operation = |index: usize| members.get(index).map(|(_, operation)| *operation);
        operation(index)
            .map(|own| longer(own, rival.and_then(operation)))
            .unwrap_or_default()
    });
    let mut names = Vec::with_capacity(members.len());
    for (((id, operation), (idents, settled)), plain) in members.iter().zip(settled).zip(&plain) {
        let [function, request] = idents.as_slice() else {
            continue;
        };
        let note = (settled == Settled::Longer).then(|| {
            let plain = FUNCTION.ident(plain);
            report(
                diagnostics,
                &operation.origin,
                "operation",
                &plain,
                function,
            );
            format!(
                "The name says more than the collection's, because `{}` is taken in this folder.",
                plain.bare()
            )
        });
        let (reserved, origin) = (reserved::REQUEST_FIELDS, &operation.origin);
        let own = OperationNames {
            function: function.clone(),
            request: request.clone(),
            fields: fields(&operation.fields, reserved, origin, diagnostics),
            note,
            alias: None,
        };
        names.push((*id, own));
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

/// The item's name; method and path for an item without one.
fn plain_name(operation: &Operation) -> Words {
    let name = Words::unnumbered(own_name(operation));
    if name.is_empty() {
        address(operation)
    } else {
        name
    }
}

/// The name that a hint gives it, or else the collection.
fn own_name(operation: &Operation) -> &str {
    operation.rename.as_deref().unwrap_or(&operation.name)
}

fn address(operation: &Operation) -> Words {
    path_words(operation)
        .iter()
        .fold(Words::of(&operation.method), |address, word| {
            address.then(word)
        })
}

/// The item's name with ever more of what sets the operation apart from `rival`, the first in the folder that has the
/// plain name: the method, the last path field ("by id"), path words from the end, values that are always sent, a
/// field that the rival lacks, the number of a list, the address. Without a rival the name is one that emitted code
/// uses, and the same words make it longer.
fn longer(operation: &Operation, rival: Option<&Operation>) -> Vec<Words> {
    let name = plain_name(operation);
    let method = Words::of(&operation.method);
    let mut heads = vec![name.clone()];
    if !name.starts_with(&method) && rival.is_none_or(|rival| rival.method != operation.method) {
        heads.insert(0, method.then(&name));
    }
    let mut longer: Vec<Words> = heads
        .iter()
        .filter(|head| **head != name)
        .cloned()
        .collect();
    for tail in tails(operation, rival)
        .iter()
        .filter(|tail| !name.covers(tail))
    {
        longer.extend(heads.iter().rev().map(|head| head.then(tail)));
    }
    longer.push(Words::of(own_name(operation)));
    if rival.is_none_or(|rival| path_words(rival) != path_words(operation)) {
        longer.push(name.then(&address(operation)));
    }
    longer
}

/// What can stand behind the name.
fn tails(operation: &Operation, rival: Option<&Operation>) -> Vec<Words> {
    let mut tails = Vec::new();
    if let Some(by) =
        last_field(operation).filter(|by| rival.and_then(last_field).as_ref() != Some(by))
    {
        tails.push(Words::of("by").then(&by));
    }
    let known = rival.map(path_words).unwrap_or_default();
    let path: Vec<Words> = path_words(operation)
        .into_iter()
        .filter(|words| !known.contains(words))
        .collect();
    for count in 1..=path.len().min(MOST_PATH_WORDS) {
        let last = path.iter().skip(path.len() - count);
        tails.push(last.fold(Words::default(), |tail, word| tail.then(word)));
    }
    let known = rival.map(constants).unwrap_or_default();
    tails.extend(
        constants(operation)
            .into_iter()
            .filter(|words| !known.contains(words)),
    );
    let fields = operation.fields.iter().map(|field| &field.name);
    let extra = fields.filter(|name| {
        !rival.is_some_and(|rival| rival.fields.iter().any(|field| field.name == **name))
    });
    tails.extend(
        extra
            .take(2)
            .map(|name| Words::of("with").then(&Words::of(name))),
    );
    tails
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
    let body: Vec<Words> = match &operation.body {
        Some(Body::JsonObject { constants, .. }) => constants
            .iter()
            .map(|(_, value)| Words::of(value))
            .collect(),
        Some(Body::Form { entries, .. }) => entries.iter().filter_map(form_constant).collect(),
        _ => Vec::new(),
    };
    query
        .chain(body)
        .filter(|words| !words.is_empty())
        .collect()
}

fn form_constant(entry: &FormEntry) -> Option<Words> {
    match &entry.value {
        FormValue::Constant(value) => value.as_text().map(Words::of),
        FormValue::Field(_) => None,
    }
}
