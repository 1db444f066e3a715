//! What a configuration may say, and how a fault in it is shown.

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

/// Loads `text` from a folder that holds `c.json`, `h.toml` and `e.json`.
fn load(text: &str) -> Result<Config, Error> {
    let folder = TempDir::new().unwrap();
    for name in ["c.json", "h.toml", "e.json"] {
        fs::write(folder.path().join(name), "{}").unwrap();
    }
    let file = folder.path().join(FILE_NAME);
    fs::write(&file, text).unwrap();
    Config::load(&file)
}

/// The message of the fault in `text`, with the file's folder cut off.
fn fault(text: &str) -> String {
    match load(text).unwrap_err() {
        Error::Invalid(error) => error
            .to_string()
            .replace(&format!("{}/", error.path.parent().unwrap().display()), ""),
        other => panic!("{other}"),
    }
}

const OUTPUT: &str = "[output]\ncrate = \"generated\"\n";

#[test]
fn paths_are_relative_to_the_file_and_defaults_fill_the_rest() {
    let config = load(
        "[output]\ncrate = \"out/my_api\"\n[[api]]\ncollection = \"c.json\"\nhints = \"h.toml\"",
    )
    .unwrap();
    let folder = config.file.as_deref().unwrap().parent().unwrap().to_owned();
    assert_eq!(config.output.folder, folder.join("out/my_api"));
    assert_eq!(
        (config.output.package.as_str(), config.output.layout),
        ("my_api", Layout::Crate)
    );
    let api = &config.apis[0];
    assert_eq!(
        (api.module.as_str(), &api.collection),
        ("c", &folder.join("c.json"))
    );
    assert_eq!(
        (api.literals, api.unknown_fields),
        (Literals::Document, UnknownFields::Ignore)
    );
    assert!(api.examples && !api.round_trip && !api.lenient);
    let inputs: Vec<_> = config
        .inputs()
        .map(|path| path.strip_prefix(&folder).unwrap().to_owned())
        .collect();
    assert_eq!(
        inputs,
        [
            Path::new(FILE_NAME),
            Path::new("c.json"),
            Path::new("h.toml")
        ]
    );
}

#[test]
fn every_key_is_read() {
    let config = load(
        r#"
        [output]
        crate = "generated"
        package = "acme-client"
        license = "MIT"
        [[api]]
        module = "acme"
        collection = "c.json"
        hints = "h.toml"
        environments = ["e.json"]
        globals = "e.json"
        literals = "send"
        unknown_fields = "keep"
        examples = false
        round_trip = true
        lenient = true
        folder_features = true
        [api.formats]
        date-time = "jiff::Timestamp"
        "#,
    )
    .unwrap();
    assert_eq!(
        (
            config.output.package.as_str(),
            config.output.license.as_deref()
        ),
        ("acme-client", Some("MIT"))
    );
    let api = &config.apis[0];
    assert_eq!(
        (
            api.module.as_str(),
            api.environments.len(),
            api.globals.is_some()
        ),
        ("acme", 1, true)
    );
    assert_eq!(
        (api.literals, api.unknown_fields),
        (Literals::Send, UnknownFields::Keep)
    );
    assert_eq!(api.formats["date-time"], "jiff::Timestamp");
    assert!(!api.examples && api.round_trip && api.lenient);
    assert_eq!(api.folder_features, Some(true));
}

#[test]
fn of_two_apis_of_one_name_the_second_is_shown() {
    let one = "[[api]]\ncollection = \"c.json\"\n";
    let fault = fault(&format!("{OUTPUT}{one}{one}"));
    assert_snapshot!(fault, @"postwright.toml:5:1: two APIs have the module `c`; give each `[[api]]` a `module` of its own");
}

#[test]
fn a_format_that_nothing_has_is_shown_with_the_nearest_that_there_is() {
    use crate::generator::Generator;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join(FILE_NAME);
    let error = |formats: &str| {
        let collection = r#"{"info": {"name": "A"}, "item": [{"name": "a", "request": "https://a.test/?id=<sku>"}]}"#;
        fs::write(folder.path().join("c.json"), collection).unwrap();
        let text = format!(
            "{OUTPUT}[[api]]\ncollection = \"c.json\"\nmodule = \"a\"\n[[api]]\ncollection = \"c.json\"\nmodule = \"b\"\nformats = {{ {formats} }}\n"
        );
        fs::write(&file, text).unwrap();
        let run = Generator::new(Config::load(&file).unwrap()).run();
        let shown = run.map_err(|error| error.located().to_string());
        shown
            .err()
            .map(|error| error.replace(&format!("{}/", folder.path().display()), ""))
    };
    assert_eq!(error("date-time = \"a::T\", sku = \"a::T\""), None);
    assert_snapshot!(error("date = \"a::T\", date-tme = \"a::T\"").unwrap(), @"postwright.toml:9:28: no text of `b` has the format `date-tme`; did you mean `date-time`?");
    assert_snapshot!(error("skew = \"a::T\"").unwrap(), @"postwright.toml:9:13: no text of `b` has the format `skew`; known here: `byte`, `date`, `date-time`, `date-time-local`, `decimal`, `duration`, `email`, `hostname`, `ipv4`, `ipv6`, `sku`, `time`, `uri`, `uuid`");
}

#[test]
fn an_unknown_key_is_shown_with_the_nearest_known_one() {
    assert_snapshot!(
        fault(&format!("{OUTPUT}[[api]]\ncolection = \"c.json\"")),
        @"postwright.toml:4:1: unknown key `colection` in `[[api]]`; did you mean `collection`?"
    );
    assert_snapshot!(fault("[output]\ncrate = \"g\"\nfoo = 1"), @"postwright.toml:3:1: unknown key `foo` in `[output]`; known here: `crate`, `module`, `package`, `license`");
    assert_snapshot!(fault("[outputs]\ncrate = \"g\""), @"postwright.toml:1:2: unknown key `outputs`; did you mean `output`?");
}

#[test]
fn a_value_of_the_wrong_kind_says_what_was_expected() {
    let api = |line: &str| fault(&format!("{OUTPUT}[[api]]\ncollection = \"c.json\"\n{line}"));
    assert_snapshot!(api("examples = \"yes\""), @"postwright.toml:5:12: `examples` must be `true` or `false`, not a string");
    assert_snapshot!(api("environments = [\"e.json\", 1]"), @"postwright.toml:5:27: `environments` must be an array of strings, not an integer");
    assert_snapshot!(api("literals = \"sent\""), @"postwright.toml:5:12: `sent` is not a value of `literals`; did you mean `send`?");
    assert_snapshot!(api("module = \"type\""), @"postwright.toml:5:10: `type` is not the name of a Rust module; `type_api` is");
    assert_snapshot!(api("[api.formats]\nuuid = \"uuid Uuid\""), @"postwright.toml:6:8: `uuid Uuid` is not a Rust type; write a path, as `jiff::Timestamp`");
    assert_snapshot!(fault("[output]\ncrate = \"g\"\n[api]\ncollection = \"c.json\""), @"postwright.toml:3:1: `api` must be an array of tables: `[[api]]`, not a table");
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(
        load("[[api]]\ncollection = \"c.json\"")
            .unwrap()
            .output
            .layout,
        Layout::Include
    );
    assert_snapshot!(fault(OUTPUT), @"postwright.toml:1:1: there is no `[[api]]`; add `[[api]]` with `collection = \"PATH\"`");
    assert_snapshot!(fault("[output]\n[[api]]\ncollection = \"c.json\""), @"postwright.toml:1:1: `[output]` names no folder; add `crate = \"generated\"`");
    assert_snapshot!(fault(&format!("{OUTPUT}[[api]]\nmodule = \"a\"")), @"postwright.toml:3:1: `[[api]]` names no collection; add `collection = \"PATH\"`");
}

#[test]
fn an_input_that_does_not_exist_is_shown_where_it_is_named() {
    assert_snapshot!(
        fault(&format!("{OUTPUT}[[api]]\ncollection = \"c.json\"\nhints = \"no.toml\"")),
        @"postwright.toml:5:9: there is no file `no.toml`; paths are relative to the folder of the configuration"
    );
}

#[test]
fn text_that_is_no_toml_is_shown_where_it_breaks() {
    assert_snapshot!(fault("[output]\ncrate = generated\n"), @"postwright.toml:2:9: string values must be quoted, expected literal string");
}

#[test]
fn two_apis_of_one_module_are_refused() {
    let api = "[[api]]\nmodule = \"acme\"\ncollection = \"c.json\"\n";
    assert_snapshot!(fault(&format!("{OUTPUT}{api}{api}")), @"postwright.toml:7:10: two APIs have the module `acme`; give each `[[api]]` a `module` of its own");
}

#[test]
fn crate_and_module_exclude_each_other() {
    assert_snapshot!(fault("[output]\ncrate = \"a\"\nmodule = \"b\"\n"), @"postwright.toml:3:10: `crate` and `module` exclude each other; a whole package goes to `crate`, a module of your own package to `module`");
}

#[test]
fn the_configuration_is_found_in_a_folder_above() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("c.json"), "{}").unwrap();
    fs::write(
        folder.path().join(FILE_NAME),
        format!("{OUTPUT}[[api]]\ncollection = \"c.json\""),
    )
    .unwrap();
    let deep = folder.path().join("a/b");
    fs::create_dir_all(&deep).unwrap();
    assert_eq!(
        Config::discover(&deep).unwrap().file,
        Some(deep.join("../..").join(FILE_NAME))
    );
    assert!(matches!(
        Config::discover(Path::new("/")),
        Err(Error::NotFound { .. })
    ));
}

#[test]
fn a_module_is_named_after_the_file_or_the_title() {
    let folder = TempDir::new().unwrap();
    let name = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::write(&path, text).unwrap();
        ApiConfig::new(&path).unwrap().module
    };
    assert_eq!(
        name("auth0-management.postman_collection.json", ""),
        "auth0_management"
    );
    assert_eq!(name("Acme API v2.json", ""), "acme_api_v2");
    assert_eq!(name("Bücher.json", ""), "bucher");
    assert_eq!(name("2checkout.json", ""), "api_2checkout");
    assert_eq!(name("match.json", ""), "match_api");
    assert_eq!(
        name("collection.json", r#"{"info": {"name": "Pet Store"}}"#),
        "pet_store"
    );
    assert_eq!(
        name(
            "postman_collection.json",
            r#"{"collection": {"info": {"name": "Wrapped"}}}"#
        ),
        "wrapped"
    );
    assert_eq!(name("export.json", r#"{"name": "Old (v1)"}"#), "old_v1");
    assert_eq!(name("export.json", "not json"), "export");
    assert_eq!(name("---.json", "{}"), "api");
    assert_eq!(name("stream.json", "{}"), "stream_api");
}

#[test]
fn a_module_cannot_take_a_name_of_the_crate() {
    let api = "[[api]]\nmodule = \"runtime\"\ncollection = \"c.json\"\n";
    assert_snapshot!(fault(&format!("{OUTPUT}{api}")), @"postwright.toml:4:10: `runtime` is a name that every client has for itself; `runtime_api` is free");
}

#[test]
fn a_package_is_named_after_the_folder() {
    let package = |folder: &str| Output::new(Path::new(folder), Layout::Crate).package;
    assert_eq!(package("generated"), "generated");
    assert_eq!(package("out/acme_client"), "acme_client");
    assert_eq!(package("Acme Client"), "acme-client");
    assert_eq!(package("2fa"), "api-2fa");
    // A keyword since edition 2024.
    assert_eq!(package("gen"), "api-gen");
}

#[test]
fn a_license_is_one_that_spdx_lists() {
    for license in [
        "MIT",
        "MIT OR Apache-2.0",
        "GPL-3.0",
        "LicenseRef-Acme",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert_eq!(check_license(license), Ok(()));
    }
    let fault = |license: &str| check_license(license).unwrap_err();
    assert_snapshot!(fault("MIT/Apache-2.0"), @"`MIT/Apache-2.0` is not a license: write `MIT OR Apache-2.0`");
    assert_snapshot!(fault("Apache 2"), @"`Apache 2` is not a license: SPDX does not list `Apache`; write an expression as `MIT OR Apache-2.0`");
    assert_snapshot!(fault("MIT OR Beerware2"), @"`MIT OR Beerware2` is not a license: SPDX does not list `Beerware2`; did you mean `Beerware`?");
    assert_snapshot!(fault("none"), @"`none` is not a license: SPDX does not list `none`; write an expression as `MIT OR Apache-2.0`");
    assert_snapshot!(fault(""), @"`` is not a license: write an SPDX expression, as `MIT OR Apache-2.0`");
}

#[test]
fn a_path_that_is_misspelled_is_answered_with_the_nearest_one() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("acme.postman_collection.json"), "{}").unwrap();
    let told = |name: &str| {
        let error = ApiConfig::new(&folder.path().join(name)).unwrap_err();
        error
            .to_string()
            .replace(&format!("{}/", folder.path().display()), "")
    };
    assert_snapshot!(told("acme.postman-colection.json"), @"there is no collection at `acme.postman-colection.json`: did you mean `acme.postman_collection.json`?");
    assert_snapshot!(told("other.json"), @"there is no collection at `other.json`: give the path of a collection file or of a v3 collection's folder");
}
