//! What the command line says and does, with a generator that makes one file a collection.

mod findings;
mod help;
mod output;
mod setup;
mod unchanged;

use std::{fs, path::Path, time::Duration};

use tempfile::TempDir;

use super::*;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Documents, Place, SourceError},
    generator::{Files, SourceFile, Summary},
};

/// How a run ended and what it said.
#[derive(Debug)]
struct Ran {
    exit: Exit,
    output: String,
    error: String,
}

/// A generator whose output is the text of each collection, and whose findings are its `"warn"` members.
#[allow(clippy::needless_pass_by_value, reason = "the signature of the stages")]
fn fake(config: Config) -> Result<Generated, Box<dyn Error + Send + Sync>> {
    let (mut files, mut documents, mut diagnostics) =
        (Vec::new(), Documents::default(), Diagnostics::default());
    let mut root = String::new();
    for api in &config.apis {
        let text = fs::read_to_string(&api.collection)?;
        let document = documents.add(api.collection.clone());
        if let Some(start) = text.find("broken") {
            let (path, message) = (api.collection.clone(), "expected `,` or `}`".to_owned());
            return Err(Box::new(SourceError {
                path,
                span: start..start + 6,
                text,
                message,
                help: None,
            }));
        }
        if text.contains("hostile") {
            let diagnostic = Diagnostic::new(
                Code::NoUrl,
                Place::root(document),
                "\u{1b}[31m\u{202e}red\n",
            );
            diagnostics.push(
                diagnostic
                    .item(&["\u{1b}]0;title\u{7}".to_owned()])
                    .help("\u{1b}[2J"),
            );
        }
        for index in 0..text.matches("warn").count() {
            let place = Place::root(document).member("warn").element(index);
            diagnostics.push(
                Diagnostic::new(
                    Code::InvalidHeader,
                    place.clone(),
                    "the name of a header has a space in it",
                )
                .item(&["Users".to_owned(), "Get".to_owned()])
                .instead("a call that fails")
                .help("rename the header"),
            );
            diagnostics.push(Diagnostic::new(
                Code::UndefinedVariable,
                place,
                "`{{id}}` has no value",
            ));
        }
        root = format!("{root}pub mod {};\n", api.module);
        files.push(SourceFile {
            path: format!("src/{}.rs", api.module),
            text: format!("// {text}\n"),
        });
    }
    files.push(SourceFile {
        path: "src/lib.rs".to_owned(),
        text: root,
    });
    files.push(SourceFile {
        path: "Cargo.toml".to_owned(),
        text: format!("[package]\nname = \"{}\"\n", config.output.package),
    });
    let summary = Summary {
        apis: config.apis.len(),
        operations: 1,
        types: 0,
    };
    Ok(Generated {
        files: Files::Listed(files),
        diagnostics,
        documents,
        lock: None,
        manifest: String::new(),
        first_program: Some("fn main() {}\n".to_owned()),
        summary,
        timings: vec![("postman", Duration::ZERO)],
    })
}

/// Runs `postwright` with these arguments in `folder`, whose path is cut out of what it says, as times are.
fn postwright(folder: &Path, arguments: &[&str]) -> Ran {
    postwright_with(folder, arguments, &fake)
}

fn postwright_with(folder: &Path, arguments: &[&str], generate: &Generate<'_>) -> Ran {
    let (mut output, mut error) = (Vec::new(), Vec::new());
    let terminal = Terminal::captured(&mut output, &mut error, folder);
    let arguments = std::iter::once("postwright")
        .chain(arguments.iter().copied())
        .map(OsString::from);
    let exit = run(arguments, terminal, generate);
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes)
            .unwrap()
            .replace(&format!("{}/", folder.display()), "");
        let is_time =
            |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(" s");
        let lines = text.lines().map(|line| match line.rsplit_once(" in ") {
            Some((before, time)) if is_time(time) => format!("{before} in 0.00 s"),
            _ => line.trim_end().to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    Ran {
        exit,
        output: text(output),
        error: text(error),
    }
}

fn configured(collection: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("acme.json"), collection).unwrap();
    fs::write(
        folder.path().join("postwright.toml"),
        "[output]\ncrate = \"generated\"\n\n[[api]]\ncollection = \"acme.json\"\n",
    )
    .unwrap();
    folder
}
