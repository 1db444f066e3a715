//! One collection in every format of Postman's gives one client: the same names, the same code.

mod convert;

use std::fs;
use std::path::{Path, PathBuf};

use postwright::config::{ApiConfig, Layout, Output};
use postwright::generator;
use serde_json::Value;

type Tested = Result<(), Box<dyn std::error::Error>>;

/// Names as they are found in the wild; `tests/samples/names` compiles what is made of them.
const NAMES: &str = "samples/names/collections/names.postman_collection.json";

#[test]
fn names_do_not_depend_on_the_format() -> Tested {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(NAMES);
    let collection: Value = serde_json::from_str(&fs::read_to_string(&source)?)?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let expected = modules(&source)?;
    assert!(expected.len() > 40, "{} files", expected.len());

    let write = |name: &str, value: Value| -> Result<PathBuf, std::io::Error> {
        let path = folder.join(name);
        fs::write(&path, format!("\u{feff}{value}"))?;
        Ok(path)
    };
    let files = [
        write("v1.json", convert::v1(&collection))?,
        write("v2.0.json", convert::v2_0(&collection))?,
        write(
            "wrapped.json",
            serde_json::json!({ "collection": collection }),
        )?,
        folder.join("v3"),
    ];
    convert::v3(&collection, &folder.join("v3"))?;
    for file in files {
        assert_same(&expected, &modules(&file)?, &file);
    }
    Ok(())
}

#[test]
fn the_library_is_the_same_as_a_directory_and_as_a_file() -> Tested {
    let collections = Path::new(env!("CARGO_MANIFEST_DIR")).join("../collections");
    let file = collections.join("library.postman_collection.json");
    let directory = collections.join("library");
    assert_same(&modules(&file)?, &modules(&directory)?, &directory);
    Ok(())
}

/// A path and a text.
type File = (String, String);

/// The files of the module of a collection, without the line that names the source.
fn modules(collection: &Path) -> Result<Vec<File>, Box<dyn std::error::Error>> {
    let api = ApiConfig {
        module: "api".to_owned(),
        round_trip: true,
        ..ApiConfig::new(collection)?
    };
    let read = generator::read(&api)?;
    let files = generator::files(&Output::new(Path::new("client"), Layout::Crate), &[&read]);
    let files = files
        .into_iter()
        .filter(|file| file.path.starts_with("src/api/"));
    let without_header = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
    Ok(files
        .map(|file| (file.path, without_header(&file.text).unwrap_or_default()))
        .collect())
}

fn assert_same(expected: &[File], given: &[File], source: &Path) {
    let paths = |files: &[File]| {
        files
            .iter()
            .map(|(path, _)| path.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(expected), paths(given), "{}", source.display());
    for ((path, left), (_, right)) in expected.iter().zip(given) {
        let different = left
            .lines()
            .zip(right.lines())
            .find(|(left, right)| left != right);
        assert_eq!(different, None, "{} of {}", path, source.display());
        assert_eq!(left.len(), right.len(), "{} of {}", path, source.display());
    }
}
