//! `postwright inspect`.

use std::fs::OpenOptions;
use std::io::Write as _;

use super::{Failure, Session, arguments::InspectArguments};
use crate::config::ApiConfig;
use crate::generator::{self, ReadApi};
use crate::inspect;

pub(super) fn run(
    session: &mut Session<'_, '_>,
    arguments: &InspectArguments,
) -> Result<(), Failure> {
    let apis = apis(session, arguments)?;
    if arguments.hints && apis.len() > 1 {
        let modules: Vec<&str> = apis.iter().map(|api| api.module.as_str()).collect();
        let modules = modules.join(", ");
        return Err(Failure::Argument(format!(
            "hints are for one API: choose one of {modules} with `--module`"
        )));
    }
    let mut text = String::new();
    for api in &apis {
        let read = generator::read(api).map_err(|error| Failure::Generate(error.located()))?;
        text.push_str(&shown(session, &read, arguments));
    }
    let Some(out) = &arguments.out else {
        session.terminal.data(&text);
        return Ok(());
    };
    let path = session.terminal.path(out);
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|source| Failure::Write { path, source })
}

fn shown(session: &Session<'_, '_>, read: &ReadApi, arguments: &InspectArguments) -> String {
    if arguments.hints {
        return inspect::hints(read);
    }
    let tree = inspect::tree(read);
    if arguments.json || session.terminal.is_json() {
        let json = serde_json::to_string(&tree).unwrap_or_default();
        return json + "\n";
    }
    inspect::text(&tree)
}

/// The APIs to inspect.
fn apis(
    session: &Session<'_, '_>,
    arguments: &InspectArguments,
) -> Result<Vec<ApiConfig>, Failure> {
    if let Some(collection) = &arguments.collection {
        return Ok(vec![ApiConfig::new(&session.terminal.path(collection))?]);
    }
    let config = session.configuration(arguments.config.as_deref())?;
    let Some(module) = &arguments.module else {
        return Ok(config.apis);
    };
    let known: Vec<String> = config.apis.iter().map(|api| api.module.clone()).collect();
    let chosen: Vec<ApiConfig> = config
        .apis
        .into_iter()
        .filter(|api| api.module == *module)
        .collect();
    if chosen.is_empty() {
        return Err(Failure::Argument(format!(
            "there is no API `{module}`: the configuration has {}",
            known.join(", ")
        )));
    }
    Ok(chosen)
}
