mod content;

use std::{fs, path::Path};

use super::super::{ContentError, ReadError, read_collection, read_environment};
use crate::{
    diagnostic::{Code, Diagnostics, Documents},
    postman::{
        Collection, DocumentKind, EnvironmentScope, Folder, Item, RequestItem, VariableValue,
        documents_of,
    },
};

/// A directory that goes away with the test.
struct Files(std::path::PathBuf);

impl Files {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root =
            std::env::temp_dir().join(format!("postwright-v3-{}-{name}", std::process::id()));
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(root)
    }

    fn read(&self) -> Result<(Collection, Diagnostics, Documents), ReadError> {
        let (mut documents, mut diagnostics) = (Documents::default(), Diagnostics::default());
        let collection = read_collection(&self.0, &mut documents, &mut diagnostics)?;
        Ok((collection, diagnostics, documents))
    }

    fn item(&self) -> (RequestItem, Vec<Code>) {
        let (collection, diagnostics, _) = self.read().unwrap();
        let Some(Item::Request(item)) = collection.items.into_iter().next() else {
            panic!("no request")
        };
        (*item, diagnostics.iter().map(|found| found.code).collect())
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn request(name: &str, text: &str) -> (RequestItem, Vec<Code>) {
    Files::new(name, &[("a.request.yaml", text)]).item()
}

fn folder(item: &Item) -> &Folder {
    let Item::Folder(folder) = item else {
        panic!("not a folder")
    };
    folder
}

#[test]
fn directories_make_the_tree_in_their_order() {
    let files = Files::new(
        "tree",
        &[
            (
                ".resources/definition.yaml",
                "$kind: collection\nname: Shop\nvariables:\n  base: h\n  empty:\n",
            ),
            ("last.request.yml", "url: h/last\n"),
            (
                "second.request.yaml",
                "$kind: http-request\nname: Second one\nurl: h/2\norder: 2000\n",
            ),
            (
                "first/.resources/definition.yaml",
                "$kind: collection\norder: 1000\ndescription: d\n",
            ),
            ("first/in.request.yaml", "url: h/in\n"),
            ("docs/readme.md", "no entity"),
        ],
    );
    let (collection, diagnostics, documents) = files.read().unwrap();
    let names: Vec<_> = collection.items.iter().map(Item::name).collect();
    assert_eq!(
        (collection.name.as_str(), names),
        ("Shop", vec!["first", "Second one", "last"])
    );
    assert_eq!(folder(&collection.items[0]).items[0].name(), "in");
    let values: Vec<_> = collection
        .variables
        .iter()
        .map(|variable| variable.value.clone())
        .collect();
    assert_eq!(
        values,
        [VariableValue::Text("h".to_owned()), VariableValue::Missing]
    );
    assert!(diagnostics.is_empty());
    assert_eq!(documents.iter().count(), 5);
}

#[test]
fn directory_name_stands_in_and_other_directories_are_refused() {
    let files = Files::new("plain", &[("a.request.yaml", "")]);
    let (collection, _, _) = files.read().unwrap();
    assert!(collection.name.ends_with("-plain"), "{}", collection.name);
    let files = Files::new("other", &[("a.yaml", "x: 1\n")]);
    let Err(ReadError::Content { problem, .. }) = files.read() else {
        panic!()
    };
    assert_eq!(
        problem,
        ContentError::NotCollection(DocumentKind::Directory)
    );
}

#[test]
fn requests_of_other_protocols_are_reported_one_by_one() {
    let files = Files::new(
        "protocols",
        &[
            ("a.request.yaml", "$kind: grpc-request\n"),
            ("b.request.yaml", "$kind: websocket-request\n"),
            ("c.request.yaml", "url: h\n"),
        ],
    );
    let (collection, diagnostics, _) = files.read().unwrap();
    assert_eq!(collection.items.len(), 1);
    let codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::OtherProtocol, Code::OtherProtocol]);
}

#[test]
fn examples_lie_beside_their_request() {
    let files = Files::new(
        "examples",
        &[
            ("get.request.yaml", "url: h\n"),
            (
                ".resources/get.resources/examples/ok.example.yaml",
                "$kind: http-example\nname: OK\nrequest: {url: h/x, method: put}\nresponse:\n  statusCode: 200\n  statusText: OK\n  \
                 headers: {A: 1}\n  body: {type: json, content: '{}'}\n",
            ),
            (
                ".resources/get.resources/examples/bad.example.yaml",
                "order: 9\nresponse: {statusCode: 400}\n",
            ),
        ],
    );
    let (item, _) = files.item();
    let [first, second] = &item.responses[..] else {
        panic!()
    };
    assert_eq!(
        (first.name.as_str(), first.code, second.name.as_str()),
        ("bad", Some(400), "OK")
    );
    assert_eq!(
        (second.body.as_deref(), second.language.as_deref()),
        (Some("{}"), Some("json"))
    );
    assert_eq!(second.original_request.as_ref().unwrap().method, "PUT");
    assert_eq!((first.index, second.index, second.headers.len()), (0, 1, 1));
}

#[test]
fn a_collection_without_a_name_has_that_of_its_directory() {
    let files = Files::new(
        "blank",
        &[
            (
                ".resources/definition.yaml",
                "$kind: collection\nname: ' '\n",
            ),
            (
                "a.request.yaml",
                "name: ''\nurl: https://h/a\nmethod: GET\n",
            ),
        ],
    );
    let collection = files.read().unwrap();
    assert_ne!(collection.0.name.trim(), "");
    // What an item is called does not depend on the format, so that a blank name stays one.
    let (item, _) = files.item();
    assert_eq!(item.name, "");
}

#[test]
fn broken_yaml_names_file_line_and_column() {
    let files = Files::new(
        "broken",
        &[("a.request.yaml", "url: h\nheaders: [a\nmethod: GET\n")],
    );
    let Err(ReadError::Content { path, problem }) = files.read() else {
        panic!()
    };
    assert!(path.ends_with("a.request.yaml"));
    assert!(
        matches!(problem, ContentError::NotYaml { line: 2..=3, .. }),
        "{problem}"
    );
}

#[test]
fn single_files_of_a_collection_are_refused_with_advice() {
    let files = Files::new(
        "single",
        &[
            ("a.request.yaml", "$kind: http-request\n"),
            ("b.yaml", "openapi: 3.0.0\n"),
        ],
    );
    for (name, kind) in [
        ("a.request.yaml", DocumentKind::CollectionPart),
        ("b.yaml", DocumentKind::OpenApi),
    ] {
        let error = read_collection(
            &files.0.join(name),
            &mut Documents::default(),
            &mut Diagnostics::default(),
        );
        let Err(ReadError::Content { problem, .. }) = error else {
            panic!()
        };
        assert_eq!(problem, ContentError::NotCollection(kind));
    }
}

#[test]
fn environments_and_globals_are_told_apart_by_their_file() {
    let files = Files::new(
        "environments",
        &[
            (
                "Test.environment.yaml",
                "values:\n- {key: a, value: 1}\n- {key: b, value: x, enabled: false}\n- {key: c, secret: true, source: {provider: aws}}\n",
            ),
            ("All.globals.yaml", "name: Workspace\nvalues: {a: 1}\n"),
        ],
    );
    let read = |name: &str| {
        read_environment(
            &files.0.join(name),
            &mut Documents::default(),
            &mut Diagnostics::default(),
        )
        .unwrap()
    };
    let test = read("Test.environment.yaml");
    assert_eq!(
        (test.name.as_str(), test.scope),
        ("Test", EnvironmentScope::Environment)
    );
    let values: Vec<_> = test
        .variables
        .iter()
        .map(|v| (v.name.as_str(), v.value.as_str(), v.secret))
        .collect();
    assert_eq!(values, [("a", "1", false), ("c", "", true)]);
    let globals = read("All.globals.yaml");
    assert_eq!(
        (
            globals.name.as_str(),
            globals.scope,
            globals.variables.len()
        ),
        ("Workspace", EnvironmentScope::Globals, 1)
    );
}

#[test]
fn documents_of_a_directory_are_its_directories_and_yaml_files() {
    let files = Files::new(
        "documents",
        &[
            (".resources/definition.yaml", ""),
            ("a/b.request.yml", ""),
            ("c.txt", ""),
        ],
    );
    let documents = documents_of(&files.0).unwrap();
    let names: Vec<_> = documents
        .iter()
        .map(|path| path.strip_prefix(&files.0).unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "",
            ".resources",
            ".resources/definition.yaml",
            "a",
            "a/b.request.yml"
        ]
        .map(Path::new)
    );
}
