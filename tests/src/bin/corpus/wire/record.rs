//! newman's side: what it sends for a collection, with the environment and the globals that the client knows, too.

use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use postwright::config::ApiConfig;
use postwright::diagnostic::{Diagnostics, Documents};
use postwright::postman::{self, EnvironmentScope};

/// The environment and the globals that a recording is made with: newman takes one of each, as JSON.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scopes {
    environment: Option<PathBuf>,
    globals: Option<PathBuf>,
}

impl Scopes {
    /// Those of each that have the most of a collection's variables; of equal ones the first.
    pub(super) fn of(config: &ApiConfig) -> Self {
        let (mut documents, mut diagnostics) = (Documents::default(), Diagnostics::default());
        let text = fs::read_to_string(&config.collection).unwrap_or_default();
        let (mut scopes, mut most) = (Self::default(), [None; 2]);
        let files = config.globals.iter().chain(&config.environments);
        for file in files.filter(|file| file.extension() == Some(OsStr::new("json"))) {
            let read = postman::read_environment(file, &mut documents, &mut diagnostics);
            let Ok(read) = read else { continue };
            let names = read.variables.iter().map(|variable| &variable.name);
            let known = names.filter(|name| text.contains(&format!("{{{{{name}}}}}")));
            let known = Some(known.count());
            let [of_environment, of_globals] = &mut most;
            let (scope, most) = match read.scope {
                EnvironmentScope::Environment => (&mut scopes.environment, of_environment),
                EnvironmentScope::Globals => (&mut scopes.globals, of_globals),
            };
            if known > *most {
                (*scope, *most) = (Some(file.clone()), known);
            }
        }
        scopes
    }

    /// Both files.
    pub(super) fn files(&self) -> impl Iterator<Item = PathBuf> {
        self.globals.iter().chain(&self.environment).cloned()
    }

    /// What the recorder is called with.
    fn arguments(&self) -> impl Iterator<Item = &OsStr> {
        let environment = self.environment.iter();
        let environment = environment.map(|file| [OsStr::new("--environment"), file.as_os_str()]);
        let globals = self.globals.iter();
        let globals = globals.map(|file| [OsStr::new("--globals"), file.as_os_str()]);
        environment.chain(globals).flatten()
    }

    /// What tells recordings of one collection apart; nothing without environments.
    fn mark(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        let mut hasher = DefaultHasher::new();
        (&self.environment, &self.globals).hash(&mut hasher);
        format!(".{:016x}", hasher.finish())
    }
}

/// What newman sends for a collection: from the work folder, or recorded now.
pub(super) fn recording(
    collection: &Path,
    scopes: &Scopes,
    corpus: &Path,
    work: &Path,
    oracle: &Path,
) -> io::Result<Result<String, String>> {
    if collection.is_dir() {
        return Ok(Err("newman cannot run v3 collections".to_owned()));
    }
    let relative = collection.strip_prefix(corpus).unwrap_or(collection);
    let name = relative.to_string_lossy().replace('/', "__");
    let file = work
        .join("wire")
        .join(format!("{name}{}.jsonl", scopes.mark()));
    if !file.exists() {
        let part = file.with_extension("part");
        let status = Command::new("node")
            .arg(oracle.join("record.mjs"))
            .arg("--collection")
            .arg(collection)
            .args(scopes.arguments())
            .args(["--fill", "--fill-empty", "--honour-enabled", "--quiet"])
            .args(["--now", "1700000000", "--seed", "1", "--timeout", "2000"])
            .arg("--out")
            .arg(&part)
            .status()?;
        if !status.success() {
            return Ok(Err(format!("newman cannot run it: {status}")));
        }
        fs::rename(&part, &file)?;
    }
    fs::read_to_string(&file).map(Ok)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use postwright::config::ApiConfig;

    use super::Scopes;

    #[test]
    fn newman_gets_the_environment_and_the_globals_that_know_most_variables() {
        let folder = std::env::temp_dir().join(format!("corpus-scopes-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, scope: &str, variable: &str| {
            let path = folder.join(name);
            let text = format!(
                r#"{{"values": [{{"key": "{variable}"}}], "_postman_variable_scope": "{scope}"}}"#
            );
            fs::write(&path, text).unwrap();
            path
        };
        let collection = folder.join("acme.json");
        fs::write(&collection, "{{base}}").unwrap();
        let mut config = ApiConfig::new(&collection).unwrap();
        assert_eq!(Scopes::of(&config).mark(), "");
        config.environments = vec![
            file("a.environment.yaml", "environment", "base"),
            file("b.json", "environment", "other"),
            file("c.json", "globals", "other"),
            file("d.json", "environment", "base"),
            file("e.json", "environment", "base"),
        ];
        let scopes = Scopes::of(&config);
        fs::remove_dir_all(&folder).unwrap();
        let arguments: Vec<_> = scopes.arguments().collect();
        let (environment, globals) = (folder.join("d.json"), folder.join("c.json"));
        assert_eq!(
            arguments,
            [
                "--environment".as_ref(),
                environment.as_os_str(),
                "--globals".as_ref(),
                globals.as_os_str()
            ]
        );
        assert_ne!(scopes.mark(), "");
    }
}
