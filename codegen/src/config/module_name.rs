//! Names that come from files: the module of an API and the package of the output.

use std::{fs, path::Path};

use heck::{ToKebabCase, ToSnakeCase};
use serde::Deserialize;

/// What export tools put behind the name; nothing of it tells one collection from another.
const SUFFIXES: [&str; 8] = [
    ".json",
    ".yaml",
    ".yml",
    ".postman_collection",
    ".postman-collection",
    "_postman_collection",
    ".collection",
    ".postman",
];

/// File names that say nothing.
const GENERIC: [&str; 5] = [
    "collection",
    "postman",
    "postman_collection",
    "export",
    "api",
];

/// Names that an emitted crate has for itself: modules and cargo features.
const TAKEN: [&str; 14] = [
    "blocking", "brotli", "default", "examples", "gzip", "lib", "main", "mock", "own", "runtime",
    "rustls", "stream", "tracing", "zstd",
];

/// The module of the collection at `path`: the words of its file name, or of its title where the file name says
/// nothing.
pub(super) fn of_collection(path: &Path) -> String {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut stem = file_name.as_ref();
    while let Some(shorter) = SUFFIXES.iter().find_map(|suffix| stem.strip_suffix(suffix)) {
        stem = shorter;
    }
    let from_file = identifier(stem);
    if !from_file.is_empty() && !GENERIC.contains(&from_file.as_str()) {
        return from_file;
    }
    let from_title = title(path)
        .map(|title| identifier(&title))
        .unwrap_or_default();
    [from_title, from_file, "api".to_owned()]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
}

/// The package of the folder at `path`.
pub(super) fn package(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let name = absolute.file_name().unwrap_or_default().to_string_lossy();
    let kebab = deunicode::deunicode(&name).to_kebab_case();
    let snake_was_written = name.contains('_') && !name.contains('-');
    let name = if snake_was_written {
        kebab.replace('-', "_")
    } else {
        kebab
    };
    if check_package(&name).is_ok() {
        name
    } else {
        format!("api-{name}").trim_end_matches('-').to_owned()
    }
}

/// Whether `name` can name a module.
pub(super) fn check(name: &str) -> Result<(), String> {
    if TAKEN.contains(&name) {
        return Err(format!(
            "`{name}` is a name that every client has for itself; `{name}_api` is free"
        ));
    }
    let is_identifier = is_ident(name) && name.is_ascii();
    if is_identifier && name == name.to_lowercase() && name != "_" {
        return Ok(());
    }
    let better = identifier(name);
    let better = if better.is_empty() {
        String::new()
    } else {
        format!("; `{better}` is")
    };
    Err(format!("`{name}` is not the name of a Rust module{better}"))
}

/// Whether cargo accepts `name` for a package and rustc for the crate it makes.
pub(super) fn check_package(name: &str) -> Result<(), String> {
    let is_plain = name
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_'));
    let is_identifier = is_ident(&name.replace('-', "_"));
    if is_plain && is_identifier && name != "_" {
        return Ok(());
    }
    Err(format!(
        "`{name}` is not the name of a cargo package: letters, digits, `-` and `_`, no keyword"
    ))
}

/// Whether edition 2024 takes `text` for an identifier; syn knows the keywords of editions before.
fn is_ident(text: &str) -> bool {
    text != "gen" && syn::parse_str::<syn::Ident>(text).is_ok()
}

/// `text` as an identifier in snake case; empty when nothing of it can stand in one.
fn identifier(text: &str) -> String {
    let snake: String = deunicode::deunicode(text).to_snake_case();
    let plain: String = snake
        .chars()
        .filter(|character| character.is_ascii_alphanumeric() || *character == '_')
        .collect();
    let plain = plain.trim_matches('_');
    let is_free = is_ident(plain) && !TAKEN.contains(&plain);
    if plain.is_empty() || is_free {
        plain.to_owned()
    } else if plain.starts_with(|first: char| first.is_ascii_digit()) {
        format!("api_{plain}")
    } else {
        format!("{plain}_api")
    }
}

/// The collection's own title: `info.name` of v2, `name` of v1, either of them below `collection`.
fn title(path: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        info: Option<Info>,
        name: Option<String>,
        collection: Option<Box<Head>>,
    }
    #[derive(Deserialize)]
    struct Info {
        name: Option<String>,
    }

    let text = fs::read_to_string(path).ok()?;
    let head: Head = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let Head { info, name, .. } = match head.collection {
        Some(wrapped) => *wrapped,
        None => head,
    };
    info.and_then(|info| info.name).or(name)
}
