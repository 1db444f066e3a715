use std::{fs, path::Path};

use super::super::{ContentError, ReadError, read_collection, read_environment};
use crate::{
    diagnostic::{Code, Diagnostics, Documents},
    postman::{
        AuthKind, Body, Collection, DocumentKind, EnvironmentScope, Folder, FormPartValue, Item,
        RawLanguage, RequestItem, VariableValue, documents_of,
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
    let Err(ReadError::Content { source, .. }) = files.read() else {
        panic!()
    };
    assert_eq!(source, ContentError::NotCollection(DocumentKind::Directory));
}

#[test]
fn key_lists_may_be_lists_or_maps() {
    for (index, text) in [
        "url: h/:id?x=0\nheaders: {A: 1, B: }\nqueryParams: {q: 5, x: true}\npathVariables: {id: 7}\n",
        "url: h/:id?x=0\nheaders: [{key: A, value: 1}, {key: B}]\nqueryParams: [{key: q, value: '5'}, {key: x, value: true}]\n\
         pathVariables: [{key: id, value: 7}]\n",
    ]
    .into_iter()
    .enumerate()
    {
        let (item, _) = request(&format!("lists{index}"), text);
        let headers: Vec<_> = item.request.headers.iter().map(|h| (h.name.as_str(), h.value.as_str())).collect();
        assert_eq!(headers, [("A", "1"), ("B", "")]);
        assert_eq!(item.request.url.to_text(), "h/:id?q=5&x=true");
        assert_eq!(item.request.url.variables[0].value.as_deref(), Some("7"));
    }
}

#[test]
fn entries_are_switched_off_by_either_word() {
    let (item, _) = request(
        "off",
        "url: h\nqueryParams:\n- {key: a, disabled: true}\n- {key: b, enabled: false}\n- {key: c}\n",
    );
    assert_eq!(item.request.url.to_text(), "h?c");
}

#[test]
fn bodies_in_both_spellings() {
    let body = |name: &str, text: &str| request(name, text).0.request.body;
    let json = |text: &str| {
        Some(Body::Raw {
            text: text.to_owned(),
            language: Some(RawLanguage::Json),
        })
    };
    assert_eq!(body("b1", "body: {type: json, content: '{}'}"), json("{}"));
    assert_eq!(
        body("b2", "body: {type: json, content: {a: 1}}"),
        json(r#"{"a":1}"#)
    );
    assert_eq!(
        body(
            "b3",
            "body: {mode: raw, raw: '{}', options: {raw: {language: json}}}"
        ),
        json("{}")
    );
    assert_eq!(body("b4", "body: {type: none}"), None);
    let Some(Body::Urlencoded(entries)) = body("b5", "body: {type: urlencoded, content: {a: 1}}")
    else {
        panic!()
    };
    assert_eq!(
        (entries[0].name.as_str(), entries[0].values[0].as_str()),
        ("a", "1")
    );
    let text = "body: {type: formdata, formdata: [{key: f, type: file, src: a.txt, contentType: text/plain}]}";
    let Some(Body::Multipart(parts)) = body("b6", text) else {
        panic!()
    };
    assert_eq!(
        parts[0].value,
        FormPartValue::Files(vec!["a.txt".to_owned()])
    );
    let Some(Body::File(file)) = body("b7", "body: {type: file, content: {src: a.bin}}") else {
        panic!()
    };
    assert_eq!(file.path.as_deref(), Some("a.bin"));
}

#[test]
fn auth_inherits_by_word_or_absence() {
    let auth = |name: &str, text: &str| request(name, text).0.request.auth;
    assert_eq!(auth("a1", "auth: {type: inherit}"), None);
    assert_eq!(auth("a2", "url: h"), None);
    let bearer = auth("a3", "auth: {type: bearer, credentials: {token: t}}").unwrap();
    assert_eq!(
        (bearer.kind.clone(), bearer.get("token")),
        (AuthKind::Bearer, Some("t"))
    );
    let bearer = auth(
        "a4",
        "auth: {type: bearer, credentials: [{key: token, value: t}]}",
    )
    .unwrap();
    assert_eq!(bearer.get("token"), Some("t"));
    assert_eq!(
        auth("a5", "auth: {type: noauth}").unwrap().kind,
        AuthKind::None
    );
}

#[test]
fn of_several_auths_the_first_without_rules_is_taken_and_reported() {
    let (item, codes) = request(
        "multi",
        "auth:\n- {type: basic, credentials: {}, rules: [{path: /x}]}\n- {type: bearer, credentials: {token: t}}\n",
    );
    assert_eq!(
        (item.request.auth.unwrap().kind, codes),
        (AuthKind::Bearer, vec![Code::Unsupported])
    );
}

#[test]
fn settings_and_scripts_are_read() {
    let (item, _) = request(
        "settings",
        "settings: {strictSSL: false, followRedirects: false, maxRedirects: 2, disabledSystemHeaders: [accept]}\n\
         scripts:\n- {type: 'http:beforeRequest', code: a}\n- {type: afterResponse, code: b}\n- {type: 'grpc:afterResponse', code: c}\n",
    );
    assert_eq!(
        (item.behavior.strict_ssl, item.behavior.max_redirects),
        (Some(false), Some(2))
    );
    assert_eq!(item.behavior.disabled_system_headers.unwrap().len(), 1);
    assert_eq!(
        item.scripts
            .iter()
            .map(|script| script.source.as_str())
            .collect::<Vec<_>>(),
        ["a", "b"]
    );
}

#[test]
fn graphql_requests_are_posts_of_their_query() {
    let (item, _) = request(
        "graphql",
        "$kind: graphql-request\nurl: h\nquery: '{a}'\nvariables: '{\"x\": 1}'\n",
    );
    let Some(Body::GraphQl(graphql)) = item.request.body else {
        panic!()
    };
    assert_eq!(
        (item.request.method.as_str(), graphql.query.as_deref()),
        ("POST", Some("{a}"))
    );
    assert_eq!(graphql.variables.as_deref(), Some("{\"x\": 1}"));
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
fn broken_yaml_names_file_line_and_column() {
    let files = Files::new(
        "broken",
        &[("a.request.yaml", "url: h\nheaders: [a\nmethod: GET\n")],
    );
    let Err(ReadError::Content { path, source }) = files.read() else {
        panic!()
    };
    assert!(path.ends_with("a.request.yaml"));
    assert!(
        matches!(source, ContentError::NotYaml { line: 2..=3, .. }),
        "{source}"
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
        let Err(ReadError::Content { source, .. }) = error else {
            panic!()
        };
        assert_eq!(source, ContentError::NotCollection(kind));
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
