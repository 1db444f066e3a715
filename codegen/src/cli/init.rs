//! `postwright init`: from a collection to a folder with all that a project needs.

use std::{
    fs,
    io::{self, Write},
    path::{Component, Path, PathBuf},
};

use super::{
    Failure, Session,
    arguments::{InitArguments, ReportArguments},
    summary,
    workspace::{self, Workspace},
};
use crate::{
    config::{self, ApiConfig, Config, Layout, Output},
    project::{Edits, Mode},
};

/// Where inputs from elsewhere are copied to.
const COLLECTIONS: &str = "collections";

const ENVIRONMENT_SUFFIX: &str = ".postman_environment.json";

pub(super) fn run(session: &mut Session<'_, '_>, arguments: &InitArguments) -> Result<(), Failure> {
    let folder = session.terminal.path(
        &arguments
            .dir
            .components()
            .filter(|part| *part != Component::CurDir)
            .collect::<PathBuf>(),
    );
    let file = folder.join(config::FILE_NAME);
    if file.exists() {
        return Err(Failure::Argument(format!(
            "there is a `{}` already: add an `[[api]]` to it",
            file.display()
        )));
    }
    if arguments
        .out
        .components()
        .any(|component| !matches!(component, Component::Normal(_) | Component::CurDir))
    {
        return Err(Failure::Argument(format!(
            "`{}` is not a folder below `{}`",
            arguments.out.display(),
            folder.display()
        )));
    }
    let mut api = ApiConfig::new(&session.terminal.path(&arguments.collection))?;
    if let Some(module) = &arguments.module {
        config::check_module_name(module).map_err(Failure::Argument)?;
        api.module.clone_from(module);
    }
    api.environments = arguments
        .environments
        .iter()
        .map(|path| session.terminal.path(path))
        .collect();
    let output = Output::new(&folder.join(&arguments.out), Layout::Crate);
    let package = output.package.clone();

    // A collection that cannot be read leaves nothing behind.
    (session.generate)(Config {
        file: None,
        output,
        apis: vec![api.clone()],
    })
    .map_err(Failure::Generate)?;

    let module = api.module.clone();
    let text = configuration(&folder, &arguments.out, &api)?;
    create(session, &file, &text)?;
    let report = ReportArguments::default();
    let prepared = session.prepare(Config::load(&file)?, None, &report)?;
    let outcome = prepared.apply(&mut session.terminal, Mode::Write, Edits::Refuse)?;
    let out = slashes(&arguments.out);
    create(
        session,
        &prepared
            .run
            .folder
            .join("examples")
            .join(format!("{module}.rs")),
        &example(&package),
    )?;
    create(
        session,
        &folder.join(".github/workflows/postwright.yml"),
        &workflow(&out),
    )?;
    join_workspace(session, &prepared.run.folder);
    summary::show(session, &prepared.run, &outcome, Mode::Write, &report);
    let own = folder.join("Cargo.toml").is_file();
    let add = format!("  cargo add --path {out}   (to use it in your package)\n");
    session.terminal.inform(&format!(
        "\nNext:\n  cargo run --manifest-path {out}/Cargo.toml --example {module}   (its README.md lists the variables to set)\n{}",
        if own { add.as_str() } else { "" }
    ));
    Ok(())
}

/// Makes the crate a member of the workspace that it lies in: without that cargo refuses to build it.
fn join_workspace(session: &mut Session<'_, '_>, package: &Path) {
    match workspace::join(package) {
        Workspace::Settled => {}
        Workspace::Joined(manifest) => {
            let (package, manifest) = (package.display(), manifest.display());
            let text = format!("`{package}` to the members of the workspace `{manifest}`");
            session.terminal.done("added", &text);
        }
        Workspace::Unclear(manifest) => {
            let (package, manifest) = (package.display(), manifest.display());
            session.terminal.note(&format!(
                "`{package}` lies in the workspace `{manifest}`: add it to `members` there"
            ));
        }
    }
}

/// The text of `postwright.toml`. Inputs that lie outside of `folder` are copied into it.
fn configuration(folder: &Path, out: &Path, api: &ApiConfig) -> Result<String, Failure> {
    let collection = bring(&api.collection, folder)?;
    let mut environments: Vec<String> = api
        .environments
        .iter()
        .map(|path| bring(path, folder))
        .collect::<Result<_, _>>()?;
    environments.extend(neighbours(&api.collection, folder));
    environments.sort_unstable();
    environments.dedup();
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let (out, module, collection) = (
        quoted(&slashes(out)),
        quoted(&api.module),
        quoted(&collection),
    );
    let environments = match environments
        .iter()
        .map(|path| quoted(path))
        .collect::<Vec<_>>()
    {
        list if list.is_empty() => String::new(),
        list => format!("environments = [{}]\n", list.join(", ")),
    };
    Ok(format!(
        "[output]\ncrate = {out}\n\n[[api]]\nmodule = {module}\ncollection = {collection}\n{environments}"
    ))
}

/// The environments beside a collection that lies in `folder`. From elsewhere none is copied unasked, because they hold
/// secrets.
fn neighbours(collection: &Path, folder: &Path) -> Vec<String> {
    let siblings = collection
        .parent()
        .filter(|_| inside(collection, folder).is_some())
        .map(|parent| {
            fs::read_dir(if parent.as_os_str().is_empty() {
                Path::new(".")
            } else {
                parent
            })
        });
    let Some(Ok(siblings)) = siblings else {
        return Vec::new();
    };
    let paths = siblings.flatten().map(|entry| entry.path());
    let environments = paths.filter(|path| path.to_string_lossy().ends_with(ENVIRONMENT_SUFFIX));
    environments
        .filter_map(|path| inside(&path, folder))
        .collect()
}

/// The path of an input relative to `folder`, after copying it there if it lies elsewhere.
fn bring(input: &Path, folder: &Path) -> Result<String, Failure> {
    if let Some(relative) = inside(input, folder) {
        return Ok(relative);
    }
    let name = input.file_name().map(PathBuf::from).unwrap_or_default();
    let target = folder.join(COLLECTIONS).join(&name);
    copy(input, &target)?;
    Ok(slashes(&Path::new(COLLECTIONS).join(name)))
}

/// The path of `input` relative to `folder`, if it lies in it.
fn inside(input: &Path, folder: &Path) -> Option<String> {
    let (input, folder) = (
        input.canonicalize().ok()?,
        if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        }
        .canonicalize()
        .ok()?,
    );
    input.strip_prefix(folder).ok().map(slashes)
}

/// Copies a file, or a folder with all that is in it. A target that exists is an error.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let unreadable = |source| Failure::Read {
        path: from.to_owned(),
        source,
    };
    if from.is_dir() {
        for entry in fs::read_dir(from).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    let content = fs::read(from).map_err(unreadable)?;
    write_new(to, &content).map_err(|source| Failure::Write {
        path: to.to_owned(),
        source,
    })
}

/// Writes a file that is the user's from now on; leaves one that is there.
fn create(session: &mut Session<'_, '_>, path: &Path, text: &str) -> Result<(), Failure> {
    match write_new(path, text.as_bytes()) {
        Ok(()) => session
            .terminal
            .done("created", &format!("`{}`", path.display())),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            session
                .terminal
                .note(&format!("`{}` exists and stays as it is", path.display()));
        }
        Err(source) => {
            return Err(Failure::Write {
                path: path.to_owned(),
                source,
            });
        }
    }
    Ok(())
}

fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::File::create_new(path)?.write_all(content)
}

fn slashes(path: &Path) -> String {
    let names = path.components().filter_map(|component| match component {
        Component::CurDir => None,
        other => Some(other.as_os_str().to_string_lossy()),
    });
    names.collect::<Vec<_>>().join("/")
}

fn example(package: &str) -> String {
    let krate = package.replace('-', "_");
    format!(
        "\
//! Makes a client from environment variables and shows it, without its secrets.

use std::process::ExitCode;

use {krate}::Client;

fn main() -> ExitCode {{
    match Client::from_env() {{
        Ok(client) => println!(\"{{client:?}}\"),
        Err(error) => {{
            eprintln!(\"{{error}}\");
            return ExitCode::FAILURE;
        }}
    }}
    ExitCode::SUCCESS
}}
"
    )
}

/// The version is a fixed one: another one may write other code, which is a change of its own.
fn workflow(out: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "\
name: postwright
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: cargo install postwright@{version} --locked
      - run: postwright check
      - run: cargo test --manifest-path {out}/Cargo.toml
"
    )
}
