use std::collections::BTreeSet;

use super::{Module, assemble, closure};

#[test]
fn what_is_needed_brings_what_it_requires() {
    assert_eq!(
        closure(&[]),
        BTreeSet::from([Module::Core, Module::Stream, Module::Tracing])
    );
    let paged = closure(&[Module::Paginate]);
    assert!(paged.contains(&Module::Stream) && paged.contains(&Module::Core));
}

/// The modules that `super::name` in a file refers to; in a folder `super::super::name` is one beside the folder.
fn referred(file: &super::File) -> BTreeSet<String> {
    let folder = match file.path.split_once('/') {
        Some((folder, _)) => format!("{folder}/"),
        None => String::new(),
    };
    let source = file.source.replace("super::super::", "beside::");
    let names = |before: &str, folder: &str| -> Vec<String> {
        let named = |rest: &str| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .map(|name| format!("{folder}{name}"))
        };
        source.split(before).skip(1).filter_map(named).collect()
    };
    let mut all = BTreeSet::from_iter(names("super::", &folder));
    all.extend(names("beside::", ""));
    all.remove("self");
    all
}

#[test]
fn no_file_refers_to_one_that_its_row_does_not_bring() {
    for module in Module::ALL {
        let runtime = assemble(&[module]);
        let present: BTreeSet<&str> = runtime.files.iter().map(super::File::name).collect();
        for file in &runtime.files {
            for name in referred(file) {
                assert!(
                    present.contains(name.as_str()),
                    "{module:?}: {} refers to {name}",
                    file.path
                );
            }
        }
    }
}

#[test]
fn every_file_states_what_it_is_and_names_no_path_from_the_crate() {
    for file in assemble(&Module::ALL).files {
        assert!(file.source.starts_with("//! "), "{}", file.path);
        assert!(!file.source.contains("crate::"), "{}", file.path);
        assert!(file.source.lines().count() <= 400, "{}", file.path);
    }
}

#[test]
fn every_feature_that_a_source_asks_for_exists() {
    for module in Module::ALL {
        let runtime = assemble(&[module]);
        for file in &runtime.files {
            for name in file
                .source
                .split("feature = \"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
            {
                assert!(runtime.features.contains_key(name), "{}: {name}", file.path);
            }
        }
    }
}

#[test]
fn the_modules_of_a_small_client() {
    let runtime = assemble(&[Module::Examples]);
    let text = runtime.module_source();
    assert!(text.contains("#[cfg(feature = \"examples\")]\n#[doc(hidden)]\npub mod examples;\n"));
    assert!(text.contains(";\npub use self::error::{Error, ErrorKind};\n"));
    assert!(text.contains("#[doc(hidden)]\npub use self::draft::Draft;\n"));
    assert!(!text.contains("multipart"));
    let reqwest = runtime
        .dependencies
        .iter()
        .find(|dependency| dependency.name == "reqwest")
        .unwrap();
    assert!(reqwest.features.is_empty() && !reqwest.optional);
}

#[test]
fn the_tests_compile_every_file_of_the_table() {
    let listed = include_str!("../../runtime/mod.rs");
    let whole = assemble(&Module::ALL).module_source();
    for line in whole.lines().filter(|line| line.starts_with("pub ")) {
        // A folder has a `mod.rs` of its own here.
        let line = line.strip_suffix(" {").unwrap_or(line);
        assert!(listed.contains(line), "{line}");
    }
}
