//! A `Cargo.toml` that the user took over: what it lacks of what the generated code needs now.

use std::{collections::BTreeMap, fs, path::Path};

use toml::{Table, Value};

use crate::project::Outcome;

/// The file's name in the crate.
pub(super) const FILE_NAME: &str = "Cargo.toml";

/// What to add to the manifest in `folder`, where `wanted` should stand, a line each; nothing unless the user edited it.
pub(super) fn missing(wanted: &str, folder: &Path, outcome: &Outcome) -> Vec<String> {
    if outcome.kept.iter().all(|path| path.as_str() != FILE_NAME) {
        return Vec::new();
    }
    let own = fs::read_to_string(folder.join(FILE_NAME)).unwrap_or_default();
    match (own.parse(), wanted.parse()) {
        (Ok(own), Ok(wanted)) => compare(&own, &wanted),
        // Cargo tells what is wrong with it.
        _ => Vec::new(),
    }
}

fn compare(own: &Table, wanted: &Table) -> Vec<String> {
    let mut missing = Vec::new();
    let has = dependencies(own);
    for (name, (place, value)) in dependencies(wanted) {
        if !has.contains_key(name) {
            missing.push(format!("`{name} = {value}` in `[{place}]`"));
        }
    }
    let empty = Table::new();
    let has = table(own, "features").unwrap_or(&empty);
    for (name, enables) in table(wanted, "features").unwrap_or(&empty) {
        match has.get(name) {
            None => missing.push(format!("`{name} = {enables}` in `[features]`")),
            // Which features are on is the user's choice.
            Some(_) if name == "default" => {}
            Some(own) => {
                let lacking = list(enables)
                    .iter()
                    .filter(|other| !list(own).contains(other));
                missing.extend(lacking.map(|other| format!("`{other}` in the feature `{name}`")));
            }
        }
    }
    missing
}

/// By name, each with the table that it stands in.
fn dependencies(manifest: &Table) -> BTreeMap<&str, (String, &Value)> {
    let mut places = vec![("dependencies".to_owned(), Some(manifest))];
    for (target, content) in table(manifest, "target").into_iter().flatten() {
        places.push((
            format!("target.'{target}'.dependencies"),
            content.as_table(),
        ));
    }
    let mut all = BTreeMap::new();
    for (place, holder) in places {
        let dependencies = holder.and_then(|holder| table(holder, "dependencies"));
        for (name, value) in dependencies.into_iter().flatten() {
            all.entry(name.as_str()).or_insert((place.clone(), value));
        }
    }
    all
}

fn table<'t>(holder: &'t Table, name: &str) -> Option<&'t Table> {
    holder.get(name)?.as_table()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn what_an_edited_manifest_lacks_is_told_and_what_it_adds_is_not() {
        let own = "[dependencies]\nhttp = \"1\"\nserde = { workspace = true }\n[features]\ndefault = []\n\
            shop = [\"shop-users\"]\nshop-users = [\"mine\"]\nmine = []\n";
        let wanted = "[dependencies]\nbytes = \"1\"\nserde = \"1\"\n[target.'cfg(unix)'.dependencies]\nhttp = \"1\"\n\
            [features]\ndefault = [\"shop\"]\nshop = [\"shop-orders\", \"shop-users\"]\nshop-orders = []\nshop-users = []\n";
        assert_eq!(
            compare(&own.parse().unwrap(), &wanted.parse().unwrap()),
            [
                "`bytes = \"1\"` in `[dependencies]`",
                "`\"shop-orders\"` in the feature `shop`",
                "`shop-orders = []` in `[features]`",
            ]
        );
    }
}
