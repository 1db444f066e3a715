//! How each collection is generated: the options of a `postwright.toml`, and the environments of its repository.

use std::path::{Component, Path, PathBuf};

use postwright::config::{ApiConfig, Config, Error};

/// What all collections have in common: `file`, or the defaults with round-trip tests.
///
/// # Errors
///
/// When the file cannot be read, or the folder of the collections does not exist.
pub(crate) fn common(file: Option<&Path>, folder: &Path) -> Result<Config, Error> {
    if let Some(file) = file {
        return Config::load(file);
    }
    let mut config = Config::for_collection(folder, Path::new(""))?;
    for api in &mut config.apis {
        api.round_trip = true;
    }
    Ok(config)
}

/// The configuration of each collection: the APIs of the common one take turns, each with the collection and a module
/// instead of its own, and with those of `environments` that are of the same repository.
pub(crate) fn each(
    common: &Config,
    folder: &Path,
    collections: &[PathBuf],
    environments: &[PathBuf],
) -> Vec<ApiConfig> {
    let turns = collections.iter().zip(common.apis.iter().cycle());
    let configure = |(index, (collection, options)): (usize, (&PathBuf, &ApiConfig))| {
        let mut api = ApiConfig {
            module: format!("c{index:04}"),
            collection: collection.clone(),
            ..options.clone()
        };
        let repository = repository(collection, folder);
        let same = environments.iter();
        let same = same.filter(|environment| self::repository(environment, folder) == repository);
        api.environments.extend(same.cloned());
        api
    };
    turns.enumerate().map(configure).collect()
}

/// The part of the corpus that a path is in: a folder at the top; `None` for what lies beside those.
fn repository<'p>(path: &'p Path, folder: &Path) -> Option<Component<'p>> {
    let mut parts = path.strip_prefix(folder).ok()?.components();
    let top = parts.next()?;
    parts.next().map(|_| top)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use postwright::config::{Layout, Literals};

    use super::{common, each};

    const TURNS: &str = r#"
        [output]
        module = "."
        [[api]]
        collection = "."
        literals = "send"
        examples = true
        [[api]]
        module = "other"
        collection = "."
        lenient = true
    "#;

    #[test]
    fn the_apis_of_the_file_take_turns_and_keep_all_but_collection_and_module() {
        let folder = std::env::temp_dir().join(format!("corpus-turns-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("postwright.toml");
        fs::write(&file, TURNS).unwrap();
        let common = common(Some(&file), &folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(common.output.layout, Layout::Module);
        let collections = ["a", "b", "c"].map(PathBuf::from);
        let options: Vec<_> = each(&common, Path::new(""), &collections, &[])
            .into_iter()
            .map(|api| (api.module, api.collection, api.literals, api.lenient))
            .collect();
        let expected = [
            ("c0000", "a", Literals::Send, false),
            ("c0001", "b", Literals::Document, true),
            ("c0002", "c", Literals::Send, false),
        ];
        assert_eq!(
            options,
            expected.map(|(module, collection, literals, lenient)| {
                (module.to_owned(), collection.into(), literals, lenient)
            })
        );
    }

    #[test]
    fn environments_go_to_the_collections_of_their_repository() {
        let corpus = std::env::temp_dir();
        let common = common(None, &corpus).unwrap();
        let under = |paths: &[&str]| -> Vec<PathBuf> {
            paths.iter().map(|path| corpus.join(path)).collect()
        };
        let collections = under(&["acme/v1/a.json", "acme2/b.json", "c.json"]);
        let environments = under(&["acme/env/staging.json", "beside.json"]);
        let configured = each(&common, &corpus, &collections, &environments);
        let given: Vec<_> = configured
            .into_iter()
            .map(|api| (api.environments, api.round_trip))
            .collect();
        assert_eq!(
            given,
            [
                (under(&["acme/env/staging.json"]), true),
                (Vec::new(), true),
                (under(&["beside.json"]), true),
            ]
        );
    }
}
