//! Recordings of requests, newman's and a generated client's, and how they differ.

mod accepted;
mod jwt;
mod recording;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use postwright::diagnostic::{Diagnostics, Documents};
use postwright::ir::{Api, CredentialKind, Presence, TemplatePart};
use postwright::postman::{self, EnvironmentScope};
use postwright::resolve::SecretValue;
use serde_json::{Value, json};

pub use accepted::Rule;
pub use recording::{Capture, Item, Recording};

/// An item of a collection, compared.
#[derive(Debug)]
pub struct Comparison {
    /// Folders and name.
    pub name: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of an item.
#[derive(Debug)]
pub enum Outcome {
    /// The same request.
    Equal,
    /// newman could not send it.
    NotSent,
    /// The client could not make it: why.
    NotGenerated(String),
    /// The requests differ on purpose, by these rules.
    Accepted(BTreeSet<Rule>),
    /// The requests differ.
    Different(Vec<Difference>),
}

/// A part of a request that differs.
#[derive(Debug)]
pub struct Difference {
    /// What differs, without values: `target`, `header content-type`.
    pub cause: String,
    /// What newman sends.
    pub newman: String,
    /// What the client sends.
    pub ours: String,
}

impl Comparison {
    /// The difference as JSON; nothing when there is none.
    pub fn to_json(&self) -> Option<Value> {
        match &self.outcome {
            Outcome::Equal | Outcome::NotSent => None,
            Outcome::Accepted(rules) => {
                let rules: Vec<&str> = rules.iter().map(|rule| rule.name()).collect();
                Some(json!({ "name": self.name, "accepted": rules }))
            }
            Outcome::NotGenerated(reason) => {
                Some(json!({ "name": self.name, "not_generated": reason }))
            }
            Outcome::Different(differences) => {
                let differences: Vec<Value> = differences
                    .iter()
                    .map(|difference| {
                        json!({
                            "cause": difference.cause,
                            "newman": difference.newman,
                            "ours": difference.ours,
                        })
                    })
                    .collect();
                Some(json!({ "name": self.name, "different": differences }))
            }
        }
    }
}

/// The values that newman had for a collection: its variables, those of globals and environments in the order in which
/// they win, what the recording made up for those without one, and the literal secrets, for which the client has
/// variables.
pub fn values<'s>(
    collection: &Path,
    environments: impl IntoIterator<Item = PathBuf>,
    secrets: impl IntoIterator<Item = &'s SecretValue>,
    recording: &Recording,
) -> BTreeMap<String, String> {
    let (mut documents, mut diagnostics) = (Documents::default(), Diagnostics::default());
    let collection = postman::read_collection(collection, &mut documents, &mut diagnostics);
    let (mut globals, mut winning) = (Vec::new(), Vec::new());
    for file in environments {
        if let Ok(read) = postman::read_environment(&file, &mut documents, &mut diagnostics) {
            match read.scope {
                EnvironmentScope::Globals => globals.extend(read.variables),
                EnvironmentScope::Environment => winning.extend(read.variables),
            }
        }
    }
    let own = collection.map_or_else(|_| Vec::new(), |collection| collection.variables);
    let mut values: BTreeMap<String, String> = globals
        .iter()
        .chain(&own)
        .chain(&winning)
        .map(|variable| (variable.name.clone(), variable.value.as_str().to_owned()))
        .collect();
    recording.add_values(&mut values);
    for secret in secrets {
        let value = secret.value.clone();
        if value.is_empty() {
            // What an export left blank shares the setting of a variable that has no value of its own.
            values.entry(secret.variable.clone()).or_default();
        } else {
            values.insert(secret.variable.clone(), value);
        }
    }
    values
}

/// The variables that stand for what a collection left blank in credentials.
pub fn blanks<'s>(secrets: impl IntoIterator<Item = &'s SecretValue>) -> BTreeSet<String> {
    let secrets = secrets.into_iter();
    let blank = secrets.filter(|secret| secret.value.is_empty());
    blank.map(|secret| secret.variable.clone()).collect()
}

/// What a client's program printed.
#[derive(Debug, Default)]
pub struct Printed {
    /// Its requests.
    pub recording: Recording,
    /// Why it printed less than all.
    pub error: Option<String>,
}

/// Runs the program of a client.
///
/// # Errors
///
/// When it cannot be run, or prints something else than requests.
pub fn printed(program: &mut Command) -> io::Result<Printed> {
    let output = program.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    Ok(Printed {
        recording: Recording::read(&text)?,
        error: (!output.status.success()).then(|| error.trim().to_owned()),
    })
}

/// Compares what a client sends with what newman sent. `print` runs the client's program with values of variables.
///
/// Where they differ, the client makes its request once more: with the random number that newman's signature has, and with
/// what the collection left blank in a credential blank (`blanks`, [`blanks`]). Its setting may stand for a variable of
/// that name too, which has a value.
///
/// # Errors
///
/// Those of `print`.
pub fn check(
    newman: &Recording,
    values: &BTreeMap<String, String>,
    blanks: &BTreeSet<String>,
    api: &Api,
    mut print: impl FnMut(&BTreeMap<String, String>) -> io::Result<Printed>,
) -> io::Result<Vec<Comparison>> {
    let names = Names::of(api);
    let mut compared = compare(&print(values)?, newman, &names);
    for (comparison, item) in newman.items.iter().enumerate() {
        let nonce = item.captures.first().and_then(Capture::nonce);
        let nonce = nonce.map(|nonce| ("$nonce".to_owned(), nonce));
        let blank: Vec<_> = blanks
            .iter()
            .map(|name| (name.clone(), String::new()))
            .collect();
        let mut values = values.clone();
        for changes in [nonce.into_iter().collect(), blank] {
            let is_different = matches!(
                compared.get(comparison),
                Some(Comparison {
                    outcome: Outcome::Different(_),
                    ..
                })
            );
            if is_different && !changes.is_empty() {
                values.extend(changes);
                let again = compare(&print(&values)?, newman, &names).swap_remove(comparison);
                compared[comparison] = again;
            }
        }
    }
    Ok(compared)
}

/// Compares the client's requests with newman's, item by item.
fn compare(printed: &Printed, newman: &Recording, names: &Names) -> Vec<Comparison> {
    let (ours, error) = (&printed.recording, printed.error.as_deref());
    let mut by_name: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
    for item in &ours.items {
        by_name.entry(item.label()).or_default().push(item);
    }
    let mut find = |item: &Item| {
        let same = by_name.get_mut(&item.label())?;
        // A folder of v1 may list one request several times; newman sends it as often.
        if same.len() == 1 {
            return same.first().copied();
        }
        let at = same.iter().position(|own| own.ix == item.ix);
        (!same.is_empty()).then(|| same.remove(at.unwrap_or_default()))
    };
    newman
        .items
        .iter()
        .map(|item| Comparison {
            name: item.label(),
            outcome: outcome(find(item), item, error, names),
        })
        .collect()
}

fn outcome(ours: Option<&Item>, newman: &Item, error: Option<&str>, names: &Names) -> Outcome {
    let Some(sent) = newman.captures.first() else {
        return Outcome::NotSent;
    };
    let Some(ours) = ours else {
        return Outcome::NotGenerated(error.unwrap_or("no operation").to_owned());
    };
    let Some(made) = ours.captures.first() else {
        let reason = ours.errors.join("; ");
        return match Rule::of_failure(&reason) {
            Some(rule) => Outcome::Accepted(BTreeSet::from([rule])),
            None => Outcome::NotGenerated(reason),
        };
    };
    let differences = differences(made, sent);
    if differences.is_empty() {
        return Outcome::Equal;
    }
    let rules = differences
        .iter()
        .map(|difference| Rule::of(difference, made, sent, names));
    match rules.collect::<Option<BTreeSet<Rule>>>() {
        Some(rules) => Outcome::Accepted(rules),
        None => Outcome::Different(differences),
    }
}

/// What the rules of differences know of an API.
struct Names {
    /// Fields that a client must send although the collection has no value that it sends.
    required: BTreeSet<String>,
    /// Headers and entries of the query that are credentials.
    keys: BTreeSet<String>,
}

impl Names {
    fn of(api: &Api) -> Self {
        let operations = api.operations.iter();
        let fields = operations.flat_map(|operation| &operation.fields);
        let required =
            fields.filter(|field| field.presence == Presence::Required && field.example.is_none());
        let keys = api
            .credentials
            .iter()
            .filter_map(|credential| match &credential.kind {
                CredentialKind::Header { name, .. } => Some(name.clone()),
                CredentialKind::ApiKey { name, .. } => match name.parts.as_slice() {
                    [TemplatePart::Text(name)] => Some(name.clone()),
                    _ => None,
                },
                _ => None,
            });
        Self {
            required: required.map(|field| field.name.clone()).collect(),
            keys: keys.collect(),
        }
    }
}

/// Every part in which two requests differ.
fn differences(ours: &Capture, newman: &Capture) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differ = |cause: &str, newman: String, ours: String| {
        if newman != ours {
            found.push(Difference {
                cause: cause.to_owned(),
                newman,
                ours,
            });
        }
    };
    differ("method", newman.method.clone(), ours.method.clone());
    differ("address", newman.address(), ours.address());
    let ((newman_path, newman_query), (our_path, our_query)) = (newman.target(), ours.target());
    differ("path", newman_path, our_path);
    differ("query", newman_query, our_query);
    let (theirs, own) = (newman.compared_headers(ours), ours.compared_headers(newman));
    let names: BTreeSet<&String> = theirs.keys().chain(own.keys()).collect();
    let is_same_body = ours.body == newman.body
        || (newman.multipart.is_some() && ours.multipart == newman.multipart);
    // The length of another body is another length.
    let names = names
        .into_iter()
        .filter(|name| is_same_body || *name != "content-length");
    for name in names {
        let text = |headers: &BTreeMap<String, Vec<String>>| {
            headers
                .get(name)
                .map_or_else(|| "(absent)".to_owned(), |values| values.join(" | "))
        };
        differ(&format!("header {name}"), text(&theirs), text(&own));
    }
    if is_same_body {
        return found;
    }
    if newman.multipart.is_some() || ours.multipart.is_some() {
        differ("multipart", newman.parts_text(), ours.parts_text());
    } else {
        let cause = body_cause(ours, newman);
        differ(cause, newman.body_text(), ours.body_text());
    }
    found
}

/// What is wrong with a body, roughly.
fn body_cause(ours: &Capture, newman: &Capture) -> &'static str {
    let json = |body: &[u8]| serde_json::from_slice::<Value>(body).ok();
    match (json(&ours.body), json(&newman.body)) {
        _ if ours.body.is_empty() => "body absent",
        _ if newman.body.is_empty() => "body that newman does not send",
        (Some(ours), Some(newman)) if ours == newman => "body JSON layout",
        (Some(_), Some(_)) => "body JSON",
        (Some(_), None) => "body that is no JSON",
        _ => "body",
    }
}
