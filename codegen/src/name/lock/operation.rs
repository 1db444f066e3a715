//! Operations: known by their id, or by method and path.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::ir::{Api, Operation, PathPart};

use super::super::Names;
use super::{Kept, Table};

/// What the table says of each operation, also when its words are others now.
pub(super) fn find<'t>(table: &'t Table, api: &Api, plain: &[String]) -> Vec<Option<&'t Kept>> {
    let keys: Vec<String> = api.operations.iter().map(key).collect();
    by_key(table, &keys, plain)
}

/// Gives each key its entry: that with the same plain name; else, where one key and one entry are left, that one.
pub(super) fn by_key<'t>(
    table: &'t Table,
    keys: &[String],
    plain: &[String],
) -> Vec<Option<&'t Kept>> {
    let mut free: BTreeMap<&str, Vec<&Kept>> = table
        .iter()
        .map(|(key, list)| (key.as_str(), list.iter().collect()))
        .collect();
    let mut found = vec![None; keys.len()];
    for ((key, plain), slot) in keys.iter().zip(plain).zip(&mut found) {
        let Some(list) = free.get_mut(key.as_str()) else {
            continue;
        };
        if let Some(index) = list.iter().position(|kept| kept.plain == *plain) {
            *slot = Some(list.remove(index));
        }
    }
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, _) in keys.iter().zip(&found).filter(|(_, slot)| slot.is_none()) {
        *open.entry(key).or_default() += 1;
    }
    for (key, slot) in keys
        .iter()
        .zip(&mut found)
        .filter(|(_, slot)| slot.is_none())
    {
        if let (Some(1), Some([kept])) = (
            open.get(key.as_str()),
            free.get(key.as_str()).map(Vec::as_slice),
        ) {
            *slot = Some(*kept);
        }
    }
    found
}

/// The entries of an API's operations.
pub(super) fn table(api: &Api, names: &Names, plain: &[String]) -> Table {
    let mut table = Table::new();
    let operations = api.operations.iter().zip(&names.operations).zip(plain);
    for ((operation, own), plain) in operations {
        let kept = Kept {
            plain: plain.clone(),
            modules: names.modules(api, operation.resource).join("::"),
            names: [own.function.clone(), own.request.clone()],
            was: own
                .alias
                .as_ref()
                .map(|alias| [alias.function.clone(), alias.request.clone()]),
        };
        table.entry(key(operation)).or_default().push(kept);
    }
    for list in table.values_mut() {
        list.sort();
    }
    table
}

/// The id, or method and path.
fn key(operation: &Operation) -> String {
    if let Some(id) = &operation.id {
        return id.clone();
    }
    let mut key = format!("{} ", operation.method);
    for part in &operation.path {
        match part {
            PathPart::Text(text) => key.push_str(text),
            PathPart::Field(id) => {
                let field = operation.fields.get(id.0);
                let _ = write!(key, "{{{}}}", field.map_or("", |field| &field.name));
            }
            PathPart::Setting(_) | PathPart::Dynamic(_) => key.push_str("{}"),
        }
    }
    key
}
