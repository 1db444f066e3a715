//! `postwright init`: from a collection to a folder with all that a project needs.

pub(super) mod inputs;

use std::{
    fs,
    io::{self, Write},
    path::{Component, Path, PathBuf},
};

use super::{
    Failure, Session,
    arguments::{InitArguments, ReportArguments},
    summary, workspace,
};
use crate::{
    config::{self, ApiConfig, Config, Layout, Output},
    project::{Edits, Mode},
};

pub(super) fn run(session: &mut Session<'_, '_>, arguments: &InitArguments) -> Result<(), Failure> {
    let parts = arguments.dir.components();
    let parts = parts.filter(|part| *part != Component::CurDir);
    let folder = session.terminal.path(&parts.collect::<PathBuf>());
    let file = folder.join(config::FILE_NAME);
    check(arguments, &folder, &file)?;
    let api = api(session, arguments, &folder)?;

    // Inputs that cannot be read leave nothing behind.
    (session.generate)(Config {
        file: None,
        output: Output::new(&folder.join(&arguments.out), Layout::Crate),
        apis: vec![api.clone()],
    })
    .map_err(Failure::Generate)?;

    let (out, module) = (slashes(&arguments.out), &api.module);
    let text = configuration(session, &folder, &out, &api)?;
    create(session, &file, &text)?;
    let config = Config::load(&file)?;
    let environments = config.apis.iter().flat_map(|api| &api.environments);
    let environments: Vec<PathBuf> = environments.cloned().collect();
    inputs::warn_of_secrets(session, &environments);
    let report = ReportArguments::default();
    let prepared = session.prepare(config, None, &report)?;
    let outcome = prepared.apply(&mut session.terminal, Mode::Write, Edits::Refuse)?;
    let examples = prepared.run.folder.join("examples");
    if let Some(program) = &prepared.first_program {
        create(session, &examples.join(format!("{module}.rs")), program)?;
    }
    let workflows = folder.join(".github/workflows");
    create(
        session,
        &workflows.join("postwright.yml"),
        &workflow(&summary::word(&out)),
    )?;
    workspace::join(&mut session.terminal, &prepared.run.folder);
    summary::show(session, &prepared.run, &outcome, Mode::Write, &report);

    let mut next = Vec::new();
    let out = summary::word(&out);
    if prepared.first_program.is_some() {
        next.push(format!(
            "cargo run --manifest-path {out}/Cargo.toml --example {module}   # a first call, or what it lacks"
        ));
    }
    if folder.join("Cargo.toml").is_file() {
        next.push(format!(
            "cargo add --path {out}   # to use it in your package"
        ));
    }
    summary::show_next(&mut session.terminal, &next);
    Ok(())
}

/// What the arguments alone tell is wrong.
fn check(arguments: &InitArguments, folder: &Path, file: &Path) -> Result<(), Failure> {
    if file.exists() {
        return Err(Failure::Argument(format!(
            "there is a `{}` already: add an `[[api]]` to it",
            file.display()
        )));
    }
    let is_below = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if !arguments.out.components().all(is_below) {
        return Err(Failure::Argument(format!(
            "`{}` is not a folder below `{}`",
            arguments.out.display(),
            folder.display()
        )));
    }
    Ok(())
}

/// The collection with what the arguments name and what lies beside it.
fn api(
    session: &Session<'_, '_>,
    arguments: &InitArguments,
    folder: &Path,
) -> Result<ApiConfig, Failure> {
    let mut api = ApiConfig::new(&session.terminal.path(&arguments.collection))?;
    if let Some(module) = &arguments.module {
        config::check_module_name(module).map_err(Failure::Argument)?;
        api.module.clone_from(module);
    }
    let named = arguments.environments.iter();
    api.environments = named.map(|path| session.terminal.path(path)).collect();
    inputs::add_neighbours(&mut api, folder);
    Ok(api)
}

/// The text of `postwright.toml`. Inputs that lie outside of `folder` are copied into it.
fn configuration(
    session: &mut Session<'_, '_>,
    folder: &Path,
    out: &str,
    api: &ApiConfig,
) -> Result<String, Failure> {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut bring = |path: &PathBuf| inputs::bring(session, path, folder).map(|path| quoted(&path));
    let collection = bring(&api.collection)?;
    let hints = api.hints.iter().map(&mut bring);
    let hints: Vec<String> = hints.collect::<Result<_, _>>()?;
    let environments = api.environments.iter().map(&mut bring);
    let environments: Vec<String> = environments.collect::<Result<_, _>>()?;
    let (out, module) = (quoted(out), quoted(&api.module));
    let mut text = format!(
        "[output]\ncrate = {out}\n\n[[api]]\nmodule = {module}\ncollection = {collection}\n"
    );
    for hints in hints {
        text.extend(["hints = ", &hints, "\n"]);
    }
    if !environments.is_empty() {
        text.extend(["environments = [", &environments.join(", "), "]\n"]);
    }
    Ok(text)
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
