//! What the printer of emitted code writes, against syn and prettyplease: another layout of the same program.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::File;

/// What the printer says of a function that clippy finds too long.
const MARK: &str = "clippy::too_many_lines";

/// Every Rust file below a folder, in order.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// The printer gets items, never the documentation of a file.
fn items(text: &str) -> Result<File, syn::Error> {
    let mut file = syn::parse_file(text)?;
    file.attrs.clear();
    file.shebang = None;
    Ok(file)
}

/// The layout of prettyplease, which the layout of what it reads does not change.
fn plain(text: &str) -> Result<String, syn::Error> {
    Ok(prettyplease::unparse(&items(text)?))
}

#[test]
fn what_is_printed_is_the_program_that_was_given() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in ["generated/src", "tests/samples"] {
        sources(&root.join(folder), &mut found)?;
    }
    let mut printed = 0;
    for path in found {
        let text = fs::read_to_string(&path)?;
        // The runtime and the examples are written by hand: they use more of the language than the emitter does.
        if !text.starts_with("// @generated")
            || path.components().any(|part| part.as_os_str() == "runtime")
        {
            continue;
        }
        // The printer itself marks long functions, so what it is given has no such mark.
        let unmarked: String = text
            .split_inclusive('\n')
            .filter(|line| !line.contains(MARK))
            .collect();
        let ours = postwright::format::print([items(&unmarked)?.to_token_stream()]);
        let (ours, given) = (plain(&ours)?, plain(&text)?);
        for (ours, given) in ours.lines().zip(given.lines()) {
            assert_eq!(ours, given, "{}", path.display());
        }
        assert_eq!(ours.len(), given.len(), "{}", path.display());
        printed += 1;
    }
    assert!(printed > 50, "{printed} files are not what is emitted");
    Ok(())
}
