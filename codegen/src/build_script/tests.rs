//! What cargo is told, and where files go.

mod cargo;

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    generator::{Files, SourceFile},
};

/// One file and, per API, a second input and four warnings, the first with a line break in it.
#[allow(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "the signature of the stages"
)]
fn fake(config: Config) -> Result<Generated, Box<dyn StdError + Send + Sync>> {
    let (mut generated, mut files) = (Generated::default(), Vec::new());
    for api in &config.apis {
        let document = generated.documents.add(api.collection.clone());
        generated
            .documents
            .add(api.collection.with_extension("globals"));
        for message in ["a line\nbreak", "second", "third", "fourth"] {
            let place = Place::root(document);
            generated
                .diagnostics
                .push(Diagnostic::new(Code::NoUrl, place.clone(), message).help("give it one"));
            generated
                .diagnostics
                .push(Diagnostic::new(Code::UnknownMember, place, "a note"));
        }
        files.push(SourceFile {
            path: "mod.rs".to_owned(),
            text: format!("pub mod {};", api.module),
        });
    }
    generated.files = Files::Listed(files);
    Ok(generated)
}

fn run(script: &BuildScript, folder: &Path) -> Result<String, Error> {
    let mut cargo = Vec::new();
    script.run_in(Some(&folder.join("out")), &mut cargo, &fake)?;
    Ok(String::from_utf8(cargo)
        .unwrap()
        .replace(&format!("{}/", folder.display()), ""))
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in ["acme.json", "hints.toml"] {
        fs::write(folder.path().join(name), "{}").unwrap();
    }
    folder
}

#[test]
fn a_collection_goes_to_out_dir_and_cargo_hears_of_every_input_and_of_warnings() {
    let folder = folder();
    let script = BuildScript::new(folder.path().join("acme.json"))
        .hints(folder.path().join("hints.toml"))
        .module("acme_v2");
    assert_snapshot!(run(&script, folder.path()).unwrap(), @r"
    cargo::rerun-if-changed=acme.globals
    cargo::rerun-if-changed=acme.json
    cargo::rerun-if-changed=hints.toml
    cargo::warning=acme.json:1:1: a line break [PW4003]; help: give it one
    cargo::warning=acme.json:1:1: second [PW4003]; help: give it one
    cargo::warning=acme.json:1:1: third [PW4003]; help: give it one
    cargo::warning=1 more of PW4003 (request without a URL)
    ");
    let root = folder.path().join("out/postwright/mod.rs");
    assert_eq!(fs::read_to_string(&root).unwrap(), "pub mod acme_v2;");
    fs::write(&root, "changed by someone").unwrap();
    run(&script, folder.path()).unwrap();
    assert_eq!(fs::read_to_string(&root).unwrap(), "pub mod acme_v2;");
}

#[test]
fn a_configuration_without_an_output_goes_to_out_dir_too() {
    let folder = folder();
    let file = folder.path().join("postwright.toml");
    fs::write(&file, "[[api]]\ncollection = \"acme.json\"").unwrap();
    let told = run(&BuildScript::new(file), folder.path()).unwrap();
    assert!(
        told.contains("cargo::rerun-if-changed=postwright.toml\n"),
        "{told}"
    );
    assert!(folder.path().join("out/postwright/mod.rs").is_file());
}

#[test]
fn a_folder_of_the_package_is_written_to_but_edits_are_kept() {
    let folder = folder();
    let script =
        BuildScript::new(folder.path().join("acme.json")).folder(folder.path().join("src/api"));
    run(&script, folder.path()).unwrap();
    assert!(folder.path().join("src/api/mod.rs").is_file() && !folder.path().join("out").exists());
    fs::write(folder.path().join("src/api/mod.rs"), "edited").unwrap();
    assert!(matches!(
        run(&script, folder.path()),
        Err(Error::Project(project::Error::Obstacles { .. }))
    ));
}

#[test]
fn the_output_of_a_configuration_is_used() {
    let folder = folder();
    let file = folder.path().join("postwright.toml");
    fs::write(
        &file,
        "[output]\nmodule = \"src/api\"\n[[api]]\ncollection = \"acme.json\"",
    )
    .unwrap();
    run(&BuildScript::new(file), folder.path()).unwrap();
    assert!(folder.path().join("src/api/mod.rs").is_file());
}

#[test]
fn an_error_reads_well_where_main_prints_it() {
    let error = run(&BuildScript::new("no.json"), Path::new("")).unwrap_err();
    assert_snapshot!(format!("{error:?}"), @"there is no collection at `no.json`: give the path of a collection file or of a v3 collection's folder");
    let mut cargo = Vec::new();
    let folder = folder();
    let error = BuildScript::new(folder.path().join("acme.json"))
        .run_in(None, &mut cargo, &fake)
        .unwrap_err();
    assert_snapshot!(error, @"`OUT_DIR` is not set: call this from a build script, or name a folder with `BuildScript::folder`");
}

#[cfg(unix)]
#[test]
fn a_file_name_cannot_give_cargo_instructions() {
    let folder = TempDir::new().unwrap();
    let collection = folder.path().join("acme\ncargo::rustc-cfg=evil");
    fs::write(&collection, "{}").unwrap();
    let told = run(&BuildScript::new(collection), folder.path()).unwrap();
    assert!(!told.contains("\ncargo::rustc-cfg"), "{told}");
}

#[test]
fn the_lines_of_the_dependencies_that_the_package_lacks_are_known() {
    let folder = folder();
    let own = folder.path().join("Cargo.toml");
    let manifest = "[dependencies]\nhttp = \"1\"\nserde = { workspace = true }\npercent_encoding = \"2\"\n\
        [target.'cfg(not(target_arch = \"wasm32\"))'.dependencies]\ntokio = \"1\"\n";
    fs::write(&own, manifest).unwrap();
    let needed = "[dependencies]\nbytes = { version = \"1\", default-features = false }\nhttp = \"1\"\nserde = \"1\"\npercent-encoding = \"2\"\n\
        tracing = { version = \"0.1\", optional = true }\n\
        [target.'cfg(not(target_arch = \"wasm32\"))'.dependencies]\ntokio = \"1\"\n\
        [target.'cfg(target_arch = \"wasm32\")'.dependencies]\njs-sys = \"0.3\"\n";
    let lines = super::cargo::missing(&own, needed).unwrap();
    assert_snapshot!(lines, @r#"
    [dependencies]
    bytes = { version = "1", default-features = false }
    "#);
    fs::write(
        &own,
        format!("{manifest}[dependencies.bytes]\nversion = \"1\"\n"),
    )
    .unwrap();
    assert_eq!(super::cargo::missing(&own, needed), None);
}

#[test]
fn a_package_without_reqwest_is_told_what_speaks_https() {
    let folder = folder();
    let own = folder.path().join("Cargo.toml");
    let needed = "[features]\ndefault = [\"rustls\"]\nmock = []\nrustls = [\"dep:rustls\"]\n\
        [dependencies]\nreqwest = \"0.13\"\n\
        [target.'cfg(not(target_arch = \"wasm32\"))'.dependencies]\n\
        rustls = { version = \"0.23\", optional = true }\n";
    let lines = |manifest: &str| {
        fs::write(&own, manifest).unwrap();
        super::cargo::missing(&own, needed).unwrap_or_default()
    };
    assert_snapshot!(lines(""), @r#"
    [features]
    default = ["rustls"]
    rustls = ["dep:rustls"]
    [dependencies]
    reqwest = "0.13"
    rustls = { version = "0.23", optional = true }
    "#);
    assert_snapshot!(lines("[features]\nnative-tls = [\"reqwest/native-tls\"]"), @r#"
    [dependencies]
    reqwest = "0.13"
    "#);
    assert_eq!(lines("[dependencies]\nreqwest = \"0.13\""), "");
}
