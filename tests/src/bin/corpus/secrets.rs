//! Secrets of the collections and their environments: none may stand in what was written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use postwright::diagnostic::{Diagnostics, Documents};
use postwright::generator::ReadApi;
use postwright::postman;

use crate::find;
use crate::group::Group;
use crate::outcome::{Check, Outcome};

/// Shorter literals are words that anything may hold.
const LEAST: usize = 8;

/// Lists the files of each crate that hold a secret.
pub(crate) fn all(groups: &[Group], work: &Path, outcomes: &mut [Outcome]) -> io::Result<()> {
    for group in groups {
        let texts = texts(&work.join(&group.package))?;
        let own = |outcome: &&mut Outcome| group.modules.contains(&outcome.config.module);
        for outcome in outcomes.iter_mut().filter(own) {
            let Ok(read) = &outcome.read else { continue };
            let literals = literals(read, &outcome.config.environments);
            let holds = |text: &str| literals.iter().any(|literal| text.contains(literal));
            let is_own = |path: &str| {
                let mut parts = path.split(['/', '.']);
                let module = parts.find(|part| group.modules.iter().any(|module| module == part));
                module.is_none_or(|module| module == outcome.config.module)
            };
            let leaks = texts
                .iter()
                .filter(|(path, text)| is_own(path) && holds(text));
            outcome.leaks = leaks.map(|(path, _)| path.clone()).collect();
            outcome.checked.push(Check::Secrets);
        }
    }
    Ok(())
}

/// What must not be written: what was taken out, and what environments have for secret settings. Words and UUIDs are left
/// out, which other places hold by chance or as the sample that stands for everything.
fn literals(read: &ReadApi, environments: &[PathBuf]) -> Vec<String> {
    let taken = read.secrets.iter().map(|secret| secret.value.clone());
    let settings = read.api.settings.iter().filter(|setting| setting.secret);
    let names: Vec<&str> = settings.map(|setting| setting.variable.as_str()).collect();
    let files = environments.iter().filter_map(|file| {
        let (mut documents, mut diagnostics) = (Documents::default(), Diagnostics::default());
        postman::read_environment(file, &mut documents, &mut diagnostics).ok()
    });
    let variables = files.flat_map(|file| file.variables);
    let secret = variables.filter(|variable| names.contains(&variable.name.as_str()));
    taken
        .chain(secret.map(|variable| variable.value.as_str().to_owned()))
        .filter(|literal| is_unlike_others(literal))
        .collect()
}

fn is_unlike_others(literal: &str) -> bool {
    let has = |is: fn(&u8) -> bool| literal.bytes().any(|byte| is(&byte));
    let is_uuid = literal.len() == 36 && literal.split('-').count() == 5;
    literal.len() >= LEAST
        && has(u8::is_ascii_alphabetic)
        && has(u8::is_ascii_digit)
        && !is_uuid
        && !literal.contains("{{")
}

/// The text files of a crate, by path.
fn texts(package: &Path) -> io::Result<Vec<(String, String)>> {
    let files = find::files(package)?.into_iter();
    let texts = files.filter_map(|path| {
        let text = fs::read_to_string(&path).ok()?;
        Some((path.to_string_lossy().into_owned(), text))
    });
    Ok(texts.collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use postwright::config::Layout;

    use crate::{generate, group};

    const COLLECTION: &str = r#"{"info": {"name": "Acme", "description": "Not hunter22two."}, "item": [
        {"name": "List", "request": {"method": "GET", "url": "https://acme.test/v1/users",
            "header": [{"key": "X-Api-Key", "value": "hunter22two"}]}}
    ]}"#;

    #[test]
    fn a_file_that_holds_a_secret_is_told() {
        let work = std::env::temp_dir().join(format!("corpus-secrets-{}", std::process::id()));
        let mut outcomes = generate::sample(&work, COLLECTION);
        let groups = group::write(&outcomes, Layout::Crate, &work, 400).unwrap();
        super::all(&groups, &work, &mut outcomes).unwrap();
        assert!(outcomes[0].leaks.is_empty(), "{:?}", outcomes[0].leaks);
        fs::write(work.join("group_000/src/own.rs"), "// hunter22two").unwrap();
        super::all(&groups, &work, &mut outcomes).unwrap();
        fs::remove_dir_all(&work).unwrap();
        assert_eq!(outcomes[0].leaks.len(), 1);
    }
}
