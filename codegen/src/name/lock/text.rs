//! The lock as text.

use std::collections::BTreeMap;
use std::fmt;

use toml::Value;

use crate::diagnostic::{Key, locate_key};

use super::super::Ident;
use super::{ApiLock, Kept, Lock, LockError, Table, TypeEntry};

const HEADER: &str = "\
# The names that Postwright gave, so that they stay. Commit this file.
# Without a line its name is given anew. `(was …)` is a deprecated name, kept until it is taken out.
";

impl Lock {
    /// Reads a lock file.
    ///
    /// # Errors
    ///
    /// When it is not TOML, or a value is not of the form that the module describes.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let root: toml::Table = text.parse().map_err(|error: toml::de::Error| LockError {
            message: error.message().replace('\n', ", "),
            span: error.span().unwrap_or_default(),
        })?;
        let mut lock = Self::default();
        for (module, api) in &root {
            let table = |name| api.get(name).and_then(Value::as_table);
            let fault = |name: &str, Fault(key): Fault| LockError {
                message: format!("no names at `{key}`"),
                span: locate_key(text, &[module, name, &key].map(Key::name)),
            };
            let kept = |name| {
                let names = table(name).map(kept).transpose();
                names.map_err(|key| fault(name, key))
            };
            let types = table("types").map(types).transpose();
            let api = ApiLock {
                folders: kept("folders")?.unwrap_or_default(),
                operations: kept("operations")?.unwrap_or_default(),
                types: types
                    .map_err(|key| fault("types", key))?
                    .unwrap_or_default(),
            };
            lock.apis.insert(module.clone(), api);
        }
        Ok(lock)
    }
}

/// The key of a value that is not of the form that the module describes.
struct Fault(String);

fn fault(key: &str) -> Fault {
    Fault(key.to_owned())
}

/// The strings of a value: one, or a list of them.
fn texts<'v>(key: &str, value: &'v Value) -> Result<Vec<&'v str>, Fault> {
    let list = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    let texts = list
        .iter()
        .map(|text| text.as_str().ok_or_else(|| fault(key)));
    texts.collect()
}

fn kept(table: &toml::Table) -> Result<Table, Fault> {
    let entry = |(key, value): (&String, &Value)| {
        let kept = texts(key, value)?
            .into_iter()
            .map(|text| Kept::parse(text).ok_or_else(|| fault(key)));
        Ok((key.clone(), kept.collect::<Result<Vec<_>, _>>()?))
    };
    table.iter().map(entry).collect()
}

fn types(table: &toml::Table) -> Result<BTreeMap<String, TypeEntry>, Fault> {
    let entry = |(key, value): (&String, &Value)| {
        let (mut places, mut was) = (Vec::new(), None);
        for text in texts(key, value)? {
            match text
                .strip_prefix("(was ")
                .and_then(|was| was.strip_suffix(')'))
            {
                Some(text) => was = Some(ident(text).ok_or_else(|| fault(key))?),
                None => places.push(text.to_owned()),
            }
        }
        if places.is_empty() || path(key).is_none() {
            return Err(fault(key));
        }
        Ok((key.clone(), TypeEntry { places, was }))
    };
    table.iter().map(entry).collect()
}

impl Kept {
    fn parse(text: &str) -> Option<Self> {
        let (text, was) = match text.split_once(" (was ") {
            Some((text, was)) => (text, Some(pair(was.strip_suffix(')')?)?)),
            None => (text, None),
        };
        let (plain, path) = text.split_once(": ").unwrap_or(("", text));
        let (modules, names) = path.rsplit_once("::").unwrap_or(("", path));
        let names = pair(names)?;
        if !modules.is_empty() {
            self::path(modules)?;
        }
        let [first, _] = &names;
        let plain = if plain.is_empty() {
            first.bare()
        } else {
            plain
        };
        Some(Self {
            plain: plain.to_owned(),
            modules: modules.to_owned(),
            names,
            was,
        })
    }
}

/// Two identifiers: nothing else of the file reaches the code.
fn pair(text: &str) -> Option<[Ident; 2]> {
    let (first, second) = text.split_once(' ')?;
    Some([ident(first)?, ident(second)?])
}

/// The identifiers of a path.
pub(super) fn path(text: &str) -> Option<Vec<Ident>> {
    text.split("::").map(ident).collect()
}

fn ident(text: &str) -> Option<Ident> {
    let is_ident = syn::parse_str::<syn::Ident>(text).is_ok();
    is_ident.then(|| Ident::new(text.to_owned()))
}

impl fmt::Display for Lock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HEADER)?;
        for (module, api) in &self.apis {
            let kept = |table: &Table| -> Vec<(String, Vec<String>)> {
                let texts = |list: &Vec<Kept>| list.iter().map(Kept::to_string).collect();
                let entries = table.iter();
                entries
                    .map(|(key, list)| (key.clone(), texts(list)))
                    .collect()
            };
            let types = api.types.iter();
            let types = types
                .map(|(key, entry)| (key.clone(), entry.texts()))
                .collect();
            for (name, entries) in [
                ("folders", kept(&api.folders)),
                ("operations", kept(&api.operations)),
                ("types", types),
            ] {
                table(formatter, &format!("{module}.{name}"), &entries)?;
            }
        }
        Ok(())
    }
}

fn table(
    formatter: &mut fmt::Formatter<'_>,
    header: &str,
    entries: &[(String, Vec<String>)],
) -> fmt::Result {
    if !entries.is_empty() {
        write!(formatter, "\n[{header}]\n")?;
    }
    for (key, values) in entries {
        let key = quoted_key(key);
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        match values.as_slice() {
            [value] => writeln!(formatter, "{key} = {value}")?,
            _ => writeln!(formatter, "{key} = [{}]", values.join(", "))?,
        }
    }
    Ok(())
}

impl fmt::Display for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = &self.names;
        if self.plain != first.bare() {
            write!(formatter, "{}: ", self.plain)?;
        }
        write!(formatter, "{} {second}", self.path())?;
        match &self.was {
            Some([first, second]) => write!(formatter, " (was {first} {second})"),
            None => Ok(()),
        }
    }
}

impl TypeEntry {
    fn texts(&self) -> Vec<String> {
        let was = self.was.as_ref().map(|was| format!("(was {was})"));
        self.places.iter().cloned().chain(was).collect()
    }
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// In quotes; a key may not have three of them, which a value with quotes or line breaks gets.
fn quoted_key(text: &str) -> String {
    let quoted = quoted(text);
    if ["\"\"\"", "'''"]
        .iter()
        .any(|mark| quoted.starts_with(mark))
    {
        return Key::name(text).to_string();
    }
    quoted
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{ApiLock, Kept, Lock};

    #[test]
    fn keys_of_any_text_are_read_back() {
        for text in [
            "a",
            "",
            "It's",
            "a \"b\"",
            "It's \"b\"",
            "a\nb",
            "'''",
            "\"\"\"",
            "\\ \u{7f}",
        ] {
            let kept = Kept::parse("things Things").unwrap();
            let api = ApiLock {
                folders: [(text.to_owned(), vec![kept])].into(),
                ..ApiLock::default()
            };
            let lock = Lock {
                apis: BTreeMap::from([("a".to_owned(), api)]),
            };
            assert_eq!(Lock::parse(&lock.to_string()).unwrap(), lock, "{lock}");
        }
    }
}
