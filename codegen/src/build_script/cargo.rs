//! What cargo is told: inputs to watch and warnings about a collection; dependencies that the package lacks.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use crate::{
    diagnostic::{Located, Sources, first_of_each_rule},
    generator::Generated,
};

/// What the package's manifest lacks for the generated module: the compiler would only say that a crate cannot be found,
/// hundreds of times, in code that nobody wrote. With `reqwest` the features for TLS are told, without which it is no error
/// before a call is made.
pub(super) fn missing(own: &Path, needed: &str) -> Option<String> {
    let read = |text: &str| text.parse::<toml::Table>().unwrap_or_default();
    let own = read(&fs::read_to_string(own).unwrap_or_default());
    let needed = read(needed);
    // Cargo takes one spelling for the other.
    let spelled = |name: &str| name.replace('_', "-");
    let has = dependencies(&own);
    let lacks = |name: &str| !has.keys().any(|own| spelled(own) == spelled(name));
    let is_chosen = |feature| feature_of(&own, feature).is_some();
    let lacks_tls = lacks("reqwest") && !["rustls", "native-tls"].into_iter().any(is_chosen);
    let mut wanted = dependencies(&needed);
    wanted.retain(|name, value| {
        let optional = value.get("optional").and_then(toml::Value::as_bool);
        lacks(name) && (optional != Some(true) || (lacks_tls && name == "rustls"))
    });
    if wanted.is_empty() {
        return None;
    }
    let features = ["default", "rustls"].into_iter().filter(|_| lacks_tls);
    let features = features
        .filter_map(|name| Some((name.to_owned(), feature_of(&needed, name)?.clone())))
        .collect();
    Some(lines("features", &features) + &lines("dependencies", &wanted))
}

/// A table with its header; nothing when it is empty.
fn lines(table: &str, entries: &BTreeMap<String, toml::Value>) -> String {
    let mut text = String::new();
    for (name, value) in entries {
        if text.is_empty() {
            text = format!("[{table}]\n");
        }
        let _ = writeln!(text, "{name} = {value}");
    }
    text
}

fn feature_of<'m>(manifest: &'m toml::Table, name: &str) -> Option<&'m toml::Value> {
    manifest.get("features")?.as_table()?.get(name)
}

/// The dependencies of a manifest for the target of the build, by name.
fn dependencies(manifest: &toml::Table) -> BTreeMap<String, toml::Value> {
    let of = |table: &toml::Table| {
        let dependencies = table.get("dependencies").and_then(toml::Value::as_table);
        dependencies.cloned().unwrap_or_default()
    };
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let wasm = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch.starts_with("wasm"));
    let of_targets = targets.into_iter().flatten().filter_map(|(target, table)| {
        let is_ours = target.contains("wasm32") && (target.contains("not(") != wasm);
        let is_open = !target.contains("wasm32");
        (is_ours || is_open).then(|| table.as_table().map(of))?
    });
    of(manifest)
        .into_iter()
        .chain(of_targets.flatten())
        .collect()
}

/// Writes the instructions that cargo reads from a build script's output.
pub(super) fn tell(
    cargo: &mut dyn Write,
    inputs: &BTreeSet<PathBuf>,
    generated: &Generated,
) -> io::Result<()> {
    // A file name with a line break in it could give cargo instructions of its own; the folder that it is in is named too.
    for input in inputs
        .iter()
        .filter(|input| !input.to_string_lossy().contains(char::is_control))
    {
        writeln!(cargo, "cargo::rerun-if-changed={}", input.display())?;
    }
    let sources = Sources::read(&generated.diagnostics, &generated.documents);
    let located = sources.locate(&generated.diagnostics);
    let warnings = located.iter().filter(|located| located.is_warning());
    let (first, more) = first_of_each_rule(warnings);
    for located in first {
        writeln!(cargo, "cargo::warning={}", one_line(located))?;
    }
    for (code, count) in more {
        let (number, title) = (code.text(), code.title());
        writeln!(cargo, "cargo::warning={count} more of {number} ({title})")?;
    }
    Ok(())
}

/// A finding on one line: a line break would end the instruction and begin another one.
fn one_line(located: &Located<'_>) -> String {
    let diagnostic = located.diagnostic;
    let (path, position) = (located.path.display(), located.position);
    let mut parts = vec![format!(
        "{path}:{position}: {} [{}]",
        diagnostic.message,
        diagnostic.code.text()
    )];
    parts.extend(
        diagnostic
            .instead
            .as_ref()
            .map(|instead| format!("emitted instead: {instead}")),
    );
    parts.extend(diagnostic.help.as_ref().map(|help| format!("help: {help}")));
    parts
        .join("; ")
        .replace(|character: char| character.is_control(), " ")
}
