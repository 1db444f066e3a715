//! Names that were given before, so that they stay: `postwright.lock`.
//!
//! ```toml
//! [shop.folders]
//! "Users" = "users Users"
//!
//! [shop.operations]
//! "GET /users" = "list_users ListUsers"
//! "GET /users/{id}" = "get_user: get_user_by_id GetUserById"
//! "POST /users" = "add_a_user AddAUser (was create_user CreateUser)"
//! "POST /rpc" = ["first First", "second Second"]
//! ```
//!
//! The key is the item's id, or the method and the path, for a folder its names. The value is the function and the
//! request struct, for a folder the module and the sub-client; before them, where they say more, the plain name that the
//! item's words give. An item with the same words keeps its names, whatever its siblings are. An item with other words is
//! named anew, and its old names stay beside the new ones, deprecated, until names change again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use toml::Value;

use crate::ir::{Api, Operation, PathPart, ResourceId};

use super::{Alias, Ident, Names};

const HEADER: &str = "\
# The names that Postwright gave, so that they stay. Commit this file.
# Without a line its name is given anew.
";

/// The names of all APIs of an output, by module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By module.
    pub apis: BTreeMap<String, ApiLock>,
}

/// The names of one API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiLock {
    folders: Table,
    operations: Table,
}

/// What is known by key; several operations may have one method and path.
type Table = BTreeMap<String, Vec<Kept>>;

/// Names that were given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kept {
    /// What the words alone give.
    pub(super) plain: String,
    /// Function and request struct, or module and sub-client.
    pub(super) names: [Ident; 2],
    /// The names before these.
    pub(super) was: Option<[Ident; 2]>,
}

/// Why a lock file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}: restore the lock file, or delete it to have all names given anew")]
pub struct LockError(String);

impl Lock {
    /// Reads a lock file.
    ///
    /// # Errors
    ///
    /// When it is not TOML, or a value is not of the form above.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let root: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| LockError(error.message().to_owned()))?;
        let mut lock = Self::default();
        for (module, api) in &root {
            let table = |name| {
                api.get(name)
                    .and_then(Value::as_table)
                    .map(read)
                    .transpose()
            };
            let (folders, operations) = (table("folders")?, table("operations")?);
            let api = ApiLock {
                folders: folders.unwrap_or_default(),
                operations: operations.unwrap_or_default(),
            };
            lock.apis.insert(module.clone(), api);
        }
        Ok(lock)
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HEADER)?;
        for (module, api) in &self.apis {
            for (name, table) in [("folders", &api.folders), ("operations", &api.operations)] {
                if !table.is_empty() {
                    write!(formatter, "\n[{module}.{name}]\n")?;
                }
                for (key, list) in table {
                    let values: Vec<String> =
                        list.iter().map(|kept| quoted(&kept.to_string())).collect();
                    let key = quoted(key);
                    match values.as_slice() {
                        [value] => writeln!(formatter, "{key} = {value}")?,
                        _ => writeln!(formatter, "{key} = [{}]", values.join(", "))?,
                    }
                }
            }
        }
        Ok(())
    }
}

impl ApiLock {
    /// What to keep of an API once it is named. `plain` has the plain name of each folder and each operation.
    pub(super) fn of(api: &Api, names: &Names, plain: &Plain) -> Self {
        let mut lock = Self::default();
        for (index, (resource, plain)) in names
            .resources
            .iter()
            .zip(&plain.folders)
            .enumerate()
            .skip(1)
        {
            let kept = Kept {
                plain: plain.clone(),
                names: [resource.module.clone(), resource.client.clone()],
                was: None,
            };
            let key = folder_key(api, ResourceId(index));
            lock.folders.entry(key).or_default().push(kept);
        }
        for ((operation, names), plain) in api
            .operations
            .iter()
            .zip(&names.operations)
            .zip(&plain.operations)
        {
            let was = names.alias.as_ref();
            let kept = Kept {
                plain: plain.clone(),
                names: [names.function.clone(), names.request.clone()],
                was: was.map(|alias| [alias.function.clone(), alias.request.clone()]),
            };
            let key = operation_key(operation);
            lock.operations.entry(key).or_default().push(kept);
        }
        for list in lock
            .folders
            .values_mut()
            .chain(lock.operations.values_mut())
        {
            list.sort();
        }
        lock
    }

    /// What is known of each folder whose words are the same.
    pub(super) fn folders(&self, api: &Api, plain: &[String]) -> Vec<Option<[Ident; 2]>> {
        let keys = (0..api.resources.len()).map(|index| folder_key(api, ResourceId(index)));
        let found = find(&self.folders, &keys.collect::<Vec<_>>(), plain);
        let same = |(kept, plain): (Option<&Kept>, &String)| {
            kept.filter(|kept| kept.plain == *plain)
                .map(|kept| kept.names.clone())
        };
        found.into_iter().zip(plain).map(same).collect()
    }

    /// What is known of each operation, also when its words are others now.
    pub(super) fn operations(&self, api: &Api, plain: &[String]) -> Vec<Option<&Kept>> {
        let keys: Vec<String> = api.operations.iter().map(operation_key).collect();
        find(&self.operations, &keys, plain)
    }

    /// Whether both give the same names, aliases aside.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let bare = |lock: &Self| {
            let mut lock = lock.clone();
            for kept in lock.operations.values_mut().flatten() {
                kept.was = None;
            }
            lock
        };
        bare(self) == bare(other)
    }
}

/// The plain names of an API, by the indices of the IR.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub(super) folders: Vec<String>,
    pub(super) operations: Vec<String>,
}

/// Gives each key its entry: that with the same plain name; else, where one key and one entry are left, that one.
fn find<'t>(table: &'t Table, keys: &[String], plain: &[String]) -> Vec<Option<&'t Kept>> {
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

/// Aliases for operations that were renamed, where the old names are free in the folder.
pub(super) fn set_aliases(api: &Api, names: &mut Names, old: &ApiLock, plain: &Plain) {
    let agrees = old.agrees(&ApiLock::of(api, names, plain));
    let found = old.operations(api, &plain.operations);
    let taken: BTreeSet<(ResourceId, Ident)> = api
        .operations
        .iter()
        .zip(&names.operations)
        .flat_map(|(operation, names)| {
            [&names.function, &names.request].map(|name| (operation.resource, name.clone()))
        })
        .collect();
    let mut aliases = BTreeSet::new();
    for (index, kept) in found.into_iter().enumerate() {
        let (Some(kept), Some(operation), Some(names)) = (
            kept,
            api.operations.get(index),
            names.operations.get_mut(index),
        ) else {
            continue;
        };
        let old = if agrees {
            kept.was.clone()
        } else {
            Some(kept.names.clone()).filter(|_| plain.operations.get(index) != Some(&kept.plain))
        };
        let is_free = |ident: &Ident| !taken.contains(&(operation.resource, ident.clone()));
        let old = old.filter(|old| old.iter().all(is_free));
        names.alias = old
            .filter(|old| aliases.insert((operation.resource, old.clone())))
            .map(|[function, request]| Alias { function, request });
    }
}

fn folder_key(api: &Api, id: ResourceId) -> String {
    let mut path = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next.filter(|id| *id != ResourceId::ROOT) {
        let Some(folder) = api.resources.get(id.0) else {
            break;
        };
        if let (Some(id), true) = (&folder.id, path.is_empty()) {
            return id.clone();
        }
        path.push(folder.name.as_str());
        next = folder.parent;
    }
    path.reverse();
    path.join(" / ")
}

fn operation_key(operation: &Operation) -> String {
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

impl fmt::Display for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = &self.names;
        if self.plain != first.bare() {
            write!(formatter, "{}: ", self.plain)?;
        }
        write!(formatter, "{first} {second}")?;
        match &self.was {
            Some([first, second]) => write!(formatter, " (was {first} {second})"),
            None => Ok(()),
        }
    }
}

fn read(table: &toml::Table) -> Result<Table, LockError> {
    let entry = |(key, value): (&String, &Value)| {
        let fault = || LockError(format!("no names at {key:?}"));
        let texts: Vec<&Value> = match value {
            Value::Array(list) => list.iter().collect(),
            one => vec![one],
        };
        let kept = texts
            .into_iter()
            .map(|text| text.as_str().and_then(Kept::parse).ok_or_else(fault));
        Ok((key.clone(), kept.collect::<Result<Vec<_>, _>>()?))
    };
    table.iter().map(entry).collect()
}

impl Kept {
    fn parse(text: &str) -> Option<Self> {
        let (text, was) = match text.split_once(" (was ") {
            Some((text, was)) => (text, Some(pair(was.strip_suffix(')')?)?)),
            None => (text, None),
        };
        let (plain, names) = text.split_once(": ").unwrap_or(("", text));
        let names = pair(names)?;
        let [first, _] = &names;
        let plain = if plain.is_empty() {
            first.bare()
        } else {
            plain
        }
        .to_owned();
        Some(Self { plain, names, was })
    }
}

/// Two identifiers: nothing else of the file reaches the code.
fn pair(text: &str) -> Option<[Ident; 2]> {
    let (first, second) = text.split_once(' ')?;
    let ident = |text: &str| {
        let is_ident = syn::parse_str::<syn::Ident>(text).is_ok();
        is_ident.then(|| Ident::new(text.to_owned()))
    };
    Some([ident(first)?, ident(second)?])
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
